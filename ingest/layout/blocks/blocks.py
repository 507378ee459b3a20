"""Groups lines in reading order into headings, paragraphs, list items, rows and footnotes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.layout.blocks.breaks import MARK_SLACK, Place, begins_block, is_dashed, is_heading, marker_of
from ingest.layout.blocks.footnotes import Footnote
from ingest.layout.blocks.headings import Headings
from ingest.layout.blocks.line_steps import common_step, usual_step
from ingest.layout.blocks.panels import Item, Panel
from ingest.layout.tables.flow_charts import Station
from ingest.layout.tables.table import Table
from ingest.layout.words.lines import Line
from ingest.text.reading import BlockKind
from ingest.text.symbol_fonts import SPEAKING

# A sentence quoted in large type, between the columns of a page.
QUOTATION = re.compile("[“‘\"'].*[.!,;][”’\"'].*")
LETTERED = re.compile(r"\(?([a-z]|[ivx]{1,4})[.)]\s+\S")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read as one unit.

    depth: of a heading or list item.
    indent: how far from the column's margin its first line begins.
    marker: how many words at the head of that line are its bullet, if it says neither yes nor no.
    table: a whole table; the block then has no lines of its own.
    panel: the number of the box that it is in, from 1, if the box has a heading of its own (see `Panel`).
    ends: the level of that heading, at the first block after the box; 0 for other blocks.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    depth: int = 0
    indent: float = 0
    marker: int = 0
    table: Table | None = None
    panel: int = 0
    ends: int = 0

    @property
    def text(self) -> str:
        """Returns its words, line by line."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """The content of a column in reading order, its footnotes, and lines that run sideways.

    margin: where its lines begin.
    """

    flow: Sequence[Item | Panel]
    margin: float = 0
    footnotes: Sequence[Footnote] = ()
    sideways: Sequence[Line] = ()


def blocks_of(columns: Sequence[Column], headings: Headings, usual: float = 0.0) -> list[Block]:
    """Returns the blocks of a document.

    A footnote follows the section that contains its mark. Sideways text follows the paragraph beside it,
    which may continue on the next page; so does a box with a heading of its own.
    usual: the step from line to line (see `usual_step`), if these are not all columns of the document.
    """
    usual = usual or usual_step([i for i in column.flow if isinstance(i, Line)] for column in columns)
    gathered = _Blocks(headings, usual)
    for number, column in enumerate(columns):
        for item in _placed(column, number, usual):
            gathered.take(item)
        gathered.end_column(column)
    return gathered.finished()


class _Blocks:
    """Gathers what stands in columns into blocks."""

    def __init__(self, headings: Headings, usual: float) -> None:
        self._headings = headings
        self._usual = usual
        self._blocks: list[Block] = []
        self._notes: list[tuple[int, Block]] = []
        self._asides: dict[int, list[Block]] = {}
        self._group: list[Place] = []
        self._panels = 0

    def take(self, item: Place | Table | Station | tuple[Panel, int]) -> None:
        """Adds what is read next; a box comes with the number of its column."""
        if isinstance(item, tuple):
            self._take_panel(*item)
        elif isinstance(item, Place):
            if self._group and begins_block(self._group, item, self._headings):
                self._close()
            self._group.append(item)
        elif isinstance(item, Table):
            self._close()
            self._blocks.append(Block("row", (), table=item))
        else:
            self._close()
            self._blocks.append(Block("paragraph", item.lines))

    def end_column(self, column: Column) -> None:
        """Adds the footnotes and the sideways text of a column."""
        at = self._next()
        for note in column.footnotes:
            position, before = self._notes[-1] if self._notes else (at, None)
            if note.mark or before is None or before.lines[-1].page < note.lines[0].page - 1:
                self._notes.append((at, Block("footnote", note.lines)))
            else:
                self._notes[-1] = position, replace(before, lines=(*before.lines, *note.lines))
        if column.sideways:
            self._asides.setdefault(at, []).append(Block("paragraph", tuple(column.sideways)))

    def finished(self) -> list[Block]:
        """Returns all blocks in order."""
        self._close()
        return _with_ends(_with_depths(_with_notes(self._blocks, self._asides, self._notes)))

    def _close(self) -> None:
        if self._group:
            self._blocks.append(_block(self._group, self._headings))
            self._group.clear()

    def _next(self) -> int:
        """Returns where the block after the open one goes."""
        return len(self._blocks) + bool(self._group)

    def _level(self) -> int:
        """Returns the depth of the last heading; 0 for none."""
        if self._group and is_heading(self._group, self._headings):
            return self._headings.depth(self._group[0].line)
        return next((block.depth for block in reversed(self._blocks) if block.kind == "heading"), 0)

    def _take_panel(self, panel: Panel, number: int) -> None:
        """Adds a box; across its column, only if it has a heading, of a lower rank than the one above it."""
        level = self._level()
        columns = [
            Column(stack, panel.left if len(panel.stacks) == 1 else min(item.left for item in stack))
            for stack in panel.stacks
        ]
        inside = blocks_of(columns, self._headings, self._usual)
        highest = min((block.depth for block in inside if block.kind == "heading"), default=0)
        if not (panel.beside or highest > level > 0):
            for column in columns:
                for item in _placed(column, number, self._usual):
                    self.take(item)
            return
        self._panels += 1
        deeper = max(0, level + 1 - highest)
        self._asides.setdefault(self._next(), []).extend(
            replace(block, depth=block.depth + deeper * (block.kind == "heading"), panel=self._panels)
            for block in inside
        )


def _with_ends(blocks: Sequence[Block]) -> list[Block]:
    """Lets the headings in a box end with it."""
    found = list(blocks[:1])
    level = 0
    for before, block in pairwise(blocks):
        if before.panel and before.kind == "heading" and not level:
            level = before.depth
        left = before.panel and block.panel != before.panel
        found.append(replace(block, ends=level) if left else block)
        level = 0 if left else level
    return found


def _placed(
    column: Column, number: int, usual: float
) -> Iterator[Place | Table | Station | tuple[Panel, int]]:
    """Yields what stands in a column. usual: see `usual_step`."""
    lines = [item for item in column.flow if isinstance(item, Line)]
    right = max((line.right for line in lines), default=0.0)
    common = common_step(lines, usual)
    for item in column.flow:
        if isinstance(item, Table | Station):
            yield item
        elif isinstance(item, Panel):
            yield item, number
        else:
            step = common or usual * item.size
            yield Place(item, number, column.margin, right, max(step, 1.0 * item.size))


def _block(group: Sequence[Place], headings: Headings) -> Block:
    lines = tuple(place.line for place in group)
    if is_heading(group, headings) and not QUOTATION.fullmatch(" ".join(line.text for line in lines)):
        return Block("heading", lines, headings.depth(lines[0]))
    marker = marker_of(lines[0]) or int(is_dashed(lines[0]))
    is_item = marker or LETTERED.match(lines[0].text)
    if lines[0].words[0].text in SPEAKING:
        marker = 0
    return Block("item" if is_item else "paragraph", lines, indent=group[0].indent, marker=marker)


def _with_depths(blocks: Sequence[Block]) -> list[Block]:
    """Gives each list item its depth, judged by where the bullets stand."""
    found = []
    indents: list[float] = []
    for block in blocks:
        if block.kind == "item":
            indents = [x for x in indents if x < block.indent - MARK_SLACK] + [block.indent]
            found.append(replace(block, depth=len(indents)))
            continue
        inside = block.kind == "paragraph" and indents and block.indent > indents[-1] + MARK_SLACK
        if block.kind != "footnote" and not inside:
            indents = []
        found.append(block)
    return found


def _with_notes(
    blocks: Sequence[Block], asides: dict[int, list[Block]], notes: Sequence[tuple[int, Block]]
) -> list[Block]:
    """Inserts the asides, and puts each footnote after the last section that contains its mark."""
    after = asides
    for at, note in notes:
        mark = _mark_of(note)
        refers = next(
            (i for i in range(min(at, len(blocks)) - 1, -1, -1) if mark and mark in _text(blocks[i])),
            min(at, len(blocks)) - 1,
        )
        end = next((i for i in range(refers + 1, len(blocks)) if blocks[i].kind == "heading"), len(blocks))
        after.setdefault(end, []).append(note)
    found: list[Block] = []
    for i, block in enumerate(blocks):
        found += [*after.get(i, []), block]
    return [*found, *after.get(len(blocks), [])]


def _mark_of(note: Block) -> str:
    found = re.match("[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[*†‡]", note.lines[0].text)
    return found.group() if found else ""


def _text(block: Block) -> str:
    if block.table is not None:
        return " ".join(line.text for line in block.table.lines)
    return block.text
