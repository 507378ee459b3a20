"""Finds tables that are drawn with characters in plain text: in boxes, under a line of dashes, with tabs."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile

from ingest.text.reading import Run
from ingest.text.table_grid import Cell, Row

# A line drawn between rows, with its corners; and one with a piece for each column.
BOX_RULE = re.compile(r"\s*(?=[^+|]*[+|])(?=.*[-=]{3})[-=:+|\s]+")
DASHES = re.compile(r"\s*([-=]{2,}\s+)+[-=]{2,}\s*")
COLUMN = re.compile(r"[-=]{2,}")
# With more parts between the rules, each part is one row, whose cells go on from line to line.
MOST_PARTS = 3

FEWEST_CELLS = 2
# Words in which a sentence goes on.
PROSE = re.compile(r"(\S+\s+){3,}\S*[^\s.:;?!]")
NAME = re.compile(r"[^\W\d_]{2}")

Line = tuple[str, ...]  # cell by cell


def tables_in(lines: Sequence[str]) -> dict[int, tuple[int, list[Row]]]:
    """Returns each table by the number of its first line: the number after its last line, and its rows."""
    found: dict[int, tuple[int, list[Row]]] = {}
    i = end = 0
    while i < len(lines):
        boxed = len(list(takewhile(lambda line: "|" in line or BOX_RULE.fullmatch(line), _from(lines, i))))
        if boxed > 1 and any(map(BOX_RULE.fullmatch, lines[i : i + boxed])):
            found[i] = i + boxed, _boxed(lines[i : i + boxed])
            i = end = i + boxed
        elif DASHES.fullmatch(lines[i]):
            first, end, rows = _under_dashes(lines, i, end)
            found[first] = end, rows
            i = end
        else:
            seen, rows = _tabbed(_from(lines, i))
            if len(rows) > 1:
                found[i] = i + seen, rows
                end = i + seen
            i += max(seen, 1)
    return found


def _from(lines: Sequence[str], at: int) -> Iterable[str]:
    """Returns the lines from one on, without a copy of a long text for each of its lines."""
    return map(lines.__getitem__, range(at, len(lines)))


def _tabbed(lines: Iterable[str]) -> tuple[int, list[Row]]:
    """Returns the rows of a table at the start of these lines, whose cells are parted by tabs, and how many.

    If they are sentences, it returns how many, and no rows.

    A tab after the mark of an item parts no cells. A sentence that goes on in the next line is none of them.
    """
    rows: list[Line] = []
    for line in lines:
        cells = tuple(cell.strip() for cell in re.split(r"\t+", line.strip()))
        if len(cells) < FEWEST_CELLS or not NAME.search(cells[0]) or (rows and len(cells) != len(rows[0])):
            if rows and line.strip() and line[0].isspace():
                return len(rows), []
            break
        if rows and cells[0][0].islower() and PROSE.fullmatch(rows[-1][-1]):
            return len(rows), []
        rows.append(cells)
    return len(rows), [Row(_row([row])) for row in rows]


def _boxed(lines: Sequence[str]) -> list[Row]:
    parts: list[list[Line]] = []
    marks: list[tuple[int, bool]] = []  # how many parts stand above a rule, and whether it is double
    for is_rule, group in groupby(lines, lambda line: BOX_RULE.fullmatch(line) is not None):
        if is_rule:
            marks.append((len(parts), any("=" in line for line in group)))
        else:
            parts.append([_cells(line) for line in group])
    drawn = next((at for at, double in marks if double and 0 < at < len(parts)), 0)
    apart = len(parts) > MOST_PARTS
    heads = drawn or int(len(parts) > 1 and not apart)
    return [
        Row(_row(row), columns=n < heads)
        for n, part in enumerate(parts)
        for row in ([part] if apart else _continued(part))
    ]


def _cells(line: str) -> Line:
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _under_dashes(lines: Sequence[str], at: int, least: int) -> tuple[int, int, list[Row]]:
    """Returns the first line, the number after the last, and the rows of a table with a line of dashes.

    at: that line. least: the first line that may belong to it.
    """
    starts = [found.start() for found in COLUMN.finditer(lines[at])]
    above = list(
        takewhile(lambda line: _fits(line, starts), map(lines.__getitem__, range(at - 1, least - 1, -1)))
    )[::-1]
    below = list(takewhile(str.strip, _from(lines, at + 1)))
    parts = [
        [_columns(line, starts) for line in group]
        for dashes, group in groupby(below, lambda line: DASHES.fullmatch(line) is not None)
        if not dashes
    ]
    parts = [[_columns(line, starts) for line in above], *parts] if above else parts
    rows = [
        Row(_row(row), columns=n == 0 and len(parts) > 1)
        for n, part in enumerate(parts)
        for row in ([part] if n == 0 and above else _continued(part))
    ]
    return at - len(above), at + 1 + len(below), rows


def _fits(line: str, starts: Sequence[int]) -> bool:
    """Returns whether the words of a line stand in columns, at least two of them."""
    line = line.expandtabs()
    apart = all(not line[start - 1 : start].strip() for start in starts[1:])
    return apart and sum(bool(cell) for cell in _columns(line, starts)) > 1


def _columns(line: str, starts: Sequence[int]) -> Line:
    """Returns the cells of a line; a word that reaches into the next column stays whole."""
    line = line.expandtabs()
    edges = [0]
    for start in starts[1:]:
        while start < len(line) and line[start - 1].strip() and line[start].strip():
            start += 1
        edges.append(start)
    return tuple(line[a:b].strip() for a, b in zip(edges, [*edges[1:], None], strict=True))


def _continued(lines: Sequence[Line]) -> list[list[Line]]:
    """Groups lines to rows: a line without a first cell goes on the row above it."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and not line[0]:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _row(lines: Sequence[Line]) -> tuple[Cell, ...]:
    """Joins the lines of a row cell by cell."""
    width = max(map(len, lines))
    columns = zip(*((*line, *[""] * (width - len(line))) for line in lines), strict=True)
    return tuple(Cell((Run(" ".join(filter(None, column))),)) for column in columns)
