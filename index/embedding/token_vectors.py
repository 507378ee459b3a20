"""Token vectors: the vectors of a text's tokens, one byte a number, to compare texts word by word."""

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
# Threads of numpy's own wait busily beside torch's and take the cores from them.
_THREADS = ThreadpoolController()


@dataclass(frozen=True)
class TokenVectors:
    """The token vectors of some texts; each text has one token at least.

    numbers: shape (tokens of all texts, dimension), as `in_bytes` gives them. starts: shape
    (texts + 1,): the tokens of text i are the rows from starts[i] to starts[i + 1].
    """

    numbers: Bytes
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[Bytes], dimension: int) -> "TokenVectors":
        """The token vectors of each text, of shape (tokens, dimension), in order."""
        starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
        return cls(np.concatenate([np.zeros((0, dimension), dtype=np.int8), *texts]), starts)

    def similarities(self, question: Vectors, rows: Sequence[int]) -> Vectors:
        """For each of these texts, how much of a question's tokens it holds: the late interaction.

        question: unit rows. The mean, over them, of the highest cosine similarity of a token of the text
        (O. Khattab and M. Zaharia, "ColBERT", SIGIR 2020, where it is the sum).
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
        """The token vectors of one text, each of length 1."""
        return _unit(self.of_text(row))

    def of_text(self, row: int) -> Bytes:
        """The rows of one text."""
        numbers: Bytes = self.numbers[self.starts[row] : self.starts[row + 1]]
        return numbers

    def to_bytes(self) -> bytes:
        """The same for equal vectors."""
        file = io.BytesIO()
        np.savez(file, numbers=self.numbers, starts=self.starts)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "TokenVectors":
        """What `to_bytes` gave. ValueError: it is something else."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                return cls(arrays["numbers"], arrays["starts"])
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise ValueError(f"these bytes are no token vectors: {error}") from error


def in_bytes(vectors: Vectors) -> Bytes:
    """Each row scaled so that its largest number is 127: its direction is kept and its length is not.

    No row is all zeros.
    """
    scaled = vectors * (LARGEST / np.abs(vectors).max(axis=1, keepdims=True))
    return np.asarray(np.rint(scaled), dtype=np.int8)


def _unit(numbers: Bytes) -> Vectors:
    vectors = numbers.astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
