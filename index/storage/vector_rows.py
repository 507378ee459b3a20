"""Rows of vectors that can be searched: what a build needs of its vectors, and how FAISS gives it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, Protocol

import faiss
import numpy as np

from index.embedding.token_vectors import Vectors
from index.errors import UnreadableIndex
from index.storage.checked_files import check_file, file_sha256
from index.storage.metadata import EXACT_ROWS, REBUILD

# float32: four bytes a number. float16: two.
VectorForm = Literal["float32", "float16"]


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
        return cosines(self.of(rows), vector)

    def nearest(self, vector: Vectors, count: int, allowed: Sequence[int] | None = None) -> frozenset[int]:
        """See VectorRows."""
        count = min(count, len(self))
        if count == 0 or (allowed is not None and not len(allowed)):
            return frozenset()
        parameters = None
        if allowed is not None:
            selected = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
            parameters = faiss.SearchParameters(sel=selected)  # type: ignore[call-arg]
        _, rows = self._vectors.search(vector.reshape(1, -1), count, params=parameters)
        # FAISS fills up a short result with -1.
        return frozenset(int(row) for row in rows[0] if row >= 0)


def cosines(rows: Vectors, vector: Vectors) -> Vectors:
    """Returns the cosine similarity of each row to a vector; all have length 1."""
    # Not `@`: the threads of numpy's BLAS would take the cores from torch (see token_vectors).
    return np.asarray(np.einsum("ij,j->i", rows, vector), dtype=np.float32)


class VectorWriter:
    """Writes so many vectors into a new index, in the form that fits their number."""

    def __init__(self, path: Path, count: int, dimension: int) -> None:
        self._path = path
        self._count = count
        self.form: VectorForm = "float32" if count <= EXACT_ROWS else "float16"
        self._index: faiss.Index = (
            faiss.IndexFlatIP(dimension)
            if self.form == "float32"
            else faiss.IndexScalarQuantizer(
                dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
            )
        )

    def add(self, vectors: Vectors) -> None:
        """Adds rows after those that are there."""
        self._index.add(np.ascontiguousarray(vectors))

    def close(self) -> str:
        """Writes the index. Returns the file's SHA-256."""
        if self._index.ntotal != self._count:
            raise ValueError(f"{self._path}: {self._index.ntotal} vectors were added, not {self._count}")
        try:
            faiss.write_index(self._index, str(self._path))
        except RuntimeError as error:
            raise OSError(f"{self._path} cannot be written: {error}") from error
        return file_sha256(self._path)


def read_rows(path: Path, expected: str) -> FlatRows:
    """Opens what a VectorWriter wrote; the operating system reads rows when they are used.

    Raises UnreadableIndex if the file's SHA-256 is not `expected`.
    """
    check_file(path, expected)
    try:
        index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
    except RuntimeError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    return FlatRows(index)
