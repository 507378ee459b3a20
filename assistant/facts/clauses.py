"""Splits passages into clauses with their context, and finds the words that a question asks about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.questions.question import STOP_WORDS, TERM
from assistant.questions.requested_fact import Fact, clause_at

# Weight of a word next to the words that ask, relative to one further away.
BESIDE = 2.0
# Words that ask, measure or fill in a question, and name no subject.
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
    """A clause of a passage.

    near: its sentence's similarity to the question. passage: the passage's position. sentence: its
    sentence's position in the passage. around: its context:
    the passage's headings and introduction, the sentence that an opening pronoun refers to, the first words
    of its own sentence. before: the passage's first sentence and the one before this.
    """

    words: str
    near: float
    passage: int
    sentence: int
    around: str
    before: str


def clauses(passage: int, sentences: Sequence[tuple[str, float]], around: str) -> Iterator[Clause]:
    """Yields the clauses of a passage in order. sentences: each with its similarity to the question."""
    last = ""
    for at, (sentence, near) in enumerate(sentences):
        leaning = f"{around} {last}" if _LEANS.match(sentence) else around
        first, *others = _CLAUSE.split(sentence)
        before = f"{sentences[0][0]} {last}" if last else ""
        yield Clause(first, near, passage, at, leaning, before)
        subject = " ".join(first.split()[:SUBJECT_WORDS])
        for other in others:
            yield Clause(
                other[:1].upper() + other[1:] if first[:1].isupper() else other,
                near,
                passage,
                at,
                f"{leaning} {subject}",
                before,
            )
        last = sentence


def qualifiers(question: str, fact: Fact) -> Mapping[str, float]:
    """Returns the words that say what the fact is about, each with its weight.

    They are the content words of the clause that asks. The first run of them at or after the words that ask
    (if there is none, the last run) weighs more. Empty for a definition, because the fact itself names the
    term.
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
