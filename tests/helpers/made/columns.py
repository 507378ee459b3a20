"""Checks whether a passage runs across the gutter between two columns, from the boxes of its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.documents import Box, Document, Passage

# Two boxes are at the same height if their middles differ by less than this share of the lower one's height.
ONE_HEIGHT = 0.6
# A letter may stick out of its column by this many points.
OVERHANG = 4.0


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a page that is set in columns, in points from its top left.

    columns: the left and right edge of each.
    """

    page: int
    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]

    def columns_of(self, box: Box) -> tuple[int, ...]:
        """Returns the columns that a box reaches into; none if it is outside the region."""
        if box.page != self.page or not self.top <= (box.top + box.bottom) / 2 <= self.bottom:
            return ()
        return tuple(
            number
            for number, (left, right) in enumerate(self.columns)
            if min(box.right, right) - max(box.left, left) > OVERHANG
        )


def crossings(
    document: Document, boxes: Iterable[Box], passage: Passage, regions: Iterable[Region]
) -> list[tuple[str, str]]:
    """Returns the words before and after each place where a passage jumps over a gutter at the same height.

    A line that continues at the top of the next column is at another height, and is right. A box across a
    gutter counts too, with the first and last half of its own words.
    """
    own = [box for box in boxes if box.start < passage.end and passage.start < box.end]
    found: list[tuple[str, str]] = []
    for region in regions:
        for box in own:
            if len(region.columns_of(box)) > 1:
                middle = (box.start + box.end) // 2
                found.append((document.text[box.start : middle], document.text[middle : box.end]))
        for before, behind in pairwise(own):
            places = region.columns_of(before), region.columns_of(behind)
            if all(len(place) == 1 for place in places) and places[0] != places[1] and _level(before, behind):
                found.append(
                    (document.text[before.start : before.end], document.text[behind.start : behind.end])
                )
    return found


def _level(one: Box, other: Box) -> bool:
    middles = (one.top + one.bottom) / 2, (other.top + other.bottom) / 2
    return abs(middles[0] - middles[1]) < ONE_HEIGHT * min(one.bottom - one.top, other.bottom - other.top)


def filled(boxes: Sequence[Box], region: Region) -> tuple[int, ...]:
    """Counts the boxes in each column of a region."""
    places = [place for box in boxes for place in region.columns_of(box)]
    return tuple(places.count(number) for number in range(len(region.columns)))
