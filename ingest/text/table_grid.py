"""Turns tables into rows: a cell keeps its column, its headings and the cells that reach down to it."""

from collections import deque
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from index.documents import Span
from ingest.text.canonical import CELL_GAP, CanonicalText
from ingest.text.reading import LINE_BREAK, BlockKind, Run

# A cell that claims more columns is cut to this; no readable table is wider.
WIDEST = 60
INNER_GAP = " / "  # between the cells of a table inside a cell
FEWEST_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell. across, down: how many columns and rows it spans."""

    runs: tuple[Run, ...] = ()
    across: int = 1
    down: int = 1

    @property
    def columns(self) -> int:
        """Returns how many columns it gets."""
        return min(self.across, WIDEST)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in a row.

    columns: they are the headings of the rows below. foot: they speak of the whole table.
    """

    cells: tuple[Cell, ...]
    columns: bool = False
    foot: bool = False


def are_levels(rows: Iterable[Set[object]]) -> bool:
    """Returns whether rows are levels, each in a colour of its own, so that no colour tells a heading.

    rows: the colours behind the cells of each, None for white. A level may have several rows.
    """
    levels = [frozenset(colours) for colours, _ in groupby(rows)]
    own = len(set(levels)) == len(levels) and None not in set().union(*levels)
    return own and len(levels) >= FEWEST_LEVELS


def cell_words(parts: Iterable[tuple[Sequence[Run], bool]]) -> tuple[Run, ...]:
    """Joins the paragraphs, items and inner table rows of a cell.

    parts: the words of each, and whether it stands in a line of its own, as items and rows do.
    """
    runs: list[Run] = []
    apart = False
    for words, own_line in parts:
        if any(run.text.strip() for run in words):
            runs += [Run(LINE_BREAK if runs and (own_line or apart) else " "), *words]
            apart = own_line
    return tuple(runs)


def inner_row(cells: Iterable[Sequence[Run]]) -> list[Run]:
    """Joins the cells of a table inside a cell, without empty ones."""
    runs: list[Run] = []
    for words in cells:
        if any(run.text.strip() for run in words):
            runs += [*([Run(INNER_GAP)] if runs else []), *words]
    return runs


def write_table(canonical: CanonicalText, rows: Sequence[Row], kind: BlockKind | None = None) -> None:
    """Writes each row as a block in which a cell's place tells its column.

    The context of a row is, in order: all rows of column headings above it, the heading across the whole
    table that it stands under (a foot stands under none), and the cells of earlier rows that reach down to
    it. A heading across the table directly above another one, or above column headings, joins them. kind:
    the kind of every row; None lets each row decide.
    """
    canonical.end_introduction()
    width = max((sum(cell.columns for cell in row.cells) for row in rows), default=0)
    heads: list[Span] = []
    group: list[Span] = []
    reaching: dict[int, tuple[int, Span | None]] = {}
    before: Literal["", "columns", "group"] = ""  # what the row above is, if it is a heading
    for row in rows:
        slots, reached = _slots(row, reaching)
        runs = [run for slot in slots for run in (Run(CELL_GAP), *(slot.runs if slot else ()))][1:]
        across_all = row.columns and len(row.cells) == 1 and row.cells[0].columns >= width > 1
        group = [] if row.foot else group
        context = () if row.columns and not across_all else (*sorted([*heads, *group]), *reached)
        words = [run for slot in slots if slot for run in slot.runs if run.text.strip()]
        if all(run.struck for run in words):
            # If a whole row was withdrawn, the marks between its cells are struck too.
            runs = [replace(run, struck=True) for run in runs if words]
        spans = canonical.add(kind or ("columns" if row.columns else "row"), runs, context=context)
        where = _cell_spans(slots, spans)
        own = [(found[0][0], found[-1][1]) for found in [[s for s in spans if s]] if found]
        if across_all:
            group = [*group, *own] if before == "group" else own
        elif row.columns:
            heads = [*heads, *own] if before == "columns" else own
            group = group if before else []
        before = "group" if across_all else "columns" if row.columns else ""
        reaching = {column: (left - 1, span) for column, (left, span) in reaching.items() if left > 1}
        for column, cell in enumerate(slots):
            if cell and cell.down > 1:
                for under in range(column, column + cell.columns):
                    reaching[under] = (cell.down - 1, where[column])


def _slots(row: Row, reaching: dict[int, tuple[int, Span | None]]) -> tuple[list[Cell | None], list[Span]]:
    """Returns a row by column, None where a cell from the left or above goes on, and those from above."""
    slots: list[Cell | None] = []
    reached: list[Span] = []
    waiting = deque(row.cells)
    while waiting or len(slots) in reaching:
        if len(slots) in reaching:
            _, span = reaching[len(slots)]
            if span and span not in reached:
                reached.append(span)
            slots.append(None)
        else:
            cell = waiting.popleft()
            slots += [cell, *[None] * (cell.columns - 1)]
    while slots and slots[-1] is None:
        slots.pop()
    return slots, reached


def _cell_spans(slots: Sequence[Cell | None], spans: Sequence[Span | None]) -> dict[int, Span | None]:
    """Returns the span of each cell's words, by column."""
    where: dict[int, Span | None] = {}
    i = 0
    for column, slot in enumerate(slots):
        i += column > 0
        own = [span for span in spans[i : i + len(slot.runs)] if span] if slot else []
        where[column] = (own[0][0], own[-1][1]) if own else None
        i += len(slot.runs) if slot else 0
    return where
