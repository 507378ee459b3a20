"""Batches of texts of similar length."""

import pytest

from index.embedding.batches import batches_by_length


@pytest.mark.parametrize(
    ("lengths", "size", "batches"),
    [
        ([30, 10, 20, 10], 2, [[1, 3], [2, 0]]),
        ([3, 2, 1], 2, [[2, 1], [0]]),
        ([1], 5, [[0]]),
        ([], 2, []),
    ],
)
def test_every_position_stands_in_one_batch_with_those_of_like_length(
    lengths: list[int], size: int, batches: list[list[int]]
) -> None:
    """This test ensures that no position is lost or repeated, and that equal lengths keep their order."""
    assert list(batches_by_length(lengths, size)) == batches
