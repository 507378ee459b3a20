"""Checks whether a clause that gives a fact is about the question's subject.

The price for adults does not answer "How much do pensioners pay?". If another clause, about as similar to
the question, contains more of its words, the fact belongs to another subject.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.facts.clauses import Clause, clauses, qualifiers
from assistant.facts.counts import SCALE, SYNONYMS, stem
from assistant.facts.values import holds
from assistant.questions.question import TERM
from assistant.questions.requested_fact import Fact
from index.storage.stems import stems_of

# A clause without the fact is a rival if it contains this much more of the question's words, weighted by
# rarity. The margin is larger for counts, because the fact itself names what is counted. Tuned together with
# the next two on the questions of benchmarks/facts and benchmarks/facts/tuning, with SQuAD 2.0 as a guard.
RIVAL_MARGIN = 0.3
COUNTED_MARGIN = 0.5
# How much lower a rival's cosine similarity to the question may be.
RIVAL_NEARNESS = 0.2
# Weight of a word that occurs only in the sentence before the clause or the first of its passage.
CARRIED_OVER = 0.5
# Alternatives: a clause that names only others of a group is about another subject.
CONTRASTS = tuple(
    frozenset(group.split())
    for group in (
        "weekday weekend",
        "weekday saturday",
        "weekday sunday",
        "monday tuesday wednesday thursday friday saturday sunday",
        "spring summer autumn winter christmas easter",
        "adult child pensioner student",
    )
)
# Compares "conductor" as "conduct".
_DOER = re.compile(r"(?<=\w{4})(?:or|er|e)$")
# A number of these names no subject.
SPANS = frozenset({*SCALE, "evening", "morning", "night", "time"})
# The facts that a passage gives, each with the positions of the sentences that give it.
Given = Mapping[Fact, frozenset[int]]
# Synonyms in a stricter sense than SYNONYMS, whose first two groups are too broad here.
_SAME = {
    word: group.split()[0]
    for group in (
        "child kid youngster",
        "pupil student learner",
        "bicycle bike cycle",
        "telephone phone",
        "christmas xmas",
        "staff employee worker",
        *SYNONYMS[2:],
    )
    for word in group.split()
}


@dataclass(frozen=True, slots=True)
class Speaking:
    """The parts of a passage that can give a fact.

    sentences: each with its similarity to the question. context: the passage's introduction, which can give
    part of the fact. headings: those above it. title: its document's.
    """

    sentences: tuple[tuple[str, float], ...]
    context: str = ""
    headings: str = ""
    title: str = ""


def held(question: str, facts: Sequence[Fact], passages: Sequence[Speaking]) -> list[Given]:
    """Returns for each passage the facts that it gives about the question's subject."""
    clauses_found = [
        clause
        for place, passage in enumerate(passages)
        for clause in clauses(
            place, passage.sentences, f"{passage.title}\n{passage.headings}\n{passage.context}"
        )
    ]
    asked = {fact: qualifiers(question, fact) for fact in facts}
    roots = _roots([*clauses_found], [word for words in asked.values() for word in words])
    found: list[dict[Fact, frozenset[int]]] = [{} for _ in passages]
    for fact, qualified in asked.items():
        for clause in _holding(fact, qualified, clauses_found, passages, roots):
            given = found[clause.passage]
            given[fact] = given.get(fact, frozenset()) | {clause.sentence}
    return [*found]


def _holding(
    fact: Fact,
    qualified: Mapping[str, float],
    clauses_found: Sequence[Clause],
    passages: Sequence[Speaking],
    roots: Mapping[str, str],
) -> Iterator[Clause]:
    """Yields the clauses that give the fact and have no rival."""
    own = [{roots[word] for word in _words(f"{clause.words} {clause.around}")} for clause in clauses_found]
    weights: dict[str, float] = {}
    for word, weight in qualified.items():
        known = sum(roots[word] in words for words in own)
        if known:
            weights[roots[word]] = weight * math.log((len(clauses_found) + 1) / (known + 0.5))
    total = sum(weights.values()) or 1.0
    shares = [sum(weights[root] for root in weights.keys() & words) / total for words in own]
    holders = [
        _holds(fact, qualified, passages[clause.passage], clause)
        and not _contrasts(qualified, f"{clause.words} {clause.around}")
        for clause in clauses_found
    ]
    rivals = [
        (share, c.near) for share, c, holder in zip(shares, clauses_found, holders, strict=True) if not holder
    ]
    margin = RIVAL_MARGIN if fact.kind != "number" or stem(fact.of) in SPANS else COUNTED_MARGIN
    for clause, words, share, holder in zip(clauses_found, own, shares, holders, strict=True):
        if holder:
            before = {roots[word] for word in _words(clause.before)} - words
            share += CARRIED_OVER * sum(weights[root] for root in weights.keys() & before) / total
            if not any(s > share + margin and near > clause.near - RIVAL_NEARNESS for s, near in rivals):
                yield clause


def _holds(fact: Fact, qualified: Mapping[str, float], passage: Speaking, clause: Clause) -> bool:
    """Returns whether a clause with its introduction gives the fact, about any subject.

    Headings count only for definitions, because they are often numbered. For dates and times, the question's
    own words do not count: "the spring concert" does not say when the concert is.
    """
    if fact.kind in {"day", "day or time"}:
        return holds(
            fact, TERM.sub(lambda word: "" if word[0].lower() in qualified else word[0], clause.words)
        )
    above = passage.headings if fact.kind == "definition" else ""
    share = replace(fact, of="") if fact.kind == "percentage" else fact
    return holds(share, "\n".join((above, passage.context, clause.words)))


def _contrasts(qualified: Mapping[str, float], text: str) -> bool:
    """Returns whether a text names other alternatives than the question does."""
    asked, said = ({stem(word) for word in words} for words in (qualified, _words(text)))
    return any(asked & group and said & group and not asked & said & group for group in CONTRASTS)


def _roots(clauses_found: Sequence[Clause], asked: Sequence[str]) -> Mapping[str, str]:
    """Maps each word to the form it is compared by: its stem, or the first of its synonyms."""
    texts = (f"{clause.words} {clause.around} {clause.before}" for clause in clauses_found)
    words = {*asked, *(word for text in texts for word in _words(text))}
    return {word: _SAME.get(stem(word), _DOER.sub("", root)) for word, root in stems_of(words).items()}


def _words(text: str) -> list[str]:
    return [word.lower() for word in TERM.findall(text)]
