"""Faults during an ingest: killed, or refused by the system, at any step.

Afterwards the old or the new build answers, all its passages are proven, the next ingest works as if nothing
had happened, and errors are reported. docs/maintaining.md has the table.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from parts import DATA, ROOT, assistant_of, publish
from tracing import Step, need_strace, traced, tried

from index.storage.builds import current_name, open_current
from index.storage.publications import publications
from publishing.builds.verification import verify

LENDING = "documents/lending-rules.md"


@dataclass(frozen=True)
class Before:
    """A published index, and a corpus that changed afterwards. old, new: the builds."""

    folder: Path
    old: str
    new: str
    steps: tuple[Step, ...]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    need_strace()
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    old = publish(folder / "corpus", folder / "index").build
    path = folder / "corpus" / LENDING
    path.write_text(path.read_text().replace("six books", "seven volumes"))
    found = traced(folder)
    return Before(folder, old, str(current_name(folder / "tried")), found)


@cache
def chosen(known: tuple[Step, ...]) -> tuple[Step, ...]:
    """Returns the most important steps, one of each kind."""
    wanted = (
        ("write", "/originals"), ("pwrite64", "passages.sqlite"), ("rename", "/builds"),
        ("rename", "/history"), ("fsync", "/history"), ("unlinkat", ""),
    )  # fmt: skip
    return tuple(next(s for s in known if s.call == call and part in s.about) for call, part in wanted)


def check(before: Before, index: Path) -> str:
    """Checks that the old or new build answers and is proven, and that the next ingest gives the new one."""
    found = str(current_name(index))
    assert found in {before.old, before.new}
    answer = assistant_of(index).answer("How many may a reader borrow?", threshold=0)
    words = "six books" if found == before.old else "seven volumes"
    assert any(words in quote.text for quote in answer.quotes)
    assert verify(index, before.folder / "corpus").proven
    publish(before.folder / "corpus", index)
    assert open_current(index).meta.build == before.new
    assert not [path for path in index.rglob("*") if "partial" in path.name]
    return found


def killed(before: Before, tmp_path: Path, step: Step) -> None:
    done = tried(before.folder, tmp_path, step, "signal=KILL")
    assert done.returncode == -signal.SIGKILL, step
    found = check(before, tmp_path / "index")
    published = step.call == "unlink" or (step.call, "/history") == ("fsync", step.about)
    assert not published or found == before.new, step


def refused(before: Before, tmp_path: Path, step: Step, error: str) -> str:
    done = tried(before.folder, tmp_path, step, f"error={error}")
    assert done.returncode == (1 if done.stderr else 0), step
    assert "Traceback" not in done.stderr, done.stderr
    assert not done.stderr or re.match(
        r"signpost: cannot write to .* \(.*`signpost history` shows the current build", done.stderr
    )
    return check(before, tmp_path / "index")


@pytest.mark.parametrize("number", range(6))
def test_an_ingest_that_is_killed(before: Before, tmp_path: Path, number: int) -> None:
    """This test ensures that kill -9 at a write, a rename or a sync leaves the old build or the new one."""
    killed(before, tmp_path, chosen(before.steps)[number])


@pytest.mark.parametrize("number", [0, 3])
def test_an_ingest_on_a_full_disk(before: Before, tmp_path: Path, number: int) -> None:
    """This test ensures that the old build answers and the user sees the error."""
    assert refused(before, tmp_path, chosen(before.steps)[number], "ENOSPC") == before.old


@pytest.mark.soak
def test_an_ingest_that_is_killed_at_any_step(before: Before, tmp_path: Path) -> None:
    """This test ensures the same for a kill, or a refusal by the system, at every step."""
    for i, step in enumerate(before.steps):
        killed(before, tmp_path / f"killed-{i}", step)
        for error in ("ENOSPC", "EACCES", "EROFS"):
            refused(before, tmp_path / f"{error}-{i}", step, error)


ORDINARY = """
import os, sys
from pathlib import Path
from parts import assistant_of, publish
from index.errors import UnwritableIndex
corpus, index = map(Path, sys.argv[1:])
# Runs once first to import everything: another user may not be allowed to read the interpreter's files.
publish(corpus, index, dry_run=True), assistant_of(index).answer("How many?", threshold=0)
if os.getuid() == 0:  # root may write everywhere, so continue as another user
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    publish(corpus, index)
except UnwritableIndex as error:
    print(error)
print(assistant_of(index).answer("How many may a reader borrow?", threshold=0).quotes[0].text)
"""


def test_a_folder_that_an_ordinary_user_may_not_write(corpus: Path) -> None:
    """This test ensures that the system's refusal is reported, nothing changes, and the old build answers."""
    with tempfile.TemporaryDirectory() as place:  # readable by another user, unlike pytest's own
        folder = Path(place)
        shutil.copytree(corpus, folder / "corpus")
        publish(corpus, folder / "index")
        edited = folder / "corpus" / LENDING
        edited.write_text(edited.read_text().replace("six books", "seven volumes"))
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        for path in folders:
            path.chmod(0o555)
        try:
            command = [sys.executable, "-c", ORDINARY, folder / "corpus", folder / "index"]
            environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests/helpers'}"}
            done = subprocess.run(
                command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
            )
        finally:
            for path in folders:
                path.chmod(0o755)
        assert done.returncode == 0, done.stderr
        refused, answered = done.stdout.splitlines()
        assert re.match(r"cannot write to .*/index \(.*Permission denied.*\): free some space", refused)
        assert answered.startswith("A reader may borrow six books at a time.")
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_clock_that_goes_backwards(corpus: Path, index: Path) -> None:
    """This test ensures that publications are ordered by number, whatever the clock said."""
    path = index / "history/000001.json"
    path.write_text(re.sub(r'"at": "\d{4}', '"at": "2999', path.read_text()))
    edited = corpus / LENDING
    edited.write_text(edited.read_text().replace("six books", "seven volumes"))
    report = publish(corpus, index)
    assert current_name(index) == report.build
    assert [one.number for one in publications(index)] == [2, 1]


def test_a_reader_during_publications(corpus: Path, index: Path) -> None:
    """This test ensures that a reader opens a complete build while others are published and removed."""
    builds = [str(current_name(index))]
    ended = threading.Event()

    def read() -> list[str]:
        found = []
        while not ended.is_set():
            found.append(open_current(index).meta.build)
        return found

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        try:
            for number in ("seven", "eight", "nine", "ten"):
                path = corpus / LENDING
                path.write_text(re.sub(r"\w+ books at a time", f"{number} books at a time", path.read_text()))
                builds.append(publish(corpus, index, keep=1).build)
        finally:
            ended.set()
    assert len(set(builds)) == 5
    assert set(reading.result()) <= set(builds)
    assert len(set(reading.result())) > 1
