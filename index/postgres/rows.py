"""Vectors, token vectors, words and word positions of a build in PostgreSQL."""

from collections.abc import Iterable, Sequence

import numpy as np
from psycopg.sql import SQL, Composed, Identifier

from index.documents import Box
from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import Stored, Vectors, late_interaction, no_rows
from index.postgres.connections import Connections, Row, Sql
from index.postgres.schema import CONTEXT
from index.storage.stems import all_stems_of
from index.storage.text_rows import CONTEXT_WEIGHT, Held
from index.storage.vector_rows import cosines
from index.storage.word_boxes import PageBoxes, boxes_of

# The vector's dimension and an unused number come first in pgvector's binary form.
BEFORE_VECTOR = 4
# How the numbers of a codebook are stored.
STORED = "<f4"
# The words of terms: for each the number of its term, the word and its place in the term.
Asked = tuple[list[int], list[str], list[int]]

# The BM25 of SQLite's FTS5, so that a passage has the same score in both stores. Every word of a term must
# stand at its place after the term's start.
FOUND = SQL("""
WITH asked AS (
    SELECT * FROM unnest(%s::int[], %s::text[], %s::int[]) AS asked(term, word, place)
), starts AS (
    SELECT term, row_no, position - place AS start
    FROM asked JOIN {build}.lexicon USING (word), unnest(rows, positions) AS found(row_no, position)
    GROUP BY term, row_no, start
    HAVING count(*) = (SELECT count(*) FROM asked AS whole WHERE whole.term = asked.term)
)
""")
ROWS_WITH = SQL("SELECT DISTINCT row_no FROM starts")
HELD = SQL("""
SELECT term, count(DISTINCT row_no), array_agg(DISTINCT row_no) FILTER (WHERE row_no = ANY(%s::int[]))
FROM starts GROUP BY term
""")
RANKED = SQL("""
, frequencies AS (
    SELECT term, row_no, sum(CASE WHEN start < %s THEN 1.0::float8 ELSE %s END) AS frequency
    FROM starts GROUP BY term, row_no
), size AS (
    SELECT count(*)::float8 AS passages, avg(length)::float8 AS length FROM {build}.lengths
), rarities AS (
    SELECT term, greatest(ln((passages - count(*) + 0.5) / (count(*) + 0.5)), 1e-6) AS rarity
    FROM frequencies, size GROUP BY term, passages
)
SELECT row_no, sum(
    rarity * (frequency * 2.2::float8)
    / (frequency + 1.2::float8 * (0.25::float8 + 0.75::float8 * lengths.length / size.length))
    ORDER BY term
) AS score
FROM frequencies JOIN rarities USING (term) JOIN {build}.lengths USING (row_no), size
{which}
GROUP BY row_no ORDER BY score DESC, row_no LIMIT %s
""")


class PostgresRows:
    """Vectors in a table with pgvector, which compares the question with every row: nothing is missed."""

    def __init__(self, connections: Connections, build: Identifier, table: str, dimension: int) -> None:
        self._connections = connections
        self._table = SQL("{}.{}").format(build, Identifier(table))
        self._dimension = dimension
        self._count = counted(connections, self._table)

    def __len__(self) -> int:
        """See VectorRows."""
        return self._count

    def of(self, rows: Sequence[int]) -> Vectors:
        """See VectorRows."""
        query = SQL("SELECT row_no, embedding FROM {} WHERE row_no = ANY(%s::int[])").format(self._table)
        found: dict[int, bytes] = dict(self._connections.rows(query, (_numbers(rows),))) if len(rows) else {}
        joined = b"".join(found[row][BEFORE_VECTOR:] for row in rows)
        return np.frombuffer(joined, dtype=">f4").reshape(-1, self._dimension).astype(np.float32)

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> Vectors:
        """See VectorRows."""
        # Compared here, as FlatRows does, and not in the database: both stores give the same last digit.
        return cosines(self.of(rows), vector)

    def nearest(self, vector: Vectors, count: int, allowed: Sequence[int] | None = None) -> frozenset[int]:
        """See VectorRows."""
        query = SQL("SELECT row_no FROM {} {} ORDER BY embedding <#> %s::vector, row_no LIMIT %s").format(
            self._table, _allowing(allowed)
        )
        found = self._connections.rows(query, (*_given(allowed), vector_text(vector), count))
        return frozenset(row for (row,) in found)


class PostgresTokens:
    """The token vectors of a build, one value for each passage; compared here, not by the server."""

    def __init__(self, connections: Connections, build: Identifier, dimension: int) -> None:
        self._connections = connections
        self._table = SQL("{}.tokens").format(build)
        self.codebook = _codebook(connections, build, dimension)
        self._none = no_rows(dimension, self.codebook)
        sizes = SQL("SELECT octet_length(numbers) FROM {} ORDER BY row_no").format(self._table)
        counts = [size // self._none.shape[1] for (size,) in connections.rows(sizes)]
        self.starts = np.cumsum([0, *counts], dtype=np.int64)

    def similarities(self, question: Vectors, rows: Sequence[int]) -> Vectors:
        """See TokenRows."""
        return late_interaction(self._texts(rows), question, self.codebook)

    def of_text(self, row: int) -> Stored:
        """See TokenRows."""
        return self._texts([row])[0]

    def _texts(self, rows: Sequence[int]) -> list[Stored]:
        query = SQL("SELECT row_no, numbers FROM {} WHERE row_no = ANY(%s::int[])").format(self._table)
        found: dict[int, bytes] = dict(self._connections.rows(query, (_numbers(rows),)))
        none = self._none
        return [np.frombuffer(found[row], dtype=none.dtype).reshape(-1, none.shape[1]) for row in rows]


class PostgresTexts:
    """The words of a build, ranked by the same BM25 as in its folder."""

    def __init__(self, connections: Connections, build: Identifier) -> None:
        self._connections = connections
        self._build = build

    def lexical(
        self, terms: Iterable[str], limit: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """See TextRows. The scores are BM25."""
        ranked = RANKED.format(build=self._build, which=_allowing(allowed))
        values = (CONTEXT, CONTEXT_WEIGHT, *_given(allowed), limit)
        return [(row, score) for row, score in self._found(ranked, _words_of(terms), *values)]

    def rows_with(self, term: str) -> frozenset[int]:
        """See TextRows."""
        return frozenset(row for (row,) in self._found(ROWS_WITH, _words_of([term])))

    def held(self, terms: Iterable[str], rows: Sequence[int]) -> dict[str, Held]:
        """See TextRows."""
        listed = list(dict.fromkeys(terms))
        found = self._found(HELD, _words_of(listed), _numbers(rows))
        held = {listed[number]: (count, frozenset(here or ())) for number, count, here in found}
        return {term: held.get(term, (0, frozenset())) for term in listed}

    def words(self) -> frozenset[str]:
        """See TextRows."""
        return frozenset(word for (word,) in self._rows(SQL("SELECT word FROM {build}.words")))

    def boxes(self, source_id: str, pages: Sequence[int]) -> tuple[Box, ...]:
        """See TextRows."""
        query = SQL(
            "SELECT places FROM {build}.boxes WHERE source_id = %s AND page = ANY(%s::int[]) ORDER BY page"
        )
        return boxes_of(places for (places,) in self._rows(query, (source_id, _numbers(pages))))

    def stored_boxes(self, source_id: str) -> tuple[PageBoxes, ...]:
        """See TextRows."""
        query = SQL("SELECT page, places FROM {build}.boxes WHERE source_id = %s ORDER BY page")
        return tuple((page, places) for page, places in self._rows(query, (source_id,)))

    def keys(self) -> tuple[str, ...]:
        """See TextRows."""
        return tuple(key for (key,) in self._rows(SQL("SELECT key FROM {build}.passages ORDER BY row_no")))

    def _found(self, query: Sql, asked: Asked, *values: object) -> list[Row]:
        joined = FOUND.format(build=self._build) + query
        return self._connections.rows(joined, (*asked, *values))

    def _rows(self, query: SQL, values: Sequence[object] = ()) -> list[Row]:
        return self._connections.rows(query.format(build=self._build), values)


def vector_text(vector: Vectors) -> str:
    """Returns a vector as pgvector reads it, to the last digit."""
    return "[" + ",".join(map(repr, vector.tolist())) + "]"


def counted(connections: Connections, table: Composed) -> int:
    """Returns how many rows a table has."""
    return int(connections.rows(SQL("SELECT count(*) FROM {}").format(table))[0][0])


def _words_of(terms: Iterable[str]) -> Asked:
    """Returns the words of the terms, each once, as the lexical index folds them.

    A term of signs alone has none.
    """
    words = [
        (number, word, place)
        for number, stems in enumerate(all_stems_of(list(terms)).values())
        for place, word in enumerate(stems)
    ]
    numbers, stems, places = zip(*words, strict=True) if words else ((), (), ())
    return list(numbers), list(stems), list(places)


def _allowing(allowed: Sequence[int] | None) -> SQL:
    """Returns the condition that a row is allowed, for a query whose next values are `_given`."""
    return SQL("" if allowed is None else "WHERE row_no = ANY(%s::int[])")


def _given(allowed: Sequence[int] | None) -> tuple[list[int], ...]:
    return () if allowed is None else (_numbers(allowed),)


def _codebook(connections: Connections, build: Identifier, dimension: int) -> Codebook | None:
    """Returns the codebook of a build's tokens; None if it has none."""
    query = SQL("SELECT centres, spread FROM {}.codebook").format(build)
    for stored in connections.rows(query):
        centres, spread = (np.frombuffer(numbers, dtype=STORED).astype(np.float32) for numbers in stored)
        return Codebook(centres.reshape(-1, dimension), spread)
    return None


def _numbers(rows: Sequence[int]) -> list[int]:
    return [int(row) for row in rows]
