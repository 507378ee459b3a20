"""Finds the words in which nearly identical quotes differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answers.quote import Quote
from index.documents import Span

# Two quotes are nearly the same if at most one word in ten differs, or a single word.
WORDS_TO_A_DIFFERENCE = 10
# In quotes shorter than this, a single word is a large part.
FEWEST_WORDS = 5
WORD = re.compile(r"\S+")
Words = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ, [start, end) in each quote's text. Empty: the words are only in the other quote."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """How a quote differs from another one in the same answer. other: its position, from 0."""

    other: int
    changes: tuple[Change, ...]


def differences(quotes: Sequence[Quote]) -> list[tuple[Difference, ...]]:
    """Returns for each quote its differences from the others that are nearly the same.

    "Must" instead of "should" is one word among many, but another rule.
    """
    return [
        tuple(
            Difference(number, changes)
            for number, other in enumerate(quotes)
            if number != own and (changes := _changes(quote.text, other.text))
        )
        for own, quote in enumerate(quotes)
    ]


def _changes(here: str, there: str) -> tuple[Change, ...]:
    """Returns where two nearly identical texts differ; nothing if they differ in more."""
    ours, theirs = list(WORD.finditer(here)), list(WORD.finditer(there))
    longer = max(len(ours), len(theirs))
    allowed = max(1, longer // WORDS_TO_A_DIFFERENCE)
    if longer < FEWEST_WORDS or abs(len(ours) - len(theirs)) > allowed:
        return ()
    apart = _apart(ours, theirs)
    if sum(max(end - start, stop - begin) for start, end, begin, stop in apart) > allowed:
        return ()
    return _as_changes(ours, theirs, apart)


def changed_words(here: str, there: str) -> tuple[Change, ...]:
    """Returns where two texts differ, word by word. Neither may be empty."""
    ours, theirs = list(WORD.finditer(here)), list(WORD.finditer(there))
    return _as_changes(ours, theirs, _apart(ours, theirs))


def _apart(ours: Words, theirs: Words) -> list[tuple[int, int, int, int]]:
    """Returns the runs of words that are not in both texts, as word positions here and there."""
    matcher = SequenceMatcher(None, [w.group() for w in ours], [w.group() for w in theirs], autojunk=False)
    return [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]


def _as_changes(ours: Words, theirs: Words, apart: list[tuple[int, int, int, int]]) -> tuple[Change, ...]:
    return tuple(
        Change(_span(ours, start, end), _span(theirs, begin, stop)) for start, end, begin, stop in apart
    )


def _span(words: Words, start: int, end: int) -> Span:
    """Returns the characters that these words cover; for no words, the empty span where they would be."""
    if start == end:
        place = words[start].start() if start < len(words) else words[-1].end()
        return (place, place)
    return (words[start].start(), words[end - 1].end())
