"""What a build answers about its words: which passages hold a term, and where words stand on a page."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from index.documents import Box
from index.errors import UnreadableIndex
from index.storage.arrays.postings import Postings
from index.storage.database import DATABASE, connect, read_keys, read_words
from index.storage.metadata import REBUILD
from index.storage.stems import all_stems_of
from index.storage.word_boxes import PageBoxes, read_boxes, read_stored_boxes

# Weight of a word in the context (stem, headings, title), relative to one in the passage itself.
CONTEXT_WEIGHT = 0.5
# How many rows contain a term, and which of the rows that were asked about.
Held = tuple[int, frozenset[int]]


class TextRows(Protocol):
    """The lexical index and the word positions of a build, wherever they are stored.

    Every method raises UnreadableIndex if they cannot be read.
    """

    def lexical(
        self, terms: Iterable[str], limit: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Returns rows that contain any of the terms, best first, with their scores (higher: better).

        allowed: only these rows are searched; None: all.
        """

    def rows_with(self, term: str) -> frozenset[int]:
        """Returns the rows that contain this term, in any inflection, in their words or their context."""

    def held(self, terms: Iterable[str], rows: Sequence[int]) -> dict[str, Held]:
        """Returns for each term how many rows contain it (see `rows_with`), and which of these rows do."""

    def words(self) -> frozenset[str]:
        """Returns every word of the documents, in lower case."""

    def boxes(self, source_id: str, pages: Sequence[int]) -> tuple[Box, ...]:
        """Returns the boxes of a document on these pages, in text order."""

    def stored_boxes(self, source_id: str) -> tuple[PageBoxes, ...]:
        """Returns all boxes of a document, in their stored form."""

    def keys(self) -> tuple[str, ...]:
        """Returns for each row the key of the text that its vector was made from (see `reused_vectors`)."""


class SqliteTexts:
    """The words of a build in its SQLite database, searched by FTS5. postings: searched instead, if given."""

    def __init__(self, folder: Path, postings: Postings | None = None) -> None:
        self._folder = folder
        self._postings = postings

    def lexical(
        self, terms: Iterable[str], limit: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """See TextRows. The scores are BM25."""
        places = self._places(terms)
        plain = list(filter(None, places.values()))
        if self._postings and len(plain) == len(places):
            return self._postings.best(plain, limit, allowed)
        match = " OR ".join(map(_quoted, places))
        if not match:
            return []
        found = self._query(
            "SELECT rowid, bm25(lexicon, 1.0, ?) AS score FROM lexicon WHERE lexicon MATCH ? "
            "ORDER BY score, rowid LIMIT ?",
            (CONTEXT_WEIGHT, match, limit if allowed is None else -1),
        )
        scored = ((int(row) - 1, -float(score)) for row, score in found)
        if allowed is None:
            return list(scored)
        inside = frozenset(allowed)
        return list(islice((entry for entry in scored if entry[0] in inside), limit))

    def rows_with(self, term: str) -> frozenset[int]:
        """See TextRows."""
        place = self._places([term])[term]
        if self._postings and place:
            return frozenset(self._postings.rows(place).tolist())
        return self._matching(term)

    def held(self, terms: Iterable[str], rows: Sequence[int]) -> dict[str, Held]:
        """See TextRows."""
        places = self._places(terms)
        return {term: self._held(term, place, rows) for term, place in places.items()}

    def _held(self, term: str, place: slice | None, rows: Sequence[int]) -> Held:
        if self._postings and place:
            return place.stop - place.start, self._postings.among(place, rows)
        found = self._matching(term)
        return len(found), found.intersection(rows)

    def words(self) -> frozenset[str]:
        """See TextRows."""
        with self._database() as database:
            return read_words(database)

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

    def _places(self, terms: Iterable[str]) -> dict[str, slice | None]:
        """Returns each term, once, with its stem's place in the postings.

        None if there are no postings, or if the term is not one word for the lexical index.
        """
        places: dict[str, slice | None] = dict.fromkeys(terms)
        if self._postings:
            with self._database() as database:
                for term, stems in all_stems_of(places).items():
                    if len(stems) == 1:
                        found = database.execute("SELECT start, stop FROM stems WHERE stem = ?", stems)
                        places[term] = slice(*(found.fetchone() or (0, 0)))
        return places

    def _matching(self, term: str) -> frozenset[int]:
        found = self._query("SELECT rowid FROM lexicon WHERE lexicon MATCH ?", (_quoted(term),))
        return frozenset(int(row) - 1 for (row,) in found)

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
