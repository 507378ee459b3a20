"""Quotes with nearly the same words: which words differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.answers.quote import Quote
from index.documents import Span

# Two quotes are nearly the same when one word in so many differs, or a single one.
WORDS_TO_A_DIFFERENCE = 10
# Of shorter quotes a single word is no small part.
FEWEST_WORDS = 5
WORD = re.compile(r"\S+")
Words = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Change:
    """Words that differ, [start, end) in each quote's text. Empty: the words stand on one side only."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """How a quote differs from another one of the same answer. other: which one, counted from 0."""

    other: int
    changes: tuple[Change, ...]


def differences(quotes: Sequence[Quote]) -> list[tuple[Difference, ...]]:
    """For each quote, those of the others whose words are nearly its own.

    A must for a should is one word among many, and another rule.
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
    """Where two texts of nearly the same words differ; nothing for texts that differ in more."""
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
    """Where two texts differ, word by word. Both have words."""
    ours, theirs = list(WORD.finditer(here)), list(WORD.finditer(there))
    return _as_changes(ours, theirs, _apart(ours, theirs))


def _apart(ours: Words, theirs: Words) -> list[tuple[int, int, int, int]]:
    """The runs of words that are not on both sides: from where to where, here and there."""
    matcher = SequenceMatcher(None, [w.group() for w in ours], [w.group() for w in theirs], autojunk=False)
    return [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]


def _as_changes(ours: Words, theirs: Words, apart: list[tuple[int, int, int, int]]) -> tuple[Change, ...]:
    return tuple(
        Change(_span(ours, start, end), _span(theirs, begin, stop)) for start, end, begin, stop in apart
    )


def _span(words: Words, start: int, end: int) -> Span:
    """Where these words stand; where they would, when there are none."""
    if start == end:
        place = words[start].start() if start < len(words) else words[-1].end()
        return (place, place)
    return (words[start].start(), words[end - 1].end())
