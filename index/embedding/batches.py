"""Batches of texts of similar length: a model pads a batch to its longest text, and padding wastes time."""

from collections.abc import Iterator, Sequence


def batches_by_length(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Returns positions of the lengths in batches of `size`, shortest first; ties keep their order."""
    by_length = _shortest_first(lengths)
    return (by_length[first : first + size] for first in range(0, len(by_length), size))


def batches_within(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Yields positions of the lengths in batches, shortest first; ties keep their order.

    Padded to its longest, a batch has at most `budget` in all; a longer text is a batch of its own.
    """
    batch: list[int] = []
    for position in _shortest_first(lengths):
        if batch and (len(batch) + 1) * lengths[position] > budget:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


def _shortest_first(lengths: Sequence[int]) -> list[int]:
    return sorted(range(len(lengths)), key=lengths.__getitem__)
