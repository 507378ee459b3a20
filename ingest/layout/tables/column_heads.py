"""Finds the rows of a table that are column headings: unlike the last row, or repeated on each page."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from ingest.layout.drawn.rules import Rules
from ingest.layout.drawn.shapes import Colour
from ingest.layout.tables.table import Cell, Row, Table, is_form
from ingest.text.table_grid import are_levels

MOST_HEADER_ROWS = 3


def with_heads(rows: Sequence[Row], rules: Rules) -> tuple[Row, ...]:
    """Marks as headings the rows that differ from the last one that is no bold row across the table.

    They differ in weight, capitals, colour, direction or lack of figures, and stand at the top. Further down,
    a row across the whole table heads a group of rows. Bold rows across its end, with none below, do not.
    """
    usual = [i for i, row in enumerate(rows) if len(row.cells) > 1 or not row.cells[0].bold]
    at = usual[-1] if usual else len(rows) - 1
    last = rows[at]
    figures = sum(cell.figures for cell in last.cells) * 2 > len(last.cells)
    last_turns = {turn for cell in last.cells for turn in cell.turns}
    form = is_form(rows)
    heads: set[int] = set()
    for i, row in enumerate(rows[:at]):
        at_top = len(heads) == i < MOST_HEADER_ROWS
        bold = all(cell.bold for cell in row.filled) and not all(cell.bold for cell in last.filled)
        bold = bold and not (row.is_label and form)
        loud = all(cell.capitals for cell in row.filled) and not all(cell.capitals for cell in last.filled)
        coloured = all(_colour(c, rules) and not _same_colour(c, last, rules) for c in row.filled)
        above_figures = figures and not any(cell.figures for cell in row.cells)
        apart = at_top and coloured and _is_apart(rows[i:], rules)
        turned = 2 * sum(bool(cell.turns - last_turns) for cell in row.filled) > max(2, len(row.filled))
        if (at_top and (bold or loud or apart or turned or above_figures)) or (
            len(row.cells) == 1 and (bold or coloured)
        ):
            heads.add(i)
    return tuple(replace(row, heads=i in heads) for i, row in enumerate(rows))


def with_repeated_heads(parts: Sequence[Table]) -> list[Table]:
    """Marks as headings the first rows of a table that are the same on each of its pages."""
    if len({part.page for part in parts}) < max(2, len(parts)):
        return list(parts)
    repeated = 0
    for together in zip(*(part.rows[:-1] for part in parts), strict=False):
        if repeated == MOST_HEADER_ROWS or len(set(map(_words, together))) > 1:
            break
        repeated += 1
    return [
        replace(part, rows=tuple(replace(r, heads=r.heads or i < repeated) for i, r in enumerate(part.rows)))
        for part in parts
    ]


def _words(row: Row) -> tuple[str, ...]:
    return tuple("\n".join(line.text for line in cell.lines) for cell in row.cells)


def _is_apart(rows: Sequence[Row], rules: Rules) -> bool:
    """Returns whether no row below others has the colours of the first one, as shaded rows and levels do."""
    first, *others = (colours for colours, _ in groupby(_colours(row, rules) for row in rows))
    return first not in others and not are_levels((first, *others))


def _colours(row: Row, rules: Rules) -> set[Colour | None]:
    return {_colour(cell, rules) for cell in row.cells}


def _colour(cell: Cell, rules: Rules) -> Colour | None:
    return rules.colour_at((cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2)


def _same_colour(cell: Cell, row: Row, rules: Rules) -> bool:
    middle = (cell.left + cell.right) / 2
    return any(c.left < middle < c.right and _colour(c, rules) == _colour(cell, rules) for c in row.cells)
