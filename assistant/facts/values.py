"""Checks whether a text gives a fact: a phone number, a period, an age, a name, the meaning of a term.

Strict for facts with a form of their own (numbers, addresses); lenient for names and definitions.
"""

import re

from assistant.facts.counts import LARGE, ONES, SOON, WORD, counts, period, speaks_of, stem, with_synonyms
from assistant.facts.measures import measures
from assistant.facts.names import names, told_by_role
from assistant.questions.fact_phrases import FactKind
from assistant.questions.personal_details import MONTHS
from assistant.questions.requested_fact import Fact

UNIT = (
    "(?<!a )seconds?|secs?|min(?:ute)?s?|hours?|hrs?|(?:half-)?days?|weeks?|fortnights?|months?|"
    "(?<!a )(?:half[- ])?terms?|"
    "years?|decades?|centur(?:y|ies)|generations?|nights?|weekends?|lifetimes?|(?<!a )sessions?|"
    "semesters?|seasons?"
)
SPAN = rf"{period(UNIT)}|{SOON}"
AT_ONCE = (
    r"\b(?:delay(?:s|ed|ing)?|immediate(?:ly)?|straight ?away|right away|at once|as soon as|promptly|"
    r"urgent(?:ly)?|without waiting|not wait|until|till|by the end|as long as|no (?:time limit|deadline|"
    r"set time|longer than)|indefinite(?:ly)?|permanent(?:ly)?|throughout|forever|timely|lifelong)\b"
)
LENGTH = r"\d ?(?:miles?|kilomet\w+|km|met(?:re|er)s?|feet|foot|ft|inch\w*|cm|mm|m|mi|pages?|words?|lines?)\b"
DATE = (
    rf"\b(?:1\d|20|21)\d\ds?\b|\b\d{{1,4}} ?(?:bc|bce|ad|ce)\b|\b(?:ad|ce) ?\d+|'\d\ds?\b|"
    rf"\b{MONTHS}\b(?! (?:be|not|have|also|need|feel|want|seem))|"
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d){{1,2}}\b"
)
DAY = (
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b\d{1,2}(?:st|nd|rd|th)\b|centur(?:y|ies)|decade|"
    rf"(?:\d|\b(?:{ONES}|{LARGE})) years ago\b|\bBP\b"
)
SEASON = (
    r"\b(?:spring|summer|autumn|winter|easter|christmas|whitsun|michaelmas|lady day|bank holidays?|weekends?|"
    r"weekdays?|(?:half[- ])?terms?|term[- ]time)\b"
)
CONDITION = r"\b(?:when|once|if|after|before|until|unless|as soon as|whenever|during|following)\b"
TIME = (
    rf"\b(?:\d{{1,2}}(?:[.:]\d\d)?|{ONES}) (?:in the (?:morning|afternoon|evening)|at night)\b|"
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b|\b\d{1,2}:\d\d\b|\b(?:noon|midnight|midday|o'?clock)\b|"
    r"\b24[ /-](?:7|hours?)|"
    rf"\b(?:at|by|until|till|from|to|before|after|between|and) (?:{ONES}|\d\d?(?:\.\d\d)?)\b"
    r"(?= (?:to|until|till|and|on|in|from)\b|[.,;:)]|$)"
)
EVERY = (
    rf"\b(?:every|each|per) (?:\w+ )?(?:{UNIT}|\w*days?|time|occasion|reviews?|meetings?|visits?|contacts?|"
    r"conferences?|sessions?|morning|afternoon|lesson)\b|\b(?:termly|daily|weekly|fortnightly|monthly)\b"
)
OFTEN = (
    rf"{EVERY}|"
    r"\b(?:once|twice|thrice|(?:half[- ]?)?termly|daily|weekly|monthly|quarterly|yearly|annual(?:ly)?|"
    r"per annum|biannual(?:ly)?|biennial(?:ly)?|fortnightly|hourly|nightly|regular(?:ly)?|frequent(?:ly)?|"
    r"routine(?:ly)?|rarely|seldom|occasional(?:ly)?|continuous(?:ly)?|continual(?:ly)?|repeatedly|"
    r"periodic(?:ally)?|intervals?|every other|whenever|frequency|(?:several|many|few|\d+|two|three|four|"
    r"five|six) times)\b"
)
SHARE = (
    rf"\d ?%|\bper ?cent(?:age)?\b|\b(?:{ONES}|\d[\d,]*) (?:in|out of|of|of every|in every) (?:every |"
    rf"the )?(?:{ONES}|\d[\d,]*)\b|\b(?:half|halves) (?:of|the|all)\b|\b(?:over|nearly|almost|about|"
    rf"than) half\b|"
    r"\b(?:one|two|three|four|an?|the|over|nearly|almost)[ -](?:third|quarter|fourth|fifth|sixth|eighth|"
    r"tenth)s?\b|\b(?:third|quarter|fifth|tenth)s? of\b|\bmajority\b|\b[1-9]/\d\d?\b(?!/)|\b50-50\b"
)
COMMON = r"\b(?:most|many|few|fewer|rare(?:ly)?|(?:un)?common(?:ly)?|widespread|prevalen\w+|\d+)\b"
MONEY = (
    rf"[£$€¥]|(?:\d|\b(?:k|{ONES}|{LARGE})) ?(?:pounds?|pence|p|dollars?|euros?|usd|gbp|francs?)\b|"
    r"\bfree (?:of charge|for|and|at|training|course|service|advice)\b|\bfree[.,;:]|\b(?:is|are) free\b|"
    r"\bno (?:charge|cost|fee)s?\b|\bnot (?:be )?charged?\b|\bwithout charge\b|\b(?:million|billion|"
    r"trillion)\b"
)
SOME_AGE = rf"(?:\d\d?|{ONES})"
AGE = (
    rf"\bat least {SOME_AGE}\b(?! ?%| \w+s\b)|"
    rf"\bage[ds]?\b:? (?:(?:of|from|between|under|over|at least|is|was|groups?) ){{0,2}}{SOME_AGE}\b|"
    rf"\b{SOME_AGE}[ -]?(?:years?|months?|weeks?|yrs?)\b|\b{SOME_AGE}s?,? (?:and|or) (?:over|under|above|"
    rf"older|younger|below)\b|\b(?:under|over|below|above|until|turn(?:s|ed|ing)?|become|reach(?:es|ed)?|"
    rf"than|they are|they're|between)[ -](?:the age of )?{SOME_AGE}(?:'?s\b|\b(?! ?%|,\d))|\b\d\d?(?:st|nd|"
    rf"rd|th) birthday|\b(?:is|are|be|at|from) {SOME_AGE}\b(?! ?%|,\d| \w+s\b)|\b\d\d? ?(?:to|-|–) ?1\d\b|"
    rf"\b\d0s\b|"
    r"\byears? (?:\d|old)|\b(?:reception|nursery|(?:pre)?teen\w*|twenties|thirties|forties|all ages|"
    r"any age)\b|\bborn (?:in|on|before|after)\b|"
    r"\b(?:built|made|founded|formed|opened|dates? (?:from|back)|set up|dating|began|"
    r"since) [\w ]{0,20}?1?\d{3}\b"
)
PHONE = (
    r"(?<![\d/.-])(?:\+ ?44|\(?0)(?:[ ()-]{0,2}\d){7,10}(?!\d)|\b116 ?\d{3}\b|\b999\b(?!,)|\b(?:call\w*|"
    r"ring\w*|rang|dial\w*|phon\w+|tel|telephon\w+|helpline|contact\w*|number|on|via)\b[^.;]{0,40}?\b(?:101|"
    r"111|112)\b|\btext\w*\b[^.;]{0,40}?\b\d{5,6}\b|\b(?:101|111|112)\b(?= \(| (?:non-emergency|calls?|"
    r"number|service))"
)
MAIL = r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"
# A link may hide the address behind its words, so words such as "online" count.
WEB = (
    r"\bweb ?(?:site|page)s?\b|\bonline\b|\blinks?\b|\bclick\b|\bdownload\w*|https?://|\bwww\.|"
    r"(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|info|gov|edu|eu|io|app|nhs|co|ie|scot|wales)\b"
)
POSTAL = (
    r"\b\d{1,4}[a-zA-Z]?,? (?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Z][\w'-]+ (?:(?:of|de|on) |"
    r"[A-Z])|\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b|\bP\.?O\.? Box \d"
)
PATTERNS: dict[FactKind, str] = {
    "percentage": SHARE,
    "prevalence": rf"{SHARE}|{COMMON}",
    "amount of money": MONEY,
    "date": rf"{DATE}|{DAY}",
    "year": rf"{DATE}|centur(?:y|ies)|decade|\b(?:last|this) year\b",
    "time of day": TIME,
    "day": rf"{DATE}|{DAY}|{SEASON}|\b(?:daily|every day|all (?:week|year))\b",
    "day or time": rf"{DATE}|{DAY}|{TIME}|{SEASON}|{EVERY}|{SPAN}|{CONDITION}",
    "code": r"\b\d{3,}\b|\b[A-Z]\d+\b",
    "time limit": rf"{SPAN}|{AT_ONCE}|{DATE}|{DAY}|{TIME}|\bbefore (?:the|an?|any|every)\b",
    "length of time": rf"{SPAN}|{AT_ONCE}|{DATE}|{DAY}|{TIME}|{LENGTH}",
    "frequency": rf"{OFTEN}|{SPAN}",
    "age": AGE,
    "phone number": PHONE,
    "e-mail address": MAIL,
    "web address": WEB,
    "contact details": rf"{PHONE}|{MAIL}|{WEB}",
}
_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in PATTERNS.items()}
_PATTERNS["postal address"] = re.compile(POSTAL)


def holds(fact: Fact, text: str) -> bool:
    """Returns whether the text gives the fact; a number or percentage must be of the noun asked for."""
    text = text.replace("’", "'").replace("‘", "'")
    if fact.kind == "number":
        return counts(fact.of, text)
    if fact.kind == "measurement":
        return measures(fact.of, text)
    if fact.kind == "definition":
        return _defines(fact.of, text)
    if fact.kind == "name":
        return names(fact.of, text)
    if fact.kind == "person":
        return names("", text) or told_by_role(text)
    about = fact.kind != "percentage" or _speaks(fact.of, text)
    return about and bool(_PATTERNS[fact.kind].search(text))


def _speaks(noun: str, text: str) -> bool:
    """Returns whether the text contains one of these nouns or a synonym."""
    wanted = with_synonyms(
        {stem(word) for word in WORD.findall(noun) if word.lower() not in {"a", "an", "the", "of"}}
    )
    return not wanted or any(speaks_of(word, wanted) for word in WORD.findall(text))


# "It is kept on a shelf" says what is done with a thing; "it is used to lift books" says what it is.
_MEANS = re.compile(
    r"\b(?:(?:is|are|was|were)\b(?! (?:used|kept|held|sold|let|lent|\w+ed)\b"
    r"(?! (?:to|for|as|when|where|by|in which|in order)\b))|means?|meant|refers?|defined|definition|"
    r"describ\w+|stands? for|involv\w+|"
    r"includ\w+|occurs?|happens?|covers?|consists?|aims?|helps?|provid\w+|enabl\w+|known as|called|termed|"
    r"being|when|where|can|may|will|sets? out|used (?:to|for|as|when|where|by|in)|such as|or|brings?|has|"
    r"have|allows?|supports?)\b|[(:–—-]",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:means|refers? to|defined as|definition|described as|known as|stands? for)\b", re.IGNORECASE
)


def _defines(term: str, text: str) -> bool:
    """Returns whether the text may define a term: it says something about the term, or explains some term."""
    if _SAYS.search(text) or _spells_out(term, text):
        return True
    return _speaks(term, text) and bool(_MEANS.search(text))


def _spells_out(term: str, text: str) -> bool:
    """Returns whether consecutive words of the text have the initials of the term."""
    initials = "".join(word[0].lower() for word in WORD.findall(text))
    return " " not in term and len(term) > 1 and term.lower() in initials
