from datetime import timedelta
from pathlib import Path

import pytest
from parts import TODAY, edit, publish

from index.errors import NotReported, UnreadableIndex
from index.storage.builds import open_current
from publishing.editing.problem_reports import MOST, PROBLEMS, REASONS, Problem, problems, report_problem
from views.leads.problem_reports import GONE, passage_cell, problem_csv, told


def test_a_problem_is_kept_with_its_passage_and_nothing_else(index: Path) -> None:
    """This test ensures that passage, version and reason are stored in order, without the hour."""
    build = open_current(index)
    assert problems(index) == ()
    kept = [report_problem(index, build, build.passages[row].id, REASONS[row], TODAY) for row in (0, 1)]
    first = build.passages[0]
    sha256 = build.documents[first.source_id].sha256
    assert kept[0] == Problem(TODAY, REASONS[0], first.id, first.source_id, sha256, build.meta.build)
    assert problems(index) == tuple(kept)


def test_there_is_an_end_to_reports(index: Path) -> None:
    """This test ensures that a full file refuses reports and stays unchanged."""
    build = open_current(index)
    report_problem(index, build, build.passages[0].id, REASONS[0], TODAY)
    path = index / PROBLEMS
    path.write_bytes(path.read_bytes() * MOST)
    with pytest.raises(NotReported, match=f"{PROBLEMS} already has {MOST} problems"):
        report_problem(index, build, build.passages[0].id, REASONS[0], TODAY)
    assert len(problems(index)) == MOST


def test_a_damaged_file_is_named(index: Path) -> None:
    """This test ensures that a broken line is an error, so that no report is lost silently."""
    (index / PROBLEMS).write_text('{"reason": "other"}\n')
    with pytest.raises(UnreadableIndex, match=PROBLEMS):
        problems(index)


def test_the_lead_reads_each_problem_once(index: Path) -> None:
    """This test ensures that equal reports are counted, newest first, and can be exported."""
    build = open_current(index)
    first, second = build.passages[0].id, build.passages[1].id
    for passage, reason, on in (
        (first, REASONS[0], TODAY),
        (second, REASONS[1], TODAY - timedelta(2)),
        (first, REASONS[0], TODAY + timedelta(1)),
    ):
        report_problem(index, build, passage, reason, on)
    reported = told(problems(index))
    assert [(one.last.passage, one.times, one.on) for one in reported] == [
        (first, 2, TODAY + timedelta(1)),
        (second, 1, TODAY - timedelta(2)),
    ]
    lines = problem_csv(reported).decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[1:4] == [first, REASONS[0], "2"]


def test_a_problem_of_words_that_are_gone_is_told_as_such(index: Path, corpus: Path) -> None:
    """This test ensures that a passage that changed since is listed without a link."""
    build = open_current(index)
    passage = next(
        p for p in build.passages if "six books" in build.documents[p.source_id].text[p.start : p.end]
    )
    report_problem(index, build, passage.id, REASONS[0], TODAY)
    assert GONE not in passage_cell(build, problems(index)[0])
    edit(corpus / "documents/lending-rules.md", "six books", "seven books")
    publish(corpus, index)
    assert GONE in passage_cell(open_current(index), problems(index)[0])
