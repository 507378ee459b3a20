"""Batches of texts of similar length: a model pads a batch to its longest text, and padding wastes time."""

from collections.abc import Iterator, Sequence


def batches_by_length(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Returns positions of the lengths in batches of `size`, shortest first; ties keep their order."""
    by_length = sorted(range(len(lengths)), key=lengths.__getitem__)
    return (by_length[first : first + size] for first in range(0, len(by_length), size))
