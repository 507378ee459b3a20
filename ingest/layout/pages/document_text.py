"""Writes the laid-out pages of a document as canonical text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.layout.blocks.blocks import Block, Column, blocks_of
from ingest.layout.blocks.breaks import HEADING_STEP, SENTENCE_END
from ingest.layout.blocks.footnotes import split_footnotes
from ingest.layout.blocks.headings import Headings, Outline
from ingest.layout.blocks.panels import Item, Panel, panels_of, placed_beside
from ingest.layout.blocks.plain_headings import plain_headings
from ingest.layout.blocks.reading_order import columns_of
from ingest.layout.blocks.side_headings import side_headings
from ingest.layout.pages.ocr_page import is_doubtful
from ingest.layout.pages.page_layout import Sheet, body_size
from ingest.layout.tables.column_heads import with_repeated_heads
from ingest.layout.tables.spans import Spanning, column_starts, spans_of
from ingest.layout.tables.table import Table
from ingest.layout.words.lines import Line
from ingest.text.canonical import CanonicalText
from ingest.text.reading import Run
from ingest.text.repair import LineEnds
from ingest.text.table_grid import Cell, Row, write_table

# In points: a list item stands no farther from its column's margin; two tables stand farther apart.
DEEPEST_INDENT = 80.0
BETWEEN_TABLES = 8.0
# A column or a list begins where at least this share of the lines begin.
USUAL_SHARE = 0.05


def write(canonical: CanonicalText, sheets: Sequence[Sheet], outline: Outline) -> list[int]:
    """Writes the pages block by block, each word with its page, place and link.

    Returns the page of each block that was left out because text recognition was unsure of it.
    """
    doubtful: list[int] = []
    lines = [line for sheet in sheets for line in sheet.lines]
    held = [line for sheet in sheets for line in sheet.held]
    size = body_size(sheets)
    plain = plain_headings(((sheet.lines, sheet.rules) for sheet in sheets), size)
    headings = Headings.of(lines, size, outline, plain)
    ends = LineEnds(line.text for line in (*lines, *held))
    # In a book, left and right pages have different margins.
    margins = [_margins(sheets[0::2]), _margins(sheets[1::2])]
    columns = [c for i, sheet in enumerate(sheets) for c in _columns(sheet, size, margins[i % 2], headings)]
    for (width, _), group in groupby(blocks_of(columns, headings), key=lambda b: (_width(b), b.panel)):
        blocks = list(group)
        if blocks[0].ends:
            canonical.end_sections(blocks[0].ends)
            canonical.end_introduction()
        if width:
            for table in _whole(block.table for block in blocks if block.table):
                write_table(canonical, list(_rows(table, ends)))
            continue
        for block in blocks:
            if is_doubtful(block.lines):
                doubtful.append(block.lines[0].page)
                continue
            runs = list(_of_lines(block.lines, ends))[block.marker :]
            canonical.add(block.kind, runs, depth=block.depth, moved=block.kind == "footnote")
    return doubtful


def _columns(sheet: Sheet, size: float, margins: Sequence[int], headings: Headings) -> Iterator[Column]:
    """Yields the columns of a page in reading order, each with its footnotes."""
    beside = side_headings(sheet.lines, headings)
    aside = {id(line) for group in beside.values() for line in group}
    lines = (line for line in sheet.lines if id(line) not in aside)
    placed: list[Item] = [*lines, *sheet.tables, *sheet.stations]

    def is_heading(item: Item | Panel) -> bool:
        return isinstance(item, Line) and headings.may_be(item)

    panels = panels_of(placed, sheet.rules.boxes, is_heading)
    held = {id(item) for panel in panels for item in panel.items}
    free: list[Item | Panel] = [*(item for item in placed if id(item) not in held), *panels]
    for stack in placed_beside(columns_of(free, is_heading, _floats)):
        last = next((i for i in range(len(stack), 0, -1) if not isinstance(stack[i - 1], Line)), 0)
        body, notes = split_footnotes([i for i in stack[last:] if isinstance(i, Line)], size, sheet.rules)
        flow = [one for item in [*stack[:last], *body] for one in (*beside.get(id(item), ()), item)]
        yield Column(flow, _margin(stack, margins), notes)
    for together in _together(sheet.sideways):
        yield Column((), sideways=together)


def _floats(item: Item | Panel) -> bool:
    """Returns whether it is a box with text beside it."""
    return isinstance(item, Panel) and item.beside


def _together(lines: Iterable[Line]) -> list[list[Line]]:
    """Returns the lines of one direction that stand one below the other."""
    groups: list[list[Line]] = []
    for line in lines:
        above = groups[-1][-1] if groups else line
        step = line.baseline - above.baseline
        level = above.left < line.right and line.left < above.right
        same = line.words[0].style.turn == above.words[0].style.turn
        if groups and same and level and 0 < step < HEADING_STEP * line.size:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _margins(sheets: Iterable[Sheet]) -> list[int]:
    """Returns where columns begin: many lines begin there, and none do a little further left."""
    starts = Counter(round(line.left) for sheet in sheets for line in sheet.lines)
    usual = sorted(x for x, count in starts.items() if count >= USUAL_SHARE * starts.total())
    return [x for i, x in enumerate(usual) if not i or usual[i - 1] < x - DEEPEST_INDENT]


def _margin(stack: Sequence[Item | Panel], margins: Sequence[int]) -> float:
    """Returns where the column that contains a stack begins."""
    left = min(item.left for item in stack)
    return next((x for x in reversed(margins) if left - DEEPEST_INDENT < x <= left + 1), left)


def _of_lines(lines: Sequence[Line], ends: LineEnds) -> Iterator[Run]:
    """Yields the words of lines, rejoined across line ends."""
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
    """Returns how many columns a table has; 0 for any other block."""
    return len(column_starts(block.table)) if block.table else 0


def _whole(tables: Iterable[Table]) -> Iterator[list[Table]]:
    """Yields the parts of each table, which may go on in the next column or on the next page."""
    parts: list[Table] = []
    for table in tables:
        if parts and table.page == parts[-1].page and table.top - parts[-1].bottom > BETWEEN_TABLES:
            yield parts
            parts = []
        parts.append(table)
    yield parts


def _rows(tables: Sequence[Table], ends: LineEnds) -> Iterator[Row]:
    """Yields the rows of a table, rejoining a row cut by a page break."""
    rows: list[tuple[list[Spanning], bool]] = []
    last: tuple[int, int] | None = None  # the last row that is not a heading, and its page
    parts = [
        (table, list(zip(table.rows, spans_of(table, column_starts(table)), strict=True)))
        for table in with_repeated_heads(tables)
    ]
    whole = [spans for _, part in parts for row, spans in part[1:] if not row.heads]
    for table, part in parts:
        for row, spans in part:
            if not row.heads and last and last[1] < table.page and _goes_on(rows[last[0]][0], spans, whole):
                rows[last[0]] = [_joined(*pair) for pair in zip(rows[last[0]][0], spans, strict=True)], False
                last = last[0], table.page
                continue
            rows.append((spans, row.heads))
            last = last if row.heads else (len(rows) - 1, table.page)
    for spans, heads in rows:
        yield Row(tuple(Cell(tuple(_of_lines(s.cell.lines, ends)), s.across, s.down) for s in spans), heads)


def _goes_on(
    row: Sequence[Spanning], below: Sequence[Spanning], others: Sequence[Sequence[Spanning]]
) -> bool:
    """Returns whether the first row of a page holds the rest of the row above.

    If so, its first column is empty, and each other cell only continues a sentence, or one clearly does. If
    its first column has words, all of its cells clearly do. others: rows that begin within a page; where
    their cells in a column, too, begin with a small letter, that tells nothing.
    """
    if [(s.across, s.down) for s in row] != [(s.across, s.down) for s in below]:
        return False
    held = [k for k, rest in enumerate(below) if rest.cell.lines]
    cut = {k for k in held if row[k].cell.lines and not SENTENCE_END.search(row[k].cell.lines[-1].text)}
    small = {k for other in (row, *others) for k, span in enumerate(other) if _is_small(span)}
    clearly = {k for k in cut - small if _is_small(below[k])}
    if below[0].cell.lines:
        # The cell that names the row tells most.
        return 0 in clearly and all(k in cut and _is_small(below[k]) for k in held)
    return bool(held) and (len(cut) == len(held) or (bool(clearly) and all(row[k].cell.lines for k in held)))


def _is_small(span: Spanning) -> bool:
    """Returns whether a cell begins with a small letter."""
    return bool(span.cell.lines) and span.cell.lines[0].text[0].islower()


def _joined(above: Spanning, rest: Spanning) -> Spanning:
    return replace(above, cell=replace(above.cell, lines=(*above.cell.lines, *rest.cell.lines)))
