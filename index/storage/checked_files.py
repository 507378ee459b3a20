"""Files of a build: written with the SHA-256 that they are checked against when they are read."""

import hashlib
import os
from pathlib import Path

from index.errors import UnreadableIndex
from index.storage.metadata import REBUILD

# How the name of a file ends while it is written beside its place.
PARTIAL = ".partial"


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def write_file(path: Path, data: bytes) -> str:
    """Write the bytes; their SHA-256."""
    path.write_bytes(data)
    return sha256(data)


def read_file(path: Path, expected: str) -> bytes:
    """The bytes. UnreadableIndex: the file is not the one with the expected SHA-256."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    if sha256(data) != expected:
        raise UnreadableIndex(f"{path} is not the file that was written: {REBUILD}")
    return data


def write_beside(path: Path, data: bytes) -> None:
    """Write a file beside its place and put it there when it is complete, in one atomic step."""
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Have what was written to a file, or renamed in a folder, safe on the disk.

    Windows does not open folders so; there the file system keeps their order itself.
    """
    folder = path.is_dir()
    if os.name == "nt" and folder:
        return
    descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
