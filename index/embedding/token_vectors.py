"""Token vectors: one vector for each token of a text, as bytes, to compare texts word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from index.embedding.token_codes import Codebook

Vectors = NDArray[np.float32]
Bytes = NDArray[np.int8]
# Rows of token vectors as they are stored: bytes, or codes of a codebook.
Stored = NDArray[np.integer[Any]]
LARGEST = 127
# Numpy's BLAS threads spin while they wait and take cores from torch, so BLAS gets one thread below.
_THREADS = ThreadpoolController()


class TokenRows(Protocol):
    """The token vectors of the passages of a build, wherever they are stored."""

    @property
    def starts(self) -> NDArray[np.int64]:
        """The number of tokens before each text, then the number of all (see TokenVectors)."""

    @property
    def codebook(self) -> Codebook | None:
        """The codebook of the stored rows; None if they are bytes."""

    def similarities(self, question: Vectors, rows: Sequence[int]) -> Vectors:
        """Returns for each of these texts how well it matches the question token by token.

        question: unit rows.
        """

    def of_text(self, row: int) -> Stored:
        """Returns the stored rows of one text."""


@dataclass(frozen=True)
class TokenVectors:
    """The token vectors of several texts; each text has at least one token.

    numbers: a row for each token of all texts, from `in_bytes`; with a codebook, from `Codebook.codes`.
    starts: shape (texts + 1,); the tokens of text i are the rows from starts[i] to starts[i + 1].
    """

    numbers: Stored
    starts: NDArray[np.int64]
    codebook: Codebook | None = None

    @classmethod
    def of(cls, texts: Sequence[Stored], dimension: int, codebook: Codebook | None = None) -> "TokenVectors":
        """Joins the rows of the texts in order. dimension: how many numbers a vector has."""
        starts = np.cumsum([0, *map(len, texts)], dtype=np.int64)
        return cls(np.concatenate([no_rows(dimension, codebook), *texts]), starts, codebook)

    def similarities(self, question: Vectors, rows: Sequence[int]) -> Vectors:
        """See TokenRows."""
        return late_interaction([self.of_text(row) for row in rows], question, self.codebook)

    def unit(self, row: int) -> Vectors:
        """Returns the token vectors of one text, each of length 1."""
        return _units(self.of_text(row), self.codebook)

    def units(self) -> Vectors:
        """Returns the token vectors of all texts, each of length 1."""
        return _units(self.numbers, self.codebook)

    def of_text(self, row: int) -> Stored:
        """Returns the rows of one text."""
        numbers: Stored = self.numbers[self.starts[row] : self.starts[row + 1]]
        return numbers

    def coded(self, codebook: Codebook | None) -> "TokenVectors":
        """Returns the same texts with codes from this codebook; unchanged if they have them."""
        if codebook is None or self.codebook is codebook:
            return self
        return TokenVectors(codebook.codes(self.units()), self.starts, codebook)


def late_interaction(texts: Sequence[Stored], question: Vectors, codebook: Codebook | None) -> Vectors:
    """Returns for each of these texts how well it matches the question token by token.

    texts: the stored rows of each. question: unit rows. For each question token takes the highest cosine
    similarity to a token of the text, then the mean over the question's tokens (O. Khattab and M. Zaharia,
    "ColBERT", SIGIR 2020, which takes the sum).
    """
    if not texts:
        return np.zeros(0, dtype=np.float32)
    firsts = np.cumsum([0, *map(len, texts[:-1])])
    vectors = _vectors(np.concatenate(texts), codebook)
    with _THREADS.limit(limits=1, user_api="blas"):
        cosines = vectors @ question.T
    # A question has far fewer tokens than a vector has numbers, so this divides less than _units would.
    cosines /= _lengths(vectors)
    highest = np.maximum.reduceat(cosines, firsts, axis=0)
    return np.asarray(highest.mean(axis=1), dtype=np.float32)


def no_rows(dimension: int, codebook: Codebook | None) -> Stored:
    """Returns no rows, in the form in which rows with this codebook are stored."""
    if codebook is None:
        return np.zeros((0, dimension), dtype=np.int8)
    return np.zeros((0, codebook.width), dtype=np.uint8)


def in_bytes(vectors: Vectors) -> Bytes:
    """Scales each row so that its largest number is 127: the direction is kept, the length is not.

    No row may be all zeros.
    """
    scaled = vectors * (LARGEST / np.abs(vectors).max(axis=1, keepdims=True))
    return np.asarray(np.rint(scaled), dtype=np.int8)


def _units(stored: Stored, codebook: Codebook | None) -> Vectors:
    """Returns the vectors that rows stand for, each of length 1."""
    vectors = _vectors(stored, codebook)
    vectors /= _lengths(vectors)
    return vectors


def _vectors(stored: Stored, codebook: Codebook | None) -> Vectors:
    """Returns the vectors that rows stand for, of any length."""
    return stored.astype(np.float32) if codebook is None else codebook.vectors(stored.view(np.uint8))


def _lengths(vectors: Vectors) -> Vectors:
    """Returns the length of each row, as a column. Several times faster than numpy's `norm`."""
    lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
    return np.asarray(lengths[:, np.newaxis], dtype=np.float32)
