"""Shared storage that does not answer, has no such file, or was never there."""

import json
from pathlib import Path

import pytest
from object_store import BUCKET, object_store
from parts import answers
from shared_states import OLD, States, follow, follower

from index.errors import NotShared, NotThere, StorageAway
from publishing.replicas.shared_builds import OBJECTS, POINTER
from publishing.replicas.stores import open_store


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
