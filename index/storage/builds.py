"""The folder of an index: its builds and the originals that they were read from.

INDEX/history/…         what was published when (see index/storage/publications.py); the newest is current
INDEX/builds/FOLDER/    one build (see index/storage/build_files.py), written beside and renamed when complete
INDEX/originals/SHA256  the files that the builds were read from, kept by hash

A build's folder has the build's name, or that and a number where a damaged one was made anew.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from index.errors import UnreadableIndex
from index.storage.checked_files import PARTIAL, sha256, sync, write_beside
from index.storage.database import connect, read_originals
from index.storage.passage_index import PassageIndex
from index.storage.publications import HISTORY, Publication, Rewritten, current_publication, publications


def current_name(index: Path) -> str | None:
    """The name of the current build; None where nothing was ever published here."""
    publication = current_publication(index)
    return publication.build if publication else None


def current_folder(index: Path) -> Path:
    """Where the current build lies. UnreadableIndex: nothing was ever published here."""
    publication = current_publication(index)
    if publication is None:
        raise UnreadableIndex(f"no index in {index}: run `signpost ingest`")
    return folder_of(index, publication)


def folder_of(index: Path, publication: Publication) -> Path:
    """Where the build lies that was published. UnreadableIndex: it is not there any more."""
    folder = build_folder(index, publication.folder)
    if not folder.is_dir():
        raise UnreadableIndex(
            f"{index} lacks the build {publication.folder!r}, which was published at {publication.at}: run "
            "`signpost ingest`"
        )
    return folder


def build_folder(index: Path, folder: str) -> Path:
    """Where a build lies, by the name of its folder, whether it is there or not."""
    return index / "builds" / folder


def open_current(index: Path) -> PassageIndex:
    """Open the current build. UnreadableIndex: there is none, or it is damaged."""
    while True:
        publication = current_publication(index)
        try:
            return PassageIndex.load(current_folder(index))
        except UnreadableIndex:
            # It may have been replaced, and removed, while it was opened.
            if current_publication(index) == publication:
                raise


def opened(index: Path, publication: Publication) -> PassageIndex | None:
    """The build that was published; None where it is damaged, or not there any more."""
    try:
        return PassageIndex.load(folder_of(index, publication))
    except UnreadableIndex:
        return None


def keep_original(index: Path, data: bytes) -> Path:
    """Keep a file's bytes under their SHA-256, if they are not kept, whole, already."""
    path = original(index, sha256(data))
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, data)
    return path


def original(index: Path, file_sha256: str) -> Path:
    """Where the file with this SHA-256 is kept."""
    return index / "originals" / file_sha256


def free_folder(index: Path, name: str) -> str:
    """The name of a folder that a build of this name can be written into."""
    folder, number = name, 2
    while build_folder(index, folder).exists():
        folder, number = f"{name}.{number}", number + 1
    return folder


@contextmanager
def new_build(index: Path, folder: str) -> Iterator[Path]:
    """An empty place to write a build into; on leaving, complete and safe on the disk, it is in its folder.

    After an error nothing of it is left.
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
    """Each publication, the newest first, and the same as its build stands now; None: it is not there.

    A build from which a document was withdrawn since stands under another name and in another folder.
    """
    rewritten: dict[str, Rewritten] = {}
    for publication in publications(index):
        now: Publication | None = publication
        while now and (entry := rewritten.get(now.folder)):
            after, folder = entry.after, entry.after_folder
            now = replace(now, build=after, folder=folder) if after and folder else None
        yield publication, now if now and build_folder(index, now.folder).is_dir() else None
        if publication.withdrawal:
            rewritten |= {entry.before_folder: entry for entry in publication.withdrawal.rewritten}


def kept_publications(index: Path, kept: int | None = None) -> tuple[Publication, ...]:
    """The newest publications of so many different builds, or of all that are there, as they stand now."""
    found: dict[str, Publication] = {}
    for _, now in publications_now(index):
        if now:
            found.setdefault(now.build, now)
    return tuple(found.values())[:kept]


def prune(index: Path, kept: int) -> tuple[str, ...]:
    """Remove what no kept build needs: older builds, what a crash left half written, their originals.

    Originals are removed only where every kept build tells which it was read from. To be called by who
    holds the index alone. Returned: what could not be removed, and why; the next time it is tried again.
    """
    folders = {publication.folder for publication in kept_publications(index, kept)}
    halves = [path for folder in (index, index / HISTORY) for path in _below(folder) if _is_half(path)]
    builds = [path for path in _below(index / "builds") if path.name not in folders]
    left = [_removed(path) for path in (*halves, *builds)]
    needed: set[str] = set()
    for folder in folders:
        try:
            with closing(connect(build_folder(index, folder))) as database:
                needed |= read_originals(database)
        except (sqlite3.Error, ValueError) as error:
            return (
                *filter(None, left),
                f"no original is removed, for the build {folder} is damaged ({error})",
            )
    left += [_removed(path) for path in _below(index / "originals") if path.name not in needed]
    return tuple(filter(None, left))


def _is_half(path: Path) -> bool:
    """Whether a process that ended in the middle of writing left it."""
    return path.name.startswith(".") and path.name.endswith(PARTIAL)


def _below(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _removed(path: Path) -> str | None:
    """Why a file or a folder cannot be removed; None where it is."""
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        return f"{path} cannot be removed ({error.strerror})"
    return None
