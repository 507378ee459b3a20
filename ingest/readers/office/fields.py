"""The fields of office documents: their kinds, where they lead, and what stands in for missing words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Protocol, TypeVar

from ingest.readers.left_out import Told

# The parts of a field's instruction: a switch, a text in quotation marks, a word.
PART = re.compile(r'\\(\w)|"([^"]*)"|([^\s"]+)')
# What Word and LibreOffice write where a field finds nothing to show.
BROKEN = re.compile(
    r"\bError(?:! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid|"
    r"No text of specified style in document|Unknown document property name|Not a valid [a-z ]{1,40}|"
    r"Filename not specified|No bookmark name given)\.|: Reference source not found\b)"
)
# What templates write where a person is to write, as the whole of a paragraph. "Select a date" is a step.
CLICK = (
    r"(please )?(click|tap)( or (click|tap))?( here)? to (enter|insert|add|type|choose|select) "
    r"(an? |the |your |some )?(text|date|item|name|title|details)\.?"
    r"|choose an? (item|building block)\.?"
)
# What is to be written, as "[enter the date here]" says it: "[Enter the gate by the left side]" does not.
WRITTEN = (
    r"(names?|dates?|times?|numbers?|address(es)?|roles?|titles?|text|e-?mails?|telephone|phone|logo|details|"
    r"contacts?|initials|signature|organisation|school|setting|council|authority|partnership|area|location|"
    r"place|links?|url|website|option|items?|here)\b"
)
# A sentence in brackets is none of these.
NO_SENTENCE = r"(?![^\]>»]*\b(must|should|shall|may|will|is|are|was|were|can|cannot|needs?)\b)"
BRACKETS = (
    rf"[\[<«](please )?(insert\b[^\]>»]*|"
    rf"{NO_SENTENCE}(enter|type|add|click|tap|choose|select|your)\b[^\]>»]*?\b{WRITTEN}[^\]>»]*|"
    rf"{NO_SENTENCE}(name|date|time|number|address|role|title|e-?mail|telephone|phone|logo|details)"
    rf"( (of|here)\b[^\]>»]*)?)[\]>»]"
)
# Words for what is not known yet, and rows of X for a name or a number. "To be agreed" is something to do.
UNKNOWN = r"tb[ac]|to be (confirmed|completed|added)|x{3,}([ -]x{2,})*"
PROMPT = re.compile(rf"({CLICK}|{BRACKETS}|{UNKNOWN})\.?|lorem ipsum dolor\b.*", re.IGNORECASE | re.DOTALL)
# The prompt of a form after the name of what is to be filled in.
NAMED_PROMPT = re.compile(
    rf"(?<=:)\s*(?:(?=[A-Z])(?i:{CLICK})|(?i:{BRACKETS})|(?=[A-ZX]{{3}})(?i:{UNKNOWN})\.?)\s*\Z"
)
BLANK = re.compile(rf"(?i:{BRACKETS})|\bX{{3,}}\b")
WAITING = "placeholder to be filled in", "is not quoted"
LEFT_BLANK = "sentence with a blank", "is quoted with it: ask the publisher what belongs there"


@dataclass
class OpenField:
    """A field that has not ended yet. shown: its result has begun."""

    instruction: str = ""
    shown: bool = False

    @property
    def name(self) -> str:
        """Returns what kind of field it is, in capitals."""
        return self.instruction.split(maxsplit=1)[0].upper() if self.instruction.strip() else ""

    @property
    def is_formula(self) -> bool:
        """Returns whether it draws its words itself, one above the other, and has no result to quote."""
        return self.name == "EQ"

    @property
    def link(self) -> str | None:
        """Returns where it leads; None if it is not a link."""
        return link_of(self.instruction)


def box_shown(*, ticked: bool) -> str:
    """Returns a check box as a page shows it."""
    return "☒" if ticked else "☐"


def entry_shown(entries: Sequence[str], chosen: int) -> str:
    """Returns the chosen entry of a list, by its place from 0; empty if there is none at that place."""
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def link_of(instruction: str) -> str | None:
    """Returns where a HYPERLINK field leads: an address, or a bookmark of the document (17.16.5.25)."""
    if not re.match(r"\s*HYPERLINK\b", instruction, re.IGNORECASE):
        return None
    address = bookmark = switch = ""
    for named, quoted, word in PART.findall(instruction)[1:]:
        if switch == "l" and not named:
            bookmark = quoted or word
        elif switch not in {"o", "t"} and not named:
            address = address or quoted or word
        switch = named
    return f"{address}#{bookmark}" if bookmark else address


class Worded(Protocol):
    """A dataclass with a text, such as a run."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def text(self) -> str:
        """The words."""


T = TypeVar("T", bound=Worded)


def without_stand_ins(pieces: Sequence[T], told: Told) -> list[T]:
    """Returns the pieces of a paragraph without what stands in for missing words, which is reported.

    That is the error texts of references that lead nowhere, and a prompt that is the whole paragraph, or
    follows the name of what is to be filled in ("Leader: Click here to enter text."). A prompt within a
    sentence stays, and is reported.
    """
    words = "".join(piece.text for piece in pieces)
    if PROMPT.fullmatch(" ".join(words.split())):
        told.count(*WAITING)
        return []
    found = list(BROKEN.finditer(words))
    for error in found:
        told.count(f'reference to nowhere ("{error[0]}")', "is not quoted")
    if prompt := NAMED_PROMPT.search(words):
        told.count(*WAITING)
        found.append(prompt)
    elif BLANK.search(words):
        told.count(*LEFT_BLANK)
    kept: list[T] = []
    start = 0
    for piece in pieces if found else ():
        places = range(start, start + len(piece.text))
        sound = (i for i in places if not any(error.start() <= i < error.end() for error in found))
        kept.append(replace(piece, text="".join(piece.text[i - start] for i in sound)))
        start += len(piece.text)
    return kept or list(pieces)
