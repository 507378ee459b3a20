"""Finds words that are crossed out: two lines run through them, or one, from corner to corner."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.shapes import THIN, WHITE, Shape, Stroke
from ingest.layout.words.words import Word, stands_in
from ingest.text.reading import Rectangle

Sides = npt.NDArray[np.float64]

# By how much the rectangles around both lines may differ, as a share of their width and height.
ALIKE = 0.15
# How much of both lines must run through words, seen at so many places on each. Lines that cross between
# words, as in a chart or an empty box, cross nothing out. A place so far beside a word is between two words
# or lines; a multiple of the type size.
THROUGH = 0.5
PLACES = 24
BESIDE = 0.5
# Fewer letters and digits are a sign in a figure.
FEWEST = 2
# The same for one line alone, which is as often a part of a figure. A page with more such lines is a drawing.
FEWEST_ALONE = 6
THROUGH_ALONE = 0.7
MOST = 20
# In points: a line that ends so close to a box, or to the head of an arrow, belongs to a chart.
TOUCHES = 3.0


@dataclass(frozen=True, slots=True)
class Cross:
    """A cross through words, or one line: what draws it, and all words between its ends."""

    shapes: tuple[Shape, ...]
    words: tuple[Word, ...]


def crosses_of(shapes: Iterable[Shape], words: Sequence[Word], turn: int, frame: Frame) -> Iterator[Cross]:
    """Yields the crosses through words of one direction, and the lines that run through a paragraph alone."""
    shapes = list(shapes)
    areas = [shape.around for shape in shapes if shape.closed or shape.colour is not None]
    rising: list[Shape] = []
    falling: list[Shape] = []
    for shape in shapes:
        if shape.ends is not None and min(shape.ink) < WHITE and _is_diagonal(shape.around, shape.ends):
            (x0, y0), (x1, y1) = shape.ends
            (rising if (x1 - x0) * (y1 - y0) > 0 else falling).append(shape)
    if len(rising) + len(falling) <= MOST:
        for shape in (*rising, *falling):
            inside = _lone(shape, words, turn, frame)
            if inside and not _connects(shape, areas):
                yield Cross((shape,), inside)
    others = np.array([shape.around for shape in falling])
    for one in rising if falling else []:
        alike = np.flatnonzero(_are_alike(one.around, others))
        if not alike.size:
            continue
        around = frame.turned(turn, one.around)
        inside = tuple(word for word in words if stands_in(word, around))
        said = sum(character.isalnum() for word in inside for character in word.text)
        if said >= FEWEST and _run_through(around, inside):
            yield Cross((one, falling[alike[0]]), inside)


def _lone(shape: Shape, words: Sequence[Word], turn: int, frame: Frame) -> tuple[Word, ...]:
    """Returns the words that a line runs through from corner to corner of the room that they take; else none.

    No other words stand beside them.
    """
    around = frame.turned(turn, shape.around)
    inside = tuple(word for word in words if stands_in(word, around))
    if sum(character.isalnum() for word in inside for character in word.text) < FEWEST_ALONE:
        return ()
    size = max(word.style.size for word in inside)
    left, top = min(word.left for word in inside), min(word.top for word in inside)
    right, bottom = max(word.right for word in inside), max(word.bottom for word in inside)
    apart = np.abs(np.array(around) - (left, top, right, bottom))
    room = np.array([right - left, bottom - top] * 2) * ALIKE + size
    wide = left - 2 * size, top, right + 2 * size, bottom
    held = set(map(id, inside))
    if np.any(apart > room) or any(stands_in(word, wide) and id(word) not in held for word in words):
        return ()
    if not _are_one_paragraph(inside, left, right):
        return ()
    (x0, y0, *_), (x1, y1, *_) = (frame.turned(turn, (x, y, x, y)) for x, y in shape.ends or ())
    steps = [(i + 0.5) / PLACES for i in range(PLACES)]
    line = [(x0 + step * (x1 - x0), y0 + step * (y1 - y0)) for step in steps]
    through = sum(any(_is_at(word, x, y) for word in inside) for x, y in line)
    return inside if through >= THROUGH_ALONE * PLACES else ()


def _are_one_paragraph(words: Sequence[Word], left: float, right: float) -> bool:
    """Returns whether lines of words begin at one place, or about one middle, unlike labels in a figure."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(round(word.baseline), []).append(word)
    middle = (left + right) / 2
    return all(
        min(word.left for word in row) - left < row[0].style.size
        or (min(word.left for word in row) < middle < max(word.right for word in row))
        for row in rows.values()
    )


def _connects(line: Shape, areas: Iterable[Rectangle]) -> bool:
    """Returns whether a line ends at a box or an arrow's head in which it does not lie."""
    touched = [area for area in areas if any(_is_by(area, x, y, TOUCHES) for x, y in line.ends or ())]
    left, bottom, right, top = line.around
    around = [
        area for area in touched if _is_by(area, left, bottom, TOUCHES) and _is_by(area, right, top, TOUCHES)
    ]
    return bool(touched) and not around


def _is_by(area: Rectangle, x: float, y: float, room: float) -> bool:
    left, bottom, right, top = area
    return left - room <= x <= right + room and bottom - room <= y <= top + room


def _is_diagonal(around: Rectangle, ends: Stroke) -> bool:
    """Returns whether a line runs from corner to corner of the rectangle around it."""
    left, bottom, right, top = around
    if min(right - left, top - bottom) <= THIN:
        return False
    corners = np.array([[*np.min(ends, axis=0), *np.max(ends, axis=0)]])
    return bool(_are_alike(around, corners)[0])


def _are_alike(one: Rectangle, others: Sides) -> npt.NDArray[np.bool_]:
    """Returns for each rectangle, one in a row, whether its sides are about those of another."""
    left, bottom, right, top = one
    room = ALIKE * np.array([right - left, top - bottom, right - left, top - bottom])
    apart: Sides = np.max(np.abs(others - one) - room, axis=1)
    return apart <= 0


def _run_through(around: Rectangle, words: Sequence[Word]) -> bool:
    """Returns whether both diagonals of a rectangle run through words for most of their way."""
    left, top, right, bottom = around
    steps = [(i + 0.5) / PLACES for i in range(PLACES)]
    down = [(left + step * (right - left), top + step * (bottom - top)) for step in steps]
    up = [(x, top + bottom - y) for x, y in down]
    return all(
        sum(any(_is_at(word, x, y) for word in words) for x, y in line) >= THROUGH * PLACES
        for line in (down, up)
    )


def _is_at(word: Word, x: float, y: float) -> bool:
    room = BESIDE * word.style.size
    return word.left - room <= x <= word.right + room and word.top - room <= y <= word.bottom + room
