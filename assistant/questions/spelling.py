"""What a word that the corpus does not know was probably meant to be."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.questions.question import STOP_WORDS, Expansion

# Short words have too many neighbours: "hose" is one slip from "home", and no misspelling of it.
SHORTEST_CORRECTED = 5
# Of words of this length only two letters that changed places are put right: "slef" is "self".
SHORTEST_SWAPPED = 4
# From this length on a second slip is forgiven.
SHORTEST_TWICE_WRONG = 8
# As the lexical index reads words (index/storage/build_files.py), so that what it finds is never corrected.
TOKENIZER = "porter unicode61 remove_diacritics 2"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a corpus, prepared for many questions. Read-only, safe to share.

    stems: what the lexical index makes of each word, known_stems: all of these. by_initial: the words
    that may be a correction, by their first letter, in order. All in small letters.
    """

    stems: Mapping[str, str]
    by_initial: Mapping[str, Sequence[str]]
    known_stems: Collection[str]

    @classmethod
    def of(cls, words: Iterable[str], known: Iterable[str] = ()) -> "Vocabulary":
        """Take the words of the passages, in any case and order; of these no stop word is a correction.

        known: further words that are left alone in a question and are no correction of others: the
        glossary's, and those of ordinary English. The smaller a corpus, the more it needs the
        latter: one without "bullying" would have it to be "building".
        """
        offered = sorted({word.lower() for word in words})
        stems = stems_of({*offered, *(word.lower() for word in known)})
        by_initial: dict[str, list[str]] = defaultdict(list)
        for word in offered:
            if word.isalpha() and word not in STOP_WORDS:
                by_initial[word[0]].append(word)
        return cls(stems, dict(by_initial), frozenset(stems.values()))


def corrected(words: Iterable[str], vocabulary: Vocabulary) -> tuple[Expansion, ...]:
    """The words that the vocabulary does not know, each with its one nearest word, in their order.

    A word of five to seven letters may hold one slip, a longer one two: a letter too many, missing,
    wrong, or swapped with its neighbour; one of four letters only the last. The first letter is right, or
    swapped with the second. A word is left alone that is shorter, is not made of letters only, is known in
    any inflection, or is as near to a second word that is no inflection of the first.
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
    """The nearest word, the first of its inflections; None where there is none, or more than one."""
    slips = 1 if len(word) < SHORTEST_TWICE_WRONG else 2
    swapped = (w for w in vocabulary.by_initial.get(word[1], ()) if w[1:2] == word[0])
    choices = dict.fromkeys((*vocabulary.by_initial.get(word[0], ()), *swapped))
    near = process.extract(word, choices.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    if len(word) < SHORTEST_CORRECTED:
        near = [found for found in near if sorted(found[0]) == sorted(word)]
    least = min((distance for _, distance, _ in near), default=None)
    best = sorted(found for found, distance, _ in near if distance == least)
    return best[0] if len({vocabulary.stems[found] for found in best}) == 1 else None


def stems_of(words: Collection[str]) -> dict[str, str]:
    """Each word's stem, as the lexical index would have it: "refer" for "referred" and "referring"."""
    if not words:
        return {}
    listed = list(words)
    stems = {word: word for word in listed}
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE VIRTUAL TABLE words USING fts5(word, content='', tokenize='{TOKENIZER}')")
        database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, instance)")
        database.executemany("INSERT INTO words (rowid, word) VALUES (?, ?)", enumerate(listed))
        for stem, row in database.execute("SELECT term, doc FROM stems ORDER BY doc, offset"):
            stems[listed[row]] = stem
    return stems
