"""A document's pages, laid out, into canonical text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.layout.blocks.blocks import Block, Column, blocks_of
from ingest.layout.blocks.breaks import SENTENCE_END
from ingest.layout.blocks.footnotes import split_footnotes
from ingest.layout.blocks.headings import Headings, Outline
from ingest.layout.blocks.reading_order import columns_of
from ingest.layout.blocks.side_headings import side_headings
from ingest.layout.pages.ocr_page import is_doubtful
from ingest.layout.pages.sheets import Sheet, body_size
from ingest.layout.tables.flow_charts import Station
from ingest.layout.tables.spans import Spanning, column_starts, spans_of
from ingest.layout.tables.tables import Table
from ingest.layout.words.lines import Line
from ingest.text.canonical import CanonicalText
from ingest.text.reading import Run
from ingest.text.repair import LineEnds
from ingest.text.table_grid import Cell, Row, write_table

# A list item stands no farther from its column's margin, in points.
DEEPEST_INDENT = 80.0
# Where this share of the lines begin, a column or a list does.
USUAL_SHARE = 0.05


def write(canonical: CanonicalText, sheets: Sequence[Sheet], outline: Outline) -> list[int]:
    """Write the pages block by block, each word with its page, its place and its link.

    Returned: the page of each block that is left out, for the machine that read it was not sure of it.
    """
    doubtful: list[int] = []
    lines = [line for sheet in sheets for line in sheet.lines]
    held = [line for sheet in sheets for line in sheet.held]
    size = body_size(sheets)
    headings = Headings.of(lines, size, outline)
    ends = LineEnds(line.text for line in (*lines, *held))
    # Left and right pages of a book have margins of their own.
    margins = [_margins(sheets[0::2]), _margins(sheets[1::2])]
    columns = [c for i, sheet in enumerate(sheets) for c in _columns(sheet, size, margins[i % 2], headings)]
    # A table that goes on in the next column or over the page is one.
    for width, group in groupby(blocks_of(columns, headings), key=_width):
        if width:
            write_table(canonical, list(_rows(group, ends)))
            continue
        for block in group:
            if is_doubtful(block.lines):
                doubtful.append(block.lines[0].page)
                continue
            runs = list(_of_lines(block.lines, ends))[block.marker :]
            canonical.add(block.kind, runs, depth=block.depth, moved=block.kind == "footnote")
    return doubtful


def _columns(sheet: Sheet, size: float, margins: Sequence[int], headings: Headings) -> Iterator[Column]:
    """The columns of a page in reading order, each with the footnotes at its foot."""
    beside = side_headings(sheet.lines, headings)
    aside = {id(line) for group in beside.values() for line in group}
    lines = [line for line in sheet.lines if id(line) not in aside]
    placed: list[Line | Table | Station] = [*lines, *sheet.tables, *sheet.stations]
    for stack in columns_of(placed):
        held = next((i for i in range(len(stack), 0, -1) if not isinstance(stack[i - 1], Line)), 0)
        body, notes = split_footnotes([i for i in stack[held:] if isinstance(i, Line)], size, sheet.rules)
        flow = [one for item in [*stack[:held], *body] for one in (*beside.get(id(item), ()), item)]
        yield Column(flow, _margin(stack, margins), notes)
    if sheet.sideways:
        yield Column((), sideways=sheet.sideways)


def _margins(sheets: Iterable[Sheet]) -> list[int]:
    """Where the columns of some pages begin: many lines do, and none does not far to the left of it."""
    starts = Counter(round(line.left) for sheet in sheets for line in sheet.lines)
    usual = sorted(x for x, count in starts.items() if count >= USUAL_SHARE * starts.total())
    return [x for i, x in enumerate(usual) if not i or usual[i - 1] < x - DEEPEST_INDENT]


def _margin(stack: Sequence[Line | Table | Station], margins: Sequence[int]) -> float:
    """Where the column begins in which a stack stands."""
    left = min(item.left for item in stack)
    return next((x for x in reversed(margins) if left - DEEPEST_INDENT < x <= left + 1), left)


def _of_lines(lines: Sequence[Line], ends: LineEnds) -> Iterator[Run]:
    """The words of lines, rejoined across their ends."""
    for i, line in enumerate(lines):
        whole, gap = line.text, ""
        if i + 1 < len(lines):
            whole, gap = ends.joined(line.text, lines[i + 1].text)
        cut = len(line.text) - len(whole)
        for k, (text, word) in enumerate(line.pieces):
            if k + 1 == len(line.pieces):
                text = text[: len(text) - cut] + gap
            yield Run(text, word.link, line.page, word.box, struck=word.struck)


def _width(block: Block) -> int:
    """How many columns a table has; 0 for what is none."""
    return len(column_starts(block.table)) if block.table else 0


def _rows(blocks: Iterable[Block], ends: LineEnds) -> Iterator[Row]:
    """The rows of a table; one that a page break cuts is whole."""
    rows: list[tuple[list[Spanning], bool]] = []
    last: tuple[int, int] | None = None  # the last row that is no heading, and its page
    for table in (block.table for block in blocks if block.table):
        for row, spans in zip(table.rows, spans_of(table, column_starts(table)), strict=True):
            if not row.heads and last and last[1] < table.page and _goes_on(rows[last[0]][0], spans):
                rows[last[0]] = [_joined(*pair) for pair in zip(rows[last[0]][0], spans, strict=True)], False
                last = last[0], table.page
                continue
            rows.append((spans, row.heads))
            last = last if row.heads else (len(rows) - 1, table.page)
    for spans, heads in rows:
        yield Row(tuple(Cell(tuple(_of_lines(s.cell.lines, ends)), s.across, s.down) for s in spans), heads)


def _goes_on(row: Sequence[Spanning], below: Sequence[Spanning]) -> bool:
    """Whether the first row of a page holds the rest of the one above.

    There is nothing in its first column then, and elsewhere only what goes on with a sentence.
    """
    if [(s.across, s.down) for s in row] != [(s.across, s.down) for s in below] or below[0].cell.lines:
        return False
    rests = [(above.cell.lines, rest.cell.lines) for above, rest in zip(row, below, strict=True)]
    cut = [bool(above) and not SENTENCE_END.search(above[-1].text) for above, rest in rests if rest]
    return bool(cut) and all(cut)


def _joined(above: Spanning, rest: Spanning) -> Spanning:
    return replace(above, cell=replace(above.cell, lines=(*above.cell.lines, *rest.cell.lines)))
