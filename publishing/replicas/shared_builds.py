"""What a place in shared storage holds: one build, with everything that a server needs to answer from it.

current.json     a pointer: the number of the publication, and the SHA-256 of its list of files
objects/SHA256   the list of files, and each file, named by its SHA-256

The pointer is written last and replaced in one step, so a reader sees one build or the next, never half.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TypeVar

from assistant.evaluation.gold import QUESTIONS
from assistant.library.notices import NOTICES
from assistant.topics.topic_names import TOPICS
from index.errors import NotShared, NotThere
from index.serialization import NotTheRecord, from_json, restored
from index.storage.builds import CALIBRATION
from index.storage.checked_files import sha256
from index.storage.publications import HISTORY
from ingest.corpus.fetched import FETCHED
from ingest.corpus.unreached import UNREACHED
from publishing.replicas.stores import Store

T = TypeVar("T")
FORMAT = 1
POINTER, OBJECTS = "current.json", "objects"
# The files of the corpus folder that a server reads, in this folder of the copy.
CORPUS = "corpus"
READ = (NOTICES, QUESTIONS, TOPICS, f"{FETCHED}/{UNREACHED}")
# A list of files is smaller, however long the history.
LARGEST_LIST = 1 << 28
DIGEST = re.compile(r"[0-9a-f]{64}")
FOLDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
REPAIR = "run `signpost share --full` where the guidance is published"


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which publication is shared. files: the SHA-256 of its list of files."""

    format: int
    number: int
    files: str


@dataclass(frozen=True, slots=True)
class SharedFile:
    """A file. path: below the index folder. size: in bytes."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SharedBuild:
    """A publication, its build, and every file of the index folder that belongs to it.

    There are no files of the build if a withdrawal left none.
    """

    number: int
    build: str
    folder: str
    files: tuple[SharedFile, ...]

    @property
    def history(self) -> dict[str, SharedFile]:
        """The files of the history, by path."""
        return {one.path: one for one in self.files if one.path.startswith(f"{HISTORY}/")}

    def to_bytes(self) -> bytes:
        """Returns the list of files as it is stored."""
        return json.dumps(asdict(self)).encode()


def write_pointer(store: Store, pointer: Pointer) -> None:
    """Makes a publication the shared one. Everything that it names must be there already."""
    store.write(POINTER, json.dumps(asdict(pointer)).encode())


def read_pointer(store: Store) -> Pointer | None:
    """Returns the pointer; None if nothing is shared yet. Raises NotShared if it is damaged; StorageAway."""
    try:
        data = _bytes(store, POINTER, LARGEST_LIST)
    except NotThere:
        return None
    pointer = _record(store, POINTER, Pointer, data)
    if pointer.format != FORMAT:
        raise NotShared(
            f"{store.place} has the format {pointer.format}, and this version reads {FORMAT}: use the "
            "version that shared it"
        )
    return pointer


def read_files(store: Store, pointer: Pointer) -> SharedBuild:
    """Returns the list of files, proven. Raises NotShared if it is damaged or names a file elsewhere."""
    name = f"{OBJECTS}/{pointer.files}"
    data = _bytes(store, name, LARGEST_LIST)
    if sha256(data) != pointer.files:
        raise NotShared(f"{store.place}: {name} is damaged, so it is not used: {REPAIR}")
    shared = _record(store, name, SharedBuild, data)
    paths = [one.path for one in shared.files]
    wrong = [one.path for one in shared.files if not _is_known(one, shared.folder)]
    newest = max(shared.history, key=lambda path: (len(path), path), default="")
    if wrong or newest != f"{HISTORY}/{shared.number:06}.json" or len(set(paths)) != len(paths):
        raise NotShared(f"{store.place}: {name} is no list of a build's files {wrong[:1]}: {REPAIR}")
    return shared


def object_pieces(store: Store, one: SharedFile) -> Iterator[bytes]:
    """Yields a file's bytes. Raises NotShared at the end if they are not those that were shared."""
    digest, size = hashlib.sha256(), 0
    for piece in store.read(f"{OBJECTS}/{one.sha256}"):
        digest.update(piece)
        size += len(piece)
        if size > one.size:
            break
        yield piece
    if size != one.size or digest.hexdigest() != one.sha256:
        raise NotShared(
            f"{store.place}: {OBJECTS}/{one.sha256} ({one.path}) is damaged, so the build is not used: "
            f"{REPAIR}"
        )


def _is_known(one: SharedFile, build: str) -> bool:
    """Returns whether this is a place where a file of a shared build may lie."""
    top, _, rest = one.path.partition("/")
    match top:
        case "history":
            known = bool(re.fullmatch(r"\d{6,}\.json", rest))
        case "builds":
            folder, _, name = rest.partition("/")
            known = folder == build and bool(FOLDER.fullmatch(folder) and FILE.fullmatch(name))
        case "originals":
            known = rest == one.sha256
        case _:
            known = one.path == CALIBRATION or (top == CORPUS and rest in READ)
    return known and one.size >= 0 and bool(DIGEST.fullmatch(one.sha256))


def _bytes(store: Store, name: str, most: int) -> bytes:
    data = bytearray()
    for piece in store.read(name):
        data += piece
        if len(data) > most:
            raise NotShared(f"{store.place}: {name} is larger than {most} bytes: {REPAIR}")
    return bytes(data)


def _record(store: Store, name: str, kind: type[T], data: bytes) -> T:
    try:
        return restored(kind, from_json(data))
    except NotTheRecord as error:
        raise NotShared(f"{store.place}: {name} is damaged ({error}), so it is not used: {REPAIR}") from error
