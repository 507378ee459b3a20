"""Checks whether a text counts something: a number of levels, of pupils, of working days."""

import re
from collections.abc import Iterator

from assistant.questions.personal_details import MONTHS

ONES = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
LARGE = r"hundreds?|thousands?|millions?|billions?|trillions?|dozens?"
# "One" counts only where it is not a pronoun.
NUMERAL = (
    rf"(?:(?<![\w.,£$€])[<>~]?\d+(?:[.,]\d+){{0,4}}(?:(?:st|nd|rd|th)\b)?(?:-?(?={LARGE}))?|"
    rf"\b(?<!no )(?!one (?:of|another|or other|day)\b)(?:{ONES})\b)(?:[ -](?:{ONES}|{LARGE}))*|\b(?:{LARGE}|"
    rf"both|none|several|single|half|few|infinite(?:ly)?|once|twice|thrice|couple|pair|second|third|fourth|"
    rf"fifth|sixth)\b"
)
AMOUNT = (
    rf"(?:\d+(?:[.,]\d+){{0,4}}|\b(?:{ONES}|an?|half|couple|few|several|{LARGE})\b)(?:[ -](?:{ONES}|"
    rf"{LARGE})\b){{0,3}}"
)
# Words allowed between a number and its unit; bounded so that a long row of numbers stays fast.
BETWEEN = (
    r"(?: (?:or|to|and|of|more|full|full-time|whole|further|clear|consecutive|additional|\w+ing|\d+|school|"
    rf"calendar|bank|term-time|business|{ONES})\b| ?[-–] ?\d+| ?\(\d+\)){{0,4}}"
)
SOON = (
    r"\b(?:(?:same|next|following|previous) (?:working |school |business )?(?:day|week|month|year|term|"
    r"morning)|fortnight|24/7|overnight|(?:a|each|every|per) (?:working |school )?day)\b"
)


SENTENCE = re.compile(
    r"(?:[^.!?;\n]|\.(?=\S)|(?<=\b(?:Mr|Dr|St|no|eg|ie))\.|(?<=\bapprox)\.)+", re.IGNORECASE
)
_NUMERAL = re.compile(NUMERAL, re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:'\w+)?|°")
# After these words, a number counts nothing.
_LABEL = re.compile(
    r"\b(?:sections?|parts?|pages?|chapters?|paragraphs?|para|annex|appendix|articles?|figures?|tables?|"
    r"key stage|number|no\.|"
    rf"version|act|{MONTHS}|in|since|until|on|aged?) (?:the )?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r" ?(?:am|pm|o'?clock)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALENDAR = re.compile(r"1[5-9]\d\ds?|\d\d?(?:st|nd|rd|th)", re.IGNORECASE)
# How many words may stand between a number and what it counts, after it and before it.
BEHIND, BEFORE = 7, 5
NEAR = 100  # characters in which to look for them
SYNONYMS = (
    "child pupil student kid person young teenager adolescent youth learner girl boy baby infant sibling "
    "individual",
    "person resident population inhabitant man woman adult member staff employee worker individual citizen "
    "professional practitioner teacher colleague human volunteer follower viewer passenger soldier officer "
    "tourist visitor actor",
    "school setting academy college",
    "parent carer mother father guardian family household",
    "level tier stage step phase band",
    "meeting conference visit session contact",
    "death die kill casualty victim",
    "area county city district region",
    "reason factor cause barrier",
    "kilometre kilometer km",
    "mile mi",
    "ton tonne",
    "metre meter m",
    "degree °",
    "hymn song",
    "litre liter",
    "film movie",
)
_GROUPS = [frozenset(group.split()) for group in SYNONYMS]
PEOPLE = re.compile(r"\w{3,}(?:er|or|ist|ian|attendance|admission|fan|extra)s?", re.IGNORECASE)
# Nouns so vague that a number of anything answers ("how many kinds").
VAGUE = frozenset("kind type form sort category way item thing place part piece aspect element area".split())  # noqa: SIM905
IRREGULAR = {
    "children": "child",
    "people": "person",
    "ppl": "person",
    "men": "man",
    "women": "woman",
    "feet": "foot",
    "lives": "life",
}
SCALE = ("second", "minute", "hour", "day", "week", "month", "year", "decade")


def period(units: str) -> str:
    """Returns the pattern of a period in one of these units."""
    return rf"{AMOUNT}{BETWEEN}[ -]?(?:{units})\b"


def stem(word: str) -> str:
    """Returns a word in lower case and in the singular."""
    word = word.lower().removesuffix("'s")
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) > len("days") and word.endswith("ies"):
        return f"{word[:-3]}y"
    word = re.sub(r"(?<=ss|sh|ch|[^s]x)es$", "", word)
    return (
        word[:-1]
        if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > len("gas")
        else word
    )


def _sentences(text: str) -> Iterator[str]:
    return (match[0] for match in SENTENCE.finditer(text))


def counts(noun: str, text: str) -> bool:
    """Returns whether the text gives a number of the noun; for periods, the neighbouring units count too."""
    wanted = {stem(word) for word in WORD.findall(noun) if len(word) > 1}
    units = [SCALE.index(word) for word in wanted if word in SCALE]
    if units:
        near = "|".join(_unit(at) for at in range(max(0, units[0] - 1), units[0] + 2))
        return bool(re.search(rf"{period(near)}|{SOON}", text, re.IGNORECASE))
    if wanted & {"time", "occasion"}:
        wanted |= VAGUE | {"once", "twice", "thrice"}
    wanted = with_synonyms(wanted)
    if not wanted:
        return bool(_NUMERAL.search(text))
    return any(_counts(sentence, wanted) for sentence in _sentences(text))


def with_synonyms(stems: set[str]) -> set[str]:
    """Returns these nouns and their synonyms."""
    return stems.union(*(group for group in _GROUPS if stems & group))


def _unit(at: int) -> str:
    units = {
        "day": "days?|nights?",
        "week": "weeks?|fortnights?|terms?",
        "hour": "hours?|hrs?",
        "minute": "min(?:ute)?s?",
    }
    return units.get(SCALE[min(at, len(SCALE) - 1)], f"{SCALE[min(at, len(SCALE) - 1)]}s?")


def _counts(sentence: str, wanted: set[str]) -> bool:
    """Returns whether a number in the sentence stands near one of the wanted nouns."""
    for match in _NUMERAL.finditer(sentence):
        left, right = sentence[: match.start()][-NEAR:], sentence[match.end() :][:NEAR]
        label = _LABEL.search(left)
        ours = label and stem(label[0].split()[0]) in wanted
        dated = label and label[0].lower().startswith(("in ", "on ", "since ", "until "))
        if _YEAR.fullmatch(match[0]) or (label and not ours and (_CALENDAR.fullmatch(match[0]) or not dated)):
            continue
        if _CLOCK.match(right):
            continue
        near = [*WORD.findall(right)[:BEHIND], *WORD.findall(left)[-BEFORE:]]
        if match[0].lower() in wanted or any(speaks_of(word, wanted) for word in near):
            return True
    return False


def speaks_of(word: str, wanted: set[str]) -> bool:
    """Returns whether a word is one of the wanted nouns; a long one may be misspelt or part of a compound."""
    root = stem(word)
    alike = any(
        root[:6] == noun[:6] if len(noun) > len("seventh") else root.endswith(noun[-12:])
        for noun in wanted
        if len(noun) > len("mi")
    )
    return (
        root in wanted
        or alike
        or ("person" in wanted and bool(PEOPLE.fullmatch(word)))
        or (bool(wanted & VAGUE) and word.endswith("s"))
    )
