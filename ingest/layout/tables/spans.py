"""How many columns and rows each cell of a table takes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.layout.tables.tables import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Spanning:
    """A cell, and how many columns and rows it takes."""

    cell: Cell
    across: int
    down: int


def column_starts(table: Table) -> list[float]:
    """Where the columns of a table begin, from left to right.

    Fields of the grid that no row fills both of are one column: the second is there for an indent.
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
    """The cells of each row, from left to right. Columns without one are taken by a cell above."""
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
    """How many rows a cell of the first of them takes."""
    return 1 if cell.bottom <= rows[0].bottom else sum(row.top < cell.bottom for row in rows)
