"""Checks whether a text names a person, or says who does something."""

import re

from assistant.questions.personal_details import MONTHS

ROLE = re.compile(
    r"\b(?:advis[eo]r|officer|lead|manager|head|chair|co-?ordinator|director|worker|nurse|governor|"
    r"commissioner|dsl|lado|senco)s?\b",
    re.IGNORECASE,
)
# Capitalised words that are never part of a person's name.
OFFICES = frozenset(
    """
    a academy advice adviser advisor agency and assessment authority board body centre chair child
    children children's city commissioner community conference constabulary council county
    department derby derbyshire designated director district early education england family forum
    framework government group head health help hospital hub in ireland lead local manager multi
    national nhs of officer partnership plan police policy procedures protection protocol referral
    royal safeguarding school scotland secretary service services social society specialist starting
    strategic support team the trust unit wales worker working young
    """.split()  # noqa: SIM905
)
_CAPITALS = re.compile(r"(?<![\w'])[A-Z][\w'-]*(?:(?: | (?:de|van|of|the) )[A-Z][\w'-]*)*")
# Two capitalised words in a row, or one inside a sentence that is not a day, a month or a house ("in the
# Plough").
_NAMED = re.compile(
    r"[A-Z]\w+ [A-Z]|"
    rf"(?<=[^.!?:\s] )(?<!\bthe )[\"'“(]?(?!(?i:\w+days?\b|{MONTHS}\b)|I\b)[A-Z]\w"
)
_CREDIT = re.compile(
    r"\b(?:research|study|report|review|work|written|published|chaired|led) (?:\w+ )?by\b(?! an? )|"
    r"\b(?:19|20)\d\d\)"
)


def names(role: str, text: str) -> bool:
    """Returns whether the text names a person; lenient, except for the name of someone in an office."""
    if text == text.lower():
        return True
    if ROLE.search(role):
        return any(_is_person(match[0], role) for match in _CAPITALS.finditer(text))
    return bool(_NAMED.search(text) or _CREDIT.search(text))


_RUN_BY = re.compile(
    r"\b(?:run|chaired|taught|led|conducted|managed|driven|edited|owned|headed)\b[ \w]{0,15}? by\b|"
    r"\b(?:the|an?|our|each|every) (?:[\w'-]+ ){1,4}?(?:(?:will|must|should|can|may|also|usually) )?"
    r"(?:runs?|chairs?|teach(?:es)?|conducts?|manages?|drives?|edits?|owns?|heads?|leads?|(?:is|are) (?:in "
    r"charge of|responsible for|led by)) (?:the|an?|all|each|every|this|our|it|them|\w+s)\b",
    re.IGNORECASE,
)


def told_by_role(text: str) -> bool:
    """Returns whether the text says which role does something: "the office manager chairs the board"."""
    return bool(_RUN_BY.search(text))


def _is_person(words: str, role: str) -> bool:
    parts = words.split()
    if parts[0].rstrip(".") in {"Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir"}:
        return len(parts) > 1
    names = [part for part in parts if part.lower() not in OFFICES and part.lower() not in role.lower()]
    return len(names) == len(parts) > 1 and not all(part.isupper() for part in parts)
