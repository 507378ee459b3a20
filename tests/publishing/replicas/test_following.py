"""A copy of what is shared: it follows each publication, is mended, and is changed by nobody else."""

import shutil
from pathlib import Path

import pytest
from parts import answers, no_bar, publish, take_out
from shared_states import KEEP, NEW, OLD, States, follow

from index.errors import FollowingIndex, NotReady, NotShared
from index.settings import Settings
from index.storage.builds import current_folder, current_name
from index.storage.publications import publications
from publishing.builds.history import differences, rollback
from publishing.builds.verification import verify
from publishing.replicas.following import following
from publishing.replicas.shared_builds import OBJECTS
from publishing.replicas.sharing import share
from publishing.replicas.stores import open_store


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


def test_nobody_publishes_in_the_browser_of_a_copy(tmp_path: Path) -> None:
    """This test ensures that a server does not offer what it would undo."""
    settings = Settings(index=tmp_path, follow=str(tmp_path), maintainers=tmp_path / "people.toml")
    with pytest.raises(NotReady, match="SIGNPOST_MAINTAINERS"), following(settings):
        pass
    with following(Settings(index=tmp_path)) as same:
        assert same == Settings(index=tmp_path)
