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
# Of the numbered lines, at least this share goes on with a sentence: clauses and items begin with a capital.
GOING_ON = 0.3


def line_numbers(words: Sequence[Word], walls: Sequence[Edge]) -> list[Word]:
    """Returns the words that number lines: in equal steps, left of the lines, many of them half sentences.

    walls: lines that run down the page; beside one are the columns of a table.
    """
    numbers = [word for word in words if word.text.isdecimal()]
    if len(numbers) < LEAST:
        return []
    firsts: dict[int, Word] = {}
    for word in words:
        height = round(word.baseline / LEVEL)
        if not word.text.isdecimal() and (height not in firsts or word.left < firsts[height].left):
            firsts[height] = word
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
    going_on = sum(first.text[0].islower() for _, first in found)
    even = len(steps) == 1 and min(steps) > 0
    return [number for number, _ in found] if even and going_on >= GOING_ON * len(found) else []


def _is_one(places: Sequence[float]) -> bool:
    return max(places) - min(places) < SAME_PLACE
