"""Faults while an index is brought in line: killed at any step, refused by the system at any step.

Afterwards the old build or the new one answers, every passage of it is proven, the next ingest ends as if
nothing had happened, and what can be told is told. docs/maintaining.md has the table.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from conftest import DATA, ROOT, assistant_of, publish, take_out

from index.builds import build_folder, current_name, kept_publications, open_current
from index.passage_index import PassageIndex
from index.publications import publications
from publishing.verification import verify

SCRIPT = Path(__file__).with_name("one_run.py")
# Whatever changes a file or a folder.
CHANGES = ("write", "pwrite64", "fsync", "rename", "mkdir", "unlink", "unlinkat", "rmdir")
LENDING = "documents/lending-rules.md"


@dataclass(frozen=True)
class Step:
    """The call of the system with this number among those of its name, and what it is about."""

    call: str
    number: int
    about: str


def ran(
    corpus: Path, index: Path, *tracing: str, withdraw: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """An ingest, or the withdrawal of a source, as a process of its own."""
    return subprocess.run(
        [*tracing, sys.executable, SCRIPT, corpus, index, *([withdraw] if withdraw else [])],
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


@dataclass(frozen=True)
class Before:
    """A published index, and a corpus that has changed since. old, new: the builds."""

    folder: Path
    old: str
    new: str
    steps: tuple[Step, ...]


@pytest.fixture(scope="module")
def _strace() -> None:
    if shutil.which("strace") is None or subprocess.run(["strace", "-qq", "true"], check=False).returncode:
        pytest.skip("needs strace, and the right to trace processes: install strace to see an ingest killed")


@pytest.fixture(scope="module")
def before(_strace: None, tmp_path_factory: pytest.TempPathFactory) -> Before:
    folder = tmp_path_factory.mktemp("faults")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    old = publish(folder / "corpus", folder / "index").build
    path = folder / "corpus" / LENDING
    path.write_text(path.read_text().replace("six books", "seven volumes"))
    found = traced(folder)
    return Before(folder, old, str(current_name(folder / "tried")), found)


def traced(folder: Path, withdraw: str | None = None) -> tuple[Step, ...]:
    """The steps of a run on a copy of the index that change it. Afterwards the copy lies in `tried`."""
    tried, log = folder / "tried", folder / "calls"
    shutil.copytree(folder / "index", tried)
    tracing = ("strace", "-y", "-e", f"trace={','.join(CHANGES)}", "-o", str(log))
    done = ran(folder / "corpus", tried, *tracing, withdraw=withdraw)
    assert done.returncode == 0, done.stderr
    return tuple(steps(log, tried))


def steps(log: Path, index: Path) -> Iterator[Step]:
    """Those calls of a traced run that change the index."""
    numbers: Counter[str] = Counter()
    for line in log.read_text().splitlines():
        call, _, rest = line.partition("(")
        if call in CHANGES:
            numbers[call] += 1
            about = re.findall(rf"{re.escape(str(index))}[^\s\">,)]*", rest)
            if about:
                yield Step(call, numbers[call], about[-1].removeprefix(str(index)))


@cache
def chosen(known: tuple[Step, ...]) -> tuple[Step, ...]:
    """A few of the steps, each of another kind: those that matter most."""
    wanted = (
        ("write", "/originals"), ("pwrite64", "passages.sqlite"), ("rename", "/builds"),
        ("rename", "/history"), ("fsync", "/history"), ("unlinkat", ""),
    )  # fmt: skip
    return tuple(next(s for s in known if s.call == call and part in s.about) for call, part in wanted)


def tried(
    folder: Path, tmp_path: Path, step: Step, what: str, withdraw: str | None = None
) -> "subprocess.CompletedProcess[str]":
    """A run to which this happens at this step."""
    shutil.copytree(folder / "index", tmp_path / "index")
    inject = f"inject={step.call}:{what}:when={step.number}"
    tracing = ("strace", "-o", "/dev/null", "-e", f"trace={step.call}", "-e", inject)
    return ran(folder / "corpus", tmp_path / "index", *tracing, withdraw=withdraw)


def check(before: Before, index: Path) -> str:
    """The old or the new build answers and is proven, and the next ingest ends in the new one."""
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
        r"signpost: writing to .* failed \(.*`signpost history` tells what is current", done.stderr
    )
    return check(before, tmp_path / "index")


@pytest.mark.parametrize("number", range(6))
def test_an_ingest_that_is_killed(before: Before, tmp_path: Path, number: int) -> None:
    """This test ensures that kill -9 at a write, a rename or a sync leaves the old build or the new one."""
    killed(before, tmp_path, chosen(before.steps)[number])


@pytest.mark.parametrize("number", [0, 3])
def test_an_ingest_on_a_full_disk(before: Before, tmp_path: Path, number: int) -> None:
    """This test ensures that the old build answers and the user is told."""
    assert refused(before, tmp_path, chosen(before.steps)[number], "ENOSPC") == before.old


@pytest.mark.soak
def test_an_ingest_that_is_killed_at_any_step(before: Before, tmp_path: Path) -> None:
    """This test ensures the same of every step, and of every step that the system refuses."""
    for i, step in enumerate(before.steps):
        killed(before, tmp_path / f"killed-{i}", step)
        for error in ("ENOSPC", "EACCES", "EROFS"):
            refused(before, tmp_path / f"{error}-{i}", step, error)


@dataclass(frozen=True)
class Held:
    """A published index whose two builds hold a review with words that stand nowhere else."""

    folder: Path
    steps: tuple[Step, ...]


@pytest.fixture(scope="module")
def held(_strace: None, tmp_path_factory: pytest.TempPathFactory) -> Held:
    folder = tmp_path_factory.mktemp("held")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    review = folder / "corpus/documents/review.md"
    for number in ("six", "seven"):
        review.write_text(f"# Review\n\nThe parrot bit {number} caretakers.\n")
        publish(folder / "corpus", folder / "index", keep=2)
    review.unlink()
    return Held(folder, traced(folder, "review"))


def withdrawal_killed(held: Held, tmp_path: Path, step: Step) -> None:
    """Either nothing has happened, or no build holds the review; the next run takes every word of it out."""
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
    """This test ensures that a withdrawal that ends at its publication, or just after it, is whole."""
    step = next(step for step in held.steps if step.call == call and about in step.about)
    withdrawal_killed(held, tmp_path, step)


@pytest.mark.soak
def test_a_withdrawal_that_is_killed_at_any_step(held: Held, tmp_path: Path) -> None:
    """This test ensures the same of every step."""
    for i, step in enumerate(held.steps):
        withdrawal_killed(held, tmp_path / f"killed-{i}", step)


ORDINARY = """
import os, sys
from pathlib import Path
from conftest import assistant_of, publish
from index.errors import UnwritableIndex
corpus, index = map(Path, sys.argv[1:])
# Once before, so that all is imported: the interpreter may lie where another user may not read.
publish(corpus, index, dry_run=True), assistant_of(index).answer("How many?", threshold=0)
if os.getuid() == 0:  # who may write everywhere: go on as somebody else
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
try:
    publish(corpus, index)
except UnwritableIndex as error:
    print(error)
print(assistant_of(index).answer("How many may a reader borrow?", threshold=0).quotes[0].text)
"""


def test_a_folder_that_an_ordinary_user_may_not_write(corpus: Path) -> None:
    """This test ensures that the system's refusal is told, nothing changes, and the old build answers."""
    with tempfile.TemporaryDirectory() as place:  # where another user may go, unlike pytest's own
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
            environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
            done = subprocess.run(
                command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
            )
        finally:
            for path in folders:
                path.chmod(0o755)
        assert done.returncode == 0, done.stderr
        refused, answered = done.stdout.splitlines()
        assert re.match(r"writing to .*/index failed \(.*Permission denied.*\): make room, or see", refused)
        assert answered.startswith("A reader may borrow six books at a time.")
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_clock_that_goes_backwards(corpus: Path, index: Path) -> None:
    """This test ensures that the order of publications is that of their numbers, whatever the clock said."""
    path = index / "history/000001.json"
    path.write_text(re.sub(r'"at": "\d{4}', '"at": "2999', path.read_text()))
    edited = corpus / LENDING
    edited.write_text(edited.read_text().replace("six books", "seven volumes"))
    report = publish(corpus, index)
    assert current_name(index) == report.build
    assert [one.number for one in publications(index)] == [2, 1]


def test_a_reader_during_publications(corpus: Path, index: Path) -> None:
    """This test ensures that whoever opens the index while builds come and go gets one of them, whole."""
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
