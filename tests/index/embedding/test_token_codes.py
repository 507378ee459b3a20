"""Residual codes: how much of a token vector two bits a number keep."""

import numpy as np
import pytest

from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import TokenVectors, Vectors, in_bytes


def made_vectors(count: int, dimension: int) -> Vectors:
    """Returns unit vectors around a few directions, as those of words are."""
    chance = np.random.default_rng(1)
    directions = chance.standard_normal((20, dimension), dtype=np.float32)
    vectors = directions[np.arange(count) % 20] + 0.7 * chance.standard_normal(
        (count, dimension), dtype=np.float32
    )
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


@pytest.mark.parametrize("dimension", [48, 50])
def test_codes_keep_the_direction_at_two_bits_a_number(dimension: int) -> None:
    """This test ensures that codes are a quarter of the bytes and keep most of each vector's direction."""
    vectors = made_vectors(3000, dimension)
    codebook = Codebook.fitted(vectors)
    codes = codebook.codes(vectors)
    assert codes.shape == (3000, codebook.width)
    assert codebook.width == 13 if dimension == 48 else 14
    kept = codebook.vectors(codes)
    assert kept.shape == vectors.shape
    cosines = (kept * vectors).sum(axis=1) / np.linalg.norm(kept, axis=1)
    assert cosines.mean() > 0.95


def test_the_same_vectors_give_the_same_codebook() -> None:
    """This test ensures that a build does not depend on chance, even of fewer vectors than centres."""
    for vectors in (made_vectors(3000, 16), made_vectors(5, 16)):
        one, other = Codebook.fitted(vectors), Codebook.fitted(vectors)
        assert np.array_equal(one.centres, other.centres)
        assert np.array_equal(one.spread, other.spread)
        assert np.array_equal(one.codes(vectors), other.codes(vectors))


def test_coded_texts_match_a_question_nearly_as_exact_ones_do() -> None:
    """This test ensures that late interaction over codes comes close to that over bytes."""
    vectors = made_vectors(2000, 64)
    exact = TokenVectors.of([in_bytes(vectors[at : at + 5]) for at in range(0, 2000, 5)], 64)
    coded = exact.coded(Codebook.fitted(vectors))
    question, rows = made_vectors(2010, 64)[2000:], range(400)
    near, nearly = exact.similarities(question, rows), coded.similarities(question, rows)
    assert np.abs(near - nearly).max() < 0.06
    assert np.corrcoef(near, nearly)[0, 1] > 0.9
    assert coded.coded(coded.codebook) is coded
    assert np.allclose(np.linalg.norm(coded.unit(3), axis=1), 1, atol=1e-5)
