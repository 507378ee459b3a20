"""Batches of texts of similar length."""

import pytest

from index.embedding.batches import batches_by_length, batches_within


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


@pytest.mark.parametrize(
    ("lengths", "budget", "batches"),
    [
        ([30, 10, 20, 10], 40, [[1, 3], [2], [0]]),
        ([30, 10, 20, 10], 60, [[1, 3, 2], [0]]),
        ([100, 3], 10, [[1], [0]]),
        ([], 10, []),
    ],
)
def test_a_batch_padded_to_its_longest_stays_within_the_budget(
    lengths: list[int], budget: int, batches: list[list[int]]
) -> None:
    """This test ensures that a batch's length times its longest text is bounded, and that none is lost."""
    assert list(batches_within(lengths, budget)) == batches
