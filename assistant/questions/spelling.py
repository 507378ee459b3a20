"""Corrects words that the corpus does not know."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.questions.question import STOP_WORDS, Expansion
from index.storage.stems import stems_of

# Shorter words have too many neighbours: "hose" is one slip from "home" but not a misspelling of it.
SHORTEST_CORRECTED = 5
# In words of this length only two swapped letters are corrected: "slef" becomes "self".
SHORTEST_SWAPPED = 4
# Words of at least this length may contain two slips.
SHORTEST_TWICE_WRONG = 8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a corpus, prepared for many questions. Read-only, safe to share. All in lower case.

    stems: each word's stem in the lexical index; known_stems: all of these. by_initial: the words allowed as
    corrections, by first letter, in order.
    """

    stems: Mapping[str, str]
    by_initial: Mapping[str, Sequence[str]]
    known_stems: Collection[str]

    @classmethod
    def of(cls, words: Iterable[str], known: Iterable[str] = ()) -> "Vocabulary":
        """Takes the words of the passages, in any case and order; stop words are never corrections.

        known: further words that are left alone and never offered as corrections: the glossary's words and
        ordinary English. The smaller the corpus, the more it needs these: without "bullying" in it, a corpus
        would turn that word into "building".
        """
        offered = sorted({word.lower() for word in words})
        stems = stems_of({*offered, *(word.lower() for word in known)})
        by_initial: dict[str, list[str]] = defaultdict(list)
        for word in offered:
            if word.isalpha() and word not in STOP_WORDS:
                by_initial[word[0]].append(word)
        return cls(stems, dict(by_initial), frozenset(stems.values()))


def corrected(words: Iterable[str], vocabulary: Vocabulary) -> tuple[Expansion, ...]:
    """Returns each unknown word with its single nearest known word, in order.

    Words of five to seven letters may contain one slip, longer ones two: an extra, missing or wrong letter,
    or two neighbours swapped; words of four letters only a swap. The first letter is right or swapped with
    the second. Left alone: shorter words, words with other characters than letters, words known in any
    inflection, and words equally near to two words that are not inflections of each other.
    """
    typed: dict[str, str] = {}
    for word in words:
        typed.setdefault(word.lower(), word)
    unknown = [
        word
        for word in typed
        if len(word) >= SHORTEST_SWAPPED and word.isalpha() and word not in vocabulary.stems
    ]
    corrections = []
    for word, stem in stems_of(unknown).items():
        nearest = None if stem in vocabulary.known_stems else _nearest(word, vocabulary)
        if nearest:
            corrections.append(Expansion(typed[word], nearest))
    return tuple(corrections)


def _nearest(word: str, vocabulary: Vocabulary) -> str | None:
    """Returns the nearest word, the first of its inflections; None if there is none or more than one."""
    slips = 1 if len(word) < SHORTEST_TWICE_WRONG else 2
    swapped = (w for w in vocabulary.by_initial.get(word[1], ()) if w[1:2] == word[0])
    choices = dict.fromkeys((*vocabulary.by_initial.get(word[0], ()), *swapped))
    near = process.extract(word, choices.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    if len(word) < SHORTEST_CORRECTED:
        near = [found for found in near if sorted(found[0]) == sorted(word)]
    least = min((distance for _, distance, _ in near), default=None)
    best = sorted(found for found, distance, _ in near if distance == least)
    return best[0] if len({vocabulary.stems[found] for found in best}) == 1 else None
