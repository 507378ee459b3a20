"""Finds words with a line drawn through them: withdrawn, though still legible."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
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
from ingest.layout.words.words import Word, parted
from ingest.text.reading import Rectangle

# How far above the baseline a strike-out line runs, and its greatest thickness, as multiples of the type
# size.
LOWEST, HIGHEST = 0.1, 0.5
THICKEST = 0.25
# The share of a word's width that its line must cover. How far a line may reach beyond its words, as a
# multiple of the type size.
COVERED = 0.6
OVERHANG = 1.5
# A line that ends this close to a character's end, as a multiple of the type size, ends with it.
BETWEEN = 0.05
# A line through a single letter is as often an arrow in a figure or part of a sign; one through a figure,
# no longer than it, changes a number.
FEWEST = 2
EXACT = 0.15
# How far a line drawn by hand may rise or fall, as a share of its length.
SLANT = 0.06
# In points: dashes of one line lie within this height of each other.
LEVEL = 0.5


def strike_marked(words: Sequence[Word], marks: Sequence[Rectangle], frame: Frame) -> list[Word]:
    """Marks the words under a file's strike-out annotations, and returns all words.

    A word under which a mark ends is parted there. marks: in the file's coordinates.
    """
    if not marks:
        return list(words)
    found: list[Word] = []
    for word in words:
        under = [frame.turned(word.style.turn, mark) for mark in marks]
        under = [mark for mark in under if mark[1] < (word.top + word.bottom) / 2 < mark[3]]
        for piece in _pieces(word, {side for mark in under for side in (mark[0], mark[2])}, frame):
            piece.struck = any(_is_covered(piece, left, right) for left, _, right, _ in under)
            found.append(piece)
    return found


def strike(
    page: Any,  # noqa: ANN401
    words: Sequence[Word],
    shapes: Sequence[Shape],
    frame: Frame,
) -> tuple[list[Word], list[Shape]]:
    """Marks the words that a line is drawn through; returns all words, and the shapes that strike nothing.

    A strike-out line begins and ends with its words; a line of a table or chart goes on. A word within which
    a line ends is parted there. Two lines that cross strike what they cross out. A line that nobody sees,
    such as one in a layer that is switched off, strikes nothing. page: of pypdfium2.
    """
    struck: list[tuple[tuple[Shape, ...], Sequence[Word]]] = []
    pieces: dict[int, list[Word]] = {}
    for turn, level in _levels(words).items():
        at = [(line, level.words_at(line)) for line in _lines(shapes, turn, frame)]
        for word, sides in _ending_within(at):
            pieces[id(word)] = _pieces(word, sides, frame)
        for line, through in at:
            through = [piece for word in through for piece in pieces.get(id(word), [word])]
            struck += ((line.shapes, [word]) for word in _struck(line, through))
        parts = [piece for word in level.words for piece in pieces.get(id(word), [word])]
        struck += ((cross.shapes, cross.words) for cross in crosses_of(shapes, parts, turn, frame))
    words = [piece for word in words for piece in pieces.get(id(word), [word])]
    if not struck:
        return words, list(shapes)
    striking: set[int] = set()
    drawn_by = {id(shape): shape.part for lines, _ in struck for shape in lines if shape.part}
    lost = _lost(page, frame, list(drawn_by.values()))
    for lines, withdrawn in struck:
        if any(_is_seen(lines, word, frame, lost) for word in withdrawn):
            for word in withdrawn:
                word.struck = True
            striking |= set(map(id, lines))
    return words, [shape for shape in shapes if id(shape) not in striking]


def _ending_within(at: Iterable[tuple["_Line", Sequence[Word]]]) -> Iterator[tuple[Word, set[float]]]:
    """Yields the words within which lines begin or end, and where. at: lines, each with the words at it."""
    found: dict[int, tuple[Word, set[float]]] = {}
    for line, words in at:
        for word in words:
            sides = [side for side in (line.left, line.right) if word.left < side < word.right]
            if sides:
                found.setdefault(id(word), (word, set()))[1].update(sides)
    yield from found.values()


def _pieces(word: Word, sides: Iterable[float], frame: Frame) -> list[Word]:
    """Returns a word, parted before those of its characters where a line begins or ends."""
    room = BETWEEN * word.style.size
    near = {i + 1 for side in sides for i, end in enumerate(word.ends[:-1]) if abs(end - side) <= room}
    return parted(word, sorted(near), frame) if near else [word]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line in the direction of some words, with its sides in their frame.

    shapes: its dashes. fall: how much lower it ends than it begins.
    """

    left: float
    top: float
    right: float
    bottom: float
    shapes: tuple[Shape, ...]
    fall: float = 0.0

    @property
    def at(self) -> float:
        """Returns the height of its middle."""
        return (self.top + self.bottom) / 2

    def height(self, word: Word) -> float:
        """Returns its height at the middle of a word."""
        share = ((word.left + word.right) / 2 - self.left) / (self.right - self.left)
        return self.at + (min(max(share, 0.0), 1.0) - 0.5) * self.fall

    @property
    def thickness(self) -> float:
        """Returns that of its thickest dash."""
        return max(shape.thickness for shape in self.shapes)

    def joined(self, dash: "_Line") -> "_Line":
        """Returns it with a further dash."""
        right, bottom = max(self.right, dash.right), max(self.bottom, dash.bottom)
        return _Line(self.left, min(self.top, dash.top), right, bottom, (*self.shapes, *dash.shapes))


@dataclass(frozen=True, slots=True)
class _Level:
    """The words of one direction, sorted by baseline, and how far below a line through them that may lie."""

    words: list[Word]
    reach: float

    def words_at(self, line: _Line) -> list[Word]:
        """Returns the words that a line is level with and thin enough for, wherever it begins and ends."""
        start = bisect_left(self.words, line.top, key=lambda word: word.baseline)
        end = bisect_right(self.words, line.bottom + self.reach, key=lambda word: word.baseline)
        return [
            word
            for word in self.words[start:end]
            if LOWEST * word.style.size <= word.baseline - line.height(word) <= HIGHEST * word.style.size
            and line.thickness <= THICKEST * word.style.size
        ]


def _levels(words: Iterable[Word]) -> dict[int, _Level]:
    """Returns the words of each direction."""
    directions: dict[int, list[Word]] = {}
    for word in sorted(words, key=lambda word: word.baseline):
        directions.setdefault(word.style.turn, []).append(word)
    return {
        turn: _Level(found, HIGHEST * max(word.style.size for word in found))
        for turn, found in directions.items()
    }


def _lines(shapes: Iterable[Shape], turn: int, frame: Frame) -> list[_Line]:
    """Returns the lines in one direction, those in dashes or pieces joined."""
    found = (
        _Line(*frame.turned(turn, shape.around), (shape,), _fall(shape, turn, frame))
        for shape in shapes
        if min(shape.ink) < WHITE
    )
    level = [
        one
        for one in found
        if one.bottom - one.top < min(THIN, one.right - one.left)
        or (one.fall and one.bottom - one.top < SLANT * (one.right - one.left))
    ]
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


def _fall(shape: Shape, turn: int, frame: Frame) -> float:
    """Returns how much lower an open line ends than it begins, for words of this direction."""
    if shape.ends is None:
        return 0.0
    first, last = sorted(frame.turned(turn, (x, y, x, y))[:2] for x, y in shape.ends)
    return last[1] - first[1]


def _struck(line: _Line, level: Sequence[Word]) -> list[Word]:
    """Returns the words that a line strikes, of those that it is level with."""
    found = [word for word in level if _is_covered(word, line.left, line.right)]
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
