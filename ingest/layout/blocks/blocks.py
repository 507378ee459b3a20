"""Groups lines in reading order into headings, paragraphs, list items, rows and footnotes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.layout.blocks.breaks import MARK_SLACK, Place, begins_block, is_heading, marker_of
from ingest.layout.blocks.footnotes import Footnote
from ingest.layout.blocks.headings import Headings
from ingest.layout.tables.flow_charts import Station
from ingest.layout.tables.table import Table
from ingest.layout.words.lines import Line
from ingest.text.reading import BlockKind

LETTERED = re.compile(r"\(?([a-z]|[ivx]{1,4})[.)]\s+\S")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are read as one unit.

    depth: of a heading or list item.
    indent: how far from the column's margin its first line begins.
    marker: how many words at the head of that line are its bullet.
    table: a whole table; the block then has no lines of its own.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    depth: int = 0
    indent: float = 0
    marker: int = 0
    table: Table | None = None

    @property
    def text(self) -> str:
        """Returns its words, line by line."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """The content of a column in reading order, its footnotes, and lines that run sideways.

    margin: where its lines begin.
    """

    flow: Sequence[Line | Table | Station]
    margin: float = 0
    footnotes: Sequence[Footnote] = ()
    sideways: Sequence[Line] = ()


def blocks_of(columns: Iterable[Column], headings: Headings) -> list[Block]:
    """Returns the blocks of a document.

    A footnote follows the section that contains its mark. Sideways text follows the paragraph beside it,
    which may continue on the next page.
    """
    blocks: list[Block] = []
    notes: list[tuple[int, Block]] = []
    asides: dict[int, list[Block]] = {}
    group: list[Place] = []

    def close() -> None:
        if group:
            blocks.append(_block(group, headings))
            group.clear()

    for number, column in enumerate(columns):
        for item in _placed(column, number):
            if isinstance(item, Table):
                close()
                blocks.append(Block("row", (), table=item))
                continue
            if isinstance(item, Station):
                close()
                blocks.append(Block("paragraph", item.lines))
                continue
            if group and begins_block(group, item, headings):
                close()
            group.append(item)
        at = len(blocks) + bool(group)
        for note in column.footnotes:
            if note.mark or not notes:
                notes.append((at, Block("footnote", note.lines)))
            else:
                position, before = notes[-1]
                notes[-1] = position, replace(before, lines=(*before.lines, *note.lines))
        if column.sideways:
            asides.setdefault(at, []).append(Block("paragraph", tuple(column.sideways)))
    close()
    return _with_depths(_with_notes(blocks, asides, notes))


def _placed(column: Column, number: int) -> Iterator[Place | Table | Station]:
    lines = [item for item in column.flow if isinstance(item, Line)]
    right = max((line.right for line in lines), default=0.0)
    steps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        if 0.8 * line.size < line.baseline - above.baseline < 2.2 * line.size:
            steps[round(line.baseline - above.baseline, 1)] += 1
    common = steps.most_common(1)[0] if steps else (0.0, 0)
    for item in column.flow:
        if isinstance(item, Table | Station):
            yield item
        else:
            step = common[0] if common[1] > 1 else 1.25 * item.size
            yield Place(item, number, column.margin, right, max(step, 1.0 * item.size))


def _block(group: Sequence[Place], headings: Headings) -> Block:
    lines = tuple(place.line for place in group)
    if is_heading(group, headings):
        return Block("heading", lines, headings.depth(lines[0]))
    marker = marker_of(lines[0])
    is_item = marker or LETTERED.match(lines[0].text)
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
