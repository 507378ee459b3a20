"""Finds watermarks: huge words, along the lines, on which the words of a page stand."""

import re
from collections.abc import Sequence

import numpy as np

from ingest.layout.words.words import Word

# How many times larger than most words of its page a watermark is.
HUGE = 2.5
# The height of its capitals, as a share of its type size.
CAPITALS = 0.7
# At least so many words stand on a watermark, each with at least this share of its width.
LEAST = 2
ON = 0.5
# Huge words that may belong to the text on them: figures, and what is forbidden or demanded; save of copies.
# A figure alone only counts steps.
MEANT = re.compile(r"\d|\b(not|never|no|always|must|only|stop|don['’]?t|cannot|can['’]t)\b", re.IGNORECASE)
OF_COPIES = re.compile(r"do not (copy|print|cite|quote|share|circulate|distribute|reproduce)", re.IGNORECASE)


def watermarks(words: Sequence[Word]) -> list[Word]:
    """Returns the words of watermarks. A heading, or a capital as high as several lines, has none on it."""
    sizes = np.array([word.style.size for word in words])
    if not len(words) or sizes.max() < HUGE * np.median(sizes):
        return []
    huge = [word for word in words if word.style.size >= HUGE * np.median(sizes)]
    left, right, top, bottom, turn = np.array(
        [(word.left, word.right, word.top, word.bottom, word.style.turn) for word in words]
    ).T
    middle = (top + bottom) / 2
    lines: dict[tuple[int, float, int], tuple[list[Word], list[int]]] = {}
    for word in huge:
        across = np.minimum(right, word.right) - np.maximum(left, word.left)
        within = (middle > word.baseline - CAPITALS * word.style.size) & (middle < word.baseline)
        stands = (across >= ON * (right - left)) & within & (HUGE * sizes <= word.style.size)
        line = word.style.turn, word.style.size, round(word.baseline)
        found, on = lines.setdefault(line, ([], []))
        found.append(word)
        on.append(int((stands & (turn == word.style.turn)).sum()))
    return [
        word for found, on in lines.values() if sum(on) >= LEAST and not _is_meant(found) for word in found
    ]


def _is_meant(words: Sequence[Word]) -> bool:
    """Returns whether huge words may say something that the words on them need."""
    line = " ".join(word.text for word in sorted(words, key=lambda word: word.left))
    steps = all(len(word.text) == 1 and word.text.isdecimal() for word in words)
    return bool(MEANT.search(line)) and not steps and not OF_COPIES.fullmatch(line)


def is_watermark(words: Sequence[Word], marks: frozenset[tuple[str, int, int]]) -> bool:
    """Returns whether words are those of a watermark of another page. marks: see `place`."""
    return bool(marks) and all(place(word) in marks for word in words)


def place(word: Word) -> tuple[str, int, int]:
    """Returns a word with its place on the page."""
    return word.text, round(word.left), round(word.baseline)
