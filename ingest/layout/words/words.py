"""Builds the words of a PDF page, with their places, from the boxes of its characters."""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.words.glyphs import SLANTED, Style, glyphs, origin
from ingest.text.reading import Rectangle

# A gap this wide, as a multiple of the type size, separates words where the file has no space.
WORD_GAP = 0.22
# Two glyphs of one character this close, as a multiple of the type size, are one printed twice.
OVERPRINT = 0.15
# A clause number, which often stands too close to its words for the gap to show.
CLAUSE = re.compile(r"\(?(\d{1,3}(\.\d{1,3})*|[a-z])[.)]")


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a file draws a word.

    rectangles: of its characters. first, last: their positions on pdfium's page.
    """

    rectangles: tuple[Rectangle, ...]
    first: int
    last: int


Links = Sequence[tuple[Rectangle, str]]


def words_of(
    page: Any,  # noqa: ANN401
    frame: Frame,
    levels: Mapping[int, int],
    links: Links,
) -> tuple[list[Word], list[Drawn], Counter[str]]:
    """Returns the words of a page in file order, how each is drawn, and counts of characters left out.

    The counts are by reason: "slanted" (a watermark) and "sizeless"; characters beside the page are ignored.
    levels: the heading level of each piece of marked content in a heading. links: the places of links in the
    file's coordinates (left, bottom, right, top), and their addresses.
    """
    textpage = page.get_textpage()
    raw = textpage.raw
    gathered = _Words(frame, raw, links)
    left_out: Counter[str] = Counter()
    for position, character, rectangle, style, part in glyphs(raw, levels):
        if style is None:
            # White space that pdfium inserted: its width decides whether it is a space.
            gathered.end(spaced=False)
        elif character.isspace():
            gathered.end(spaced=True)
        elif style.size == 0:
            left_out["sizeless"] += 1
        elif style.turn == SLANTED:
            left_out["slanted"] += 1
        elif frame.holds((rectangle[0] + rectangle[2]) / 2, (rectangle[1] + rectangle[3]) / 2):
            gathered.take(position, character, rectangle, style, part)
    gathered.end(spaced=True)
    textpage.close()
    return gathered.words, gathered.drawn, left_out


@dataclass(slots=True)
class _Words:
    """Gathers characters into words."""

    frame: Frame
    raw: Any
    links: Links
    words: list[Word] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    _characters: list[str] = field(default_factory=list)
    _rectangles: list[Rectangle] = field(default_factory=list)
    _ends: "array[float]" = field(default_factory=lambda: array("f"))
    _place: Rectangle = (0, 0, 0, 0)  # of the last character, in its line's frame
    _style: Style | None = None
    _part: int = 0
    _first: int = 0
    _last: int = 0
    _link: str | None = None
    _baseline: float = 0
    _spaced: bool = True

    def take(self, position: int, character: str, rectangle: Rectangle, style: Style, part: int) -> None:
        """Adds a character. position: on pdfium's page. part: the text object that contains it."""
        place = self.frame.turned(style.turn, rectangle)
        link = self._link_at(rectangle) if self.links else None
        if self._characters:
            if style is not self._style or link != self._link:
                self.end(spaced=False)
            elif part != self._part and character.isalpha() and self._is_clause():
                self.end(spaced=True)
            else:
                last = self._place
                moved, size = place[0] - last[0], style.size
                if -OVERPRINT * size < moved < OVERPRINT * size and character == self._characters[-1]:
                    if rectangle != self._rectangles[-1]:
                        return
                elif (
                    moved < -OVERPRINT * size
                    or place[0] - last[2] > WORD_GAP * size
                    or place[1] >= last[3]
                    or last[1] >= place[3]
                ):
                    self.end(spaced=False)
        if not self._characters:
            x, y = origin(self.raw, position)
            self._baseline = self.frame.turned(style.turn, (x, y, x, y))[1]
            self._style = style
            self._first = position
        self._last = position
        self._characters.append(character)
        self._rectangles.append(rectangle)
        self._ends.append(place[2])
        self._place = place
        self._part = part
        self._link = link

    def _is_clause(self) -> bool:
        return bool(CLAUSE.fullmatch("".join(self._characters)))

    def _link_at(self, rectangle: Rectangle) -> str | None:
        x, y = (rectangle[0] + rectangle[2]) / 2, (rectangle[1] + rectangle[3]) / 2
        return next((to for (x0, y0, x1, y1), to in self.links if x0 <= x <= x1 and y0 <= y <= y1), None)

    def end(self, *, spaced: bool) -> None:
        """Ends the word. spaced: a space follows."""
        if self._characters and self._style is not None:
            left, bottom, right, top = zip(*self._rectangles, strict=True)
            around = min(left), min(bottom), max(right), max(top)
            self.words.append(
                Word(
                    "".join(self._characters),
                    *self.frame.turned(self._style.turn, around),
                    self._baseline,
                    self._style,
                    _rounded(self.frame.shown(around)),
                    self._spaced,
                    len(self.words),
                    self._link,
                    ends=self._ends,
                )
            )
            self.drawn.append(Drawn(tuple(self._rectangles), self._first, self._last))
            self._characters, self._rectangles, self._ends = [], [], array("f")
            self._spaced = False
        self._spaced = self._spaced or spaced


def _rounded(rectangle: Rectangle) -> Rectangle:
    left, top, right, bottom = rectangle
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
