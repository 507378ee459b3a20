"""Recognises rows of column headings, and headings across a table, by their look."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.office.colours import Colour

MOST_AT_THE_TOP = 3
LONGEST = 14  # words of a heading across a table


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row looks.

    bold: all its words are. cells: how many; columns: how many of these they span. colour: behind all cells.
    """

    words: str
    bold: bool
    cells: int
    columns: int
    colour: Colour | None = None

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

    Some such row has a row of several cells below it. Then others are headings too: those of its colour, and
    those with words below them that are not bold, which would else stand under the heading before.
    top: how many rows at the top have column headings.
    """
    width = max((row.columns for row in rows), default=0)
    found = [
        i
        for i, row in enumerate(rows[:-1])
        if row.is_across and row.bold and row.columns >= width and i >= top
        and len(row.words.split()) <= LONGEST and not row.words.rstrip().endswith((".", ";", ","))
    ]  # fmt: skip
    sure = {i for i in found if rows[i + 1].cells > 1}
    colours = {rows[i].colour for i in sure} - {None}
    followed = {i for i in found if sure and rows[i + 1].words.strip() and not rows[i + 1].bold}
    return sure | followed | {i for i in found if rows[i].colour in colours}
