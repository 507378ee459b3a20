"""Finds words with a line drawn through them: withdrawn, though still legible."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.page_objects import TEXT, Parts, hidden
from ingest.layout.drawn.shapes import Shape
from ingest.layout.visibility.crosses import crosses_of
from ingest.layout.visibility.legibility import FAINT
from ingest.layout.visibility.raster import Dots, differences, drawn, first_look, in_dots
from ingest.layout.visibility.strike_lines import StrikeLine, levels_of, lines_of_shapes
from ingest.layout.words.words import Word, parted
from ingest.text.reading import Rectangle

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
# A row of signs typed over words. How far above their baseline its own may lie, and how far below, where it
# is soon an underline; how much of a word it must cover at least, as multiples of the type size. The share of
# the row that is on words.
OVER = re.compile(r"([Xx/=#*–—█■-])\1{2,}")
BASE, BELOW = 0.25, 0.1
ON = 0.3
MOSTLY = 0.6


def strike_marked(words: Sequence[Word], marks: Sequence[Rectangle], frame: Frame) -> list[Word]:
    """Marks the words under a file's strike-out annotations, and returns all words.

    A word under which a mark ends is parted there. marks: in the file's coordinates.
    """
    if not marks:
        return list(words)
    turned = {turn: [frame.turned(turn, mark) for mark in marks] for turn in {w.style.turn for w in words}}
    return [piece for word in words for piece in _under(word, turned[word.style.turn], frame)]


def strike_typed_over(words: Sequence[Word], frame: Frame) -> list[Word]:
    """Marks the words over which a row of one sign is typed, such as XXXX; returns all words without it."""
    rows = [word for word in words if OVER.fullmatch(word.text)]
    found = list(words)
    for row in rows:
        place = (row.left, row.top, row.right, row.bottom)
        others = [word for word in found if word is not row and word.style.turn == row.style.turn]
        over = [word for word in others if not OVER.fullmatch(word.text) and _shares(word, row)]
        on = sum(min(word.right, row.right) - max(word.left, row.left) for word in over)
        if on >= MOSTLY * (row.right - row.left):
            pieces = {id(word): _under(word, [place], frame) for word in over}
            found = [one for word in found if word is not row for one in pieces.get(id(word), [word])]
    return found


def _shares(word: Word, row: Word) -> bool:
    """Returns whether a word and a row of signs stand on one another, on one line."""
    size = min(word.style.size, row.style.size)
    across = min(word.right, row.right) - max(word.left, row.left)
    return -BASE * size < row.baseline - word.baseline < BELOW * size and across > ON * size


def _under(word: Word, places: Sequence[Rectangle], frame: Frame) -> list[Word]:
    """Returns a word in pieces, those under one of these places marked. places: in the word's frame."""
    level = [place for place in places if place[1] < (word.top + word.bottom) / 2 < place[3]]
    pieces = _pieces(word, {side for place in level for side in (place[0], place[2])}, frame)
    for piece in pieces:
        piece.struck = piece.struck or any(_is_covered(piece, left, right) for left, _, right, _ in level)
    return pieces


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
    for turn, level in levels_of(words).items():
        at = [(line, level.words_at(line)) for line in lines_of_shapes(shapes, turn, frame)]
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


def _ending_within(at: Iterable[tuple[StrikeLine, Sequence[Word]]]) -> Iterator[tuple[Word, set[float]]]:
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


def _struck(line: StrikeLine, level: Sequence[Word]) -> list[Word]:
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
