"""Sharing a build and following it: from one publication to the next, and when something is wrong."""

import json
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from object_store import BUCKET, object_store
from parts import answers, no_bar, publish, take_out
from shared_states import NEW, OLD, States

from index.errors import FollowingIndex, NotReady, NotShared, NotThere, StorageAway, UnreadableIndex
from index.settings import Settings
from index.storage.builds import current_folder, current_name, open_current, original
from index.storage.checked_files import sha256
from index.storage.metadata import read_meta, write_meta
from index.storage.publications import publications
from publishing.builds.history import differences, rollback
from publishing.builds.verification import verify
from publishing.replicas.copying import bring_in_line
from publishing.replicas.following import Follower, following
from publishing.replicas.shared_builds import OBJECTS, POINTER
from publishing.replicas.sharing import share
from publishing.replicas.stores import open_store
from views.current_build import withdrawn

KEEP = 5


def follow(place: str, copy: Path, *, prove: bool = False) -> int | None:
    """Brings the copy in line. Returns the publication's number, or None if there was nothing to do."""
    found = bring_in_line(open_store(place), copy, KEEP, prove=prove)
    return found.number if found else None


def contents(folder: Path) -> bytes:
    """Returns all bytes of a folder's files."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def follower(place: str, copy: Path) -> tuple[Follower, list[str]]:
    told: list[str] = []
    return Follower(open_store(place), copy, KEEP, 3, told.append), told


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """An index folder of a server that follows: it does not exist yet."""
    return tmp_path / "copy"


def test_each_publication_is_followed(states: States, place: str, copy: Path) -> None:
    """This test ensures that a copy answers, is proven, knows the history, and switches to the next build."""
    sent = states.share("first", place)
    assert follow(place, copy) == 1
    assert answers(copy, OLD)
    assert follow(place, copy) is None

    again = states.share("second", place)
    assert again.files < sent.files
    assert follow(place, copy) == 2
    assert answers(copy, NEW)
    assert not answers(copy, OLD)
    assert publications(copy) == publications(states.index("second"))
    assert verify(copy, None).proven
    assert differences(copy, KEEP).sources
    assert (copy / "corpus/notices.toml").read_bytes() == (states.corpus / "notices.toml").read_bytes()
    assert open_store(place).names(OBJECTS) >= {path.name for path in (copy / "originals").iterdir()} - {
        path.name for path in (states.index("first") / "originals").iterdir()
    }
    assert not list(copy.rglob("*partial"))
    assert not (copy / "incoming").exists()


def test_a_new_server_needs_only_the_newest_build(states: States, place: str, copy: Path) -> None:
    """This test ensures that a copy that begins late has the current build and the whole history."""
    states.share("second", place)
    assert follow(place, copy) == 2
    assert [one.number for one in publications(copy)] == [2, 1]
    assert len(list((copy / "builds").iterdir())) == 1


def test_what_changes_without_a_publication_is_followed(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that a calibration, or notices, reach the servers, and vanish with the original."""
    index = states.folder / "calibrated"
    shutil.copytree(states.index("first"), index)
    (index / "calibration.json").write_text("[]")
    states.share("first", str(folder))
    assert follow(str(folder), copy) == 1
    states.share("calibrated", str(folder))
    assert follow(str(folder), copy) == 1
    assert (copy / "calibration.json").read_text() == "[]"
    states.share("first", str(folder))
    assert follow(str(folder), copy) == 1
    assert not (copy / "calibration.json").exists()


def test_a_withdrawn_document_vanishes(states: States, place: str, copy: Path) -> None:
    """This test ensures that no file of a copy, nor of the storage, has a withdrawn document's words.

    Not even a build that the publisher had removed before and so did not name.
    """
    for state in ("first", "second"):
        states.share(state, place)
        follow(place, copy)
    settings = Settings(index=copy)
    assert not withdrawn(settings)
    assert b"may borrow" in contents(copy)
    assert len(list((copy / "builds").iterdir())) == 2

    states.share("withdrawn", place)
    assert follow(place, copy) == 3
    assert b"may borrow" not in contents(copy)
    assert withdrawn(settings)
    assert verify(copy, None).proven
    assert len(open_current(copy).documents) == 1
    for name in open_store(place).names(OBJECTS):
        assert b"may borrow" not in b"".join(open_store(place).read(f"{OBJECTS}/{name}"))


def test_a_withdrawal_counts_before_the_build_behind_it_can_be_used(
    states: States, folder: Path, copy: Path
) -> None:
    """This test ensures that withdrawn words are gone at once, even if the next build is damaged there."""
    place = str(folder)
    states.share("second", place)
    follow(place, copy)
    states.share("withdrawn", place)
    database = sha256((current_folder(states.index("withdrawn")) / "passages.sqlite").read_bytes())
    damaged = folder / OBJECTS / database
    data = damaged.read_bytes()
    damaged.write_bytes(data[:-1])
    watching, told = follower(place, copy)
    assert not watching.look()
    assert "is damaged" in told[0]
    assert "nothing answers until then" in told[0]
    assert b"may borrow" not in contents(copy)
    with pytest.raises(UnreadableIndex, match="lacks the build"):
        open_current(copy)
    damaged.write_bytes(data)
    assert watching.look()
    assert len(open_current(copy).documents) == 1


def test_the_withdrawal_of_the_last_document_is_followed(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that servers answer nothing more once no document is left."""
    place = str(folder)
    states.share("withdrawn", place)
    follow(place, copy)
    index = states.folder / "emptied"
    shutil.copytree(states.index("withdrawn"), index)
    take_out(index, states.corpus, "opening-hours")
    states.share("emptied", place)
    assert follow(place, copy) == 4
    assert not list((copy / "builds").iterdir())
    assert not list((copy / "originals").iterdir())
    with pytest.raises(UnreadableIndex, match="lacks the build"):
        open_current(copy)
    watching, _ = follower(place, copy)
    stop = threading.Event()
    stop.set()
    watching.begin(stop)


@pytest.mark.parametrize("damage", [b"", b"other", None])
def test_a_damaged_file_is_not_used(states: States, folder: Path, copy: Path, damage: bytes | None) -> None:
    """This test ensures that the former build answers on, the fault is told once, and can be mended."""
    place = str(folder)
    states.share("first", place)
    follow(place, copy)
    states.share("second", place)
    vectors = sha256((current_folder(states.index("second")) / "vectors.faiss").read_bytes())
    path = folder / OBJECTS / vectors
    path.write_bytes(path.read_bytes() + b"x" if damage is None else damage)
    watching, told = follower(place, copy)
    assert not watching.look()
    assert not watching.look()
    assert len(told) == 1
    assert f"{vectors} (builds/" in told[0]
    assert "signpost share --full" in told[0]
    assert "the build that is here answers on" in told[0]
    assert answers(copy, OLD)
    assert states.share("second", place).files == 0
    assert states.share("second", place, full=True).files > 5
    assert watching.look()
    assert told[1:] == [f"{place} can be used again", told[-1]]
    assert told[-1].startswith("publication 2 of")
    assert answers(copy, NEW)


@pytest.mark.parametrize("name", [POINTER, "list"])
@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff", b'{"format": 2, "number": 9, "files": "x"}'])
def test_a_damaged_pointer_or_list_is_not_used(
    states: States, folder: Path, copy: Path, name: str, data: bytes
) -> None:
    """This test ensures that nothing is believed that the storage says in another form."""
    place = str(folder)
    states.share("first", place)
    pointer = json.loads((folder / POINTER).read_bytes())
    (folder / (POINTER if name == POINTER else f"{OBJECTS}/{pointer['files']}")).write_bytes(data)
    with pytest.raises(NotShared, match=r"damaged|has the format 2"):
        follow(place, copy)
    assert not (copy / "history").exists()


@pytest.mark.parametrize(
    "path",
    [
        "../escaped", "/escaped", "builds/../../escaped", "originals/../escaped", "history/../escaped",
        "corpus/sources.toml", "lock", "builds/other/meta.json", "history/000009.json",
        "originals/" + "0" * 64,
    ],
)  # fmt: skip
def test_a_hostile_list_writes_nowhere(states: States, folder: Path, copy: Path, path: str) -> None:
    """This test ensures that only the known places of an index are written to."""
    place = str(folder)
    states.share("first", place)
    pointer = json.loads((folder / POINTER).read_bytes())
    listed = json.loads((folder / OBJECTS / pointer["files"]).read_bytes())
    listed["files"].append({**listed["files"][-1], "path": path})
    data = json.dumps(listed).encode()
    (folder / OBJECTS / sha256(data)).write_bytes(data)
    (folder / POINTER).write_text(json.dumps({**pointer, "files": sha256(data)}))
    with pytest.raises(NotShared, match="is no list of a build's files"):
        follow(place, copy)
    assert not list(copy.parent.rglob("escaped"))


def test_nothing_goes_backwards(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that an older or another index is neither shared over a newer one nor followed."""
    place = str(folder)
    states.share("second", place)
    follow(place, copy)
    for state in ("first", "other"):
        with pytest.raises(NotShared, match="nothing was shared"):
            states.share(state, place)
    shutil.rmtree(folder)
    folder.mkdir()
    for state in ("first", "other"):
        shutil.rmtree(folder / OBJECTS, ignore_errors=True)
        (folder / POINTER).unlink(missing_ok=True)
        states.share(state, place)
        with pytest.raises(NotShared, match="goes back, or belongs to another index"):
            follow(place, copy)
    assert answers(copy, NEW)


def test_storage_that_is_away_is_told_once(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that the build answers on, waits grow to a minute, and the return is told."""
    place = str(folder)
    states.share("first", place)
    watching, told = follower(place, copy)
    assert watching.look()
    folder.rename(folder.with_name("elsewhere"))
    waits = [watching.look() or watching.wait for _ in range(8)]
    assert waits == [6, 12, 24, 48, 60, 60, 60, 60]
    assert len(told) == 2
    assert "is not a folder that can be reached" in told[1]
    assert answers(copy, OLD)
    folder.with_name("elsewhere").rename(folder)
    assert watching.look()
    assert watching.wait == 3
    assert told[2:] == [f"{place} can be used again"]


def test_an_object_store_that_is_away(
    states: States, tmp_path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures the same for a store that stops answering, or refuses the credentials."""
    place = f"s3://{BUCKET}"
    with object_store(tmp_path / "s3") as store:
        for name, value in store.environment.items():
            monkeypatch.setenv(name, value)
        states.share("first", place)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrong")
        with pytest.raises(StorageAway, match="check the store, the AWS_"):
            follow(place, copy)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        watching, told = follower(place, copy)
        assert watching.look()
        store.stop()
        assert not watching.look()
        assert not watching.look()
    assert len(told) == 2
    assert "does not answer as it should" in told[1]
    assert answers(copy, OLD)
    with pytest.raises(StorageAway):
        states.share("second", place)


def test_a_file_that_is_missing_is_looked_for_again(states: States, place: str, copy: Path) -> None:
    """This test ensures that a build that is replaced while it is copied leads to the next try."""
    states.share("first", place)
    store = open_store(place)
    for name in store.names(OBJECTS):
        if name != json.loads(b"".join(store.read(POINTER)))["files"]:
            store.remove(f"{OBJECTS}/{name}")
    with pytest.raises(NotThere, match="has no objects/"):
        follow(place, copy)
    states.share("second", place)
    assert follow(place, copy) == 2


def test_a_damaged_copy_is_mended(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that the first look of a server proves every local file and mends what is damaged."""
    place = str(folder)
    states.share("first", place)
    follow(place, copy)
    (current_folder(copy) / "passages.sqlite").write_bytes(b"rotten")
    next((copy / "originals").iterdir()).write_bytes(b"rotten")
    assert follow(place, copy) is None
    assert follow(place, copy, prove=True) == 1
    assert verify(copy, None).proven
    assert not list(copy.rglob("*partial"))


def test_nobody_else_changes_a_copy(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that every command that changes an index refuses a copy and says where to go."""
    place = str(folder)
    states.share("second", place)
    follow(place, copy)
    with pytest.raises(FollowingIndex, match="run it where the guidance is published"):
        publish(states.corpus, copy, full=True)
    with pytest.raises(FollowingIndex):
        take_out(copy, states.corpus, "lending-rules")
    with pytest.raises(FollowingIndex):
        rollback(copy, "x", KEEP, lambda name: pytest.fail(name), lambda *_: pytest.fail("no bar"))
    with pytest.raises(FollowingIndex):
        share(copy, states.corpus, place, no_bar)
    assert current_name(copy) == current_name(states.index("second"))


def test_an_index_of_its_own_is_not_overwritten(states: States, folder: Path, tmp_path: Path) -> None:
    """This test ensures that following begins only in a folder without an index."""
    states.share("second", str(folder))
    own = tmp_path / "own"
    shutil.copytree(states.index("first"), own)
    with pytest.raises(NotShared, match="is an index of its own"):
        follow(str(folder), own)
    assert answers(own, OLD)


def test_a_build_that_cannot_be_used_here_is_refused(states: States, folder: Path, copy: Path) -> None:
    """This test ensures that a build of another format or another model leaves the former one in use."""
    place = str(folder)
    states.share("first", place)
    follow(place, copy)
    index = states.folder / "unusable"
    shutil.copytree(states.index("second"), index, dirs_exist_ok=True)
    build = current_folder(index)
    meta = read_meta(build)
    write_meta(build, replace(meta, model_fingerprint="another"))
    states.share("unusable", place)
    with pytest.raises(NotShared, match="another words than is installed here"):
        follow(place, copy)
    assert answers(copy, OLD)
    shutil.rmtree(index)


def test_a_damaged_index_is_not_shared(states: States, folder: Path) -> None:
    """This test ensures that an original, or a database, that has changed is named and nothing is shared."""
    index = states.folder / "damaged"
    shutil.copytree(states.index("first"), index)
    path = original(index, next(iter(open_current(index).documents.values())).sha256)
    data = path.read_bytes()
    path.write_bytes(b"other")
    with pytest.raises(UnreadableIndex, match="is not the file that was ingested"):
        states.share("damaged", str(folder))
    path.write_bytes(data)
    meta = read_meta(current_folder(index))
    write_meta(current_folder(index), replace(meta, database_sha256="0" * 64))
    with pytest.raises(UnreadableIndex, match="has changed since it was written"):
        states.share("damaged", str(folder))
    assert not (folder / POINTER).exists()
    shutil.rmtree(index)


def test_places_that_are_none(states: States, tmp_path: Path, copy: Path) -> None:
    """This test ensures that a mistyped place, and one without a build, are told apart and explained."""
    with pytest.raises(NotShared, match="neither a folder nor"):
        open_store("ftp://example.org/x")
    with pytest.raises(NotShared, match="write s3://BUCKET"):
        open_store("s3://")
    with pytest.raises(StorageAway, match="create or mount it"):
        states.share("first", str(tmp_path / "none"))
    with pytest.raises(StorageAway, match="create or mount it"):
        follow(str(tmp_path / "none"), copy)
    with pytest.raises(NotShared, match="nothing is shared in"):
        follow(str(tmp_path), copy)


def test_nobody_publishes_in_the_browser_of_a_copy(tmp_path: Path) -> None:
    """This test ensures that a server does not offer what it would undo."""
    settings = Settings(index=tmp_path, follow=str(tmp_path), maintainers=tmp_path / "people.toml")
    with pytest.raises(NotReady, match="SIGNPOST_MAINTAINERS"), following(settings):
        pass
    with following(Settings(index=tmp_path)) as same:
        assert same == Settings(index=tmp_path)
