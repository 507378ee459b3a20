"""`signpost serve --follow`: keeps the local copy in line with shared storage while the server answers."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from index.errors import BusyIndex, NotReady, SignpostError, StorageAway, UnreadableIndex
from index.settings import Settings
from index.storage.builds import current_folder, open_current
from publishing.replicas.copying import bring_in_line
from publishing.replicas.shared_builds import CORPUS
from publishing.replicas.stores import Store, open_store

# While the storage is away, the waits double up to this many seconds.
LONGEST_WAIT = 60


@contextmanager
def following(settings: Settings) -> Iterator[Settings]:
    """Keeps a copy of the shared build until the end of the block, if the settings name shared storage.

    Waits for the first build where there is none to answer from yet. Yields the settings to serve with.
    Raises NotReady if somebody could publish in the browser; NotShared if the place is not usable.
    """
    if settings.follow is None:
        yield settings
        return
    if settings.maintainers:
        raise NotReady(
            "SIGNPOST_MAINTAINERS is set, but nobody can publish on a server that follows: unset it, or "
            "serve without --follow"
        )
    follower = Follower(
        open_store(settings.follow), settings.index, settings.keep, settings.follow_seconds, _tell
    )
    stop = threading.Event()
    follower.begin(stop)
    threading.Thread(target=follower.go_on, args=(stop,), daemon=True).start()
    try:
        yield replace(settings, corpus=settings.index / CORPUS)
    finally:
        stop.set()


class Follower:
    """Looks for a newer build every so many seconds. tell: says what a person should know, once each time."""

    def __init__(
        self, store: Store, index: Path, keep: int, seconds: int, tell: Callable[[str], None]
    ) -> None:
        self._store, self._index, self._keep = store, index, keep
        self._seconds, self._tell = seconds, tell
        self._proven = False
        self._told: str | None = None
        self._failures = 0

    def begin(self, stop: threading.Event) -> None:
        """Brings the copy in line; returns as soon as there is a build to answer from."""
        while not ((self.look() and self._has_build()) or self._answers() or stop.wait(self.wait)):
            pass

    def go_on(self, stop: threading.Event) -> None:
        """Looks again and again until told to stop."""
        while not stop.wait(self.wait):
            self.look()

    @property
    def wait(self) -> int:
        """How many seconds to wait before looking again."""
        return min(self._seconds << self._failures, max(self._seconds, LONGEST_WAIT))

    def look(self) -> bool:
        """Brings the copy in line. Returns whether that worked; what is there answers on if not."""
        try:
            found = bring_in_line(self._store, self._index, self._keep, prove=not self._proven)
        except BusyIndex:
            # Another server on this machine is copying into the same folder.
            return False
        except (SignpostError, OSError) as error:
            away = isinstance(error, StorageAway)
            self._failures = min(self._failures + 1, 16) if away else 0
            # Each try words the fault of a network a little differently.
            said = "away" if away else str(error)
            if self._told != said:
                left = (
                    "the build that is here answers on" if self._has_build() else "nothing answers until then"
                )
                self._tell(f"{error} (trying again; {left})")
            self._told = said
            return False
        if self._told:
            self._tell(f"{self._store.place} can be used again")
        if found:
            self._tell(f"publication {found.number} of {self._store.place} is here: build {found.build}")
        self._told, self._failures, self._proven = None, 0, True
        return True

    def _has_build(self) -> bool:
        try:
            return current_folder(self._index).is_dir()
        except UnreadableIndex:
            return False

    def _answers(self) -> bool:
        try:
            open_current(self._index)
        except UnreadableIndex:
            return False
        return True


def _tell(message: str) -> None:
    print(f"signpost: {message}", file=sys.stderr, flush=True)  # noqa: T201
