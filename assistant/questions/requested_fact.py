"""Recognises the fact that a question asks for: a number of days, a phone number, a year, a name.

Most questions ask for none. "When", "who" and "how" usually ask for a condition, a role or a way, so they
count only in the forms listed here. A question phrase inside a statement ("I don't know how long") asks
nothing. `assistant.facts` checks whether a text gives the fact.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.questions.fact_nouns import BARE, GAP, NOUNS, OPENING, VERB
from assistant.questions.fact_phrases import AUXILIARY, EXTENTS, PHRASES, PLURAL, FactKind
from assistant.questions.fact_statements import ASKED, INVERTED, PREPOSITION, TOLD
from assistant.questions.fact_terms import NO_TERM, WHAT_IS


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that a question asks for.

    of: the noun that is counted ("days"), defined ("GCP") or named ("advisor"), if any. words: where the
    question asks for it, in characters, end exclusive.
    """

    kind: FactKind
    of: str
    words: tuple[int, int]

    @property
    def name(self) -> str:
        """The fact in a few words, as in "number of days"."""
        if self.of and self.kind == "number":
            return f"number of {self.of}"
        if self.kind in ("measurement", "day") and self.of.lower() not in EXTENTS:
            return self.of.lower().removesuffix("s") if self.of else self.kind
        return self.kind


def missing(fact: Fact) -> str:
    """Returns the sentence that says no passage gives the fact."""
    if fact.kind == "definition":
        return f"No passage says what “{fact.of}” means."
    if fact.kind == "person":
        return "No passage says who this is."
    if fact.kind == "contact details":
        return "No passage gives contact details for this."
    if fact.kind in ("frequency", "prevalence"):
        return f"No passage says how {'often' if fact.kind == 'frequency' else 'common'} this is."
    return f"No passage gives {'an' if fact.name[0] in 'ae' else 'a'} {fact.name} for this."


def facts_asked(question: str) -> tuple[Fact, ...]:
    """Returns the facts that the question asks for, each once, in the order of its words."""
    text = question.replace("’", "'").replace("‘", "'")
    found: list[Fact] = []
    for start, end in _clauses(text):
        for fact in _facts_of(text, start, end):
            free = all(fact.words[1] <= f.words[0] or f.words[1] <= fact.words[0] for f in found)
            if free and all((fact.kind, fact.of) != (f.kind, f.of) for f in found):
                found.append(fact)
    return tuple(sorted(found, key=lambda fact: fact.words))


_PHRASES = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in PHRASES]
_NOUNS = [(kind, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for kind, pattern in NOUNS]
_OPENING = re.compile(rf"{OPENING}{GAP}$", re.IGNORECASE)
_BARE = re.compile(rf"{BARE}{GAP}$", re.IGNORECASE)
_JOINED = re.compile(
    r" ?(?:,|&|/|\+|and|or|plus) ?(?:and )?(?:the |an? |their |its )?(?:\w+ )?", re.IGNORECASE
)
_CLAUSE = re.compile(r"(?:[^.?!;\n]|(?<=\bno)\.|(?<=\btel)\.|\.(?=\w))+", re.IGNORECASE)
_PLURAL = re.compile(rf"^.*?{PLURAL}", re.IGNORECASE)
_ADVERBS = frozenset({"length of time", "time limit", "frequency", "age"})
_GOES_ON = re.compile(rf" ?(?:$|,|{AUXILIARY}\b|n't)", re.IGNORECASE)
_STATES = re.compile(
    r" ?(?:it|its|this|that|he|she|they|his|hers?|their|mum|dad|someone|people|things?|so|enough)\b(?!'s)",
    re.IGNORECASE,
)


def clause_at(question: str, at: int) -> tuple[int, int]:
    """Returns the clause of a question that contains this character, end exclusive."""
    text = question.replace("’", "'").replace("‘", "'")
    return next(((start, end) for start, end in _clauses(text) if start <= at < end), (0, len(text)))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(text):
        words = match[0].strip()
        start = match.start() + match[0].index(words) if words else match.end()
        if words:
            yield start, start + len(words)


def _facts_of(text: str, start: int, end: int) -> Iterator[Fact]:
    """Yields the facts that one clause asks for."""
    clause = text[start:end]
    for kind, pattern in _PHRASES:
        for match in pattern.finditer(clause):
            of = _of(kind, match)
            if _asks(kind, clause, match.start(), match.end()) and of != "what":
                words = (start + match.start(), start + match.start() + len(match[0].rstrip()))
                yield Fact(kind, of, words)
    last = -1
    for begin, until, kind, of in sorted(_nouns(clause)):
        left = clause[:begin]
        opened = (lead := _OPENING.search(left)) and _free(clause[: lead.start()])
        bare = _BARE.match(left) and not VERB.search(clause[until:])
        if opened or bare or (0 <= last <= begin and _JOINED.fullmatch(clause[last:begin])):
            yield Fact(kind, of, (start + begin, start + until))
            last = until
    if (term := WHAT_IS.match(clause)) and _is_term(clause, term):
        yield Fact(
            "definition",
            term["of"].strip(),
            (start + term.start("is"), start + term.start("of") + len(term["of"].rstrip())),
        )


def _nouns(clause: str) -> Iterator[tuple[int, int, FactKind, str]]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _NOUNS:
        for match in pattern.finditer(clause):
            begin, until = match.span()
            if all(until <= a or b <= begin for a, b in taken):
                taken.append((begin, until))
                yield begin, until, kind, _of(kind, match)


def _of(kind: FactKind, match: re.Match[str]) -> str:
    """Returns the noun of a match; for numbers and percentages, without further description."""
    words = (match.groupdict().get("of") or "").strip().strip("'\"“”")
    if kind not in ("number", "percentage"):
        return words
    noun = _PLURAL.match(words)
    return noun[0] if noun else " ".join(words.split()[:2])


def _asks(kind: FactKind, clause: str, start: int, end: int) -> bool:
    """Returns whether a question phrase really asks and is not part of a statement."""
    rest = clause[end:]
    if kind in _ADVERBS:
        if _GOES_ON.match(rest) and rest.strip():
            return not re.search(r"\bmatters? $", clause[:start])
        if _STATES.match(rest):
            return False
    elif kind == "number" and INVERTED.match(rest if rest.startswith(" ") else f" {rest}"):
        return True
    return _free(clause[:start])


def _free(left: str) -> bool:
    """Returns whether a question can begin after these words."""
    if ASKED.search(left):
        return True
    preposition = PREPOSITION.search(left)
    return not TOLD.search(left[: preposition.start()] if preposition else left)


def _is_term(clause: str, match: re.Match[str]) -> bool:
    """Returns whether "what is …" asks for the meaning of a term."""
    term = match["of"].strip()
    left = clause[: match.start("is")]
    if NO_TERM.search(term) or not _free(left) or PREPOSITION.search(left):
        return False
    if clause[match.end() :].lstrip().startswith("for") and (match["the"] or "the").lower() == "the":
        return False
    if (match["the"] or "").lower() != "the":
        return not term.lower().endswith("ed")
    return " " in term or any(sign.isupper() for sign in term[1:]) or len(term) <= len("mash")
