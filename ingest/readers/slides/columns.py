"""Finds columns on a slide: headings side by side, each over the shapes that belong to it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ingest.readers.office.drawings import A
from ingest.readers.slides.shapes import SIDE_BY_SIDE, P, Shape

LONGEST = 10  # words of a heading
ENDS = (".", ",", ";", "?", "!")


def by_columns(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns shapes with each column of a heading over text together, and marked (see `Shape`).

    shapes: from top to bottom, and from left to right. Headings are the places that a layout has for them,
    or all bold.
    """
    shapes = [s for s in shapes if s.element.tag != P + "sp" or _words(s)]
    found: list[Shape] = []
    while len(found) < len(shapes):
        left = shapes[len(found) :]
        found += _columns(left) or left[:1]
    return found


def _columns(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns the columns that begin with the first shape, one after the other; none if none begin there."""
    heads = list(takewhile(lambda shape: _is_beside(shape, shapes[0]), shapes))
    if len(heads) < 2 or not all(map(_is_head, heads)):
        return []
    rows = (shapes[at : at + len(heads)] for at in range(len(heads), len(shapes), len(heads)))
    under = list(takewhile(lambda row: _are_under(row, heads), rows))
    return [
        replace(shape, in_column=True, heads_column=shape is head)
        for n, head in enumerate(heads)
        for shape in (head, *(row[n] for row in under))
        if under
    ]


def _is_beside(shape: Shape, other: Shape) -> bool:
    if shape.place is None or other.place is None:
        return False
    return abs(shape.place[1] - other.place[1]) < SIDE_BY_SIDE


def _are_under(row: Sequence[Shape], heads: Sequence[Shape]) -> bool:
    """Returns whether shapes that are no headings stand side by side, each under a heading."""
    if len(row) < len(heads) or all(map(_is_head, row)) or not all(_is_beside(s, row[0]) for s in row):
        return False
    return all(
        head.place and shape.place
        and abs(head.place[0] - shape.place[0]) < SIDE_BY_SIDE
        and shape.place[1] > head.place[1] + head.place[3] - SIDE_BY_SIDE
        for head, shape in zip(heads, row, strict=True)
    )  # fmt: skip


def _is_head(shape: Shape) -> bool:
    lines = [words for words in _words(shape).split("\n") if words]
    looks = [run.find(A + "rPr") for run in shape.element.iter(A + "r")]
    bold = bool(looks) and all(look is not None and look.get("b") in {"1", "true"} for look in looks)
    short = len(lines) == 1 and len(lines[0].split()) <= LONGEST and not lines[0].endswith(ENDS)
    return shape.element.tag == P + "sp" and short and (bold or shape.placeholder == "body")


def _words(shape: Shape) -> str:
    """Returns the words of a shape, a line for each paragraph."""
    lines = ("".join(t.text or "" for t in line.iter(A + "t")) for line in shape.element.iter(A + "p"))
    return "\n".join(line.strip() for line in lines).strip()
