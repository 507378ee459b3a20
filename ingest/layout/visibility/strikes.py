"""Finds words with a line drawn through them: withdrawn, though still legible."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.page_objects import TEXT, Parts, hidden
from ingest.layout.drawn.rules import MEET
from ingest.layout.drawn.shapes import THIN, WHITE, Shape
from ingest.layout.visibility.crosses import crosses_of
from ingest.layout.visibility.legibility import FAINT
from ingest.layout.visibility.raster import Dots, differences, drawn, first_look, in_dots
from ingest.layout.words.words import Word
from ingest.text.reading import Rectangle

# How far above the baseline a strike-out line runs, and its greatest thickness, as multiples of the type
# size.
LOWEST, HIGHEST = 0.1, 0.5
THICKEST = 0.25
# The share of a word's width that its line must cover. How far a line may reach beyond its words, as a
# multiple of the type size.
COVERED = 0.6
OVERHANG = 1.5
# A line through a single letter is as often an arrow in a figure or part of a sign; one through a figure,
# no longer than it, changes a number.
FEWEST = 2
EXACT = 0.15
# In points: dashes of one line lie within this height of each other.
LEVEL = 0.5


def strike_marked(words: Sequence[Word], marks: Iterable[Rectangle], frame: Frame) -> None:
    """Marks the words under a file's strike-out annotations. marks: in the file's coordinates."""
    for mark in marks:
        for word in words:
            left, top, right, bottom = frame.turned(word.style.turn, mark)
            if top < (word.top + word.bottom) / 2 < bottom and _is_covered(word, left, right):
                word.struck = True


def strike(
    page: Any,  # noqa: ANN401
    words: Iterable[Word],
    shapes: Sequence[Shape],
    frame: Frame,
) -> list[Shape]:
    """Marks the words that a line is drawn through, and returns the shapes that strike nothing.

    A strike-out line begins and ends with its words; a line of a table or chart goes on. Two lines that cross
    strike what they cross out. A line that nobody sees, such as one in a layer that is switched off, strikes
    nothing. page: of pypdfium2.
    """
    directions: dict[int, list[Word]] = {}
    for word in sorted(words, key=lambda word: word.baseline):
        directions.setdefault(word.style.turn, []).append(word)
    struck: list[tuple[tuple[Shape, ...], Sequence[Word]]] = []
    for turn, found in directions.items():
        reach = HIGHEST * max(word.style.size for word in found)
        struck += (
            (line.shapes, [word])
            for line in _lines(shapes, turn, frame)
            for word in _struck(line, found, reach)
        )
        struck += ((cross.shapes, cross.words) for cross in crosses_of(shapes, found, turn, frame))
    if not struck:
        return list(shapes)
    striking: set[int] = set()
    parts = {id(shape): shape.part for lines, _ in struck for shape in lines if shape.part}
    lost = _lost(page, frame, list(parts.values()))
    for lines, withdrawn in struck:
        if any(_is_seen(lines, word, frame, lost) for word in withdrawn):
            for word in withdrawn:
                word.struck = True
            striking |= set(map(id, lines))
    return [shape for shape in shapes if id(shape) not in striking]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in the direction of some words, with its sides in their frame. shapes: its dashes."""

    left: float
    top: float
    right: float
    bottom: float
    shapes: tuple[Shape, ...]

    @property
    def at(self) -> float:
        """Returns its height."""
        return (self.top + self.bottom) / 2

    @property
    def thickness(self) -> float:
        """Returns that of its thickest dash."""
        return max(shape.thickness for shape in self.shapes)

    def joined(self, dash: "_Line") -> "_Line":
        """Returns it with a further dash."""
        right, bottom = max(self.right, dash.right), max(self.bottom, dash.bottom)
        return _Line(self.left, min(self.top, dash.top), right, bottom, (*self.shapes, *dash.shapes))


def _lines(shapes: Iterable[Shape], turn: int, frame: Frame) -> list[_Line]:
    """Returns the lines in one direction, those in dashes or pieces joined."""
    found = (_Line(*frame.turned(turn, shape.around), (shape,)) for shape in shapes if min(shape.ink) < WHITE)
    level = [one for one in found if one.bottom - one.top < min(THIN, one.right - one.left)]
    rows: list[list[_Line]] = []
    for one in sorted(level, key=lambda one: one.at):
        if rows and one.at - rows[-1][0].at < LEVEL:
            rows[-1].append(one)
        else:
            rows.append([one])
    lines: list[_Line] = []
    for row in rows:
        first, *others = sorted(row, key=lambda one: one.left)
        lines.append(first)
        for one in others:
            if one.left <= lines[-1].right + MEET:
                lines[-1] = lines[-1].joined(one)
            else:
                lines.append(one)
    return lines


def _struck(line: _Line, words: Sequence[Word], reach: float) -> list[Word]:
    """Returns the words of one direction, sorted by baseline, that a line strikes.

    reach: how far below the line a baseline may lie, in points.
    """
    start = bisect_left(words, line.at, key=lambda word: word.baseline)
    end = bisect_right(words, line.at + reach, key=lambda word: word.baseline)
    found = [
        word
        for word in words[start:end]
        if LOWEST * word.style.size <= word.baseline - line.at <= HIGHEST * word.style.size
        and line.thickness <= THICKEST * word.style.size
        and _is_covered(word, line.left, line.right)
    ]
    said = [character for word in found for character in word.text if character.isalnum()]
    if not said:
        return []
    left, right = min(word.left for word in found), max(word.right for word in found)
    overhang = max(left - line.left, line.right - right) / max(word.style.size for word in found)
    if len(said) < FEWEST:
        whole = len(line.shapes) == 1 and line.shapes[0].straight
        return found if said[0].isdecimal() and whole and overhang <= EXACT else []
    return found if overhang <= OVERHANG else []


def _is_covered(word: Word, left: float, right: float) -> bool:
    return min(right, word.right) - max(left, word.left) >= COVERED * (word.right - word.left)


def _lost(page: Any, frame: Frame, parts: Sequence[Any]) -> Dots:  # noqa: ANN401
    """Returns how far a page without text changes, dot by dot, when these objects are not drawn."""
    scale = first_look(*frame.size(frame.rotation))
    others = Parts(page)
    others.show_without(TEXT)
    whole = drawn(page, scale, gray=True)
    with hidden(parts):
        bare = drawn(page, scale, gray=True)
    others.show()
    return differences(whole, bare)


def _is_seen(shapes: Sequence[Shape], word: Word, frame: Frame, lost: Dots) -> bool:
    """Returns whether a viewer shows lines where they cross a word. A reader's mark is always shown."""
    if word.box is None or not all(shape.part for shape in shapes):
        return True
    boxes = np.array([frame.shown(shape.around) for shape in shapes])
    scale = first_look(*frame.size(frame.rotation))
    left, top, right, bottom = word.box
    inside = np.clip(boxes, (left, top, left, top), (right, bottom, right, bottom))
    return any(
        lost[y0:y1, x0:x1].max() >= FAINT for x0, y0, x1, y1 in in_dots(inside, scale, (0, 0), lost.shape)
    )
