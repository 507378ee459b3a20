"""What is searched besides a question's own words: the official terms that the glossary has for them.

A term is found by its words, folded: small letters, no apostrophes, no plural, one pronoun for all of its
kind. "she's on a CPP" holds "CPP" and nothing of "CP"; "mums nerves" is "mum's nerves".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.questions.question import Expansion, content_words
from index.documents import Span, Term

WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|&")
# What may stand between two words of one term: never the end of a sentence.
GAP = re.compile(r"['’ʼ]?[\s,/\-‐‑–]+|\.")
# Whoever does it, it is the same everyday phrase. Only the first of each line stands in folded words.
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
    """One way in which an entry can stand in a question. official: as one of its official terms."""

    written: str
    entry: Term
    official: bool


class Glossary:
    """The terms, folded once, to be looked for in many questions. Read-only, safe to share.

    words: every word of the glossary, as a question's content words are: known, so never misspelt.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        # By first word, and then by all of them: a question is read once, whatever the glossary's length.
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
        """What is searched besides, in the order of the question and then of the glossary.

        Of terms that overlap the longest is taken, and of equal ones the first. An official term is
        added once, and not where it stands in the question. An everyday phrase adds its official terms.
        Of a [[term]] each name adds all the others; where it is ambiguous the acronym adds every reading,
        unless one of them is written out, and a reading adds the acronym only.
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
                        term = question[start:end]
                        expansions.append(Expansion(term, official, entry.ambiguous, entry.related))
        return tuple(expansions)

    def _found(self, question: str) -> Iterator[tuple[Span, _Phrase]]:
        words = list(WORD.finditer(question))
        names = [_folded(word.group()) for word in words]
        # Whether each word goes on to the next one, as the words of one term do.
        joined = [bool(GAP.fullmatch(question, a.end(), b.start())) for a, b in pairwise(words)]
        for i, first in enumerate(words):
            for wanted, phrases in self._phrases.get(names[i], {}).items():
                last = i + len(wanted) - 1
                if tuple(names[i : last + 1]) != wanted or not all(joined[i:last]):
                    continue
                # "the DSL's job" holds "DSL".
                span = first.start(), words[last].start() + len(POSSESSIVE.sub("", words[last].group()))
                for phrase in phrases:
                    if phrase.official or not phrase.entry.capitals or _has_capitals(phrase, question, span):
                        yield span, phrase


def expansions(question: str, terms: Sequence[Term]) -> tuple[Expansion, ...]:
    """What is searched besides for one question; see `Glossary`, which many questions can share."""
    return Glossary(terms).expansions(question)


def folded(text: str) -> Words:
    """The words of a text as terms are compared: "Looked-after children" is ("looked", "after", "child")."""
    return tuple(_folded(word.group()) for word in WORD.finditer(text))


def _folded(word: str) -> str:
    plain = re.sub("['’ʼ]", "", POSSESSIVE.sub("", word.casefold()))
    # "this" is folded as a plural, to no harm; "his", "DBS" and "CPS" are none, and "HVs" is one.
    if plain.endswith("s") and not plain.endswith("ss") and (len(plain) > 3 or ACRONYMS.fullmatch(word)):
        plain = plain[:-1]
    return FIRST.get(plain, plain)


def _has_capitals(phrase: _Phrase, question: str, span: Span) -> bool:
    """Whether each capital of the term is one in the question; the latter's plural may be longer."""
    found = question[slice(*span)]
    return all(there.isupper() for here, there in zip(phrase.written, found, strict=False) if here.isupper())


def _longest(found: Mapping[Span, list[_Phrase]]) -> list[tuple[Span, list[_Phrase]]]:
    """The spans, longest first while they do not overlap; in order.

    One that adds nothing counts too: "gang" is not looked for in "gang and criminal activity".
    """
    taken: list[Span] = []
    for start, end in sorted(found, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
    return [(span, found[span]) for span in sorted(taken)]


def _others(phrase: _Phrase, standing: frozenset[Words]) -> tuple[str, ...]:
    """What a phrase adds, but for what is there already."""
    entry = phrase.entry
    if entry.everyday:
        return () if phrase.official else entry.official
    if not entry.ambiguous:
        return (*entry.official, *entry.words)
    if phrase.official:
        return entry.words
    # Whoever writes one reading out has said which is meant.
    return () if any(folded(official) in standing for official in entry.official) else entry.official
