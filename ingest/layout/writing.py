"""A document's pages, laid out, into canonical text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.canonical import CELL_GAP, CanonicalText, Run
from ingest.layout.blocks import Column, blocks_of
from ingest.layout.footnotes import split_footnotes
from ingest.layout.headings import Headings
from ingest.layout.lines import Line
from ingest.layout.order import columns_of
from ingest.layout.sheets import Sheet
from ingest.layout.structure import Structure
from ingest.layout.tables import Row, Table
from ingest.repair import LineEnds


def write(canonical: CanonicalText, sheets: Sequence[Sheet], structure: Structure) -> None:
    """Write the pages block by block, each word with its page, its place and its link."""
    lines = [line for sheet in sheets for line in sheet.lines]
    cells = [line for sheet in sheets for table in sheet.tables for line in table.lines]
    sizes: Counter[float] = Counter()
    for line in lines or cells:
        sizes[line.size] += len(line.text)
    body_size = sizes.most_common(1)[0][0]
    headings = Headings.of(lines, body_size, structure.outline)
    ends = LineEnds(line.text for line in (*lines, *cells))
    columns = [column for sheet in sheets for column in _columns(sheet, body_size)]
    for block in blocks_of(columns, headings):
        if block.row is not None:
            canonical.add(block.kind, _of_row(block.row, ends, structure))
        else:
            runs = list(_of_lines(block.lines, ends, structure))[block.marker :]
            canonical.add(block.kind, runs, depth=block.depth, moved=block.kind == "footnote")


def _columns(sheet: Sheet, body_size: float) -> Iterator[Column]:
    """The columns of a page in reading order, each with the footnotes at its foot."""
    placed: list[Line | Table] = [*sheet.lines, *sheet.tables]
    for stack in columns_of(placed):
        foot = len(stack) - next(
            (i for i, item in enumerate(reversed(stack)) if isinstance(item, Table)), len(stack)
        )
        lines = [item for item in stack[foot:] if isinstance(item, Line)]
        body, notes = split_footnotes(lines, body_size, sheet.rules)
        yield Column([*stack[:foot], *body], notes)
    if sheet.sideways:
        yield Column((), sideways=sheet.sideways)


def _of_lines(lines: Sequence[Line], ends: LineEnds, structure: Structure) -> Iterator[Run]:
    """The words of lines, rejoined across their ends."""
    for i, line in enumerate(lines):
        whole, gap = line.text, ""
        if i + 1 < len(lines):
            whole, gap = ends.joined(line.text, lines[i + 1].text)
        cut = len(line.text) - len(whole)
        for k, (text, word) in enumerate(line.pieces):
            if k + 1 == len(line.pieces):
                text = text[: len(text) - cut] + gap
            yield Run(text, structure.link(line.page, word.box), line.page, word.box)


def _of_row(row: Row, ends: LineEnds, structure: Structure) -> Iterable[Run]:
    for i, cell in enumerate(row.cells):
        if i:
            yield Run(CELL_GAP)
        yield from _of_lines(cell.lines, ends, structure)
