"""Finds footnotes: small type at the foot of a column that begins with a mark or is under a short rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.drawn.rules import Rules
from ingest.layout.words.lines import Line

# Footnote type is at most this share of the body's size.
SMALL = 0.95
# The rule above footnotes is shorter than this share of the column.
SHORT_RULE = 0.7
RAISED_MARK = re.compile(r"^([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡])")
PLAIN_MARK = re.compile(r"^(\d{1,3})\s+\S")
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote's lines. mark: as in the text; "" if it continues from the column before."""

    mark: str
    lines: tuple[Line, ...]


def split_footnotes(
    column: Sequence[Line], body_size: float, rules: Rules
) -> tuple[Sequence[Line], tuple[Footnote, ...]]:
    """Splits a column of text into its lines and the footnotes at its foot."""
    start = len(column)
    while start and column[start - 1].size <= SMALL * body_size:
        start -= 1
    under = next((i for i in range(max(start, 1), len(column)) if _is_under_rule(column, i, rules)), None)
    first = next((i for i in range(start, len(column)) if RAISED_MARK.match(column[i].text)), None)
    start = min(i for i in (under, first, len(column)) if i is not None)
    notes: list[tuple[str, list[Line]]] = []
    for line in column[start:]:
        mark = _mark(line, notes)
        if mark is not None or not notes:
            notes.append((mark or "", []))
        notes[-1][1].append(line)
    return column[:start], tuple(Footnote(mark, tuple(lines)) for mark, lines in notes)


def _mark(line: Line, notes: Sequence[tuple[str, list[Line]]]) -> str | None:
    """Returns the mark that begins a line; a plain number counts only if it is the next in sequence."""
    if raised := RAISED_MARK.match(line.text):
        return raised.group()
    plain = PLAIN_MARK.match(line.text)
    if plain and (not notes or notes[-1][0].translate(PLAIN) == str(int(plain.group(1)) - 1)):
        return plain.group(1)
    return None


def _is_under_rule(column: Sequence[Line], i: int, rules: Rules) -> bool:
    """Returns whether a short rule is drawn between this line and the one above it."""
    left, right = min(line.left for line in column), max(line.right for line in column)
    above, line = column[i - 1], column[i]
    return any(
        above.baseline < edge.at < line.baseline
        and abs(edge.start - left) < line.size
        and edge.end - edge.start < SHORT_RULE * (right - left)
        and edge.end - edge.start > 2 * line.size
        and edge.at > above.bottom - 1
        for edge in rules.horizontal
    )
