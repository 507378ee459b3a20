"""Finds details in a question that could identify a child or another person.

No question needs them. Only the person who asks sees what was found. Names are found only after words that
announce them ("called", "Mrs"). Such a check misses more than it finds, so finding nothing proves nothing,
and Signpost then says nothing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

# Letters of a unique pupil number, each valued by its position here (DfE, "Unique pupil numbers": the first
# letter is the sum of the twelve other characters, weighted from 2 to 13, modulo 23).
UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
PERSON = (
    r"(?:boy|girl|child|kid|baby|toddler|pupil|student|teen(?:ager)?|son|daughter|brother|sister|sibling|mother|"
    r"mum|father|dad|parent|carer|man|woman|teacher|someone|somebody|lad|friend|cousin|uncle|aunt|partner)"
)
TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Rev)"
NAME = r"[A-Z][\w'’-]*[a-z](?: [A-Z][\w'’-]+)*"
# Words that can follow "called" or a title without being a name.
NO_NAMES = frozenset(
    """
    a about after again an and another at away back because by camhs child childline children children's
    county early emergency for from gp him her health home household i if in initial into it kooth lado local
    mash me my names nhs ninth no nobody nspcc off ofsted on operation our out over police prevent procedures
    safeguarding school section serious she social someone something south that the their them themselves
    there they this threshold to up us what when where whether who why working your
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Detail:
    """A stretch of a question that could identify somebody.

    kind: what it looks like. cue: where the words that introduce it begin ("called", "born on"), which mean
    nothing without it.
    """

    kind: str
    start: int
    end: int
    cue: int

    @property
    def message(self) -> str:
        """The warning shown to the person who asks."""
        return message([self])


def message(details: Sequence[Detail]) -> str:
    """Returns one warning for all of these details, for the person who asks."""
    kinds = dict.fromkeys(f"{'an' if d.kind[0] in 'eN' else 'a'} {d.kind}" for d in details)
    them = "it" if len(kinds) == 1 else "them"
    return f"This looks like it includes {' and '.join(kinds)}. You do not need {them} here."


@dataclass(frozen=True, slots=True)
class _Kind:
    """How details of one kind are written: the group `it` of the pattern. holds: a further check."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def details_of(text: str) -> tuple[Detail, ...]:
    """Returns the details in order; where two kinds overlap, the one listed first in KINDS."""
    found: list[Detail] = []
    for kind in KINDS:
        for match in kind.pattern.finditer(text):
            start, end = match.span("it")
            free = all(end <= other.start or other.end <= start for other in found)
            if free and kind.holds(text[start:end]):
                cue = match.start("cue") if match["cue"] else start
                found.append(Detail(kind.name, start, end, cue))
    return tuple(sorted(found, key=lambda detail: detail.start))


def without(text: str, details: Sequence[Detail]) -> str:
    """Returns the question without these details (in order) and without the words that introduce them."""
    kept, at = [], 0
    for detail in details:
        kept.append(text[at : max(at, detail.cue)])
        at = detail.end
    words = " ".join(" ".join([*kept, text[at:]]).split())
    # Removes the commas left over from what stood between them.
    return re.sub(r"(?: ?,){2,}| ?,(?= ?[.;:?!])| (?=[,.;:?!)])", "", words)


def _is_nhs_number(text: str) -> bool:
    """Checks the last of the ten digits, a check digit modulo 11 (NHS Data Dictionary, "NHS NUMBER")."""
    *digits, check = _digits(text)
    remainder = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), digits, strict=True)) % 11
    return remainder % 11 == check and remainder != 10


def _is_upn(text: str) -> bool:
    """Checks the first letter, a check letter; a temporary number ends with a letter."""
    letter, rest = text[0].upper(), text[1:].upper()
    values = [int(sign) if sign.isdigit() else UPN_LETTERS.find(sign) for sign in rest]
    total = sum(weight * value for weight, value in zip(range(2, 14), values, strict=True))
    return min(values) >= 0 and UPN_LETTERS[total % 23] == letter


def _is_name(text: str) -> bool:
    return text.split()[0].strip("'’").lower() not in NO_NAMES


def _digits(text: str) -> Iterator[int]:
    return (int(sign) for sign in text if sign.isdigit())


def _kind(
    name: str, it: str, holds: Callable[[str], bool] = bool, *, before: str = "", cue: str = ""
) -> _Kind:
    """Builds a kind. before: what must precede the detail, and is kept. cue: what may, and is removed too."""
    return _Kind(name, re.compile(rf"{before}(?:(?P<cue>{cue}))?(?P<it>{it})", re.IGNORECASE), holds)


def _name(cue: str, it: str, *, before: str = "") -> _Kind:
    """Builds a name kind: a cue announces the name. In lower case a name counts only after a person."""
    return _Kind("name", re.compile(rf"{before}(?P<cue>{cue})(?P<it>{it})"), _is_name)


# Kinds in order of certainty, surest first.
KINDS = (
    _kind("e-mail address", r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"),
    _kind(
        "NHS number",
        r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)",
        _is_nhs_number,
        cue=r"\bNHS (?:number|no\.?)(?: is)?:? ",
    ),
    _kind(
        "national insurance number",
        # HMRC, National Insurance Manual NIM39110: prefixes that are never allocated.
        r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]\b",
    ),
    _kind("unique pupil number", r"\b[A-HJ-NP-RT-Z]\d{11}[\dA-Z]\b", _is_upn),
    _kind("phone number", r"(?<![\w+])(?:\+44 ?(?:\(0\) ?)?|\(?0)(?:[ ()-]{0,2}\d){9,10}(?!\d)"),
    _kind(
        "case number",
        r"[A-Z]{0,4}[-/]?\d[\d/-]{3,}[A-Z]?\b",
        before=r"\b(?:case|file|crime|incident|referral|reference|ref|URN|LCS|Mosaic|Liquidlogic)\b[ .]*"
        r"(?:number|reference|ref|no|id)?\b[ .:#]*",
    ),
    _kind(
        "date of birth",
        r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTHS},? (?:19|20)\d\d\b"
        rf"|\b{MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b",
        cue=r"\b(?:(?:who )?(?:was |is )?born|d\.?o\.?b\.?|date of birth)(?: is| on)?:?(?: the)? ",
    ),
    _kind(
        "postcode",
        r"\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?(?!\d(?:st|nd|rd|th)\b)\d[ABD-HJLNP-UW-Z]{2})\b",
        cue=r"\b(?:of|at|in|from) ",
    ),
    _name("", NAME, before=rf"\b{TITLE}\b\.? "),
    _name(r"\b(?:[Cc]alled|[Nn]amed|(?:whose )?[Nn]ame is|[Nn]ame[’']s)\b:? ", NAME),
    _name(r"(?:called|named|whose name is) ", r"[a-z][\w'’-]+", before=rf"\b{PERSON} "),
)
