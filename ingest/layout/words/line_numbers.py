"""Finds the numbers of lines in the margin of a draft, which are no part of its sentences."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.layout.drawn.rules import Edge
from ingest.layout.words.words import Word

LEAST = 4
# A multiple of the type size: the white space between the numbers and the lines.
GAP = 0.5
# In points: numbers begin, or end, at one place. Their baselines are so close to those of their lines.
SAME_PLACE = 2.0
LEVEL = 2.0
# Of the numbered lines, at least this share begins with a small letter: clauses begin with a capital. Almost
# all of these go on with the line above, which left no room for their first word: items and cells do not.
GOING_ON = 0.3
WRAPPED = 0.8
# A multiple of the type size: lines of a text reach so far.
WIDE = 20.0
ENDS = (".", ":", ";", "!", "?")


def line_numbers(words: Sequence[Word], walls: Sequence[Edge]) -> list[Word]:
    """Returns the words that number lines: in equal steps, left of the lines, many of them half sentences.

    walls: lines that run down the page; beside one are the columns of a table.
    """
    numbers = [word for word in words if word.text.isdecimal()]
    if len(numbers) < LEAST:
        return []
    firsts: dict[int, Word] = {}
    lasts: dict[int, Word] = {}
    for word in words:
        height = round(word.baseline / LEVEL)
        if not word.text.isdecimal() and (height not in firsts or word.left < firsts[height].left):
            firsts[height] = word
        if height not in lasts or word.right > lasts[height].right:
            lasts[height] = word
    beside = [(number, firsts.get(round(number.baseline / LEVEL))) for number in numbers]
    found = [
        (number, first)
        for number, first in beside
        if first is not None and number.right < first.left - GAP * number.style.size
    ]
    found.sort(key=lambda pair: pair[0].baseline)
    lefts, rights = [number.left for number, _ in found], [number.right for number, _ in found]
    if len(found) < LEAST or not (_is_one(lefts) or _is_one(rights)):
        return []
    if any(max(lefts) < wall.at < min(first.left for _, first in found) for wall in walls):
        return []
    steps = {int(after.text) - int(number.text) for (number, _), (after, _) in pairwise(found)}
    between = sum(found[0][0].baseline < last.baseline < found[-1][0].baseline for last in lasts.values())
    # Between lines 5 and 10 stand others; between 24 hours and 48 hours, none.
    even = (
        len(steps) == 1
        and min(steps) > 0
        and (min(steps) == 1 or between >= min(steps) * (len(found) - 1) / 2)
    )
    text = [first for _, first in found]
    return [number for number, _ in found] if even and _are_wrapped(text, list(lasts.values())) else []


def _is_one(places: Sequence[float]) -> bool:
    return max(places) - min(places) < SAME_PLACE


def _are_wrapped(firsts: Sequence[Word], lasts: Sequence[Word]) -> bool:
    """Returns whether lines are those of a text.

    firsts: their first words. lasts: the last words of all lines of the page.
    """
    small = [first for first in firsts if first.text[0].islower()]
    if len(small) < GOING_ON * len(firsts):
        return False
    lasts = [last for last in lasts if last.baseline < firsts[-1].baseline + LEVEL]
    inside = [last for last in lasts if last.baseline > firsts[0].baseline - LEVEL]
    edge = max(last.right for last in inside)
    wrapped = 0
    for first in small:
        above = max(
            (last for last in lasts if last.baseline < first.baseline - LEVEL),
            key=lambda last: last.baseline,
            default=None,
        )
        wrapped += (
            above is not None
            and not above.text.endswith(ENDS)
            and above.right + first.right - first.left > edge
        )
    return edge - firsts[0].left > WIDE * firsts[0].style.size and wrapped >= WRAPPED * len(small)
