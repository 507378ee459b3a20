"""The passages of a large build, read from its database when they are needed."""

import sqlite3
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import overload

from index.documents import Passage
from index.errors import UnreadableIndex
from index.storage.database import DATABASE, connect, read_passages
from index.storage.metadata import REBUILD

# How many passages that were read are kept in memory.
REMEMBERED = 4096


class StoredPassages(Sequence[Passage]):
    """The passages of a build in the order of their rows. Equal to a tuple of them. Safe to share.

    Raises UnreadableIndex where they cannot be read.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self._count = count
        self._database = connect(folder, shared=True)
        self._lock = Lock()
        self._passage = lru_cache(REMEMBERED)(self._read)
        weakref.finalize(self, self._database.close)

    def __len__(self) -> int:
        """Returns how many passages there are."""
        return self._count

    @overload
    def __getitem__(self, row: int) -> Passage: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, row: int | slice) -> Passage | tuple[Passage, ...]:
        """Returns a passage, or several."""
        rows = range(self._count)[row]
        return self._passage(rows) if isinstance(rows, int) else tuple(map(self._passage, rows))

    def __iter__(self) -> Iterator[Passage]:
        """Yields every passage, keeping none in memory."""
        with self._reading(), closing(connect(self._folder)) as database:
            yield from read_passages(database)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]

    def row_of(self, passage_id: str) -> int | None:
        """Returns the row of the passage with this id."""
        with self._reading(), self._lock:
            found = self._database.execute(
                "SELECT rowid FROM passages WHERE id = ?", (passage_id,)
            ).fetchone()
        return None if found is None else int(found[0]) - 1

    def _read(self, row: int) -> Passage:
        with self._reading(), self._lock:
            return next(read_passages(self._database, row, 1))

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError, StopIteration) as error:
            raise UnreadableIndex(f"{self._folder / DATABASE} is damaged ({error}): {REBUILD}") from error


def _same(one: object, other: object) -> bool:
    return one == other


class StoredRowOf(Mapping[str, int]):
    """The row of each passage, by id."""

    def __init__(self, passages: StoredPassages) -> None:
        self._passages = passages

    def __getitem__(self, passage_id: str) -> int:
        """Returns the row of the passage with this id. Raises KeyError if there is none."""
        row = self._passages.row_of(passage_id)
        if row is None:
            raise KeyError(passage_id)
        return row

    def __iter__(self) -> Iterator[str]:
        """Yields every id, in the order of the rows."""
        return (passage.id for passage in self._passages)

    def __len__(self) -> int:
        """Returns how many passages there are."""
        return len(self._passages)
