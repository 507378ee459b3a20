"""A copy that is killed at any step: the former build or the new one answers, and the next copy works."""

import shutil
import signal
import sys
from pathlib import Path

import pytest
from parts import ROOT, answers
from shared_states import NEW, OLD, States
from tracing import CHANGES, Step, need_strace, process, steps

from index.storage.builds import current_name
from publishing.builds.verification import verify
from publishing.replicas.copying import bring_in_line
from publishing.replicas.stores import open_store

SCRIPT = ROOT / "tests/helpers/one_copy.py"


@pytest.fixture
def ready(states: States, folder: Path, tmp_path: Path) -> Path:
    """Returns a copy of the first build; the second one is shared by now."""
    need_strace()
    states.share("first", str(folder))
    bring_in_line(open_store(str(folder)), tmp_path / "ready", 5)
    states.share("second", str(folder))
    return tmp_path / "ready"


def traced(folder: Path, ready: Path, tmp_path: Path) -> tuple[Step, ...]:
    """Returns the steps of a copy that change the index."""
    copy, log = tmp_path / "traced", tmp_path / "calls"
    shutil.copytree(ready, copy)
    tracing = ("strace", "-y", "-e", f"trace={','.join(CHANGES)}", "-o", str(log))
    done = process(*tracing, sys.executable, SCRIPT, str(folder), copy)
    assert done.returncode == 0, done.stderr
    return tuple(steps(log, copy))


def killed(states: States, folder: Path, ready: Path, copy: Path, step: Step) -> None:
    """Kills a copy at this step, looks at what is left, and copies again."""
    shutil.copytree(ready, copy)
    inject = ("-e", f"trace={step.call}", "-e", f"inject={step.call}:signal=KILL:when={step.number}")
    done = process("strace", "-o", "/dev/null", *inject, sys.executable, SCRIPT, str(folder), copy)
    assert done.returncode == -signal.SIGKILL, step
    old = current_name(copy) == current_name(states.index("first"))
    assert old or current_name(copy) == current_name(states.index("second"))
    assert answers(copy, OLD if old else NEW), step
    bring_in_line(open_store(str(folder)), copy, 5)
    assert answers(copy, NEW)
    assert verify(copy, None).proven
    assert not [path for path in copy.rglob("*") if "partial" in path.name or path.name == "incoming"]


def test_a_copy_that_is_killed_before_the_switch(
    states: States, folder: Path, ready: Path, tmp_path: Path
) -> None:
    """This test ensures that kill -9 just before the history is written leaves the former build in use."""
    found = traced(folder, ready, tmp_path)
    step = next(step for step in found if step.call == "rename" and step.about == "/history/000002.json")
    killed(states, folder, ready, tmp_path / "copy", step)


@pytest.mark.soak
def test_a_copy_that_is_killed_at_any_step(states: States, folder: Path, ready: Path, tmp_path: Path) -> None:
    """This test ensures the same for every step."""
    for i, step in enumerate(traced(folder, ready, tmp_path)):
        killed(states, folder, ready, tmp_path / str(i), step)
