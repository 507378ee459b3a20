"""The index folder: its builds and the original files that they were read from.

INDEX/history/…         what was published when (see index/storage/publications.py); the newest is current
INDEX/builds/FOLDER/    one build (see index/storage/build_files.py), written aside and renamed when complete
INDEX/originals/SHA256  the original files, named by hash
INDEX/embedding/…       what an unfinished ingest has embedded (see publishing/embedding/unfinished.py)

A build's folder is named after the build; a number follows where a damaged build was made again.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from index.errors import UnreadableIndex
from index.storage.checked_files import PARTIAL, is_half, sha256, sync, write_beside
from index.storage.database import connect, read_originals
from index.storage.passage_index import PassageIndex
from index.storage.publications import HISTORY, Publication, Rewritten, current_publication, publications

EMBEDDING = "embedding"
T = TypeVar("T")
# The lead's own calibration, if there is one (see `signpost calibrate`).
CALIBRATION = "calibration.json"


def current_name(index: Path) -> str | None:
    """Returns the name of the current build; None if nothing was ever published here."""
    publication = current_publication(index)
    return publication.build if publication else None


def no_index(index: Path) -> UnreadableIndex:
    """Returns the error for a folder in which nothing was ever published."""
    return UnreadableIndex(f"no index in {index}: run `signpost ingest`")


def current_folder(index: Path) -> Path:
    """Returns the folder of the current build. Raises UnreadableIndex if nothing was ever published here."""
    publication = current_publication(index)
    if publication is None:
        raise no_index(index)
    return folder_of(index, publication)


def folder_of(index: Path, publication: Publication) -> Path:
    """Returns the folder of a published build. Raises UnreadableIndex if it no longer exists."""
    folder = build_folder(index, publication.folder)
    if not folder.is_dir():
        raise UnreadableIndex(
            f"{index} lacks the build {publication.folder!r}, which was published at {publication.at}: run "
            "`signpost ingest`"
        )
    return folder


def build_folder(index: Path, folder: str) -> Path:
    """Returns the path of a build, given its folder's name, whether it exists or not."""
    return index / "builds" / folder


def is_emptied(index: Path) -> bool:
    """Returns whether the newest publication is a withdrawal that left no build to answer from."""
    publication = current_publication(index)
    return bool(
        publication and publication.withdrawal and not build_folder(index, publication.folder).is_dir()
    )


def open_current(index: Path) -> PassageIndex:
    """Opens the current build. Raises UnreadableIndex if there is none or it is damaged."""

    def load(_publication: Publication | None) -> PassageIndex:
        return PassageIndex.load(current_folder(index))

    return open_settled(lambda: current_publication(index), load)


def open_settled(current: Callable[[], T], load: Callable[[T], PassageIndex]) -> PassageIndex:
    """Opens what is current. Another process may replace and remove it meanwhile: then opens the next."""
    while True:
        now = current()
        try:
            return load(now)
        except UnreadableIndex:
            if current() == now:
                raise


def opened(index: Path, publication: Publication) -> PassageIndex | None:
    """Opens a published build; returns None if it is damaged or no longer exists."""
    try:
        return PassageIndex.load(folder_of(index, publication))
    except UnreadableIndex:
        return None


def keep_original(index: Path, data: bytes) -> Path:
    """Stores a file's bytes under their SHA-256, unless a complete copy is stored already."""
    path = original(index, sha256(data))
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, data)
    return path


def original(index: Path, file_sha256: str) -> Path:
    """Returns the path at which the file with this SHA-256 is stored."""
    return index / "originals" / file_sha256


def free_folder(index: Path, name: str) -> str:
    """Returns a folder name, not yet taken, for a build of this name."""
    folder, number = name, 2
    while build_folder(index, folder).exists():
        folder, number = f"{name}.{number}", number + 1
    return folder


@contextmanager
def new_build(index: Path, folder: str) -> Iterator[Path]:
    """Yields an empty folder to write a build into; on exit syncs it to disk and moves it to its place.

    After an error nothing of it remains.
    """
    builds = index / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    partial = builds / f".{folder}.{os.getpid()}{PARTIAL}"
    partial.mkdir()
    try:
        yield partial
        for path in partial.iterdir():
            sync(path)
        sync(partial)
        partial.rename(builds / folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    sync(builds)


def publications_now(index: Path) -> Iterator[tuple[Publication, Publication | None]]:
    """Yields the states of the publications in an index folder (see `states_of`)."""
    return states_of(publications(index), lambda folder: build_folder(index, folder).is_dir())


def states_of(
    newest_first: Iterable[Publication], exists: Callable[[str], bool]
) -> Iterator[tuple[Publication, Publication | None]]:
    """Yields each publication, newest first, with its present state; None if its build no longer exists.

    Where a document was withdrawn later, the rewritten build has another name and folder. exists: whether
    there is a build of this folder.
    """
    rewritten: dict[str, Rewritten] = {}
    for publication in newest_first:
        now: Publication | None = publication
        while now and (entry := rewritten.get(now.folder)):
            after, folder = entry.after, entry.after_folder
            now = replace(now, build=after, folder=folder) if after and folder else None
        yield publication, now if now and exists(now.folder) else None
        if publication.withdrawal:
            rewritten |= {entry.before_folder: entry for entry in publication.withdrawal.rewritten}


def kept_publications(index: Path, kept: int | None = None) -> tuple[Publication, ...]:
    """Returns the newest publications of `kept` different builds (None: all that exist), as they are now."""
    return kept_of(publications_now(index), kept)


def kept_of(
    states: Iterable[tuple[Publication, Publication | None]], kept: int | None = None
) -> tuple[Publication, ...]:
    """Returns the newest publications of `kept` different builds (None: all), given their states."""
    found: dict[str, Publication] = {}
    for _, now in states:
        if now:
            found.setdefault(now.build, now)
    return tuple(found.values())[:kept]


def prune(index: Path, kept: int, *, resuming: bool = False) -> tuple[str, ...]:
    """Removes what no kept build needs: older builds, half-written files after a crash, and their originals.

    Removes what an unfinished ingest has embedded, unless the caller resumes it. The caller must hold the
    index lock. Removes originals only if every kept build can be read, since each
    lists those it needs. Returns a message for each thing that could not be removed; the next call tries
    again.
    """
    folders = {publication.folder for publication in kept_publications(index, kept)}
    halves = [path for folder in (index, index / HISTORY) for path in _below(folder) if is_half(path)]
    builds = [path for path in _below(index / "builds") if path.name not in folders]
    embedded = [] if resuming else [path for path in _below(index) if path.name == EMBEDDING]
    left = [_removed(path) for path in (*halves, *builds, *embedded)]
    needed: set[str] = set()
    for folder in folders:
        try:
            with closing(connect(build_folder(index, folder))) as database:
                needed |= read_originals(database)
        except (sqlite3.Error, ValueError) as error:
            return (
                *filter(None, left),
                f"no originals were removed because the build {folder} is damaged ({error})",
            )
    left += [_removed(path) for path in _below(index / "originals") if path.name not in needed]
    return tuple(filter(None, left))


def _below(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _removed(path: Path) -> str | None:
    """Removes a file or folder. Returns why it cannot be removed; None if it was."""
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        return f"{path} cannot be removed ({error.strerror})"
    return None
