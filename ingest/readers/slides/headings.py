"""Tells which shapes, paragraphs and rows of a slide are headings, by their look."""

from itertools import pairwise
from typing import Any

from ingest.readers.office.drawings import A
from ingest.readers.office.table_heads import RowLook
from ingest.readers.slides.shapes import ON, P, Shape

LONGEST = 10  # words of a heading
ENDS = (".", ",", ";", "?", "!")
QUOTES = "”’\"')"

Element = Any


def is_head(shape: Shape) -> bool:
    """Returns whether a shape is a heading: one short line, bold or in a place that a layout has for it."""
    lines = [line for line in shape.element.iter(A + "p") if _said(line)]
    one = shape.element.tag == P + "sp" and len(lines) == 1 and _is_short(_said(lines[0]))
    return one and (_is_bold(lines[0]) or shape.placeholder == "body")


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
    return words_in(shape).endswith(":")


def words_in(shape: Shape) -> str:
    """Returns the words of a shape."""
    return "".join(map(_said, shape.element.iter(A + "p")))


def _is_short(words: str) -> bool:
    return 0 < len(words.split()) <= LONGEST and not words.rstrip(QUOTES).endswith(ENDS)


def _is_bold(paragraph: Element) -> bool:
    """Returns whether all its words are bold."""
    looks = [run.find(A + "rPr") for run in paragraph.iter(A + "r") if _said(run)]
    return bool(looks) and all(look is not None and look.get("b") in ON for look in looks)


def _said(element: Element) -> str:
    return "".join(t.text or "" for t in element.iter(A + "t")).strip()
