"""Token vectors: one vector for each token of a text, as bytes, to compare texts word by word."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Vectors = NDArray[np.float32]
Bytes = NDArray[np.int8]
LARGEST = 127
# Numpy's BLAS threads spin while they wait and take cores from torch, so BLAS gets one thread below.
_THREADS = ThreadpoolController()


@dataclass(frozen=True)
class TokenVectors:
    """The token vectors of several texts; each text has at least one token.

    numbers: shape (tokens of all texts, dimension), from `in_bytes`.
    starts: shape (texts + 1,); the tokens of text i are the rows from starts[i] to starts[i + 1].
    """

    numbers: Bytes
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Bytes], dimension: int) -> "TokenVectors":
        """Joins the token vectors of the texts, each of shape (tokens, dimension), in order."""
        starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
        return cls(np.concatenate([np.zeros((0, dimension), dtype=np.int8), *texts]), starts)

    def similarities(self, question: Vectors, rows: Sequence[int]) -> Vectors:
        """Returns for each of these texts how well it matches the question token by token (late interaction).

        question: unit rows. For each question token takes the highest cosine similarity to a token of the
        text, then the mean over the question's tokens (O. Khattab and M. Zaharia, "ColBERT", SIGIR 2020,
        which takes the sum).
        """
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        texts = [self.of_text(row) for row in rows]
        firsts = np.cumsum([0, *map(len, texts[:-1])])
        with _THREADS.limit(limits=1, user_api="blas"):
            cosines = _unit(np.concatenate(texts)) @ question.T
        highest = np.maximum.reduceat(cosines, firsts, axis=0)
        return np.asarray(highest.mean(axis=1), dtype=np.float32)

    def unit(self, row: int) -> Vectors:
        """Returns the token vectors of one text, each of length 1."""
        return _unit(self.of_text(row))

    def of_text(self, row: int) -> Bytes:
        """Returns the rows of one text."""
        numbers: Bytes = self.numbers[self.starts[row] : self.starts[row + 1]]
        return numbers

    def to_bytes(self) -> bytes:
        """Returns the vectors as bytes; equal vectors give equal bytes."""
        file = io.BytesIO()
        np.savez(file, numbers=self.numbers, starts=self.starts)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "TokenVectors":
        """Reads the output of `to_bytes`. Raises ValueError for anything else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(arrays["numbers"], arrays["starts"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError(f"these bytes are not token vectors: {error}") from error


def in_bytes(vectors: Vectors) -> Bytes:
    """Scales each row so that its largest number is 127: the direction is kept, the length is not.

    No row may be all zeros.
    """
    scaled = vectors * (LARGEST / np.abs(vectors).max(axis=1, keepdims=True))
    return np.asarray(np.rint(scaled), dtype=np.int8)


def _unit(numbers: Bytes) -> Vectors:
    vectors = numbers.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
