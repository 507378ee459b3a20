"""A withdrawal reaches every server that follows, before anything else does."""

import shutil
import threading
from pathlib import Path

import pytest
from parts import take_out
from shared_states import States, contents, follow, follower

from index.errors import UnreadableIndex
from index.settings import Settings
from index.storage.builds import current_folder, open_current
from index.storage.checked_files import sha256
from publishing.builds.verification import verify
from publishing.replicas.shared_builds import OBJECTS
from publishing.replicas.stores import open_store
from views.current_build import withdrawn


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
