"""The lexical index of a large build as arrays: for each stem the rows that hold it, and how often.

FTS5 scores rows one by one, which takes long where most of a million rows hold a word of the question. These
arrays score all at once, and give the same scores.
"""

import sqlite3
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.storage.checked_files import file_sha256, map_file
from index.storage.stems import every_word

Rows = NDArray[np.int32]
# BM25's parameters, and the least weight of a word that most rows hold, as in FTS5.
K1, B, LEAST_WEIGHT = 1.2, 0.75, 1e-6
# What an occurrence counts, by column. Half as much in the context, in whole numbers.
COUNTS = {"words": 2, "context": 1}


class Postings:
    """For each place of a list that begins at a stem's start: a row, and how often it holds the stem.

    rows: each stem's in ascending order. counts: see COUNTS. lengths: how many words each row has.
    """

    def __init__(self, rows: Rows, counts: NDArray[np.uint16], lengths: Rows) -> None:
        self._rows = rows
        self._counts = counts
        self._lengths = lengths
        self._mean = float(lengths.mean())

    def rows(self, place: slice) -> Rows:
        """Returns the rows that hold a stem, in ascending order."""
        rows: Rows = self._rows[place]
        return rows

    def among(self, place: slice, rows: Sequence[int]) -> frozenset[int]:
        """Returns which of these rows hold a stem."""
        holding = self._rows[place]
        wanted = np.asarray(rows, dtype=np.int32)
        at = np.searchsorted(holding, wanted)
        inside = at < len(holding)
        inside[inside] = holding[at[inside]] == wanted[inside]
        return frozenset(wanted[inside].tolist())

    def best(
        self, places: Sequence[slice], limit: int, allowed: Sequence[int] | None
    ) -> list[tuple[int, float]]:
        """Returns the rows with the highest BM25 scores for these stems, best first; only allowed ones."""
        size = len(self._lengths)
        scores = np.zeros(size)
        for place in places:
            rows = self._rows[place]
            often = self._counts[place] / COUNTS["words"]
            weight = max(np.log((size - len(rows) + 0.5) / (len(rows) + 0.5)), LEAST_WEIGHT)
            held_down = K1 * (1 - B + B * self._lengths[rows] / self._mean)
            scores[rows] += weight * (often * (K1 + 1)) / (often + held_down)
        if allowed is not None:
            inside = np.zeros(size, dtype=bool)
            inside[np.asarray(allowed, dtype=np.int64)] = True
            scores[~inside] = 0
        found = np.flatnonzero(scores)
        if len(found) > limit > 0:
            least = np.partition(scores[found], -limit)[-limit]
            found = found[scores[found] >= least]
        ranked = found[np.lexsort((found, -scores[found]))][:limit]
        return list(zip(ranked.tolist(), scores[ranked].tolist(), strict=True))


def write_postings(database: sqlite3.Connection, path: Path, size: int) -> str:
    """Writes the arrays of a database's lexicon, and the places of its stems into the database.

    size: how many rows there are. Returns the file's SHA-256.
    """
    database.execute("CREATE TABLE stems (stem TEXT PRIMARY KEY, start INTEGER, stop INTEGER) WITHOUT ROWID")
    lengths = np.zeros(size, dtype=np.int32)
    rows: list[Rows] = []
    counts: list[NDArray[np.uint16]] = []
    places: list[tuple[str, int, int]] = []
    stop = 0
    with every_word(database):
        instances = database.execute("SELECT term, doc, col FROM temp.every_word")
        for stem, group in groupby(instances, key=itemgetter(0)):
            _, found, columns = zip(*group, strict=True)
            each = np.fromiter(found, dtype=np.int32) - 1
            np.add.at(lengths, each, 1)
            firsts = np.flatnonzero(np.diff(each, prepend=-1))
            rows.append(each[firsts])
            halves = np.fromiter(map(COUNTS.__getitem__, columns), dtype=np.uint32)
            counts.append(np.minimum(np.add.reduceat(halves, firsts), 65_535).astype(np.uint16))
            places.append((stem, stop, stop + len(firsts)))
            stop += len(firsts)
    database.executemany("INSERT INTO stems VALUES (?, ?, ?)", places)
    with path.open("wb") as file:
        for array in (*rows, lengths):
            array.tofile(file)
        for often in counts:
            often.tofile(file)
    return file_sha256(path)


def read_postings(path: Path, expected: str, size: int) -> Postings:
    """Opens what `write_postings` wrote. Raises UnreadableIndex if its SHA-256 is not `expected`."""
    numbers = map_file(path, expected)
    stop = (len(numbers) - 4 * size) // 6 * 4
    rows, lengths = numbers[:stop].view(np.int32), numbers[stop : stop + 4 * size].view(np.int32)
    return Postings(rows, numbers[stop + 4 * size :].view(np.uint16), np.array(lengths))
