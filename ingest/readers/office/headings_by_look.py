"""Recognises headings by their look, in documents that mark none: short lines that are set apart."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import groupby, takewhile

# Heading levels count from 1; the title is 0, and an outline level of 9 is body text.
TITLE_LEVEL = 0
BODY_LEVEL = 9
LONGEST_HEADING = 14  # words
LONGEST_NUMBERED = 10  # words of a line set apart only by its number
# More lines in a row that look the same and have no number are an address or a list, not headings.
MOST_IN_A_ROW = 2
# How much larger than the text a heading is, and a title recognised by size alone.
LARGER, MUCH_LARGER = 1.15, 1.5
# Looks count only if this many lines look like headings for each one marked as a heading.
FOR_EACH_MARKED = 3
NUMBER = re.compile(r"(?:(\d{1,2}(?:\.\d{1,2}){1,4})\.?|(\d{1,2})[.)])\s+(?=[^\W\d_])")

# What calls attention to the table or paragraph below it, and names no section.
CALL = re.compile(
    r"((please|important) )?(note|important|warning|caution|attention|danger|remember|n\.?b\.?)\s*[:!]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of a document as it looks. size: of its letters, in any unit, the smallest if they differ.

    level: of a marked heading (the title is 0), else None. item: of a list. depth: of a computed number,
    from 1; else 0. other: a table or the like, which separates lines.
    """

    text: str = ""
    size: float = 0
    bold: bool = False
    underlined: bool = False
    capitals: bool = False
    level: int | None = None
    item: bool = False
    depth: int = 0
    other: bool = False

    @property
    def number(self) -> int:
        """Returns how many steps its number has, computed or written; 0 for no number."""
        found = NUMBER.match(self.text)
        return self.depth or (len((found[1] or found[2]).split(".")) if found else 0)

    @property
    def look(self) -> tuple[float, bool, bool, bool]:
        """Returns what sets it apart; a larger value stands out more."""
        return self.size, self.bold, self.capitals, self.underlined


def headings_by_look(lines: Sequence[Seen]) -> dict[int, int]:
    """Returns the level of each line that is a heading by look alone, by position; the title's is 0.

    If the document marks its headings, only the title is returned.
    """
    lines = [line if line.other or line.text.strip() else Seen() for line in lines]
    places = [i for i, line in enumerate(lines) if line.other or line.text]
    apart = _apart(lines, places)
    title = _title(lines, places, set(apart))
    marked = sum(bool(line.level) for line in lines)
    found = [i for i in apart if title is None or i > title]  # lines above the title name its owner
    levels = {} if title is None else {title: 0}
    if marked * FOR_EACH_MARKED > len(found):
        return levels
    by_look = _levels([lines[i] for i in found])
    return levels | {i: lines[i].number or by_look[lines[i].look] for i in found}


def _apart(lines: Sequence[Seen], places: Sequence[int]) -> list[int]:
    """Returns the positions of the lines that look like headings."""
    text = [lines[i] for i in places if not lines[i].other]
    letters: Counter[float] = Counter()
    for line in text:
        letters[line.size] += len(line.text)
    body = max(letters, key=lambda size: letters[size], default=0.0)
    total = letters.total()
    usual = Seen(
        size=body,
        bold=_share(text, total, "bold"),
        underlined=_share(text, total, "underlined"),
        capitals=_share(text, total, "capitals"),
    )
    stands = {i: _stands_out(lines[i], usual) for i in places}
    found = [
        at
        for at, i in enumerate(places)
        if _could_be(lines[i], lines[places[at + 1]] if at + 1 < len(places) else None)
        and (stands[i] or _numbered_alone(lines, places, at))
    ]
    kept: list[int] = []
    for _, group in groupby(enumerate(found), lambda pair: (pair[1] - pair[0], lines[places[pair[1]]].look)):
        row = [at for _, at in group]
        if len(row) <= MOST_IN_A_ROW or any(lines[places[at]].number for at in row):
            kept += row
    while kept and kept[-1] == len(places) - 1:  # nothing comes after it
        kept.pop()
    return [places[at] for at in kept]


def _share(lines: Sequence[Seen], total: int, name: str) -> bool:
    """Returns whether most of the text has a look, which therefore sets nothing apart."""
    return 2 * sum(len(line.text) for line in lines if getattr(line, name)) > total


def _stands_out(line: Seen, usual: Seen) -> bool:
    return (
        line.size >= usual.size * LARGER
        or (line.bold and not usual.bold)
        or (line.underlined and not usual.underlined)
        or (line.capitals and not usual.capitals)
    )


def _could_be(line: Seen, following: Seen | None) -> bool:
    """Returns whether a line is short, does not end like a sentence and introduces nothing."""
    words = line.text.split()
    if line.other or line.level is not None or (line.item and not line.depth) or len(words) > LONGEST_HEADING:
        return False
    if not any(c.isalpha() for c in line.text) or line.text.rstrip()[-1] in ".;,":
        return False
    if CALL.fullmatch(line.text.strip()):
        return False
    return not (line.text.rstrip().endswith(":") and following is not None and following.item)


def _numbered_alone(lines: Sequence[Seen], places: Sequence[int], at: int) -> bool:
    """Returns whether a line is a heading by its written number alone, unlike the lines beside it."""
    line = lines[places[at]]
    found = NUMBER.match(line.text)
    if not found or line.depth or len(line.text.split()) > LONGEST_NUMBERED:
        return False
    beside = [lines[places[n]] for n in (at - 1, at + 1) if 0 <= n < len(places)]
    return line.text[found.end()].isupper() and all(other.number != line.number for other in beside)


def _title(lines: Sequence[Seen], places: Sequence[int], apart: Set[int]) -> int | None:
    """Returns the position of the title: the short line at the top that stands out most.

    It is larger than every heading, or comes right before one and looks like none of them.
    """
    if any(line.level == 0 for line in lines):
        return None
    short = takewhile(lambda i: not _ends_the_top(lines[i]), places)
    top = [i for i in short if i in apart and not lines[i].number]
    title = max(top, key=lambda i: lines[i].look, default=None)
    others = [lines[i] for i in places if i != title and (i in apart or lines[i].level)]
    if title is None or not others:
        return None
    line, following = lines[title], places[places.index(title) + 1]
    if all(line.size > other.size for other in others):
        text = max((lines[i].size for i in places if i not in apart), default=line.size)
        marked = any(other.level for other in others)
        return title if not marked or line.size >= MUCH_LARGER * text else None
    alone = all(other.number or line.look > other.look for other in others)
    return title if alone and following in apart else None


def _ends_the_top(line: Seen) -> bool:
    return line.other or bool(line.level) or len(line.text.split()) > LONGEST_HEADING


def _levels(lines: Sequence[Seen]) -> dict[tuple[float, bool, bool, bool], int]:
    """Returns the level of each look: from its numbers, else one below the look that stands out more."""
    levels: dict[tuple[float, bool, bool, bool], int] = {}
    for look in sorted({line.look for line in lines}, reverse=True):
        numbers = [line.number for line in lines if line.look == look and line.number]
        levels[look] = min(numbers) if numbers else max(levels.values(), default=0) + 1
    return levels
