"""Token vectors in a file of nothing but rows, which is written piece by piece and never read whole."""

import hashlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import TokenVectors, no_rows
from index.storage.checked_files import map_file


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


def read_tokens(
    path: Path, expected: str, starts: NDArray[np.int64], dimension: int, codebook: Codebook | None
) -> TokenVectors:
    """Opens what a TokenWriter wrote; the operating system reads rows when they are used.

    Raises UnreadableIndex if the file's SHA-256 is not `expected`.
    """
    none = no_rows(dimension, codebook)
    numbers = map_file(path, expected).view(none.dtype).reshape(-1, none.shape[1])
    return TokenVectors(numbers, starts, codebook)
