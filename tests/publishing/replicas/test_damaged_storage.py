"""Shared storage that is damaged, hostile or unfit: nothing of it is used."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from parts import answers
from shared_states import NEW, OLD, States, follow, follower

from index.errors import NotShared, UnreadableIndex
from index.storage.builds import current_folder, open_current, original
from index.storage.checked_files import sha256
from index.storage.metadata import read_meta, write_meta
from publishing.replicas.shared_builds import OBJECTS, POINTER


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
