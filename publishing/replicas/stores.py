"""Shared storage: named files that are read and written whole, in a folder or an S3-compatible store."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from index.errors import NotShared, NotThere, StorageAway
from index.storage.checked_files import write_pieces_beside

PIECE = 1 << 20
S3 = "s3://"


class Store(Protocol):
    """Shared storage. A name is a path with slashes; a reader never sees half of a file.

    Every method raises StorageAway if the storage does not answer.
    """

    place: str

    def read(self, name: str) -> Iterator[bytes]:
        """Yields a file's bytes, piece by piece. Raises NotThere if there is no such file."""

    def write(self, name: str, content: Path | bytes) -> None:
        """Writes a file, or replaces it, in one step."""

    def names(self, folder: str) -> set[str]:
        """Returns the names of the files in a folder; none if there is no such folder."""

    def remove(self, name: str) -> None:
        """Removes a file."""


def open_store(place: str) -> Store:
    """Returns the storage at a place: a folder, or s3://BUCKET/PREFIX.

    Raises NotShared if the place is neither, or the extra for it is not installed.
    """
    if place.startswith(S3):
        try:
            # Imported here because obstore is an extra.
            from publishing.replicas.s3 import S3Folder
        except ModuleNotFoundError as error:
            raise NotShared(f"{place} needs a package that is missing: install signpost[s3]") from error
        return S3Folder(place)
    if "://" in place:
        raise NotShared(f"{place} is neither a folder nor s3://BUCKET/PREFIX: name one of these")
    return Folder(place)


class Folder:
    """A folder that every machine can reach, such as a network share. It must exist."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._folder = Path(place)

    def read(self, name: str) -> Iterator[bytes]:
        """See Store."""
        try:
            yield from pieces(self._there() / name)
        except FileNotFoundError as error:
            raise NotThere(f"{self.place} has no {name}") from error
        except OSError as error:
            raise self._away(error) from error

    def write(self, name: str, content: Path | bytes) -> None:
        """See Store."""
        path = self._there() / name
        try:
            path.parent.mkdir(exist_ok=True)
            write_pieces_beside(path, pieces(content))
        except OSError as error:
            raise self._away(error) from error

    def names(self, folder: str) -> set[str]:
        """See Store."""
        try:
            return {path.name for path in (self._there() / folder).iterdir()}
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise self._away(error) from error

    def remove(self, name: str) -> None:
        """See Store."""
        try:
            (self._there() / name).unlink(missing_ok=True)
        except OSError as error:
            raise self._away(error) from error

    def _there(self) -> Path:
        if not self._folder.is_dir():
            raise StorageAway(f"{self.place} is not a folder that can be reached: create or mount it")
        return self._folder

    def _away(self, error: OSError) -> StorageAway:
        return StorageAway(f"{self.place} cannot be used ({error}): check that it is mounted, and its rights")


def pieces(content: Path | bytes) -> Iterator[bytes]:
    """Yields the bytes of a local file, piece by piece, or these bytes."""
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
