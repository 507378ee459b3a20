from pathlib import Path

import pytest
from conftest import TODAY

from index.builds import open_current
from index.errors import NotReported, UnreadableIndex
from publishing.problems import MOST, PROBLEMS, REASONS, Problem, problems, report_problem


def test_a_problem_is_kept_with_its_passage_and_nothing_else(index: Path) -> None:
    """This test ensures that passage, version and reason are there again, in order, and no hour."""
    build = open_current(index)
    assert problems(index) == ()
    kept = [report_problem(index, build, build.passages[row].id, REASONS[row], TODAY) for row in (0, 1)]
    first = build.passages[0]
    sha256 = build.documents[first.source_id].sha256
    assert kept[0] == Problem(TODAY, REASONS[0], first.id, first.source_id, sha256, build.meta.build)
    assert problems(index) == tuple(kept)


def test_there_is_an_end_to_reports(index: Path) -> None:
    """This test ensures that the file does not grow without end, and is left as it was."""
    build = open_current(index)
    report_problem(index, build, build.passages[0].id, REASONS[0], TODAY)
    path = index / PROBLEMS
    path.write_bytes(path.read_bytes() * MOST)
    with pytest.raises(NotReported, match=f"{PROBLEMS} holds {MOST} problems already"):
        report_problem(index, build, build.passages[0].id, REASONS[0], TODAY)
    assert len(problems(index)) == MOST


def test_a_damaged_file_is_named(index: Path) -> None:
    """This test ensures that a broken line is a fault, and no report is lost in silence."""
    (index / PROBLEMS).write_text('{"reason": "other"}\n')
    with pytest.raises(UnreadableIndex, match=PROBLEMS):
        problems(index)
