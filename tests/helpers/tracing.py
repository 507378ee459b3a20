"""Runs an ingest or withdrawal as a process, traced by strace, and makes it fail at any step."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from parts import ROOT

SCRIPT = Path(__file__).with_name("one_run.py")
# The system calls that change a file or a folder.
CHANGES = ("write", "pwrite64", "fsync", "rename", "mkdir", "unlink", "unlinkat", "rmdir")


@dataclass(frozen=True)
class Step:
    """A system call: its number among the calls of its name, and what it acts on."""

    call: str
    number: int
    about: str


def ran(
    corpus: Path, index: Path, *tracing: str, withdraw: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """Runs an ingest, or the withdrawal of a source, as a process."""
    return process(*tracing, sys.executable, SCRIPT, corpus, index, *([withdraw] if withdraw else []))


def process(*command: str | Path) -> "subprocess.CompletedProcess[str]":
    """Runs a process on the code of this checkout."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env={
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": "/usr/bin:/bin",
            "USER": "tester",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def need_strace() -> None:
    """Skips the test, and says so, if strace cannot be used."""
    if shutil.which("strace") is None or subprocess.run(["strace", "-qq", "true"], check=False).returncode:
        pytest.skip("needs strace, and the right to trace processes: install strace to see an ingest killed")


def traced(folder: Path, withdraw: str | None = None) -> tuple[Step, ...]:
    """Returns the steps of a run that change a copy of the index; afterwards the copy is in `tried`."""
    tried, log = folder / "tried", folder / "calls"
    shutil.copytree(folder / "index", tried)
    tracing = ("strace", "-y", "-e", f"trace={','.join(CHANGES)}", "-o", str(log))
    done = ran(folder / "corpus", tried, *tracing, withdraw=withdraw)
    assert done.returncode == 0, done.stderr
    return tuple(steps(log, tried))


def steps(log: Path, index: Path) -> Iterator[Step]:
    """Returns the calls of a traced run that change the index."""
    numbers: Counter[str] = Counter()
    for line in log.read_text().splitlines():
        call, _, rest = line.partition("(")
        if call in CHANGES:
            numbers[call] += 1
            about = re.findall(rf"{re.escape(str(index))}[^\s\">,)]*", rest)
            if about:
                yield Step(call, numbers[call], about[-1].removeprefix(str(index)))


def tried(
    folder: Path, tmp_path: Path, step: Step, what: str, withdraw: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """Runs again and makes this happen at this step."""
    shutil.copytree(folder / "index", tmp_path / "index")
    inject = f"inject={step.call}:{what}:when={step.number}"
    tracing = ("strace", "-o", "/dev/null", "-e", f"trace={step.call}", "-e", inject)
    return ran(folder / "corpus", tmp_path / "index", *tracing, withdraw=withdraw)
