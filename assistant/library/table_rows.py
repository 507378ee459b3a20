"""A table row as its reader sees it: each cell under its column headings."""

import re
from dataclasses import dataclass

from index.documents import Document, Passage, Span

# The separator between cells in the canonical text, standing alone (see ingest.canonical.CELL_GAP).
GAP = re.compile(r"(?<!\S)\|(?!\S)")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, and its column headings, outermost first; none if the column has none."""

    start: int
    end: int
    headings: tuple[Span, ...] = ()


def row_cells(document: Document, passage: Passage) -> tuple[Cell, ...]:
    """Returns the non-empty cells of a row, in order, with their headings, as offsets of the document.

    Empty if the headings are uncertain: for other passages than rows, or if nothing that introduces the row
    has as many cells. The numbers can differ because a cell spans several columns or contains the separator.
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
    """Returns the slices that introduce a row and have as many cells: its headings, or a long cell's own."""
    if passage.kind != "row":
        return ()
    count = len(cells_between(document.text, passage.start, passage.end))
    return tuple(span for span in passage.context if len(cells_between(document.text, *span)) == count)


def told_with_cells(document: Document, passage: Passage) -> tuple[Span, ...]:
    """Returns the headings that are complete when each is shown with its cell.

    Any other row of headings must also be shown as a whole. An empty cell behind a filled one may belong to
    the heading on its left, which spans both, or to none; a heading over an empty cell of the row has no
    cell to be shown with.
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
    """Returns the span of words in each cell of a row; empty cells have empty spans."""
    gaps = [(gap.start(), gap.end()) for gap in GAP.finditer(text, start, end)]
    edges = [start, *(edge for gap in gaps for edge in gap), end]
    return [trimmed(text, *edges[i : i + 2]) for i in range(0, len(edges), 2)]


def trimmed(text: str, start: int, end: int) -> Span:
    """Returns the span without surrounding white space; empty if nothing else is in it."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, max(first, start + len(words.rstrip()))
