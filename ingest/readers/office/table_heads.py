"""Recognises rows of column headings, and headings across a table, by their look."""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_AT_THE_TOP = 3
LONGEST = 14  # words of a heading across a table


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row looks. bold: all its words are. cells: how many; columns: how many of these they span."""

    words: str
    bold: bool
    cells: int
    columns: int

    @property
    def is_across(self) -> bool:
        """Returns whether it is one cell of several columns."""
        return self.cells == 1 and self.columns > 1


def bold_at_the_top(rows: Sequence[RowLook]) -> int:
    """Returns how many rows at the top are column headings because all their words are bold."""
    count = (*(row.bold for row in rows[: MOST_AT_THE_TOP + 1]), False).index(False)
    headed = 0 < count <= MOST_AT_THE_TOP and count < len(rows)
    return count if headed and any(row.cells > 1 for row in rows[:count]) else 0


def heads_across(rows: Sequence[RowLook], top: int) -> set[int]:
    """Returns which rows are headings of the rows below them: bold, across the table, and no sentences.

    top: how many rows at the top have column headings.
    """
    width = max((row.columns for row in rows), default=0)
    found = {
        i
        for i, row in enumerate(rows)
        if row.is_across and row.bold and row.columns >= width and i >= top
        and len(row.words.split()) <= LONGEST and not row.words.rstrip().endswith((".", ";", ","))
    }  # fmt: skip
    return {i for i in found if any(row.cells > 1 for row in rows[i + 1 : i + 2])}
