"""Token vectors in a file of nothing but rows, which is written piece by piece and never read whole."""

import hashlib
import os
import weakref
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import Stored, TokenVectors, Vectors, late_interaction, no_rows
from index.errors import UnreadableIndex
from index.storage.checked_files import open_file
from index.storage.metadata import REBUILD


class TokenWriter:
    """Writes token vectors into a new file. codebook: to store codes from it; None: to store bytes."""

    def __init__(self, path: Path, codebook: Codebook | None) -> None:
        self._path = path
        path.touch()
        self._hash = hashlib.sha256()
        self._codebook = codebook
        self._counts: list[NDArray[np.int64]] = []

    def add(self, tokens: TokenVectors) -> None:
        """Adds the texts after those that are there."""
        rows = np.ascontiguousarray(tokens.coded(self._codebook).numbers)
        with self._path.open("ab") as file:
            file.write(rows.data)
        self._hash.update(rows.data)
        self._counts.append(np.diff(tokens.starts))

    def close(self) -> tuple[str, NDArray[np.int64]]:
        """Returns the file's SHA-256, and the starts of all texts (see `TokenVectors`)."""
        counts = np.concatenate([np.zeros(1, dtype=np.int64), *self._counts])
        return self._hash.hexdigest(), np.cumsum(counts)


class TokenFile:
    """What a TokenWriter wrote. Reads the rows that are asked for, and nothing else.

    The file is not mapped into memory: the operating system would map large pieces around each passage and
    keep them. It stays open, so it can be read even after its folder is removed.
    """

    def __init__(
        self,
        path: Path,
        expected: str,
        starts: NDArray[np.int64],
        dimension: int,
        codebook: Codebook | None = None,
    ) -> None:
        """Opens the file. starts: as from `TokenWriter.close`.

        Raises UnreadableIndex if the file's SHA-256 is not `expected`.
        """
        self.starts = starts
        self.codebook = codebook
        self._path = path
        self._none = no_rows(dimension, codebook)
        self._reading = Lock()
        self._file = open_file(path, expected)
        weakref.finalize(self, os.close, self._file)
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self._file, 0, 0, os.POSIX_FADV_RANDOM)

    def similarities(self, question: Vectors, rows: Sequence[int]) -> Vectors:
        """See TokenRows."""
        return late_interaction([self.of_text(row) for row in rows], question, self.codebook)

    def of_text(self, row: int) -> Stored:
        """See TokenRows. Raises UnreadableIndex if the file has become shorter."""
        width = self._none.shape[1] * self._none.itemsize
        start, end = (int(self.starts[at]) * width for at in (row, row + 1))
        found = self._read(start, end - start)
        if len(found) < end - start:
            raise UnreadableIndex(f"{self._path} has changed since it was written: {REBUILD}")
        return np.frombuffer(found, dtype=self._none.dtype).reshape(-1, self._none.shape[1])

    def _read(self, start: int, count: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self._file, count, start)
        # Windows can read only where the file stands, so one thread at a time.
        with self._reading:
            os.lseek(self._file, start, os.SEEK_SET)
            return os.read(self._file, count)
