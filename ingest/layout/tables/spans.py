"""Computes how many columns and rows each cell of a table spans."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.tables.table import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell, and how many columns and rows it spans."""

    cell: Cell
    across: int
    down: int


def column_starts(table: Table) -> list[float]:
    """Returns where the columns of a table begin, from left to right.

    Neighbouring fields of the grid are one column if no row fills both; the second is only an indent.
    """
    filled = [{cell.left for cell in row.filled} for row in table.rows]
    columns: list[list[float]] = []
    for left in sorted({cell.left for row in table.rows for cell in row.cells}):
        if columns and not any(left in row and not row.isdisjoint(columns[-1]) for row in filled):
            columns[-1].append(left)
        else:
            columns.append([left])
    return [lefts[0] for lefts in columns]


def spans_of(table: Table, columns: Sequence[float]) -> list[list[Spanning]]:
    """Returns the cells of each row, left to right; a missing column is covered by a cell above."""
    return [_row(table, i, columns) for i in range(len(table.rows))]


def _row(table: Table, i: int, columns: Sequence[float]) -> list[Spanning]:
    row = table.rows[i]
    cells: dict[int, Cell] = {}
    for cell in row.cells:
        column = bisect_right(columns, cell.left) - 1
        if column not in cells or cell.lines:
            cells[column] = cell
    ends = [*[*cells][1:], len(columns)]
    return [
        Spanning(cell, min(bisect_left(columns, cell.right), end) - column, _down(table.rows[i:], cell))
        for (column, cell), end in zip(cells.items(), ends, strict=True)
    ]


def _down(rows: Sequence[Row], cell: Cell) -> int:
    """Returns how many rows a cell of the first row spans."""
    return 1 if cell.bottom <= rows[0].bottom else sum(row.top < cell.bottom for row in rows)
