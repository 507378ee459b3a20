"""A publication of a draft that is killed or fails either restores the corpus or is complete."""

import shutil
import signal
import sys
from pathlib import Path

import pytest
from desks import LENDING, Office, office
from loopback import pdf
from parts import DATA, ROOT, WordEmbedder, no_bar, publish
from tracing import Step, need_strace, process, steps

from index.errors import UnsuitableModel
from index.storage.builds import current_name
from index.storage.publications import current_publication
from publishing.builds.verification import verify
from publishing.editing.drafts import read_draft
from publishing.editing.editing import Desk
from publishing.editing.uploads import Upload

GATES = ("shrunk",)
# Arguments: FOLDER [STEP]. Publishes the draft there; killed at the start of STEP, if given.
SCRIPT = f"""
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {str(ROOT / "tests/helpers")!r})
from parts import no_bar
from desks import office
from index.storage.builds import current_name
from publishing.editing.editing import Review
from publishing.editing.drafts import read_draft
folder, *steps = sys.argv[1:]
def bars(label, length):
    if label in steps:
        os.kill(os.getpid(), signal.SIGKILL)
    return no_bar(label, length)
folder = Path(folder)
here = office(folder / "corpus", folder / "index", folder / "people.toml", second=False)
ann = here.person("ann")
seen = Review(read_draft(here.index).digest, current_name(here.index), None)
here.desk.publish(ann, seen, {GATES!r}, "a test", bars)
"""


def ran(folder: Path, *arguments: str, tracing: tuple[str, ...] = ()) -> int:
    done = process(*tracing, sys.executable, "-c", SCRIPT, folder, *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def office_in(folder: Path) -> Office:
    return office(folder / "corpus", folder / "index", folder / "people.toml", second=False)


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published index, and a draft that replaces a document with one in another format."""
    folder = tmp_path_factory.mktemp("drafted")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    publish(folder / "corpus", folder / "index")
    here = office_in(folder)
    data = pdf("A reader may borrow seven books at a time.")
    here.desk.upload(here.person("ann"), Upload("lending-rules", "a.pdf", data))
    return folder


def check(folder: Path, before: Path) -> bool:
    """Returns whether it was published, and checks that the next ingest completes that state."""
    here, old = office_in(folder), office_in(before)
    told = current_publication(here.index)
    assert told
    published = told.number == 2
    report = publish(here.corpus, here.index)
    assert not report.published
    assert report.build == told.build
    assert verify(here.index, here.corpus).proven
    names = {path.relative_to(here.corpus).as_posix() for path in here.corpus.rglob("*")}
    assert not [name for name in names if "partial" in name]
    if published:
        assert told.who == "Ann Example <ann@library.example>"
        assert read_draft(here.index) is None
        assert LENDING not in names
    else:
        assert {name.removeprefix(str(folder)): data for name, data in here.files().items()} == {
            name.removeprefix(str(before)): data for name, data in old.files().items()
        }
    return published


def test_a_publication_that_is_killed_at_its_work(drafted: Path, tmp_path: Path) -> None:
    """This test ensures that the next ingest restores the corpus and keeps the draft."""
    shutil.copytree(drafted, tmp_path, dirs_exist_ok=True)
    assert ran(tmp_path, "Embedding") == -signal.SIGKILL
    assert (tmp_path / "corpus/documents/lending-rules.pdf").exists()  # killed midway
    assert not check(tmp_path, drafted)
    here = office_in(tmp_path)
    ann = here.person("ann")
    assert here.desk.publish(ann, here.desk.review(ann, no_bar), GATES, "a test", no_bar).published


@pytest.fixture(scope="module")
def places(drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Step]:
    """Returns the steps that change the corpus and those around the publication, by subject."""
    need_strace()
    folder = tmp_path_factory.mktemp("traced")
    shutil.copytree(drafted, folder, dirs_exist_ok=True)
    log = folder / "calls"
    assert ran(folder, tracing=("strace", "-y", "-e", "trace=rename,unlink", "-o", str(log))) == 0
    return {f"{step.call} {step.about}": step for step in steps(log, folder)}


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("rename /corpus/sources.toml", False),
        ("rename /index/.draft.partial", True),
    ],
)
def test_a_publication_that_is_killed_between_two_files(
    drafted: Path, places: dict[str, Step], tmp_path: Path, name: str, *, published: bool
) -> None:
    """This test ensures that no part of a draft is left in the corpus."""
    step = places[name]
    shutil.copytree(drafted, tmp_path, dirs_exist_ok=True)
    inject = f"inject={step.call}:signal=KILL:when={step.number}"
    tracing = ("strace", "-o", "/dev/null", "-e", f"trace={step.call}", "-e", inject)
    assert ran(tmp_path, tracing=tracing) == -signal.SIGKILL
    assert check(tmp_path, drafted) is published


def test_a_publication_that_fails_changes_nothing(drafted: Path, tmp_path: Path) -> None:
    """This test ensures that an error leaves corpus, build and draft as they were."""
    shutil.copytree(drafted, tmp_path, dirs_exist_ok=True)
    here = office_in(tmp_path)
    ann, before, build = here.person("ann"), here.files(), current_name(here.index)
    review = here.desk.review(ann, no_bar)

    def no_model(_name: str) -> WordEmbedder:
        raise UnsuitableModel("there is no model here")

    failing = Desk(here.desk.settings, no_model)
    with pytest.raises(UnsuitableModel):
        failing.publish(ann, review, GATES, "a test", no_bar)
    assert (here.files(), current_name(here.index)) == (before, build)
    assert here.desk.publish(ann, review, GATES, "a test", no_bar).published
