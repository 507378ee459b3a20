"""Glossary expansion: finds everyday words in a question and adds the official terms for them.

Terms match by folded words: lower case, no apostrophes, no plurals, pronouns of a kind folded into one.
"she's on a CPP" contains "CPP" but not "CP"; "mums nerves" matches "mum's nerves".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.questions.question import Expansion, content_words
from index.documents import Span, Term

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|&")
# Characters allowed between two words of one term: never the end of a sentence.
GAP = re.compile(r"['’ʼ]?[\s,/\-‐‑–]+|\.")
# Words folded into one, so that an everyday phrase matches whoever does it; the first on each line is used.
SAME = (
    ("i", "we", "im"),
    ("he", "she", "they", "hes"),
    ("me", "us"),
    ("my", "our"),
    ("his", "him", "her", "them", "their"),
    ("himself", "herself", "themselve", "themself", "myself", "ourselve", "yourself"),
    ("it", "its"),
    ("child", "children"),
    ("and", "&"),
)
POSSESSIVE = re.compile("['’ʼ]s$", re.IGNORECASE)
ACRONYMS = re.compile(r"[A-Z]{2}s")
FIRST: Mapping[str, str] = {word: words[0] for words in SAME for word in words}

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One way to write a glossary entry in a question. official: whether it is one of its official terms."""

    written: str
    entry: Term
    official: bool


class Glossary:
    """The glossary's terms, folded once to search many questions. Read-only, safe to share.

    words: every content word of the glossary; these are known, so never treated as misspelt.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        # Keyed by first word, then by all words, so that time does not grow with the glossary.
        self._phrases: dict[str, dict[Words, list[_Phrase]]] = defaultdict(lambda: defaultdict(list))
        for entry in terms:
            for listed, official in ((entry.words, False), (entry.official, True)):
                for written in listed:
                    words = folded(written)
                    self._phrases[words[0]][words].append(_Phrase(written, entry, official))
        self.words = frozenset(
            word
            for entry in terms
            for name in (*entry.words, *entry.official)
            for word in content_words(name)
        )

    def expansions(self, question: str) -> tuple[Expansion, ...]:
        """Returns the terms to add, in the order of the question and then of the glossary.

        Of overlapping matches the longest counts; of equally long ones, the first. An official term is added
        once, and not if the question contains it. An everyday phrase adds its official terms. In a [[term]]
        entry each name adds all the others. If the entry is ambiguous, the acronym adds every reading,
        unless the question spells one out, and a reading adds only the acronym.
        """
        found: dict[Span, list[_Phrase]] = defaultdict(list)
        for span, phrase in self._found(question):
            found[span].append(phrase)
        added = {
            folded(phrase.written)
            for phrases in found.values()
            for phrase in phrases
            if phrase.official or not phrase.entry.everyday
        }
        standing = frozenset(added)
        expansions = []
        for (start, end), phrases in _longest(found):
            for phrase in phrases:
                entry = phrase.entry
                for official in _others(phrase, standing):
                    if folded(official) not in added:
                        added.add(folded(official))
                        full = not (phrase.official or entry.everyday or entry.related)
                        term = question[start:end]
                        expansions.append(
                            Expansion(term, official, entry.ambiguous, entry.related, full=full)
                        )
        return tuple(expansions)

    def _found(self, question: str) -> Iterator[tuple[Span, _Phrase]]:
        words = list(WORD.finditer(question))
        names = [_folded(word.group()) for word in words]
        # Whether only a gap allowed within a term separates each word from the next.
        joined = [bool(GAP.fullmatch(question, a.end(), b.start())) for a, b in pairwise(words)]
        for i, first in enumerate(words):
            for wanted, phrases in self._phrases.get(names[i], {}).items():
                last = i + len(wanted) - 1
                if tuple(names[i : last + 1]) != wanted or not all(joined[i:last]):
                    continue
                # "the DSL's job" contains "DSL".
                span = first.start(), words[last].start() + len(POSSESSIVE.sub("", words[last].group()))
                for phrase in phrases:
                    if phrase.official or not phrase.entry.capitals or _has_capitals(phrase, question, span):
                        yield span, phrase


def expansions(question: str, terms: Sequence[Term]) -> tuple[Expansion, ...]:
    """Expands one question; for many questions, share a `Glossary`."""
    return Glossary(terms).expansions(question)


def folded(text: str) -> Words:
    """Returns the folded words of a text: "Looked-after children" gives ("looked", "after", "child")."""
    return tuple(_folded(word.group()) for word in WORD.finditer(text))


def _folded(word: str) -> str:
    plain = re.sub("['’ʼ]", "", POSSESSIVE.sub("", word.casefold()))
    # "this" loses its s too, without harm; "his", "DBS" and "CPS" are not plurals, but "HVs" is.
    if plain.endswith("s") and not plain.endswith("ss") and (len(plain) > 3 or ACRONYMS.fullmatch(word)):
        plain = plain[:-1]
    return FIRST.get(plain, plain)


def _has_capitals(phrase: _Phrase, question: str, span: Span) -> bool:
    """Returns whether each capital of the term is a capital in the question, whose plural may be longer."""
    found = question[slice(*span)]
    return all(there.isupper() for here, there in zip(phrase.written, found, strict=False) if here.isupper())


def _longest(found: Mapping[Span, list[_Phrase]]) -> list[tuple[Span, list[_Phrase]]]:
    """Returns the spans that do not overlap, preferring longer ones, in the order of the text.

    A match that adds nothing counts too, so "gang" is not found in "gang and criminal activity".
    """
    taken: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
    return [(span, found[span]) for span in sorted(taken)]


def _others(phrase: _Phrase, standing: frozenset[Words]) -> tuple[str, ...]:
    """Returns what a phrase adds. standing: terms already in the question."""
    entry = phrase.entry
    if entry.everyday:
        return () if phrase.official else entry.official
    if not entry.ambiguous:
        return (*entry.official, *entry.words)
    if phrase.official:
        return entry.words
    # A reading spelled out in the question says which one is meant.
    return () if any(folded(official) in standing for official in entry.official) else entry.official
