"""Joins words into lines, each read through within one column."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise

from ingest.layout.drawn.rules import Rules
from ingest.layout.words.whites import CLOSE, DROPPED, SMALLER, Field
from ingest.layout.words.words import Word, says
from ingest.text.bars import BAR
from ingest.text.note_marks import superscript
from ingest.text.repair import LIGATURES, english_words

CLOSING = ".,;:!?)]”’"
QUOTES = "“‘\"'"
ONE_LETTER_WORDS = "aio"
GLUED = 0.12  # closer words are read without a space, unless the file has one
SPREAD_LETTERS = 5  # the shortest line of letter-spaced text
SPREAD_SHARE = 0.8  # the share of its words that are single letters
SPREAD_GAP = 1.6  # the gap between its words, as a multiple of that between its letters
# Marks of footnotes: Word numbers endnotes in Roman letters.
SIGNS = {"*", "†", "‡"}
MARK = re.compile(r"\d+|[ivx]{1,5}|[a-h]")
RAISED = 0.12  # how far above the line a footnote mark's baseline lies


@dataclass(frozen=True)
class Line:
    """Words that follow each other from left to right; sides and baseline as in `Word`.

    covered: those that stood between them and are left out.
    """

    words: tuple[Word, ...]
    page: int
    covered: tuple[Word, ...] = ()

    @cached_property
    def left(self) -> float:
        """Returns where it begins."""
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        """Returns where it ends."""
        return max(word.right for word in self.words)

    @cached_property
    def top(self) -> float:
        """Returns where its largest words begin."""
        return min(word.top for word in self.words if word.style.size == self.largest)

    @cached_property
    def bottom(self) -> float:
        """Returns where its largest words end."""
        return max(word.bottom for word in self.words if word.style.size == self.largest)

    @cached_property
    def order(self) -> tuple[int, int]:
        """Returns the places of its first and its last word in the file."""
        places = [word.order for word in self.words]
        return min(places), max(places)

    @cached_property
    def largest(self) -> float:
        """Returns the size of its largest type."""
        return max(word.style.size for word in self.words)

    @cached_property
    def size(self) -> float:
        """Returns the size of most of its characters; for small capitals, that of the capitals."""
        if len({w.style.size for w in self.words}) == 1:
            return self.words[0].style.size
        if all(w.text == w.text.upper() for w in self.words):
            return self.largest
        return _commonest((word.style.size, word) for word in self.words)

    @cached_property
    def baseline(self) -> float:
        """Returns the baseline of most of its characters."""
        return _commonest((round(word.baseline, 1), word) for word in self.words)

    @cached_property
    def bold(self) -> bool:
        """Returns whether all of it is bold."""
        return all(word.style.bold for word in self.words if any(map(str.isalnum, word.text)))

    @cached_property
    def level(self) -> int:
        """Returns the level of the heading that the file's tags say it is; else 0."""
        return self.words[0].style.level

    @cached_property
    def gaps(self) -> tuple[float, ...]:
        """Returns the gaps between its words; a covered word leaves none."""
        words = (
            sorted((*self.words, *self.covered), key=lambda word: word.left) if self.covered else self.words
        )
        return tuple(word.left - before.right for before, word in pairwise(words))

    @cached_property
    def _spread(self) -> bool:
        """Returns whether it is letter-spaced, so that each letter looks like a word.

        Letters that a browser draws one by one look so too, but touch each other.
        """
        letters = sum(len(word.text) == 1 and word.text.isalpha() for word in self.words)
        many = len(self.words) >= SPREAD_LETTERS and letters >= SPREAD_SHARE * len(self.words)
        return many and min(self.gaps) > GLUED * self.size

    @cached_property
    def pieces(self) -> tuple[tuple[str, Word], ...]:
        """Returns what is read for each word: any space before it, and raised marks as superscripts."""
        pieces = []
        usual = sorted(self.gaps)[len(self.gaps) // 2] if self._spread else 0.0
        for before, word in zip((None, *self.words), self.words, strict=False):
            text = word.text if word.text.isascii() else word.text.translate(LIGATURES)
            raised = self._is_raised(word) and _may_have_note(before, word)
            if raised and text not in SIGNS:
                text = superscript(text)
            if before is None:
                parted = False
            elif self._spread:
                parted = word.left - before.right > SPREAD_GAP * usual
            else:
                parted = _parted(before, word, raised=raised)
            pieces.append((f" {text}" if parted else text, word))
        return tuple(pieces)

    @cached_property
    def text(self) -> str:
        """Returns its words."""
        return "".join(text for text, _ in self.pieces)

    def _is_raised(self, word: Word) -> bool:
        return (
            word.style.size <= SMALLER * self.size
            and self.baseline - word.baseline > RAISED * self.size
            and (word.text in SIGNS or bool(MARK.fullmatch(word.text)))
        )


def _may_have_note(before: Word | None, mark: Word) -> bool:
    """Returns whether a raised mark can be a note's: letters after a sign or a figure are of a formula."""
    return not mark.text.isalpha() or (before is not None and says(before))


def _commonest(measured: Iterable[tuple[float, Word]]) -> float:
    """Returns the measure of most characters; the first of several."""
    characters: dict[float, int] = {}
    for measure, word in measured:
        characters[measure] = characters.get(measure, 0) + len(word.text)
    return max(characters, key=characters.__getitem__)


def _parted(before: Word, word: Word, *, raised: bool) -> bool:
    """Returns whether a space is read between two words of a line."""
    size = max(before.style.size, word.style.size)
    gap = word.left - before.right
    if raised and gap < CLOSE * size:
        return False
    initial, rest = before.text.strip(QUOTES).lower(), word.text.rstrip(CLOSING).lower()
    if before.style.size >= DROPPED * word.style.size and len(initial) == 1:
        # A capital as high as several lines is the first letter of a word or, if it can be, a word.
        glued, apart = f"{initial}{rest}" in english_words(), rest in english_words()
        if glued != apart and (glued or initial in ONE_LETTER_WORDS):
            return apart
    if word.text[0] in CLOSING and (not word.spaced or before.text == BAR) and gap < CLOSE * size:
        return False
    return (word.spaced and word.order == before.order + 1) or gap > GLUED * size


def order_of(lines: Iterable[Line]) -> tuple[int, int]:
    """Returns the places of the first and the last word of lines in the file."""
    places = [place for line in lines for place in line.order]
    return min(places), max(places)


def uncovered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Returns lines without their covered words: a bar stands for those that something hides."""
    kept = []
    for line in lines:
        if not any(word.covered for word in line.words):
            kept.append(line)
        elif not all(word.covered for word in line.words):
            words: list[Word] = []
            gone: list[Word] = []
            for covered, run in groupby(line.words, lambda word: word.covered):
                found = [*run]
                bar = _bar(found) if covered else []
                words += bar if covered else found
                gone += found if covered and not bar else []
            kept.append(replace(line, words=tuple(words), covered=tuple(gone)))
    return tuple(kept)


def _bar(run: Sequence[Word]) -> list[Word]:
    """Returns the bar that stands for covered words, if something drawn hides any of them."""
    hidden = [word for word in run if word.text == BAR]
    return [replace(hidden[0], right=hidden[-1].right, covered=False)] if hidden else []


def lines_of(words: Sequence[Word], rules: Rules, page: int) -> list[Line]:
    """Returns the lines of words that all run in one direction, each line in one column.

    A line continues across a gap that is no wider than those of the text around it, or that separates a list
    marker from its item or an entry from the page number at its end. It stops at a drawn line, or at a
    gutter between columns: white space that no word crosses for several lines.
    """
    field = Field(words, rules)
    group = list(range(len(words)))

    def head(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i in range(len(words)):
        following = field.following(i)
        if following is not None:
            group[head(following)] = head(i)
    found: dict[int, list[Word]] = {}
    for i, word in enumerate(words):
        found.setdefault(head(i), []).append(word)
    return [Line(tuple(sorted(members, key=lambda w: (w.left, w.order))), page) for members in found.values()]
