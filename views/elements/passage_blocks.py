"""Passages as blocks of HTML. A table row becomes cells, each under its column heading."""

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
    """Returns a passage as a paragraph, a list item or the cells of a row.

    All spans are offsets in the document. struck: include words that are struck through in the document.
    """
    cells = row_cells(document, passage)
    if not cells:
        inner = words(document, passage.start, passage.end, marks, links, differing, duties, struck=struck)
        return block(passage, inner)
    inner = "".join(_cell(document, cell, marks, links, differing, duties, struck=struck) for cell in cells)
    shown = [(cell.start, cell.end) for cell in cells]
    beside = struck_beside(document, passage.start, passage.end, shown) if struck else []
    return f'<div class="row">{inner}{"".join(map(struck_block, beside))}</div>'


def part_block(
    document: Document, part: Part, marks: Sequence[Span] = (), links: Sequence[ResolvedLink] = ()
) -> str:
    """Returns a part of a section, a passage or words outside any, including struck-through words."""
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
    """Returns a cell: headings and words in separate elements, with only a space between them."""
    heads = "".join(f'<b class="column">{words(document, *span)}</b> ' for span in cell.headings)
    inner = words(document, cell.start, cell.end, marks, links, differing, duties, struck=struck)
    return f'<p class="cell">{heads}<span>{inner}</span></p>'
