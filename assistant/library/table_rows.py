"""A table's row as its reader sees it: each cell under the headings of its column."""

import re
from dataclasses import dataclass

from index.documents import Document, Passage, Span

# What parts the cells of a row in the canonical text, as a word of its own (see ingest.canonical.CELL_GAP).
GAP = re.compile(r"(?<!\S)\|(?!\S)")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and the headings of its column, outermost first; none where it has none."""

    start: int
    end: int
    headings: tuple[Span, ...] = ()


def row_cells(document: Document, passage: Passage) -> tuple[Cell, ...]:
    """The cells of a row that hold words, in order, each with its headings, as offsets of the document.

    Empty where a heading cannot be told for sure: in what is no row, and where nothing that introduces it
    has as many cells. A row's last cells can be missing where one goes across several columns, and a cell's
    own words can hold the sign that parts cells: then the numbers differ.
    """
    heads = [cells_between(document.text, *span) for span in headings_of(document, passage)]
    if not heads:
        return ()
    return tuple(
        Cell(*cell, tuple(row[column] for row in heads if row[column][0] < row[column][1]))
        for column, cell in enumerate(cells_between(document.text, passage.start, passage.end))
        if cell[0] < cell[1]
    )


def headings_of(document: Document, passage: Passage) -> tuple[Span, ...]:
    """Those slices that introduce a row and have as many cells: its headings, or a long cell's own."""
    if passage.kind != "row":
        return ()
    count = len(cells_between(document.text, passage.start, passage.end))
    return tuple(span for span in passage.context if len(cells_between(document.text, *span)) == count)


def told_with_cells(document: Document, passage: Passage) -> tuple[Span, ...]:
    """Those of its headings of which nothing is lost where each is told with its cell.

    An empty cell behind another may stand under the heading to its left, which goes across both, or under
    none, and a heading over an empty cell of the row has no cell to be told with: such a row of headings must
    be shown as a whole too.
    """
    own = [first < last for first, last in cells_between(document.text, passage.start, passage.end)]
    found = []
    for span in headings_of(document, passage):
        filled = [first < last for first, last in cells_between(document.text, *span)]
        each_has_its_cell = all(cell or not heading for cell, heading in zip(own, filled, strict=True))
        if True in filled and all(filled[filled.index(True) :]) and each_has_its_cell:
            found.append(span)
    return tuple(found)


def cells_between(text: str, start: int, end: int) -> list[Span]:
    """Where the words of each cell of a row stand; an empty cell has an empty span."""
    gaps = [(gap.start(), gap.end()) for gap in GAP.finditer(text, start, end)]
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    return [trimmed(text, *edges[i : i + 2]) for i in range(0, len(edges), 2)]


def trimmed(text: str, start: int, end: int) -> Span:
    """The stretch without the white space around it; empty where there is nothing else."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))
