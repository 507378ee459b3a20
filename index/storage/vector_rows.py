"""Rows of vectors that can be searched: what a build needs of its vectors, and how FAISS gives it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, Protocol

import faiss
import numpy as np

from index.embedding.token_vectors import Vectors
from index.errors import UnreadableIndex
from index.storage.checked_files import check_file, file_sha256
from index.storage.metadata import EXACT_ROWS, REBUILD

# flat: the question is compared with every row. inverted: only with the rows of the nearest lists.
VectorForm = Literal["flat", "inverted"]
# For n rows, how many lists there are (as a multiple of the square root of n), the share of them that is
# searched, and how many rows for each list the lists are made from (docs/decisions/0020-growth.md).
LISTS, SEARCHED, SAMPLE = 2, 1 / 16, 40
# How many rows are handled at a time.
BLOCK = 65_536


class VectorRows(Protocol):
    """Vectors of length 1, one for each row, wherever they are stored."""

    def __len__(self) -> int:
        """Returns how many rows there are."""

    def of(self, rows: Sequence[int]) -> Vectors:
        """Returns the vectors of these rows, in this order: shape (rows, dimension)."""

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> Vectors:
        """Returns the cosine similarity of each of these rows to a vector of length 1, in this order."""

    def nearest(self, vector: Vectors, count: int, allowed: Sequence[int] | None = None) -> frozenset[int]:
        """Returns the rows with the highest cosine similarity, at most so many.

        allowed: only these rows are searched; None: all.
        """


class FlatRows:
    """Vectors in a flat FAISS index, which compares the question with every row: nothing is missed."""

    form: VectorForm = "flat"

    def __init__(self, vectors: faiss.Index) -> None:
        self._vectors = vectors

    def __len__(self) -> int:
        """See VectorRows."""
        return int(self._vectors.ntotal)

    def of(self, rows: Sequence[int]) -> Vectors:
        """See VectorRows."""
        if not len(rows):
            return np.zeros((0, self._vectors.d), dtype=np.float32)
        found: Vectors = self._vectors.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return found

    def similarities(self, vector: Vectors, rows: Sequence[int]) -> Vectors:
        """See VectorRows."""
        # Not `@`: the threads of numpy's BLAS would take the cores from torch (see token_vectors).
        return np.asarray(np.einsum("ij,j->i", self.of(rows), vector), dtype=np.float32)

    def nearest(self, vector: Vectors, count: int, allowed: Sequence[int] | None = None) -> frozenset[int]:
        """See VectorRows."""
        count = min(count, len(self))
        if count == 0 or (allowed is not None and not len(allowed)):
            return frozenset()
        return self._nearest(vector, count, allowed)

    def _nearest(self, vector: Vectors, count: int, allowed: Sequence[int] | None) -> frozenset[int]:
        parameters = None
        if allowed is not None:
            selected = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selected)  # type: ignore[call-arg]
        _, rows = self._vectors.search(vector.reshape(1, -1), count, params=parameters)
        # FAISS fills up a short result with -1.
        return frozenset(int(row) for row in rows[0] if row >= 0)


class InvertedRows(FlatRows):
    """Vectors at two bytes a number, in lists of neighbours of which the nearest are searched.

    A row in another list is missed. Among allowed rows nothing is.
    """

    form: VectorForm = "inverted"

    def __init__(self, vectors: faiss.IndexIVF) -> None:
        super().__init__(vectors)
        vectors.make_direct_map()
        vectors.nprobe = max(1, round(vectors.nlist * SEARCHED))

    def _nearest(self, vector: Vectors, count: int, allowed: Sequence[int] | None) -> frozenset[int]:
        if allowed is None:
            return super()._nearest(vector, count, None)
        blocks = (allowed[first : first + BLOCK] for first in range(0, len(allowed), BLOCK))
        near = np.concatenate([self.similarities(vector, block) for block in blocks])
        rows = np.asarray(allowed, dtype=np.int64)
        return frozenset(rows[np.argsort(-near, kind="stable")[:count]].tolist())


class VectorWriter:
    """Writes so many vectors into a new index, in the form that fits their number (see `VectorForm`).

    Until it is closed, the vectors lie in a file beside it.
    """

    def __init__(self, path: Path, count: int, dimension: int) -> None:
        self._path = path
        self._waiting = path.with_suffix(".waiting")
        self.form: VectorForm = "flat" if count <= EXACT_ROWS else "inverted"
        kind = np.float32 if self.form == "flat" else np.float16
        self._rows = np.lib.format.open_memmap(self._waiting, "w+", kind, (count, dimension))
        self._added = 0

    def add(self, vectors: Vectors) -> None:
        """Adds rows after those that are there."""
        self._rows[self._added : self._added + len(vectors)] = vectors
        self._added += len(vectors)

    def close(self) -> str:
        """Writes the index. Returns the file's SHA-256."""
        if self._added != len(self._rows):
            raise ValueError(f"{self._path}: {self._added} vectors were added, not {len(self._rows)}")
        dimension = self._rows.shape[1]
        index = faiss.IndexFlatIP(dimension) if self.form == "flat" else _lists_of(self._rows)
        for block in _blocks(self._rows):
            index.add(block)
        try:
            faiss.write_index(index, str(self._path))
        except RuntimeError as error:
            raise OSError(f"{self._path} cannot be written: {error}") from error
        del self._rows
        self._waiting.unlink()
        return file_sha256(self._path)


def _lists_of(rows: Vectors) -> faiss.IndexIVFScalarQuantizer:
    """Returns an index without rows, whose lists fit these rows."""
    dimension = rows.shape[1]
    count = min(len(rows), round(LISTS * len(rows) ** 0.5))
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension), dimension, count, faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT, False,
    )  # fmt: skip
    index.cp.min_points_per_centroid = 1
    index.train(np.ascontiguousarray(rows[:: max(1, len(rows) // (SAMPLE * count))], dtype=np.float32))
    return index


def _blocks(rows: Vectors) -> Iterator[Vectors]:
    for first in range(0, len(rows), BLOCK):
        yield np.ascontiguousarray(rows[first : first + BLOCK], dtype=np.float32)


def read_rows(path: Path, expected: str) -> FlatRows:
    """Opens what a VectorWriter wrote; the operating system reads rows when they are used.

    Raises UnreadableIndex if the file's SHA-256 is not `expected`.
    """
    check_file(path, expected)
    try:
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    return InvertedRows(index) if isinstance(index, faiss.IndexIVF) else FlatRows(index)
