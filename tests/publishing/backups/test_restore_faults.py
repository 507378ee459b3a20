"""A restore that is killed at any step: there is no index or the whole one, and the next restore works."""

import shutil
import signal
import sys
from pathlib import Path

import pytest
from parts import DATA, ROOT, publish
from tracing import CHANGES, Step, need_strace, process, steps

from index.storage.builds import current_name
from publishing.backups.backup import back_up
from publishing.backups.restore import restore

SCRIPT = ROOT / "tests/helpers/one_restore.py"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with a backup."""
    need_strace()
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    publish(folder / "corpus", folder / "index")
    back_up(folder / "index", folder / "corpus", folder / "archive.tar")
    return folder


def killed(folder: Path, tmp_path: Path, step: Step) -> None:
    """Kills a restore at this step and runs it again."""
    to = tmp_path / "to"
    tracing = ("strace", "-o", "/dev/null", "-e", f"trace={step.call}")
    inject = ("-e", f"inject={step.call}:signal=KILL:when={step.number}")
    command = (sys.executable, SCRIPT, folder / "archive.tar", to / "index", to / "corpus")
    assert process(*tracing, *inject, *command).returncode == -signal.SIGKILL, step
    assert current_name(to / "index") in {None, current_name(folder / "index")}
    restore(folder / "archive.tar", to / "index", to / "corpus")
    assert current_name(to / "index") == current_name(folder / "index")
    assert not list(to.rglob("*partial"))


def traced(folder: Path, tmp_path: Path) -> tuple[Step, ...]:
    """Returns the steps of a restore that change either folder."""
    to, log = tmp_path / "to", tmp_path / "calls"
    tracing = ("strace", "-y", "-e", f"trace={','.join(CHANGES)}", "-o", str(log))
    command = (sys.executable, SCRIPT, folder / "archive.tar", to / "index", to / "corpus")
    done = process(*tracing, *command)
    assert done.returncode == 0, done.stderr
    found = tuple(steps(log, to))
    shutil.rmtree(to)
    return found


def test_a_restore_that_is_killed_before_the_history(folder: Path, tmp_path: Path) -> None:
    """This test ensures that kill -9 between the first and the last move leaves no index to answer from."""
    last = [step for step in traced(folder, tmp_path) if step.call == "rename"][-1]
    assert last.about == "/index/history"
    killed(folder, tmp_path, last)


@pytest.mark.soak
def test_a_restore_that_is_killed_at_any_step(folder: Path, tmp_path: Path) -> None:
    """This test ensures the same for every step."""
    for i, step in enumerate(traced(folder, tmp_path)):
        killed(folder, tmp_path / str(i), step)
