"""What a build answers about its words: which passages hold a term, and where words stand on a page."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from index.documents import Box
from index.errors import UnreadableIndex
from index.storage.database import DATABASE, connect, read_keys
from index.storage.metadata import REBUILD
from index.storage.word_boxes import PageBoxes, read_boxes, read_stored_boxes

# Weight of a word in the context (stem, headings, title), relative to one in the passage itself.
CONTEXT_WEIGHT = 0.5
WORD = re.compile(r"[^\W_]+")


class TextRows(Protocol):
    """The lexical index and the word positions of a build, wherever they are stored.

    Every method raises UnreadableIndex if they cannot be read.
    """

    def lexical(self, terms: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """Returns rows that contain any of the terms, best first, with their scores (higher: better)."""

    def rows_with(self, term: str) -> frozenset[int]:
        """Returns the rows that contain this term, in any inflection, in their words or their context."""

    def boxes(self, source_id: str, pages: Sequence[int]) -> tuple[Box, ...]:
        """Returns the boxes of a document on these pages, in text order."""

    def stored_boxes(self, source_id: str) -> tuple[PageBoxes, ...]:
        """Returns all boxes of a document, in their stored form."""

    def keys(self) -> tuple[str, ...]:
        """Returns for each row the key of the text that its vector was made from (see `reused_vectors`)."""


class SqliteTexts:
    """The words of a build in its SQLite database, searched by FTS5."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lexical(self, terms: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """See TextRows. The scores are BM25."""
        match = " OR ".join(map(_quoted, terms))
        if not match:
            return []
        return [
            (int(row) - 1, -float(score))
            for row, score in self._query(
                "SELECT rowid, bm25(lexicon, 1.0, ?) AS score FROM lexicon WHERE lexicon MATCH ? "
                "ORDER BY score, rowid LIMIT ?",
                (CONTEXT_WEIGHT, match, limit),
            )
        ]

    def rows_with(self, term: str) -> frozenset[int]:
        """See TextRows."""
        found = self._query("SELECT rowid FROM lexicon WHERE lexicon MATCH ?", (_quoted(term),))
        return frozenset(int(row) - 1 for (row,) in found)

    def boxes(self, source_id: str, pages: Sequence[int]) -> tuple[Box, ...]:
        """See TextRows."""
        with self._database() as database:
            return read_boxes(database, source_id, pages)

    def stored_boxes(self, source_id: str) -> tuple[PageBoxes, ...]:
        """See TextRows."""
        with self._database() as database:
            return read_stored_boxes(database, source_id)

    def keys(self) -> tuple[str, ...]:
        """See TextRows."""
        with self._database() as database:
            return read_keys(database)

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(connect(self._folder)) as database:
                yield database
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise UnreadableIndex(f"{self._folder / DATABASE}: {error}: {REBUILD}") from error

    def _query(self, sql: str, arguments: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with self._database() as database:
            return database.execute(sql, arguments).fetchall()


def _quoted(term: str) -> str:
    """Quotes a term as an FTS5 string, so that nothing in it acts as an operator."""
    return '"' + term.replace('"', '""') + '"'
