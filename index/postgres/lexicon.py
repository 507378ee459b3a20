"""Words as the lexical index of a build folds them, so that both stores find and rank the same passages."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from index.postgres.schema import CONTEXT
from index.storage.stems import every_word

# A word of a build: the rows that it stands in, and its position in each (see `schema.BUILD`).
Occurrences = tuple[str, list[int], list[int]]


def lengths(database: sqlite3.Connection, passages: int) -> list[tuple[int, int]]:
    """Returns for each row of a build the number of words of its passage and context."""
    with every_word(database):
        found = dict(database.execute("SELECT doc - 1, count(*) FROM temp.every_word GROUP BY doc"))
    return [(row, found.get(row, 0)) for row in range(passages)]


def occurrences(database: sqlite3.Connection) -> Iterator[Occurrences]:
    """Yields every word in the lexical index of a build."""
    with every_word(database):
        found = database.execute("SELECT term, doc - 1, col, offset FROM temp.every_word")
        for word, places in groupby(found, itemgetter(0)):
            rows, positions = [], []
            for _, row, column, offset in places:
                rows.append(row)
                positions.append(offset + CONTEXT * (column == "context"))
            yield word, rows, positions
