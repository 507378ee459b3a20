"""Finds words with a line drawn through them: withdrawn, though still legible."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.layout.drawn.frame import Frame
from ingest.layout.drawn.shapes import THIN, WHITE, Shape
from ingest.layout.words.words import Word
from ingest.text.reading import Rectangle

# How far above the baseline a strike-out line runs, and its greatest thickness, as multiples of the type
# size.
LOWEST, HIGHEST = 0.1, 0.5
THICKEST = 0.2
# The share of a word's width that its line must cover. How far a line may reach beyond its words, and how far
# apart these may be, as multiples of the type size.
COVERED = 0.6
OVERHANG = 1.5
APART = 5
# A line through a single letter is as often an arrow in a figure or part of a sign.
FEWEST = 2


def strike_marked(words: Sequence[Word], marks: Iterable[Rectangle], frame: Frame) -> None:
    """Marks the words under a file's strike-out annotations. marks: in the file's coordinates."""
    for mark in marks:
        for word in words:
            left, top, right, bottom = frame.turned(word.style.turn, mark)
            if top < (word.top + word.bottom) / 2 < bottom and _is_covered(word, left, right):
                word.struck = True


def strike(words: Iterable[Word], shapes: Iterable[Shape], frame: Frame) -> list[Shape]:
    """Marks the words that a line is drawn through, and returns the shapes that strike nothing.

    A strike-out line begins and ends with its words; a line of a table or chart goes on.
    """
    lines: dict[int, list[Word]] = {}
    for word in sorted(words, key=lambda word: word.baseline):
        lines.setdefault(word.style.turn, []).append(word)
    reach = {turn: HIGHEST * max(word.style.size for word in found) for turn, found in lines.items()}
    kept = []
    for shape in shapes:
        struck = [
            word for turn, found in lines.items() for word in _struck(shape, turn, found, reach[turn], frame)
        ]
        for word in struck:
            word.struck = True
        if not struck:
            kept.append(shape)
    return kept


def _struck(shape: Shape, turn: int, words: Sequence[Word], reach: float, frame: Frame) -> list[Word]:
    """Returns the words of one direction, sorted by baseline, that a shape strikes.

    reach: how far below the shape a baseline may lie, in points.
    """
    left, top, right, bottom = frame.turned(turn, shape.around)
    if bottom - top >= THIN or right - left <= bottom - top or min(shape.ink) >= WHITE:
        return []
    at = (top + bottom) / 2
    start = bisect_left(words, at, key=lambda word: word.baseline)
    end = bisect_right(words, at + reach, key=lambda word: word.baseline)
    found = sorted(
        (
            word
            for word in words[start:end]
            if LOWEST * word.style.size <= word.baseline - at <= HIGHEST * word.style.size
            and shape.thickness <= THICKEST * word.style.size
            and _is_covered(word, left, right)
        ),
        key=lambda word: word.left,
    )
    if sum(character.isalnum() for word in found for character in word.text) < FEWEST:
        return []
    size = max(word.style.size for word in found)
    overhang = max(found[0].left - left, right - max(word.right for word in found))
    apart = max((after.left - before.right for before, after in pairwise(found)), default=0)
    return found if overhang <= OVERHANG * size and apart <= APART * size else []


def _is_covered(word: Word, left: float, right: float) -> bool:
    return min(right, word.right) - max(left, word.left) >= COVERED * (word.right - word.left)
