"""Passages as blocks of HTML: a table's row is told cell by cell, each under the heading of its column."""

from collections.abc import Sequence

from assistant.contents import Part
from assistant.links import ResolvedLink
from assistant.rows import Cell, row_cells
from index.model import Document, Passage, Span
from views.markup import block, words


def passage_block(
    document: Document,
    passage: Passage,
    marks: Sequence[Span] = (),
    links: Sequence[ResolvedLink] = (),
    differing: Sequence[Span] = (),
    duties: Sequence[Span] = (),
) -> str:
    """A passage as a paragraph, a list item, or the cells of a row. The spans are offsets of the document."""
    cells = row_cells(document, passage)
    if not cells:
        return block(passage, words(document, passage.start, passage.end, marks, links, differing, duties))
    told = "".join(_cell(document, cell, marks, links, differing, duties) for cell in cells)
    return f'<div class="row">{told}</div>'


def part_block(
    document: Document, part: Part, marks: Sequence[Span] = (), links: Sequence[ResolvedLink] = ()
) -> str:
    """A part of a section as it is read: a passage, or words that are none."""
    if part.passage is None:
        return f"<p>{words(document, part.start, part.end, marks, links)}</p>"
    return passage_block(document, part.passage, marks, links)


def _cell(
    document: Document,
    cell: Cell,
    marks: Sequence[Span],
    links: Sequence[ResolvedLink],
    differing: Sequence[Span],
    duties: Sequence[Span],
) -> str:
    """Headings and words in elements of their own, with nothing but tags and a space between them."""
    heads = "".join(f'<b class="column">{words(document, *span)}</b> ' for span in cell.headings)
    told = words(document, cell.start, cell.end, marks, links, differing, duties)
    return f'<p class="cell">{heads}<span>{told}</span></p>'
