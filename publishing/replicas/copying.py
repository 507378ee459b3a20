"""Brings a local index in line with a shared build. Nobody else changes such an index.

INDEX/followed.json   where the copy comes from, and which list of files it is in line with
INDEX/corpus/…        the files of the corpus folder that a server reads

The history is written last, so the local readers switch as after any publication.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import NotShared, SignpostError
from index.serialization import NotTheRecord, from_json, restored
from index.storage.builds import CALIBRATION, prune
from index.storage.checked_files import file_sha256, write_beside
from index.storage.lock import FOLLOWED, exclusive
from index.storage.publications import (
    Publication,
    current_publication,
    history_file,
    numbers,
    read_publication,
)
from publishing.replicas.local_copy import LocalCopy, purge
from publishing.replicas.shared_builds import CORPUS, READ, SharedBuild, read_files, read_pointer
from publishing.replicas.stores import Store


@dataclass(frozen=True, slots=True)
class Followed:
    """files: the SHA-256 of the list of files that the index is in line with; empty at first."""

    place: str
    files: str


def bring_in_line(store: Store, index: Path, keep: int, *, prove: bool = False) -> Publication | None:
    """Copies the shared build and switches to it. Returns its publication; None if there was nothing to do.

    prove: check every local file by its hash even where nothing new is shared. Each file is proven by hash,
    and the build opened, before anything changes. Withdrawn documents vanish from the older builds and the
    originals; from the current build too, which then answers no more, if the shared one cannot be used.
    Raises NotShared if the shared build cannot be used, UnsuitableModel if this machine lacks its model,
    StorageAway, BusyIndex and UnwritableIndex as in `exclusive`.
    """
    pointer = read_pointer(store)
    if pointer is None:
        raise NotShared(f"nothing is shared in {store.place} yet: run `signpost share` where you publish")
    known = _known(index)
    if known and known.files == pointer.files and not prove:
        return None
    if known is None and current_publication(index):
        raise NotShared(
            f"{index} is an index of its own, which following {store.place} would overwrite: name an empty "
            "folder with --index"
        )
    with exclusive(index, "signpost serve --follow", follower=True):
        if known is None:
            _note(index, Followed(store.place, ""))
        shared = read_files(store, pointer)
        _require_successor(store, index, shared)
        copy = LocalCopy(store, index, shared)
        try:
            copy.take(shared.history.values())
            withdrawn = copy.withdrawn()
            copy.take(shared.files)
            copy.place_build(withdrawn)
            copy.place(one for one in shared.files if one.path not in shared.history)
        except (SignpostError, OSError) as error:
            if copy.take_out_of_use():
                raise NotShared(f"{error}. A document of the build that was here is withdrawn") from error
            raise
        copy.place_history()
        for path in (CALIBRATION, *(f"{CORPUS}/{name}" for name in READ)):
            if path not in copy.paths:
                (index / path).unlink(missing_ok=True)
        purge(index, shared.folder, withdrawn)
        prune(index, keep)
        copy.end()
        _note(index, Followed(store.place, pointer.files))
    return read_publication(history_file(index, shared.number))


def _require_successor(store: Store, index: Path, shared: SharedBuild) -> None:
    """Raises NotShared unless every publication of the copy is also one of the shared build."""
    history = shared.history
    for number in numbers(index):
        path = history_file(index, number)
        one = history.get(path.relative_to(index).as_posix())
        if one is None or file_sha256(path) != one.sha256:
            raise NotShared(
                f"{store.place} shares publication {shared.number}, which does not follow {path}: it goes "
                "back, or belongs to another index. To follow it all the same, name an empty folder with "
                "--index"
            )


def _known(index: Path) -> Followed | None:
    path = index / FOLLOWED
    try:
        return restored(Followed, from_json(path.read_bytes())) if path.exists() else None
    except NotTheRecord:
        # Only this module writes it, so it says nothing that the next copy does not find out again.
        return Followed("", "")


def _note(index: Path, followed: Followed) -> None:
    write_beside(index / FOLLOWED, json.dumps(asdict(followed)).encode())
