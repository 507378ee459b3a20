"""Lists the files of a corpus, and reads those that may be opened."""

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents import Source
from index.errors import UnreadableDocument
from index.storage.checked_files import sha256
from ingest.limits import LARGEST_FILE, MEBIBYTE

# Files in which fetch keeps its records.
NOTES = {"fetched.json", "unreached.json"}
# Control characters, surrogates, line separators: in a name, one would break every list that shows it.
NOT_IN_NAMES = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of a source: its name as shown, and its bytes.

    refusal: why it was not opened, in which case there are no bytes; else None.
    """

    source: Source
    name: str
    data: bytes
    refusal: str | None = None

    def opened(self) -> bytes:
        """Returns its bytes. Raises UnreadableDocument if it was not opened."""
        if self.refusal is not None:
            raise UnreadableDocument(self.name, self.refusal)
        return self.data

    @property
    def sha256(self) -> str:
        """Returns the SHA-256 of its bytes, or of the refusal, which says what was found instead."""
        return sha256(self.data if self.refusal is None else self.refusal.encode())


def without_withdrawn(files: Iterable[HeldFile], withdrawn: Mapping[str, str]) -> tuple[HeldFile, ...]:
    """Refuses the files that were withdrawn. withdrawn: the reasons, by SHA-256."""
    return tuple(
        replace(file, data=b"", refusal=withdrawn[file.sha256]) if file.sha256 in withdrawn else file
        for file in files
    )


def files_below(folder: Path) -> Iterator[Path]:
    """Yields everything below a folder except folders, in the order of the names.

    Skips hidden files and the records of fetch; does not follow links into folders.
    """
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        folder_itself = path.is_dir() and not path.is_symlink()
        if not hidden and not folder_itself and path.name not in NOTES:
            yield path


def held_file(source: Source, name: str, path: Path, folder: Path) -> HeldFile:
    """Returns a file with its bytes, or with the reason why it was not opened; see `read_bytes`."""
    try:
        return HeldFile(source, name, read_bytes(path, name, folder))
    except UnreadableDocument as error:
        return HeldFile(source, name, b"", error.reason)


def read_bytes(path: Path, name: str, folder: Path) -> bytes:
    """Returns the bytes of a file.

    Raises UnreadableDocument, before reading a byte, if it is not a regular file, lies outside the folder (a
    link), is larger than any document, has a name that cannot be shown, or may not be opened.
    """
    if any(unicodedata.category(c) in NOT_IN_NAMES for c in path.name):
        raise UnreadableDocument(name, "its name contains control characters: rename it")
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            raise UnreadableDocument(
                name, "it is a link to a place outside the corpus: put the file itself in its place"
            )
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument(
                name, "it is a pipe, a device or a link to a folder, not a file: remove it from the corpus"
            )
        if status.st_size > LARGEST_FILE:
            raise _too_large(name, status.st_size)
        # O_NONBLOCK: if a pipe takes its place at this moment, opening it does not wait for a writer.
        with os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, RuntimeError) as error:  # a RuntimeError: links that point to each other
        raise UnreadableDocument(
            name, f"it cannot be opened ({error}): check its permissions and that it is still there"
        ) from error
    if len(data) > LARGEST_FILE:
        raise _too_large(name, len(data))
    return data


def shown_name(name: str) -> str:
    """Returns a file's name with the characters escaped that cannot be shown."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in NOT_IN_NAMES else c for c in name
    )


def _too_large(name: str, size: int) -> UnreadableDocument:
    return UnreadableDocument(
        name,
        f"it has {size} bytes, more than the limit of {LARGEST_FILE // MEBIBYTE} MiB: split it, or save its "
        "pictures smaller",
    )
