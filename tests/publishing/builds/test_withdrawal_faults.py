"""A withdrawal killed at any step is either complete or undone; the next run cleans up."""

import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest
from parts import DATA, publish, take_out
from tracing import Step, need_strace, traced, tried

from index.storage.builds import build_folder, kept_publications
from index.storage.passage_index import PassageIndex
from index.storage.publications import publications
from publishing.builds.verification import verify


@dataclass(frozen=True)
class Held:
    """A published index whose two builds contain a review with words found nowhere else."""

    folder: Path
    steps: tuple[Step, ...]


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Held:
    need_strace()
    folder = tmp_path_factory.mktemp("held")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    review = folder / "corpus/documents/review.md"
    for number in ("six", "seven"):
        review.write_text(f"# Review\n\nThe parrot bit {number} caretakers.\n")
        publish(folder / "corpus", folder / "index", keep=2)
    review.unlink()
    return Held(folder, traced(folder, "review"))


def withdrawal_killed(held: Held, tmp_path: Path, step: Step) -> None:
    """Checks that nothing happened or no build contains the review, and that the next run removes it."""
    index = tmp_path / "index"
    assert tried(held.folder, tmp_path, step, "signal=KILL", "review").returncode == -signal.SIGKILL, step
    kept = [PassageIndex.load(build_folder(index, one.folder)) for one in kept_publications(index)]
    holding = [build for build in kept if "review" in build.documents]
    done = publications(index)[0].kind == "withdrawal"
    assert holding == ([] if done else kept), step
    assert len(kept) == 2
    assert verify(index, held.folder / "corpus").proven
    take_out(index, held.folder / "corpus", "review", keep=2)
    assert [str(p) for p in index.rglob("*") if p.is_file() and b"parrot" in p.read_bytes().lower()] == []
    assert len(kept_publications(index)) == 2


@pytest.mark.parametrize(("call", "about"), [("rename", "/history"), ("unlinkat", "")])
def test_a_withdrawal_that_is_killed(held: Held, tmp_path: Path, call: str, about: str) -> None:
    """This test ensures that a withdrawal killed at or just after its publication is complete."""
    step = next(step for step in held.steps if step.call == call and about in step.about)
    withdrawal_killed(held, tmp_path, step)


@pytest.mark.soak
def test_a_withdrawal_that_is_killed_at_any_step(held: Held, tmp_path: Path) -> None:
    """This test ensures the same for every step."""
    for i, step in enumerate(held.steps):
        withdrawal_killed(held, tmp_path / f"killed-{i}", step)
