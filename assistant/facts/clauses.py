"""The clauses of a passage, with the words that each leans on, and the words of a question to find there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.questions.question import STOP_WORDS, TERM
from assistant.questions.requested_fact import Fact, clause_at

# How much a word beside the words that ask counts more than one further off.
BESIDE = 2.0
# Words of a question that ask, measure or fill, and name no subject.
ASKING = frozenset(
    """
    tell please pls plz kindly grateful glad know idea wonder wondering advise confirm check remind find
    anyone anybody somebody someone might allowed allow need number many much often long soon quickly
    frequently cost costs price prices pay paid pays charge charged charges fee fees amount money date day
    days time times year years hour hours week weeks month months evening evenings night nights age old
    phone telephone tel email e-mail mail address website web url link contact details name names called
    percentage percent proportion share fraction max maximum min minimum limit deadline size length weight
    width height depth temperature colour color big large largest small heavy tall wide deep high mean means
    meaning stand stands definition define notice period present currently moment today now held take takes
    taken come comes happen happens open opens opening closing place exactly roughly approx about total
    average run runs running carry carries hold holds fit fits seat seats whats whos wheres whens hows wats
    """.split()  # noqa: SIM905
)
_CLAUSE = re.compile(
    r"; |, (?=(?:and|but|while|whereas|though|although|or) )|"
    r"(?<=\w) (?=and (?:is|are|was|were|has|have|had|may|must|can|will|moved|given)\b)|"
    r"(?<=\w) (?=and (?:[A-Za-z]+ ){1,3}for )"
)
_LEANS = re.compile(r"(?:it|its|they|their|this|these|those|that|he|she|his|her|such)\b", re.IGNORECASE)
SUBJECT_WORDS = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a passage. near: how near its sentence is to the question. passage: the passage's place.

    around: what it leans on: the passage's headings and what introduces it, the sentence that a pronoun
    takes up, the first words of the sentence. before: its passage's first sentence and the one before it.
    """

    words: str
    near: float
    passage: int
    around: str
    before: str


def clauses(passage: int, sentences: Sequence[tuple[str, float]], around: str) -> Iterator[Clause]:
    """Yields the clauses of a passage's sentences, in order; each sentence with how near it is."""
    last = ""
    for sentence, near in sentences:
        leaning = f"{around} {last}" if _LEANS.match(sentence) else around
        first, *others = _CLAUSE.split(sentence)
        before = f"{sentences[0][0]} {last}" if last else ""
        yield Clause(first, near, passage, leaning, before)
        subject = " ".join(first.split()[:SUBJECT_WORDS])
        for other in others:
            yield Clause(
                other[:1].upper() + other[1:] if first[:1].isupper() else other,
                near,
                passage,
                f"{leaning} {subject}",
                before,
            )
        last = sentence


def qualifiers(question: str, fact: Fact) -> Mapping[str, float]:
    """Returns the words that say of what the fact is asked, each with how much it counts.

    They are the content words of the clause that asks. The first ones in a row from where it asks, or else
    the last before, count more. None where it asks what a word means: the fact itself names the word.
    """
    if fact.kind == "definition":
        return {}
    start, end = clause_at(question, fact.words[0])
    begin, until = fact.words
    runs: list[tuple[int, list[str]]] = []
    apart = True
    for match in TERM.finditer(question, start, end):
        word = match[0].lower()
        counted = fact.kind == "number" and begin <= match.start() < until
        if counted or word in STOP_WORDS or word in ASKING or len(word) == 1:
            apart = True
            continue
        if apart:
            runs.append((match.start(), []))
        runs[-1][1].append(word)
        apart = False
    beside = next((run for at, run in runs if at >= begin), runs[-1][1] if runs else [])
    return {word: BESIDE if run is beside else 1.0 for _, run in reversed(runs) for word in run}
