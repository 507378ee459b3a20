"""Finds garbled blocks: they stay in the text but are never quoted.

A wrong character map in a file shifts or swaps letters ("Wkh kdoo lv forvhg"), and mojibake scatters signs
through words. Names, codes, formulas and other languages are not garbled: their letters follow one another
as in words of some language.
"""

import math
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise
from string import punctuation
from textwrap import shorten

from index.documents import Span
from index.errors import UnreadableDocument
from ingest.text.mojibake import GARBLED
from ingest.text.reading import Block, Reading
from ingest.text.repair import english_words

WORD = re.compile(r"[^\W\d_]+")
# Addresses on the internet are made of abbreviations.
ADDRESS = re.compile(r"@[^@]+\.|://|\bwww\.", re.IGNORECASE)
ABBREVIATION = re.compile(r"\W*([A-Z]([A-Za-z]*[A-Z])?s?\W*)?")
LETTERS = 26
# Fewer words are too little to judge by.
FEWEST_WORDS = 6
# Fewer words, all in capitals, may be abbreviations.
FEWEST_CAPITALS = 12
# A lower average word length suggests a formula.
SHORTEST_WORDS = 2.8
# At least this share of the printed characters are letters in words, in any language.
LEAST_LETTERS = 0.6
# In English, even mixed with names, codes or another language, more than this share of the letters is in
# known words.
FEWEST_KNOWN = 0.3
# Mean log probability of one letter following another: -2.6 in English, -3.4 in Polish, below -3.6 where
# letters are shifted or swapped.
LEAST_LIKELY = -3.5
# The same of short blocks together, which may be a list of names: -3.7 of Polish or Welsh ones.
LEAST_LIKELY_NAMES = -3.9
# A larger share of unassigned characters means a font's private codes whose map was lost.
MOST_UNASSIGNED = 0.3
# A larger share of words with a lost letter cannot be read. A sign alone may be a list's bullet.
MOST_LOST = 0.1
LOST = re.compile(r"\S\ufffd|\ufffd\S")
# A text with a larger share of punctuation, of this many kinds, consists of letters mistaken for signs.
MOST_SIGNS = 0.75
MANY_SIGNS = 8


def without_garbled(reading: Reading, file: str) -> Reading:
    """Marks garbled blocks as garbled and reports them.

    Raises UnreadableDocument if every block that could be quoted is garbled.
    """
    blocks = _marked(reading, lambda text: bool(GARBLED.search(text)))
    told = _told(reading, blocks, "garbled by a wrong encoding (" + _signs(reading, blocks) + ")")
    shifted = _marked(replace(reading, blocks=tuple(blocks)), _is_no_words)
    shifted = _with_neighbours(reading, _with_runs(reading, shifted))
    told += _told(reading, shifted, "gibberish (the file's character map is wrong)", blocks)
    quotable = [block for block in shifted if block.kind != "heading"]
    if quotable and all(block.kind == "garbled" for block in quotable):
        raise UnreadableDocument(
            file,
            "its text is gibberish (its character map is wrong): ask the publisher for a sound copy",
        )
    told += _told_lost(reading, shifted)
    if not told:
        return reading
    return replace(reading, blocks=_without_contexts(shifted), oddities=(*reading.oddities, *told))


def _garbled(block: Block) -> Block:
    return replace(block, kind="garbled", depth=0, cells=(), context=())


def _without_contexts(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Returns the blocks, none of which stands under a garbled column heading."""
    garbled = sorted((block.start, block.end) for block in blocks if block.kind == "garbled")
    starts = [start for start, _ in garbled]

    def is_sound(span: Span) -> bool:
        at = bisect_right(starts, span[0])
        return at == 0 or span[0] >= garbled[at - 1][1]

    return tuple(replace(block, context=tuple(filter(is_sound, block.context))) for block in blocks)


def _marked(reading: Reading, is_garbled: Callable[[str], bool]) -> list[Block]:
    return [
        _garbled(block)
        if block.kind not in {"heading", "garbled"} and is_garbled(reading.text[block.start : block.end])
        else block
        for block in reading.blocks
    ]


def _with_runs(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """Judges together neighbouring blocks that are too short to judge alone, such as the rows of a table.

    Rows of abbreviations alone are read: in words whose letters are shifted, there are signs and figures.
    """
    found: list[Block] = []
    for unknown, run in groupby(blocks, key=lambda block: _is_unknown(reading, block)):
        together = list(run)
        text = " ".join(reading.text[block.start : block.end] for block in together)
        garbled = (
            unknown
            and not all(map(ABBREVIATION.fullmatch, text.split()))
            and _is_no_words(text, LEAST_LIKELY_NAMES)
        )
        found += map(_garbled, together) if garbled else together
    return found


def _is_unknown(reading: Reading, block: Block) -> bool:
    """Returns whether a block is too short to judge and has words, but none that is known."""
    words = _words(reading.text[block.start : block.end])
    return 0 < len(words) < FEWEST_WORDS and not any(word in english_words() for word in words)


def _with_neighbours(reading: Reading, blocks: Sequence[Block]) -> list[Block]:
    """Marks a block too short to judge as garbled if its neighbour is and none of its words is known."""
    found = list(blocks)
    for before, at in [*pairwise(range(len(found))), *pairwise(range(len(found) - 1, -1, -1))]:
        if found[before].kind == "garbled" and _is_unknown(reading, found[at]):
            found[at] = _garbled(found[at])
    return found


def _words(text: str) -> list[str]:
    written = (part for part in text.split() if not ADDRESS.search(part))
    return [word.lower() for part in written for word in WORD.findall(part) if word.isascii()]


def _is_no_words(text: str, least: float = LEAST_LIKELY) -> bool:
    """Returns whether the words of a text belong to no language. least: how likely their letters must be."""
    printed = "".join(text.split())
    unassigned = sum(unicodedata.category(character) in {"Co", "Cn"} for character in printed)
    if unassigned > MOST_UNASSIGNED * len(printed):
        return True
    written = text.split()
    if sum(bool(LOST.search(part)) for part in written) > MOST_LOST * len(written):
        return True
    signs = [character for character in printed if character in punctuation]
    if len(signs) > MOST_SIGNS * len(printed) and len(set(signs)) >= MANY_SIGNS:
        return True
    words = _words(text)
    letters = sum(map(len, words))
    fewest = FEWEST_CAPITALS if text.isupper() else FEWEST_WORDS
    if len(words) < fewest or letters < max(SHORTEST_WORDS * len(words), LEAST_LETTERS * len(printed)):
        return False
    known = sum(len(word) for word in words if word in english_words())
    if known >= FEWEST_KNOWN * letters:
        return False
    return sum(_likelihood(word) * len(word) for word in words) < least * letters


def _likelihood(word: str) -> float:
    """Returns the mean log probability of each letter given the one before it, word ends included."""
    likely, unlikely = _steps()
    steps = list(pairwise(f" {word} "))
    return sum(likely.get(step, unlikely[step[0]]) for step in steps) / len(steps)


@cache
def _steps() -> tuple[dict[tuple[str, str], float], dict[str, float]]:
    """Returns log probabilities of letter pairs in English, and of unseen pairs by first letter."""
    counts: Counter[tuple[str, str]] = Counter()
    for word in english_words():
        counts.update(pairwise(f" {word} "))
    firsts: Counter[str] = Counter()
    for (first, _), count in counts.items():
        firsts[first] += count
    likely = {step: math.log((n + 0.5) / (firsts[step[0]] + LETTERS / 2)) for step, n in counts.items()}
    letters = {*firsts, *" abcdefghijklmnopqrstuvwxyz"}
    return likely, {letter: math.log(0.5 / (firsts[letter] + LETTERS / 2)) for letter in letters}


def _signs(reading: Reading, blocks: Sequence[Block]) -> str:
    found = Counter(
        sign
        for block in blocks
        if block.kind == "garbled"
        for sign in GARBLED.findall(reading.text[block.start : block.end])
    )
    return ", ".join(f"“{sign}”" for sign, _ in found.most_common(3))


def _told(reading: Reading, blocks: Sequence[Block], what: str, before: Sequence[Block] = ()) -> list[str]:
    """Reports the garbled blocks that were not garbled in `before`."""
    known = {block.start for block in before if block.kind == "garbled"}
    found = [block for block in blocks if block.kind == "garbled" and block.start not in known]
    if not found:
        return []
    pages = sorted({p.number for p in reading.pages for b in found if p.start <= b.start < p.end})
    where = f" on page{'s' if len(pages) > 1 else ''} {', '.join(map(str, pages))}" if pages else ""
    count = "1 passage" if len(found) == 1 else f"{len(found)} passages"
    first = shorten(reading.text[found[0].start : found[0].end], 60, placeholder=" …")
    verb = "is" if len(found) == 1 else "are"
    return [f"{count}{where} {verb} {what} and {verb} not quoted, beginning with “{first}”"]


def _told_lost(reading: Reading, blocks: Sequence[Block]) -> list[str]:
    """Reports blocks that are quoted although they lack a character. A sign at the start may be a bullet."""
    texts = [reading.text[block.start : block.end] for block in blocks if block.kind != "garbled"]
    found = [(text, place) for text in texts if (place := text.find("\ufffd", 1)) > 0]
    if not found:
        return []
    (text, place), one = found[0], len(found) == 1
    around = text[max(0, place - 20) : place + 20].split("\n")[0].strip()
    return [
        f"{'1 passage lacks' if one else f'{len(found)} passages lack'} a character (\ufffd) and "
        f"{'is' if one else 'are'} quoted so: ask the publisher for a sound copy; see “{around}”"
    ]
