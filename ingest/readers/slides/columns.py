"""Finds columns on a slide: headings, each over the shapes that belong to it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.readers.slides.headings import is_head, words_in
from ingest.readers.slides.shapes import SIDE_BY_SIDE, P, Place, Shape


def by_columns(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns shapes with each column of a heading over text together, and marked (see `Shape`).

    shapes: from top to bottom, and from left to right. Headings are the places that a layout has for them,
    or all bold.
    """
    left = [s for s in shapes if s.element.tag != P + "sp" or words_in(s)]
    found: list[Shape] = []
    while left:
        next_ones = _columns(left) or _headed(left) or left[:1]
        found += next_ones
        taken = {id(shape.element) for shape in next_ones}
        left = [shape for shape in left if id(shape.element) not in taken]
    return found


def _columns(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns the columns that begin with the first shape, one after the other; none if none begin there."""
    heads = list(takewhile(lambda shape: _is_beside(shape, shapes[0]), shapes))
    if len(heads) < 2 or not all(map(is_head, heads)):
        return []
    rows = (shapes[at : at + len(heads)] for at in range(len(heads), len(shapes), len(heads)))
    under = list(takewhile(lambda row: _are_under(row, heads), rows))
    return [
        replace(shape, in_column=True, heads_column=shape is head)
        for n, head in enumerate(heads)
        for shape in (head, *(row[n] for row in under))
        if under
    ]


def _headed(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns the first shape, if it is a heading, and the only text directly below it; else none."""
    head = shapes[0]
    if head.place is None or not is_head(head):
        return []
    near = [s for s in shapes[1:] if s.place is not None and _is_below(s.place, head.place)]
    if len(near) != 1 or near[0].element.tag != P + "sp" or is_head(near[0]):
        return []
    return [replace(head, in_column=True, heads_column=True), replace(near[0], in_column=True)]


def _is_below(place: Place, head: Place) -> bool:
    gap = place[1] - head[1] - head[3]
    across = place[0] < head[0] + head[2] and head[0] < place[0] + place[2]
    return across and -SIDE_BY_SIDE < gap < SIDE_BY_SIDE and place[1] > head[1]


def _is_beside(shape: Shape, other: Shape) -> bool:
    if shape.place is None or other.place is None:
        return False
    return abs(shape.place[1] - other.place[1]) < SIDE_BY_SIDE


def _are_under(row: Sequence[Shape], heads: Sequence[Shape]) -> bool:
    """Returns whether shapes that are no headings stand side by side, each under a heading."""
    if len(row) < len(heads) or all(map(is_head, row)) or not all(_is_beside(s, row[0]) for s in row):
        return False
    return all(
        head.place and shape.place
        and abs(head.place[0] - shape.place[0]) < SIDE_BY_SIDE
        and shape.place[1] > head.place[1] + head.place[3] - SIDE_BY_SIDE
        for head, shape in zip(heads, row, strict=True)
    )  # fmt: skip
