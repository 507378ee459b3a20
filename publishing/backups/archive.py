"""The archive of a backup: a tar file with the files of both folders and, last, a manifest.

index/…         the files of the index folder, in the order of their names
corpus/…        the files of the corpus folder
manifest.json   each file's name, length and SHA-256

The same files give the same bytes: no member carries a time, an owner or rights.
"""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from index.errors import NotBackedUp
from index.serialization import NotTheRecord, from_json, restored

FORMAT = 1
MANIFEST = "manifest.json"
# No manifest is this large; a hostile archive's may be.
LARGEST_MANIFEST = 1 << 28
# Opens a file, but no link, and no pipe that would make us wait.
WITHOUT_FOLLOWING = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the archive. name: INDEX or CORPUS, and its path below. size: in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds.

    version: of the Signpost that made it. number, at, build: of the newest publication in it.
    """

    format: int
    version: str
    number: int
    at: str
    build: str
    files: tuple[Packed, ...]


def pack(tar: tarfile.TarFile, name: str, path: Path) -> Packed:
    """Adds a file to the archive. Raises NotBackedUp if it changes meanwhile or is not a regular file."""
    with os.fdopen(os.open(path, WITHOUT_FOLLOWING), "rb") as file:
        before = os.fstat(file.fileno())
        read = _Hashed(file)
        tar.addfile(_member(name, before.st_size), read)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise NotBackedUp(f"{path} was changed while it was read: run `signpost backup` again")
    return Packed(name, before.st_size, read.digest.hexdigest())


def pack_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    """Adds the manifest, which must come last."""
    data = json.dumps(asdict(manifest), indent=1).encode()
    tar.addfile(_member(MANIFEST, len(data)), io.BytesIO(data))


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """Opens an archive to read. Raises NotBackedUp if it cannot be read, there or inside the block."""
    try:
        # No compression: a small file cannot become a huge one.
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (tarfile.TarError, OSError, EOFError, ValueError, OverflowError) as error:
        raise NotBackedUp(
            f"{path} cannot be read ({error}): it is damaged, cut short or no backup; nothing was restored"
        ) from error


def checked_manifest(path: Path, tar: tarfile.TarFile, folders: Iterable[str]) -> Manifest:
    """Reads the whole archive and returns its manifest.

    Raises NotBackedUp unless it holds exactly the files of its manifest, each with its SHA-256, all regular
    files below one of these folders.
    """
    found: list[Packed] = []
    manifest: Manifest | None = None
    for member in tar:
        name = member.name
        if manifest:
            raise _refused(path, f"{name!r} stands after the manifest")
        if member.type != tarfile.REGTYPE or member.issparse():
            raise _refused(path, f"{name!r} is a link, a folder or a device, which no backup contains")
        if name == MANIFEST:
            manifest = _manifest(path, tar, member)
        elif not _is_below(name, folders):
            raise _refused(path, f"{name!r} lies outside the folders of a backup")
        else:
            found.append(Packed(name, member.size, _digest(tar, member)))
    if manifest is None:
        raise _refused(path, f"it has no {MANIFEST} at its end: it was cut short, or is no backup")
    if len({one.name for one in found}) != len(found):
        raise _refused(path, "it contains a file twice")
    if manifest.files != tuple(found):
        named, there = set(manifest.files), set(found)
        wrong = ", ".join(sorted({one.name for one in named ^ there})[:3]) or "the order of its files"
        raise _refused(path, f"it differs from its manifest: {wrong}")
    return manifest


def unpack(tar: tarfile.TarFile, folders: Mapping[str, Path]) -> None:
    """Writes the files of a checked archive below these folders, and flushes them to disk."""
    for member in tar:
        top, _, rest = member.name.partition("/")
        if member.name == MANIFEST:
            continue
        path = folders[top] / rest
        path.parent.mkdir(parents=True, exist_ok=True)
        with _bytes(tar, member) as packed, path.open("xb") as file:
            shutil.copyfileobj(packed, file)
            file.flush()
            os.fsync(file.fileno())


class _Hashed:
    """A file whose bytes are hashed as they are read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Reads on."""
        data = self._file.read(size)
        self.digest.update(data)
        return data


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    return member


def _is_below(name: str, folders: Iterable[str]) -> bool:
    top, *below = name.split("/")
    return top in folders and bool(below) and not {"", ".", ".."} & set(below) and not set("\\\0") & set(name)


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    with _bytes(tar, member) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bytes(tar: tarfile.TarFile, member: tarfile.TarInfo) -> BufferedReader:
    """Opens a regular file of the archive."""
    return cast(BufferedReader, tar.extractfile(member))


def _manifest(path: Path, tar: tarfile.TarFile, member: tarfile.TarInfo) -> Manifest:
    if member.size > LARGEST_MANIFEST:
        raise _refused(path, f"its {MANIFEST} has {member.size} bytes")
    try:
        manifest = restored(Manifest, from_json(_bytes(tar, member).read()))
    except NotTheRecord as error:
        raise _refused(path, f"its {MANIFEST} is not one of a Signpost backup ({error})") from error
    if manifest.format != FORMAT:
        raise _refused(path, f"it has the format {manifest.format}, and this version reads {FORMAT}")
    return manifest


def _refused(path: Path, reason: str) -> NotBackedUp:
    return NotBackedUp(f"{path} was refused: {reason}. Nothing was restored; use another backup")
