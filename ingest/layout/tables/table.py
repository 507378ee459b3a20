"""What a table is: rows of cells, each with the lines of text in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.layout.words.lines import Line, order_of, uncovered
from ingest.layout.words.list_marks import is_figure

# A form asks in no more lines.
MOST_LABEL_LINES = 3


@dataclass(frozen=True)
class Cell:
    """The lines of a cell, in order; sides in points."""

    lines: tuple[Line, ...]
    left: float
    top: float
    right: float
    bottom: float

    @property
    def bold(self) -> bool:
        """Returns whether everything in it is bold."""
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def capitals(self) -> bool:
        """Returns whether everything in it is in capitals."""
        return "".join(line.text for line in self.lines).isupper()

    @property
    def turns(self) -> set[int]:
        """Returns the directions of its lines."""
        return {line.words[0].style.turn for line in self.lines}

    @property
    def figures(self) -> bool:
        """Returns whether it contains figures and nothing else."""
        return bool(self.lines) and all(map(is_figures, self.lines))


@dataclass(frozen=True)
class Row:
    """The cells of a row, from left to right. heads: they are column headings."""

    cells: tuple[Cell, ...]
    heads: bool = False

    @property
    def filled(self) -> list[Cell]:
        """Returns the cells with words in them."""
        return [cell for cell in self.cells if cell.lines]

    @property
    def is_label(self) -> bool:
        """Returns whether its first cell alone has words, and few, as in a form that is to be filled in."""
        return len(self.cells) > 1 == len(self.filled) and 0 < len(self.cells[0].lines) <= MOST_LABEL_LINES

    @property
    def top(self) -> float:
        """Returns where it begins."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Returns where the next row begins; a cell may reach further down."""
        return min(cell.bottom for cell in self.cells)


@dataclass(frozen=True)
class Table:
    """A table with its place on the page."""

    rows: tuple[Row, ...]
    page: int

    def uncovered(self) -> "Table":
        """Returns it without covered words and the rows that have no others."""
        rows = (
            replace(row, cells=tuple(replace(cell, lines=uncovered(cell.lines)) for cell in row.cells))
            for row in self.rows
        )
        return replace(self, rows=tuple(row for row in rows if row.filled))

    @cached_property
    def _cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def lines(self) -> list[Line]:
        """Returns the lines of its cells."""
        return [line for cell in self._cells for line in cell.lines]

    @property
    def order(self) -> tuple[int, int]:
        """Returns the places of its first and its last word in the file."""
        return order_of(self.lines)

    @property
    def left(self) -> float:
        """Returns its left side."""
        return min(cell.left for cell in self._cells)

    @property
    def top(self) -> float:
        """Returns its upper side."""
        return min(cell.top for cell in self._cells)

    @property
    def right(self) -> float:
        """Returns its right side."""
        return max(cell.right for cell in self._cells)

    @property
    def bottom(self) -> float:
        """Returns its lower side."""
        return max(cell.bottom for cell in self._cells)


def is_form(rows: Sequence[Row]) -> bool:
    """Returns whether some rows are a label beside blank cells, for an answer."""
    return sum(row.is_label for row in rows) > 1


def is_figures(line: Line) -> bool:
    """Returns whether a line contains figures and nothing else."""
    return all(map(is_figure, line.words))
