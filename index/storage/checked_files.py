"""Files of a build: each is written with its SHA-256 and checked against it when read."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import UnreadableIndex
from index.storage.metadata import REBUILD

# Suffix of a file that is still being written next to its final place.
PARTIAL = ".partial"


def sha256(data: bytes) -> str:
    """Returns the SHA-256 of these bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def is_half(path: Path) -> bool:
    """Returns whether a process that died while writing left this file or folder."""
    return path.name.startswith(".") and path.name.endswith(PARTIAL)


def write_file(path: Path, data: bytes) -> str:
    """Writes the bytes and returns their SHA-256."""
    path.write_bytes(data)
    return sha256(data)


def file_sha256(path: Path) -> str:
    """Returns the SHA-256 of a file, reading it piece by piece. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_file(path: Path, expected: str) -> None:
    """Raises UnreadableIndex if a file is missing or its SHA-256 is not `expected`."""
    try:
        found = file_sha256(path)
    except OSError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    if found != expected:
        raise UnreadableIndex(f"{path} has changed since it was written: {REBUILD}")


def map_file(path: Path, expected: str) -> NDArray[np.uint8]:
    """Maps a file into memory: the operating system reads bytes when they are used.

    Raises UnreadableIndex as `check_file` does.
    """
    check_file(path, expected)
    try:
        size = path.stat().st_size
        return np.memmap(path, dtype=np.uint8, mode="r") if size else np.zeros(0, dtype=np.uint8)
    except OSError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error


def open_file(path: Path, expected: str) -> int:
    """Opens a file for reading. Returns its descriptor.

    Raises UnreadableIndex as `check_file` does.
    """
    check_file(path, expected)
    try:
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error


def read_file(path: Path, expected: str) -> bytes:
    """Reads a file. Raises UnreadableIndex if its SHA-256 is not `expected`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    if sha256(data) != expected:
        raise UnreadableIndex(f"{path} has changed since it was written: {REBUILD}")
    return data


def write_beside(path: Path, data: bytes) -> None:
    """Writes a file next to its place, then moves it there complete, in one atomic step."""
    write_pieces_beside(path, [data])


def write_pieces_beside(path: Path, pieces: Iterable[bytes]) -> None:
    """Does the same with bytes that come piece by piece."""
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    with partial.open("wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """Flushes a file's contents, or a folder's renames, to disk.

    Windows cannot open folders this way; its file system keeps renames in order.
    """
    folder = path.is_dir()
    if os.name == "nt" and folder:
        return
    descriptor = os.open(path, os.O_RDONLY if folder else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
