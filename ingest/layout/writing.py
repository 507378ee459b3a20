"""A document's pages, laid out, into canonical text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ingest.canonical import CELL_GAP, CanonicalText, Run
from ingest.layout.blocks import Column, blocks_of
from ingest.layout.footnotes import split_footnotes
from ingest.layout.headings import Headings, Outline
from ingest.layout.lines import Line
from ingest.layout.order import columns_of
from ingest.layout.sheets import Sheet
from ingest.layout.tables import Row, Table
from ingest.repair import LineEnds

# A list item stands no farther from its column's margin, in points.
DEEPEST_INDENT = 80.0
# Where so many lines of a page begin, its margin is.
TELLING_LINES = 3
# Where this share of a document's lines begin, a column or a list does.
USUAL_SHARE = 0.05


def write(canonical: CanonicalText, sheets: Sequence[Sheet], outline: Outline) -> None:
    """Write the pages block by block, each word with its page, its place and its link."""
    lines = [line for sheet in sheets for line in sheet.lines]
    cells = [line for sheet in sheets for table in sheet.tables for line in table.lines]
    sizes: Counter[float] = Counter()
    for line in lines or cells:
        sizes[line.size] += len(line.text)
    body_size = sizes.most_common(1)[0][0]
    headings = Headings.of(lines, body_size, outline)
    ends = LineEnds(line.text for line in (*lines, *cells))
    usual = Counter(round(line.left) for line in lines)
    columns = [column for sheet in sheets for column in _columns(sheet, body_size, usual)]
    for block in blocks_of(columns, headings):
        if block.row is not None:
            canonical.add(block.kind, _of_row(block.row, ends))
        else:
            runs = list(_of_lines(block.lines, ends))[block.marker :]
            canonical.add(block.kind, runs, depth=block.depth, moved=block.kind == "footnote")


def _columns(sheet: Sheet, body_size: float, usual: Counter[int]) -> Iterator[Column]:
    """The columns of a page in reading order, each with the footnotes at its foot."""
    placed: list[Line | Table] = [*sheet.lines, *sheet.tables]
    for stack in columns_of(placed):
        table = next((i for i in range(len(stack), 0, -1) if isinstance(stack[i - 1], Table)), 0)
        lines = [item for item in stack[table:] if isinstance(item, Line)]
        body, notes = split_footnotes(lines, body_size, sheet.rules)
        yield Column([*stack[:table], *body], _margin(stack, sheet, usual), notes)
    if sheet.sideways:
        yield Column((), sideways=sheet.sideways)


def _margin(stack: Sequence[Line | Table], sheet: Sheet, usual: Counter[int]) -> float:
    """Where the lines of a stack's column begin.

    usual: how many lines of the document begin at each place. They tell it where the page itself does not,
    for it holds little more than the end of a list.
    """
    left, right = min(item.left for item in stack), max(item.right for item in stack)
    starts = [
        line.left
        for line in (*sheet.lines, *stack)
        if left - DEEPEST_INDENT < line.left < right and line.right < right + DEEPEST_INDENT
    ]
    margin = min(starts)
    if sum(start < margin + 1 for start in starts) >= TELLING_LINES:
        return margin
    least = usual.total() * USUAL_SHARE
    others = [x for x, count in usual.items() if count >= least and margin - DEEPEST_INDENT < x < margin]
    return min(others, default=margin)


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
            yield Run(text, word.link, line.page, word.box)


def _of_row(row: Row, ends: LineEnds) -> Iterable[Run]:
    for i, cell in enumerate(row.cells):
        if i:
            yield Run(CELL_GAP)
        yield from _of_lines(cell.lines, ends)
