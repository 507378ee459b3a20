"""Token vectors: how they are stored, and how a question is compared with them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.embedding.token_vectors import TokenVectors, in_bytes

EAST, NORTH, BETWEEN = [1.0, 0.0], [0.0, 1.0], [0.6, 0.8]
TEXTS = TokenVectors.of(
    [in_bytes(np.array(rows, dtype=np.float32)) for rows in ([EAST], [NORTH, EAST], [BETWEEN])], 2
)


def test_a_text_holds_the_mean_of_its_nearest_tokens() -> None:
    """This test ensures that each question token counts its nearest token once, all with equal weight."""
    question = np.array([EAST, NORTH], dtype=np.float32)
    assert TEXTS.similarities(question, [0, 1, 2]) == pytest.approx([0.5, 1.0, 0.7], abs=0.01)
    assert TEXTS.similarities(question, [2, 0]) == pytest.approx([0.7, 0.5], abs=0.01)
    assert TEXTS.similarities(question, []).shape == (0,)


@given(arrays(np.float32, (3, 8), elements=st.floats(-1, 1, width=32)))
def test_one_byte_a_number_keeps_the_direction(vectors: np.ndarray) -> None:
    """This test ensures that stored vectors keep their direction to within a hundredth."""
    vectors[:, 0] += 2
    tokens = TokenVectors.of([in_bytes(vectors)], 8).unit(0)
    wanted = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    assert np.allclose(np.linalg.norm(tokens, axis=1), 1, atol=1e-6)
    assert np.all((tokens * wanted).sum(axis=1) > 0.999)
