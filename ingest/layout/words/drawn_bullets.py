"""Reads bullets and boxes to tick that are drawn as shapes, as browsers print them, like those of a font."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.shapes import Shape
from ingest.layout.words.words import Word, says, stands_in
from ingest.text.reading import Rectangle
from ingest.text.symbol_fonts import SPEAKING

# In points: no bullet is smaller or larger; no box to tick is larger.
LEAST, MOST, LARGEST_BOX = 1.0, 6.0, 16.0
# How much longer one of its sides may be than the other.
OBLONG = 1.3
# As multiples of its own width: how far the next mark in its row is.
APART = 4.0
# As multiples of the type size: the largest bullet, and the largest box; how far above the baseline its
# middle is; how far before the first word it ends. In points: the largest type with bullets; how far a box
# reaches over its right side, which parts nothing.
LARGEST, LARGE = 0.6, 1.3
LOWEST, HIGHEST = 0.1, 0.6
NEAREST, FARTHEST = 0.15, 2.5
HIGHEST_TYPE = 40.0
OVER = 1.5
FILLED, HOLLOW, BOX, CROSSED = "•", "◦", "☐", "☒"
CROSSES = "Xx×"
# Words of one letter, unlike the other letters of a figure.
ARTICLES = {"A", "a", "I"}


def with_drawn_bullets(words: Sequence[Word], shapes: Iterable[Shape], turn: int, frame: Frame) -> list[Word]:
    """Adds a bullet before each word of this direction that begins a line beside a small shape."""
    small = [shape for shape in shapes if _may_be_bullet(shape)]
    if not small or not words:
        return list(words)
    by_height = sorted(range(len(words)), key=lambda i: words[i].baseline)
    heights = [words[i].baseline for i in by_height]
    found: dict[int, Word] = {}
    ticked: dict[int, list[int]] = {}
    placed = [(frame.turned(turn, shape.around), shape) for shape in small]
    for place, shape in _alone(placed):
        middle = (place[1] + place[3]) / 2
        reach = bisect_left(heights, middle), bisect_left(heights, middle + HIGHEST * HIGHEST_TYPE)
        level = [i for i in by_height[slice(*reach)] if _is_level(words[i], place)]
        ticks = [i for i in level if stands_in(words[i], place) and _is_tick(words[i])]
        level = [i for i in level if i not in ticks]
        right = min((i for i in level if words[i].left > place[0]), key=lambda i: words[i].left, default=None)
        if right is not None and _begins(words[right], place, [words[i] for i in level]):
            sign = next((words[i].text for i in ticks), "")
            found[right] = _bullet(words[right], place, shape, sign, frame)
            ticked[right] = ticks
    for i in _options(words, found, [place for place, _ in placed if place[2] - place[0] > MOST]):
        del found[i]
    gone = {tick for i in found for tick in ticked[i]}
    return [
        one
        for i, word in enumerate(words)
        if i not in gone
        for one in ((found[i], word) if i in found else (word,))
    ]


def _options(words: Sequence[Word], found: Mapping[int, Word], boxes: Sequence[Rectangle]) -> Iterator[int]:
    """Yields the words beside boxes that answer a question before them, such as Yes and No.

    found: the bullets before words. boxes: the places of all boxes.
    """
    rows: dict[int, list[int]] = {}
    for i, bullet in found.items():
        if bullet.text not in {FILLED, HOLLOW}:
            rows.setdefault(round(words[i].baseline), []).append(i)
    for height, row in rows.items():
        if sum(_is_level(words[row[0]], box) for box in boxes) > 1:
            first = min(
                (word for word in words if round(word.baseline) == height and not _is_tick(word)),
                key=lambda word: word.left,
            )
            if all(words[i] is not first for i in row):
                yield from row


def _may_be_bullet(shape: Shape) -> bool:
    left, bottom, right, top = shape.around
    sides = right - left, top - bottom
    if min(sides) < LEAST or max(sides) > OBLONG * min(sides):
        return False
    if max(sides) > MOST:
        return max(sides) <= LARGEST_BOX and shape.closed and shape.straight and shape.colour is None
    return shape.closed or shape.colour is not None


def _alone(marks: Iterable[tuple[Rectangle, Shape]]) -> Iterator[tuple[Rectangle, Shape]]:
    """Yields the marks beside which no other stands, as in a dotted line or a row of dots."""
    ordered = sorted(marks, key=lambda mark: (round(mark[0][1]), mark[0][0]))
    for i, (place, shape) in enumerate(ordered):
        beside = (ordered[k][0] for k in (i - 1, i + 1) if 0 <= k < len(ordered))
        if not any(
            abs(other[1] - place[1]) < 1 and abs(other[0] - place[0]) < APART * (place[2] - place[0])
            for other in beside
        ):
            yield place, shape


def _is_level(word: Word, place: Rectangle) -> bool:
    """Returns whether a mark is as high above a word's baseline as a bullet is, and small enough for it."""
    size = word.style.size
    above = word.baseline - (place[1] + place[3]) / 2
    return LOWEST * size <= above <= HIGHEST * size and place[3] - place[1] <= LARGE * size


def _is_tick(word: Word) -> bool:
    """Returns whether a word is a sign in a box, not a letter, other than an X, or a figure."""
    return len(word.text) == 1 and (word.style.symbol or not word.text.isalnum() or word.text in CROSSES)


def _begins(word: Word, place: Rectangle, level: Iterable[Word]) -> bool:
    """Returns whether a word follows a mark as the first on its line. level: all words beside the mark."""
    size = word.style.size
    left = place[0] - FARTHEST * size
    near = NEAREST * size <= word.left - place[2] <= FARTHEST * size
    if place[2] - place[0] > LARGEST * size and not (says(word) or word.text in ARTICLES):
        return False
    return near and not any(other.right > left and other.left < place[2] for other in level)


def _bullet(word: Word, place: Rectangle, shape: Shape, tick: str, frame: Frame) -> Word:
    """Returns the bullet that a shape is, on the line of the word after it.

    tick: the sign in it, which may say what to do and what not.
    """
    sign = FILLED if shape.colour is not None else HOLLOW
    right = place[2]
    if place[2] - place[0] > LARGEST * word.style.size:
        sign, right = BOX, min(right + OVER, word.left - NEAREST * word.style.size)
    if tick and tick in CROSSES + SPEAKING:
        sign = CROSSED if tick in CROSSES else tick
    x0, y0, x1, y1 = frame.shown(shape.around)
    box = round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)
    style = replace(word.style, symbol=True, signs="")
    return replace(word, text=sign, left=place[0], right=right, style=style, box=box, link=None, ends=())
