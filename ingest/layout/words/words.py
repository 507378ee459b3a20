"""The words of a PDF page, with their places."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.words.glyphs import Style
from ingest.text.reading import Rectangle


@dataclass(slots=True)
class Word:
    """Characters of one style without a space between them.

    The sides and the baseline are in points in the frame of the line's direction (see `Frame.turned`).
    box: as a viewer shows it; None if unknown.
    spaced: a space stands before it in the file.
    order: its place in the file.
    link: the address that it leads to.
    sure: False if it was read from a picture and is doubtful.
    struck: a line is drawn through it.
    covered: nobody sees it; it only keeps its place until its page is laid out. Its text is a bar if
    something drawn hides it.
    ends: where each of its characters ends, in points as its sides; empty if unknown.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    style: Style
    box: Rectangle | None
    spaced: bool
    order: int
    link: str | None = None
    sure: bool = True
    struck: bool = False
    covered: bool = False
    ends: Sequence[float] = ()


# The places of links and their addresses.
Links = Sequence[tuple[Rectangle, str]]


def says(word: Word) -> bool:
    """Returns whether it is a word, not a page number or a formula sign."""
    return sum(map(str.isalpha, word.text)) > 1


def stands_in(word: Word, place: Rectangle) -> bool:
    """Returns whether a word's middle is in a rectangle (left, top, right, bottom) of its line's frame."""
    return lies_in((word.left, word.top, word.right, word.bottom), place)


def lies_in(inner: Rectangle, place: Rectangle) -> bool:
    """Returns whether the middle of one rectangle is in another; both (left, top, right, bottom)."""
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return place[0] < x < place[2] and place[1] < y < place[3]


def parted(word: Word, at: Sequence[int], frame: Frame) -> list[Word]:
    """Returns the pieces of a word that begin with its first character and with these others."""
    width = word.right - word.left
    pieces = []
    for start, end in pairwise([0, *at, len(word.text)]):
        left = word.ends[start - 1] if start else word.left
        right = word.ends[end - 1] if end < len(word.text) else word.right
        shares = ((left - word.left) / width, (right - word.left) / width)
        box = None if word.box is None else _rounded(frame.part(word.box, word.style.turn, *shares))
        text, ends, spaced = word.text[start:end], word.ends[start:end], word.spaced and not start
        pieces.append(replace(word, text=text, left=left, right=right, box=box, spaced=spaced, ends=ends))
    return pieces


def _rounded(rectangle: Rectangle) -> Rectangle:
    left, top, right, bottom = rectangle
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
