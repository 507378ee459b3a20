"""Passages as blocks of HTML: a table's row is told cell by cell, each under the heading of its column."""

from collections.abc import Sequence

from assistant.library.contents import Part
from assistant.library.links import ResolvedLink
from assistant.library.table_rows import Cell, row_cells
from index.documents import Document, Passage, Span
from views.elements.markup import block, words
from views.elements.struck_words import struck_beside, struck_block


def passage_block(
    document: Document,
    passage: Passage,
    marks: Sequence[Span] = (),
    links: Sequence[ResolvedLink] = (),
    differing: Sequence[Span] = (),
    duties: Sequence[Span] = (),
    *,
    struck: bool = False,
) -> str:
    """A passage as a paragraph, a list item, or the cells of a row. The spans are offsets of the document.

    struck: with the words that the document shows struck through.
    """
    cells = row_cells(document, passage)
    if not cells:
        told = words(document, passage.start, passage.end, marks, links, differing, duties, struck=struck)
        return block(passage, told)
    told = "".join(_cell(document, cell, marks, links, differing, duties, struck=struck) for cell in cells)
    shown = [(cell.start, cell.end) for cell in cells]
    beside = struck_beside(document, passage.start, passage.end, shown) if struck else []
    return f'<div class="row">{told}{"".join(map(struck_block, beside))}</div>'


def part_block(
    document: Document, part: Part, marks: Sequence[Span] = (), links: Sequence[ResolvedLink] = ()
) -> str:
    """A part of a section as it is read, struck words too: a passage, or words that are none."""
    if part.passage is None:
        return f"<p>{words(document, part.start, part.end, marks, links, struck=True)}</p>"
    return passage_block(document, part.passage, marks, links, struck=True)


def _cell(
    document: Document,
    cell: Cell,
    marks: Sequence[Span],
    links: Sequence[ResolvedLink],
    differing: Sequence[Span],
    duties: Sequence[Span],
    *,
    struck: bool,
) -> str:
    """Headings and words in elements of their own, with nothing but tags and a space between them."""
    heads = "".join(f'<b class="column">{words(document, *span)}</b> ' for span in cell.headings)
    told = words(document, cell.start, cell.end, marks, links, differing, duties, struck=struck)
    return f'<p class="cell">{heads}<span>{told}</span></p>'
