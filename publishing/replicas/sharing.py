"""`signpost share`: puts the current build into shared storage, for the servers that follow it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from assistant.library.notices import read_notices
from index.errors import NotShared, UnreadableIndex
from index.storage.builds import CALIBRATION, build_folder, is_emptied, open_current, original
from index.storage.checked_files import file_sha256, sha256
from index.storage.database import DATABASE, connect, read_originals
from index.storage.lock import exclusive
from index.storage.publications import Publication, history_file, numbers, publications
from publishing.progress import Bars
from publishing.replicas.shared_builds import (
    CORPUS,
    FORMAT,
    OBJECTS,
    READ,
    Pointer,
    SharedBuild,
    SharedFile,
    read_files,
    read_pointer,
    write_pointer,
)
from publishing.replicas.stores import Store, open_store


@dataclass(frozen=True, slots=True)
class Shared:
    """The result. files, size: what had to be sent, size in bytes. removed: files no longer needed there."""

    place: str
    build: str
    number: int
    files: int
    size: int
    removed: int


def share(index: Path, corpus: Path, place: str, bars: Bars, *, full: bool = False) -> Shared:
    """Sends what a server needs to answer from the current build, and removes there what it does not need.

    Sends only what is not there yet; full: everything, to mend what was damaged there. Holds the index lock.
    Raises InvalidCorpus if no page could show its notices; UnreadableIndex if the current build cannot be
    opened or is damaged; NotShared if the place holds
    a publication that this index lacks; StorageAway; BusyIndex as in `exclusive`.
    """
    store = open_store(place)
    read_notices(corpus)
    with exclusive(index, "signpost share"):
        # A withdrawal that left no build must reach the servers too.
        build = None if is_emptied(index) else open_current(index)
        publication = publications(index)[0]
        contents = {
            path: (_entry(path, content), content) for path, content in _contents(index, corpus, publication)
        }
        shared = SharedBuild(
            publication.number,
            publication.build,
            publication.folder,
            tuple(entry for entry, _ in contents.values()),
        )
        if build:
            _check(index, contents[f"builds/{publication.folder}/{DATABASE}"][0], build.meta.database_sha256)
        pointer = read_pointer(store)
        if pointer:
            _require_successor(store, index, shared, read_files(store, pointer))
        wanted = {entry.sha256: (entry.size, content) for entry, content in contents.values()}
        listed = shared.to_bytes()
        wanted[sha256(listed)] = (len(listed), listed)
        there = store.names(OBJECTS)
        missing = {digest: found for digest, found in wanted.items() if full or digest not in there}
        with bars("Sharing", sum(size for size, _ in missing.values())) as bar:
            for digest, (size, content) in missing.items():
                store.write(f"{OBJECTS}/{digest}", content)
                bar.update(size)
        write_pointer(store, Pointer(FORMAT, shared.number, sha256(listed)))
        # A server that is still copying the former build finds a file missing, and takes this one.
        gone = there - wanted.keys()
        for name in sorted(gone):
            store.remove(f"{OBJECTS}/{name}")
    sent = sum(size for size, _ in missing.values())
    return Shared(place, shared.build, shared.number, len(missing), sent, len(gone))


def _contents(index: Path, corpus: Path, publication: Publication) -> Iterator[tuple[str, Path | bytes]]:
    """Yields the path, below the index folder of a copy, and the content of each file."""
    for number in numbers(index):
        path = history_file(index, number)
        yield path.relative_to(index).as_posix(), path
    folder = build_folder(index, publication.folder)
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            yield path.relative_to(index).as_posix(), path
        with closing(connect(folder)) as database:
            digests = read_originals(database)
        for path in sorted(original(index, digest) for digest in digests):
            # A file that was not even opened has no original.
            if path.is_file():
                yield path.relative_to(index).as_posix(), path
    if (index / CALIBRATION).is_file():
        yield CALIBRATION, index / CALIBRATION
    for name in READ:
        # Read at once, since people may edit these at any moment.
        if (corpus / name).is_file():
            yield f"{CORPUS}/{name}", (corpus / name).read_bytes()


def _entry(path: str, content: Path | bytes) -> SharedFile:
    if isinstance(content, bytes):
        return SharedFile(path, len(content), sha256(content))
    digest = file_sha256(content)
    if path.startswith("originals/") and digest != content.name:
        raise UnreadableIndex(
            f"{content} is not the file that was ingested: run `signpost ingest --full`, then share again"
        )
    return SharedFile(path, content.stat().st_size, digest)


def _check(index: Path, database: SharedFile, expected: str) -> None:
    if database.sha256 != expected:
        raise UnreadableIndex(
            f"{index / database.path} has changed since it was written: run `signpost ingest --full`, then "
            "share again"
        )


def _require_successor(store: Store, index: Path, now: SharedBuild, before: SharedBuild) -> None:
    """Raises NotShared unless every publication that was shared is one of this index too."""
    ours = now.history
    for path, one in before.history.items():
        if ours.get(path) != one:
            raise NotShared(
                f"{store.place} holds the publication {path}, which is not in {index}: nothing was shared. "
                "It belongs to another index, or this one was restored from an older backup. Share from the "
                "index that published it, or into another place, followed with empty index folders"
            )
