"""The fields of a Word document: their kinds and where they lead."""

import re
from dataclasses import dataclass

# The parts of a field's instruction: a switch, a text in quotation marks, a word.
PART = re.compile(r'\\(\w)|"([^"]*)"|([^\s"]+)')
# What Word writes where a field finds nothing to show.
BROKEN = re.compile(
    r"\bError! (?:Reference source not found|Bookmark not defined|Hyperlink reference not valid|"
    r"No text of specified style in document|Unknown document property name|Not a valid [a-z ]{1,40}|"
    r"Filename not specified|No bookmark name given)\."
)


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
    def link(self) -> str | None:
        """Returns where it leads; None if it is not a link."""
        return link_of(self.instruction)


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
