"""Segments the characters of a PDF page into words, by their places."""

import re
from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.words.glyphs import SLANTED, Glyphs, glyphs_of, origin
from ingest.layout.words.words import Links, Word

# A gap this wide, as a multiple of the type size, separates words where the file has no space.
WORD_GAP = 0.22
# Two glyphs of one character this close, as a multiple of the type size, are one printed twice.
OVERPRINT = 0.15
# A clause number, which often stands too close to its words for the gap to show.
CLAUSE = re.compile(r"\(?(\d{1,3}(\.\d{1,3})*|[a-z])[.)]")

Boxes = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a file draws the characters of a page's words, one word after the other.

    rectangles: one a row, in the file's coordinates (left, bottom, right, top).
    positions: of each word's first and last character on pdfium's page.
    """

    rectangles: Boxes
    positions: tuple[tuple[int, int], ...]


def words_of(
    page: Any,  # noqa: ANN401
    frame: Frame,
    levels: Mapping[int, int],
    links: Links,
) -> tuple[list[Word], Drawn, Counter[str]]:
    """Returns the words of a page in file order, how they are drawn, and counts of characters left out.

    The counts are by reason: "slanted" (a watermark) and "sizeless"; characters beside the page are ignored.
    levels: the heading level of each piece of marked content in a heading. links: the places of links in the
    file's coordinates (left, bottom, right, top), and their addresses.
    """
    textpage = page.get_textpage()
    segments = _Segments(frame, glyphs_of(textpage.raw, levels), links)
    words, drawn = segments.words(textpage.raw)
    textpage.close()
    return words, drawn, segments.left_out


class _Segments:
    """Segments characters into words.

    left_out: see `words_of`.
    """

    def __init__(self, frame: Frame, glyphs: Glyphs, links: Links) -> None:
        self._frame, self._glyphs, self._links = frame, glyphs, links
        self._turns = np.array([style.turn for style in glyphs.styles])[glyphs.kinds]
        self._sizes = np.array([style.size for style in glyphs.styles])[glyphs.kinds]
        self._places = _turned(frame, self._turns, glyphs.rectangles)
        left, bottom, right, top = glyphs.rectangles.T
        self._middles = (left + right) / 2, (bottom + top) / 2
        self._leads = self._link_of_each()
        self.left_out: Counter[str] = Counter()
        # Of each word: the positions of its characters, and whether a space stands before it.
        self._found: list[tuple[list[int], bool]] = []
        self._taken: list[int] = []
        self._spaced = True
        self._segment()

    def _link_of_each(self) -> NDArray[np.int64]:
        """Returns the position of the first link, of those to one address, around each character; else -1."""
        x, y = self._middles
        addresses = [address for _, address in self._links]
        found = np.full(len(x), -1)
        for (x0, y0, x1, y1), address in reversed(self._links):
            found[(x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1)] = addresses.index(address)
        return found

    def _segment(self) -> None:
        glyphs = self._glyphs
        visible = self._frame.holds(*self._middles)
        heads = np.flatnonzero(~self._goes_on(visible)).tolist()
        for start, end in pairwise([*heads, len(glyphs.characters)]):
            character, style = glyphs.characters[start], glyphs.styles[glyphs.kinds[start]]
            if not character:
                continue
            if not glyphs.parts[start]:
                # White space that pdfium inserted: its width decides whether it is a space.
                self._end(spaced=False)
            elif character.isspace():
                self._end(spaced=True)
            elif style.size == 0:
                self.left_out["sizeless"] += 1
            elif style.turn == SLANTED:
                self.left_out["slanted"] += 1
            elif visible[start]:
                if self._take(start):
                    self._taken += range(start + 1, end)
                else:
                    for position in range(start + 1, end):
                        self._take(position)
        self._end(spaced=True)

    def _goes_on(self, visible: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Returns which characters stand so plainly behind the one before that they go on its word."""
        glyphs, sizes = self._glyphs, self._sizes
        parts = np.array(glyphs.parts)
        letters = np.array([*map(str.isalpha, glyphs.characters)], np.bool_)
        printed = np.array([bool(c) and not c.isspace() for c in glyphs.characters], np.bool_)
        usual = printed & visible & (parts > 0) & (sizes > 0) & (self._turns != SLANTED)
        left, top, right, bottom = self._places.T
        found = np.zeros(len(parts), np.bool_)
        found[1:] = (
            (usual[1:] & usual[:-1])
            & (glyphs.kinds[1:] == glyphs.kinds[:-1])
            & (self._leads[1:] == self._leads[:-1])
            & ((parts[1:] == parts[:-1]) | ~letters[1:])
            & (left[1:] - left[:-1] >= OVERPRINT * sizes[1:])
            & (left[1:] - right[:-1] <= WORD_GAP * sizes[1:])
            & (top[1:] < bottom[:-1])
            & (top[:-1] < bottom[1:])
        )
        return found

    def _take(self, i: int) -> bool:
        """Adds a character; returns False if it only prints the last one again."""
        glyphs = self._glyphs
        if self._taken:
            last = self._taken[-1]
            if glyphs.kinds[i] != glyphs.kinds[last] or self._leads[i] != self._leads[last]:
                self._end(spaced=False)
            elif (
                glyphs.parts[i] != glyphs.parts[last]
                and glyphs.characters[i].isalpha()
                and CLAUSE.fullmatch(self._text(self._taken))
            ):
                self._end(spaced=True)
            else:
                place, before = self._places[i].tolist(), self._places[last].tolist()
                moved, size = place[0] - before[0], self._sizes[i]
                alike = glyphs.characters[i] == glyphs.characters[last]
                if alike and -OVERPRINT * size < moved < OVERPRINT * size:
                    if (glyphs.rectangles[i] != glyphs.rectangles[last]).any():
                        return False
                elif (
                    moved < -OVERPRINT * size
                    or place[0] - before[2] > WORD_GAP * size
                    or place[1] >= before[3]
                    or before[1] >= place[3]
                ):
                    self._end(spaced=False)
        self._taken.append(i)
        return True

    def _end(self, *, spaced: bool) -> None:
        """Ends the word. spaced: a space follows."""
        if self._taken:
            self._found.append((self._taken, self._spaced))
            self._taken, self._spaced = [], False
        self._spaced = self._spaced or spaced

    def _text(self, taken: Sequence[int]) -> str:
        return "".join(map(self._glyphs.characters.__getitem__, taken))

    def words(self, raw: Any) -> tuple[list[Word], Drawn]:  # noqa: ANN401
        """Returns the words and how they are drawn. raw: pdfium's text page."""
        glyphs = self._glyphs
        order = np.array([i for taken, _ in self._found for i in taken], np.int64)
        starts = np.cumsum([0, *(len(taken) for taken, _ in self._found)])[:-1]
        firsts = order[starts]
        rectangles = glyphs.rectangles[order]
        around = np.concatenate(
            (
                np.minimum.reduceat(rectangles[:, :2], starts),
                np.maximum.reduceat(rectangles[:, 2:], starts),
            ),
            axis=1,
        )
        places = _turned(self._frame, self._turns[firsts], around).tolist()
        boxes = np.round(self._frame.shown(tuple(around.T)), 1).T.tolist()
        origins = np.array([origin(raw, first) * 2 for first in firsts.tolist()]).reshape(-1, 4)
        baselines = _turned(self._frame, self._turns[firsts], origins)[:, 1].tolist()
        ends = self._places[:, 2].tolist()
        words = [
            Word(
                self._text(taken),
                left,
                top,
                right,
                bottom,
                baseline,
                style=glyphs.styles[glyphs.kinds[taken[0]]],
                box=tuple(box),
                spaced=spaced,
                order=i,
                link=None if (link := self._leads[taken[0]]) < 0 else self._links[link][1],
                ends=array("f", map(ends.__getitem__, taken)),
            )
            for i, ((taken, spaced), (left, top, right, bottom), baseline, box) in enumerate(
                zip(self._found, places, baselines, boxes, strict=True)
            )
        ]
        return words, Drawn(rectangles, tuple((taken[0], taken[-1]) for taken, _ in self._found))


def _turned(frame: Frame, turns: NDArray[np.int64], rectangles: Boxes) -> Boxes:
    """Returns rectangles of the file, each in the frame of its direction (see `Frame.turned`)."""
    found = np.zeros_like(rectangles)
    for turn in np.unique(turns).tolist():
        chosen = turns == turn
        found[chosen] = np.stack(frame.turned(turn, tuple(rectangles[chosen].T)), axis=1)
    return found
