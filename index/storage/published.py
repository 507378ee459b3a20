"""What is published, wherever it is stored: in an index folder, or in a store that many servers read."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.storage.builds import (
    CALIBRATION,
    current_folder,
    folder_of,
    open_current,
    original,
    publications_now,
)
from index.storage.checked_files import read_file
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, numbers, publications

State = tuple[Publication, Publication | None]


class Published(Protocol):
    """The published builds in one place. Two with the same place are equal; as text, names the place.

    Every method raises UnreadableIndex if the place cannot be read.
    """

    def __hash__(self) -> int:
        """Returns the hash of the place."""

    def numbers(self) -> tuple[int, ...]:
        """Returns the numbers of all publications, lowest first."""

    def current(self) -> Hashable:
        """Returns what identifies the current build here. Raises UnreadableIndex if there is none."""

    def open_current(self) -> PassageIndex:
        """Opens the current build. Raises UnreadableIndex if there is none or it is damaged."""

    def opened(self, publication: Publication) -> PassageIndex:
        """Opens a published build. Raises UnreadableIndex if it is no longer kept or is damaged."""

    def publications(self) -> tuple[Publication, ...]:
        """Returns all publications, newest first."""

    def states(self) -> Iterator[State]:
        """Yields each publication with its present state (see `states_of`)."""

    def original(self, file_sha256: str) -> bytes:
        """Returns an original file. Raises UnreadableIndex if it is missing or has another SHA-256."""

    def calibration(self) -> str | None:
        """Returns the lead's own calibration, as `signpost calibrate` saved it; None if there is none."""


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """The published builds in an index folder."""

    index: Path

    def __str__(self) -> str:
        return str(self.index)

    def numbers(self) -> tuple[int, ...]:
        """See Published."""
        return numbers(self.index)

    def current(self) -> Path:
        """See Published."""
        return current_folder(self.index)

    def open_current(self) -> PassageIndex:
        """See Published."""
        return open_current(self.index)

    def opened(self, publication: Publication) -> PassageIndex:
        """See Published."""
        return PassageIndex.load(folder_of(self.index, publication))

    def publications(self) -> tuple[Publication, ...]:
        """See Published."""
        return publications(self.index)

    def states(self) -> Iterator[State]:
        """See Published."""
        return publications_now(self.index)

    def original(self, file_sha256: str) -> bytes:
        """See Published."""
        return read_file(original(self.index, file_sha256), file_sha256)

    def calibration(self) -> str | None:
        """See Published."""
        path = self.index / CALIBRATION
        return path.read_text(encoding="utf-8") if path.is_file() else None
