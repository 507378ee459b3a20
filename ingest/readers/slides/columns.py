"""Finds headings on a slide: over the shapes that belong to them, or at the head of a shape with text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import Any

from ingest.readers.office.drawings import A
from ingest.readers.office.table_heads import RowLook
from ingest.readers.slides.shapes import SIDE_BY_SIDE, P, Place, Shape

LONGEST = 10  # words of a heading
ENDS = (".", ",", ";", "?", "!")
QUOTES = "”’\"')"

Element = Any


def by_columns(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns shapes with each column of a heading over text together, and marked (see `Shape`).

    shapes: from top to bottom, and from left to right. Headings are the places that a layout has for them,
    or all bold.
    """
    left = [s for s in shapes if s.element.tag != P + "sp" or _words(s)]
    found: list[Shape] = []
    while left:
        next_ones = _columns(left) or _headed(left) or left[:1]
        found += next_ones
        taken = {id(shape.element) for shape in next_ones}
        left = [shape for shape in left if id(shape.element) not in taken]
    return found


def heads_within(shape: Shape) -> list[bool]:
    """Returns for each paragraph of a shape whether it is a heading of those below it: bold, above others.

    None is if the first is none, and on a title slide.
    """
    lines = list(shape.element.iterfind(f"{P}txBody/{A}p"))
    said = [line for line in lines if _said(line) and shape.placeholder != "subTitle"]
    heads = {
        id(line)
        for line, below in pairwise(said)
        if _is_bold(line) and _is_short(_said(line)) and not _is_bold(below)
    }
    return [bool(said) and id(said[0]) in heads and id(line) in heads for line in lines]


def row_look(row: Element) -> RowLook:
    """Returns how a row of a table looks."""
    cells = row.findall(A + "tc")
    lines = [line for line in row.iter(A + "p") if _said(line)]
    return RowLook(_said(row), bool(lines) and all(map(_is_bold, lines)), len(cells), len(cells))


def introduces(shape: Shape) -> bool:
    """Returns whether the words of a shape go on in the next one."""
    return _words(shape).endswith(":")


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


def _headed(shapes: Sequence[Shape]) -> list[Shape]:
    """Returns the first shape, if it is a heading, and the only text directly below it; else none."""
    head = shapes[0]
    if head.place is None or not _is_head(head):
        return []
    near = [s for s in shapes[1:] if s.place is not None and _is_below(s.place, head.place)]
    if len(near) != 1 or near[0].element.tag != P + "sp" or _is_head(near[0]):
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
    if len(row) < len(heads) or all(map(_is_head, row)) or not all(_is_beside(s, row[0]) for s in row):
        return False
    return all(
        head.place and shape.place
        and abs(head.place[0] - shape.place[0]) < SIDE_BY_SIDE
        and shape.place[1] > head.place[1] + head.place[3] - SIDE_BY_SIDE
        for head, shape in zip(heads, row, strict=True)
    )  # fmt: skip


def _is_head(shape: Shape) -> bool:
    lines = [line for line in shape.element.iter(A + "p") if _said(line)]
    one = shape.element.tag == P + "sp" and len(lines) == 1 and _is_short(_said(lines[0]))
    return one and (_is_bold(lines[0]) or shape.placeholder == "body")


def _is_short(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST and not words.rstrip(QUOTES).endswith(ENDS)


def _is_bold(paragraph: Element) -> bool:
    """Returns whether all its words are bold."""
    looks = [run.find(A + "rPr") for run in paragraph.iter(A + "r") if _said(run)]
    return bool(looks) and all(look is not None and look.get("b") in {"1", "true"} for look in looks)


def _said(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(A + "t")).strip()


def _words(shape: Shape) -> str:
    """Returns the words of a shape."""
    return "".join(map(_said, shape.element.iter(A + "p")))
