"""Reads rich text into canonical text: headings by style or look, items, tables, notes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import groupby

from index.errors import UnreadableDocument
from ingest.readers.file_kinds import RICH_TEXT
from ingest.readers.left_out import Told
from ingest.readers.office.headings_by_look import BODY_LEVEL, TITLE_LEVEL, Seen, headings_by_look
from ingest.readers.office.page_heads import told_heads
from ingest.readers.office.table_heads import RowLook, bold_at_the_top, heads_across
from ingest.readers.office.titles import with_property_title
from ingest.readers.rtf.model import Block, CellShape, Line, Note, TableRow
from ingest.readers.rtf.words import RichText
from ingest.text.canonical import CanonicalText
from ingest.text.reading import BlockKind, Reading, Run
from ingest.text.symbol_fonts import SPEAKING
from ingest.text.table_grid import Cell, Row, cell_words, write_table

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
NEAR = 60  # edges of cells that differ by less are one, in twentieths of a point


def read_rtf(data: bytes, file: str) -> Reading:
    """Reads a rich text file, without hidden, deleted and struck words, and comments.

    Raises UnreadableDocument if it is not rich text, or its groups are nested too deeply.
    """
    start = RICH_TEXT.match(data)
    if start is None:
        raise UnreadableDocument(file, "it is not rich text: save it again as .docx or PDF")
    told = Told()
    try:
        found = RichText(data[start.start(1) :], told)
    except ValueError as error:
        raise UnreadableDocument(
            file, f"it is damaged and cannot be opened as rich text ({error}): get another copy"
        ) from error
    writer = _Writer(found, told)
    writer.write()
    heads = told_heads(
        ((which, map(_words, lines_of(blocks))) for which, blocks in found.heads), writer.title
    )
    reading = writer.canonical.reading(
        title=writer.title, oddities=[*heads, *told.sentences()], covered=told.words_covered()
    )
    return with_property_title(reading, found.tables.title)


@dataclass
class _Writer:
    """Writes the contents block by block. waiting: notes of the section being written."""

    found: RichText
    told: Told
    canonical: CanonicalText = field(default_factory=CanonicalText)
    waiting: list[Note] = field(default_factory=list)
    title: str | None = None

    def write(self) -> None:
        """Writes everything."""
        blocks = [b for b in self.found.blocks if not isinstance(b, Line) or not self.is_contents(b)]
        looked = headings_by_look([self.seen(block) for block in blocks])
        place = 0
        for (box, is_row), group in groupby(blocks, lambda block: (block.box, isinstance(block, TableRow))):
            together = list(group)
            with self.canonical.aside() if box else nullcontext():
                if is_row:
                    self.table([block for block in together if isinstance(block, TableRow)])
                else:
                    for i, block in enumerate(together, place):
                        self.block(block, looked.get(i))
            place += len(together)
        self.notes()

    def style(self, line: Line) -> str:
        """Returns the name of a line's style."""
        return self.found.tables.styles.get(line.about.style, "")

    def is_contents(self, line: Line) -> bool:
        """Returns whether a line belongs to a table of contents."""
        return self.style(line).lower().startswith("toc ")

    def level(self, line: Line) -> int | None:
        """Returns the level of a marked heading; the title is 0."""
        outline = line.about.outline
        if outline is not None:
            return outline + 1 if outline < BODY_LEVEL else None
        style = self.style(line)
        heading = HEADING.fullmatch(style)
        return int(heading[1]) if heading else TITLE_LEVEL if style.lower() == "title" else None

    def seen(self, block: Line | TableRow | Note) -> Seen:
        """Returns how a block looks."""
        if not isinstance(block, Line):
            return Seen(other=isinstance(block, TableRow))
        states = [piece.state for piece in block.pieces if piece.text.strip()]
        label = block.about.label
        counted = any(c.isalnum() for c in label)
        return Seen(
            text=" ".join(block.text.split()),
            size=min((state.size for state in states), default=0),
            bold=bool(states) and all(state.bold for state in states),
            underlined=bool(states) and all(state.underlined and not state.link for state in states),
            capitals=block.text.isupper() or (bool(states) and all(state.capitals for state in states)),
            level=self.level(block),
            item=bool(label),
            depth=block.about.level + 1 if counted else 0,
        )

    def block(self, block: Line | TableRow | Note, looked: int | None) -> None:
        """Writes a line; a note waits for the end of its section. looked: the level by its look."""
        if isinstance(block, Note):
            self.waiting.append(block)
        elif isinstance(block, Line):
            level = self.level(block) if looked is None else looked
            if level is not None:
                self.notes()
            if level == TITLE_LEVEL and self.title is None:
                self.title = "".join(run.text for run in runs_of(block) if not run.struck)
            depth = block.about.level + 1 if block.about.label else 0
            kind: BlockKind = "heading" if level is not None else "item" if depth else "paragraph"
            self.canonical.add(kind, runs_of(block), depth=depth if level is None else level)

    def notes(self) -> None:
        """Writes the waiting notes."""
        for note in self.waiting:
            runs = [run for line in note.lines for run in (*runs_of(line), Run(" "))]
            self.canonical.add("footnote", runs, moved=True)
        self.waiting = []

    def table(self, rows: Sequence[TableRow]) -> None:
        """Writes a table; a table of one column as the lines in it."""
        if not rows[0].header and max(len(row.cells) for row in rows) <= 1:
            for row in rows:
                for line in (line for cell in row.cells for line in cell):
                    self.block(line, None)
            return
        written = written_rows(rows)
        looks = [
            RowLook(_row_words(row), is_bold(row), len(cells), sum(cell.columns for cell in cells))
            for row, cells in zip(rows, written, strict=True)
        ]
        top = sum(row.header for row in rows) or bold_at_the_top(looks)
        across = heads_across(looks, top)
        write_table(
            self.canonical,
            [Row(tuple(cells), columns=i < top or i in across) for i, cells in enumerate(written)],
        )


def written_rows(rows: Sequence[TableRow]) -> list[list[Cell]]:
    """Returns the cells of each row; those that are merged are one."""
    edges = _edges(rows)
    written: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for i, row in enumerate(rows):
        written.append([])
        left = 0
        for j, cell in enumerate(row.cells):
            shape = row.shapes[j] if j < len(row.shapes) else CellShape()
            right = max(left + 1, bisect_right(edges, shape.right))
            if shape.along and written[i]:
                last = written[i].pop()
                written[i].append(Cell((*last.runs, *cell_runs(cell)), last.across + right - left, last.down))
            elif shape.up and left in above:
                at, place = above[left]
                upper = written[at][place]
                written[at][place] = Cell(upper.runs, upper.across, i - at + 1)
            else:
                above[left] = i, len(written[i])
                written[i].append(Cell(cell_runs(cell), right - left))
            left = right
    return written


def _edges(rows: Sequence[TableRow]) -> list[int]:
    """Returns the right edges of the columns, those that are nearly the same once."""
    edges: list[int] = []
    for edge in sorted({shape.right for row in rows for shape in row.shapes}):
        if not edges or edge - edges[-1] > NEAR:
            edges.append(edge)
    return edges


def _row_words(row: TableRow) -> str:
    return " ".join(_words(line) for cell in row.cells for line in cell)


def runs_of(line: Line) -> list[Run]:
    """Returns the words of a line after its number; a bullet is left out, unless it says yes or no."""
    label = line.about.label
    live = any(piece.text.strip() and not piece.state.struck for piece in line.pieces)
    says = label and (label in SPEAKING or any(c.isalnum() for c in label))
    before = [Run(label, inserted=True), Run(" ")] if live and says else []
    return [*before, *(Run(p.text, p.state.link, struck=bool(p.state.struck)) for p in line.pieces)]


def lines_of(blocks: Sequence[Block]) -> Iterator[Line]:
    """Yields the lines of a text, also those in its tables."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, TableRow):
            yield from (line for cell in block.cells for line in cell)


def _words(line: Line) -> str:
    """Returns the words of a line that are not struck through."""
    return "".join(piece.text for piece in line.pieces if not piece.state.struck)


def cell_runs(lines: Sequence[Line]) -> tuple[Run, ...]:
    """Returns the words of a cell."""
    return cell_words((runs_of(line), bool(line.about.label)) for line in lines)


def is_bold(row: TableRow) -> bool:
    """Returns whether all words of a row are bold."""
    pieces = [p for cell in row.cells for line in cell for p in line.pieces if p.text.strip()]
    return bool(pieces) and all(piece.state.bold for piece in pieces)
