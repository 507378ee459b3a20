"""Reads dark bars drawn in the place of redacted words, so that the words around them keep their places."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.shapes import Colour, Shape
from ingest.layout.words.words import Word, stands_in
from ingest.text.bars import BAR, is_dark
from ingest.text.reading import Rectangle

# As multiples of the type size: the height of a bar; how far above the baseline its middle is; how far it
# stands from the word beside it.
LOW, HIGH = 0.6, 1.9
LOWEST, HIGHEST = 0.05, 0.75
NEAR = 1.0
# In points: the largest type with bars; how far a bar reaches over the word beside it, and how far apart
# areas are that adjoin.
HIGHEST_TYPE = 40.0
OVER, APART = 2.0, 4.0
# As multiples of its height: the shortest bar after a word, and before one. Shorter ones may be bullets or
# boxes, or mark a heading.
LONG, LONG_FIRST = 1.5, 2.5


def drawn_bars(words: Sequence[Word], shapes: Sequence[Shape], turn: int, frame: Frame) -> Mapping[int, Word]:
    """Returns, by the position of its shape, a word for each bar beside a word or like another such bar.

    words: those of this direction. Bars over covered words are not returned: these words stand for them.
    """
    dark = {i: frame.turned(turn, shape.around) for i, shape in enumerate(shapes) if _is_dark_area(shape)}
    places = {i: place for i, place in dark.items() if place[3] - place[1] <= HIGH * HIGHEST_TYPE}
    if not places:
        return {}
    level = _level(words)
    within = {i: [word for word in level(place) if stands_in(word, place)] for i, place in places.items()}
    headed = [places[i] for i in places if not all(word.covered for word in within[i])]
    long = {i: place for i, place in places.items() if place[2] - place[0] >= LONG * (place[3] - place[1])}
    free = {i: place for i, place in long.items() if not any(_adjoin(place, other) for other in headed)}
    found: dict[int, Word] = {}
    kinds: dict[tuple[Colour | None, int], Word] = {}
    for i, place in free.items():
        if beside := next((word for word in level(place) if _is_beside(word, place)), None):
            found[i] = _bar(beside, place, beside.baseline)
            kinds[shapes[i].colour, round(place[3] - place[1])] = found[i]
    for i in free.keys() - found.keys() if kinds else ():
        if like := kinds.get((shapes[i].colour, round(free[i][3] - free[i][1]))):
            found[i] = _bar(like, free[i], free[i][3] - like.bottom + like.baseline)
    return {i: found[i] for i in sorted(found) if not within[i]}


def _level(words: Sequence[Word]) -> Callable[[Rectangle], list[Word]]:
    """Returns a search for the words that may stand in an area or beside it."""
    by_height = sorted(words, key=lambda word: word.baseline)
    heights = [word.baseline for word in by_height]

    def level(place: Rectangle) -> list[Word]:
        reach = bisect_left(heights, place[1]), bisect_left(heights, place[3] + HIGHEST * HIGHEST_TYPE)
        return by_height[slice(*reach)]

    return level


def _is_dark_area(shape: Shape) -> bool:
    return is_dark(shape.colour) and shape.straight and shape.closed


def _adjoin(one: Rectangle, other: Rectangle) -> bool:
    """Returns whether two areas touch, as the cells of a dark row do, some of which have words."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > -APART and min(one[3], other[3]) - max(one[1], other[1]) > -APART


def _is_beside(word: Word, place: Rectangle) -> bool:
    """Returns whether a bar stands on a word's line, before or after it."""
    size = word.style.size
    above = word.baseline - (place[1] + place[3]) / 2
    before = -OVER <= word.left - place[2] <= NEAR * size
    after = -OVER <= place[0] - word.right <= NEAR * size
    width, height = place[2] - place[0], place[3] - place[1]
    return (
        LOW * size <= height <= HIGH * size
        and LOWEST * size <= above <= HIGHEST * size
        and (after or (before and width >= LONG_FIRST * height))
    )


def _bar(beside: Word, place: Rectangle, baseline: float) -> Word:
    """Returns the word for a bar, in the type of a word beside it."""
    left, top, right, bottom = place
    return replace(
        beside, text=BAR, left=left, top=top, right=right, bottom=bottom, baseline=baseline, spaced=True,
        box=None, link=None, struck=False, covered=False, ends=(),
    )  # fmt: skip
