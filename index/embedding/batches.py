"""Batches of like length: a model reads them at once, and what is padded to the longest is read in vain."""

from collections.abc import Iterator, Sequence


def batches_by_length(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """The positions of the lengths, the shortest first, so many at once; equal ones in their order."""
    by_length = sorted(range(len(lengths)), key=lengths.__getitem__)
    return (by_length[first : first + size] for first in range(0, len(by_length), size))
