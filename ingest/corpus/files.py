"""The files of a corpus: which there are, and their bytes, where they are files that may be opened."""

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

# What fetch notes beside the files.
NOTES = {"fetched.json", "unreached.json"}
# Control characters, halves of characters, line separators: a name with one breaks every list that it is in.
NOT_IN_NAMES = {"Cc", "Cs", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of a source: its name as it is shown, and its bytes.

    refusal: why it was not opened, so that there are no bytes; None where it was.
    """

    source: Source
    name: str
    data: bytes
    refusal: str | None = None

    def opened(self) -> bytes:
        """Its bytes. UnreadableDocument: it was not opened."""
        if self.refusal is not None:
            raise UnreadableDocument(self.name, self.refusal)
        return self.data

    @property
    def sha256(self) -> str:
        """The SHA-256 of its bytes; of the refusal where there are none, which names what was found."""
        return sha256(self.data if self.refusal is None else self.refusal.encode())


def without_withdrawn(files: Iterable[HeldFile], withdrawn: Mapping[str, str]) -> tuple[HeldFile, ...]:
    """The files, where those that were withdrawn are refused. withdrawn: why, by the SHA-256."""
    return tuple(
        replace(file, data=b"", refusal=withdrawn[file.sha256]) if file.sha256 in withdrawn else file
        for file in files
    )


def files_below(folder: Path) -> Iterator[Path]:
    """Everything below a folder but folders, in the order of the names.

    Hidden files, and what fetch notes, are passed over; links are not followed into folders.
    """
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        folder_itself = path.is_dir() and not path.is_symlink()
        if not hidden and not folder_itself and path.name not in NOTES:
            yield path


def held_file(source: Source, name: str, path: Path, folder: Path) -> HeldFile:
    """A file with its bytes, or with the reason why it is not opened; see `read_bytes`."""
    try:
        return HeldFile(source, name, read_bytes(path, name, folder))
    except UnreadableDocument as error:
        return HeldFile(source, name, b"", error.reason)


def read_bytes(path: Path, name: str, folder: Path) -> bytes:
    """The bytes of a file.

    UnreadableDocument, before a byte is read: it is no regular file, lies outside the folder (a link),
    is larger than any document, has a name that cannot be shown, or may not be opened.
    """
    if any(unicodedata.category(c) in NOT_IN_NAMES for c in path.name):
        raise UnreadableDocument(name, "there are control characters in its name: give it another")
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            raise UnreadableDocument(
                name, "it is a link that leads out of the corpus: put the file itself in its place"
            )
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument(
                name, "it is no file but a pipe, a device or a link to a folder: take it out of the corpus"
            )
        if status.st_size > LARGEST_FILE:
            raise _too_large(name, status.st_size)
        # Should it be replaced by a pipe at this moment, opening it does not wait for a writer.
        with os.fdopen(os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, RuntimeError) as error:  # a RuntimeError: links that lead to each other
        raise UnreadableDocument(name, f"it cannot be opened ({error})") from error
    if len(data) > LARGEST_FILE:
        raise _too_large(name, len(data))
    return data


def shown_name(name: str) -> str:
    """A file's name as it can be written down: what cannot be shown is escaped."""
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in NOT_IN_NAMES else c for c in name
    )


def _too_large(name: str, size: int) -> UnreadableDocument:
    return UnreadableDocument(
        name,
        f"it is larger ({size} bytes) than the {LARGEST_FILE // MEBIBYTE} MiB that a document may have: "
        "split it, or save its pictures smaller",
    )
