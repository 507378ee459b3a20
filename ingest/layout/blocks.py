"""Lines in reading order into headings, paragraphs, list items, rows and footnotes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.canonical import BlockKind
from ingest.layout.footnotes import Footnote
from ingest.layout.headings import Headings
from ingest.layout.lines import Line
from ingest.layout.tables import Row, Table
from ingest.layout.whites import BULLETS, FIGURE

BULLET = re.compile(f"[{BULLETS}o–—-]")
DASHES = "o–—-"  # bullets that are words as well
NUMBERED = re.compile(r"(\d{1,3}(\.\d{1,3})*[.)]?|\(?([a-z]|[ivx]{1,4})[.)])\s+\S")
LETTERED = re.compile(r"\(?([a-z]|[ivx]{1,4})[.)]\s+\S")
LEADERS = re.compile(r"[.…·_]{4,}\s*\w{1,5}$|(\s[.…·_]){4,}\s*\w{1,5}$")
SENTENCE_END = re.compile(r"[.!?:;][)\]”’\"']?[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
# All widths are in parts of the type size.
INDENT = 0.7
# White above a line, in parts of the usual step from line to line, that begins a paragraph.
APART = 1.25
SPACE = 0.3
# White that holds a table or a picture.
CUT = 4
# Marks of one depth stand no farther apart, in points.
MARK_SLACK = 2
# The white before the page number of an entry of contents.
PAGE_GAP = 2
# The largest step between two lines of one heading.
HEADING_STEP = 1.7


@dataclass(frozen=True, slots=True)
class Place:
    """A line in its column. margin, right: the column's sides. step: the usual one from line to line."""

    line: Line
    column: int
    margin: float
    right: float
    step: float

    @property
    def indent(self) -> float:
        """How far from the margin it begins."""
        return self.line.left - self.margin


@dataclass(frozen=True, slots=True)
class Block:
    """What is read as one.

    depth: a heading's or a list item's. indent: how far from the column's margin its first line begins.
    marker: how many words of that line are its bullet. row: of a table, which has no lines of its own.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    depth: int = 0
    indent: float = 0
    marker: int = 0
    row: Row | None = None

    @property
    def text(self) -> str:
        """Its words, line by line."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column, in reading order, the footnotes below it and the lines that run upright.

    margin: where its lines begin.
    """

    flow: Sequence[Line | Table]
    margin: float = 0
    footnotes: Sequence[Footnote] = ()
    sideways: Sequence[Line] = ()


def blocks_of(columns: Iterable[Column], headings: Headings) -> list[Block]:
    """The blocks of a document.

    A footnote follows the section in which its mark stands. What runs upright follows the paragraph that
    it stands beside, which may go on over the page.
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
                blocks += [Block("columns" if row.heads else "row", (), row=row) for row in item.rows]
                continue
            if group and _begins(group, item, headings):
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


def _placed(column: Column, number: int) -> Iterator[Place | Table]:
    lines = [item for item in column.flow if isinstance(item, Line)]
    right = max((line.right for line in lines), default=0.0)
    steps: Counter[float] = Counter()
    for above, line in pairwise(lines):
        if 0.8 * line.size < line.baseline - above.baseline < 2.2 * line.size:
            steps[round(line.baseline - above.baseline, 1)] += 1
    common = steps.most_common(1)[0] if steps else (0.0, 0)
    for item in column.flow:
        if isinstance(item, Table):
            yield item
        else:
            step = common[0] if common[1] > 1 else 1.25 * item.size
            yield Place(item, number, column.margin, right, max(step, 1.0 * item.size))


def _begins(group: Sequence[Place], place: Place, headings: Headings) -> bool:
    """Whether a line begins a new block after the lines of a group."""
    last, line = group[-1].line, place.line
    step = line.baseline - last.baseline
    below = last.page == line.page and last.left < line.right and line.left < last.right
    together = group[-1].column == place.column or (below and step > 0)
    apart = not together or step > APART * max(place.step, group[-1].step) or step < 0
    ended = bool(SENTENCE_END.search(last.text))
    # The first word of a line that goes on would have fitted on the line above, had there been room.
    first = line.words[0]
    short = last.right + SPACE * line.size + first.right - first.left < group[-1].right - SPACE * line.size
    if _marker(line):
        return True
    if _is_heading(group, headings):
        return not (together and step < HEADING_STEP * line.size and _goes_on(last, line, headings))
    if headings.may_be(line) and (headings.stands_out(line, last) or apart or ended or short):
        return True
    if abs(last.size - line.size) > 1 or (together and not ended and _ends_with_page(last)):
        return True
    if len(group) == 1 and len(last.words) == 1 and _marker(last):
        return False
    if NUMBERED.match(line.text) and (apart or ended or short or _is_sibling(group[0], place)):
        return True
    indented = line.left > (last.left if together else place.margin) + INDENT * line.size
    if not together:
        return first.box is None or ended or (indented and not _hangs(group[0].line))
    if apart:
        # What stands in between, a table or a picture, may cut a sentence.
        return ended or step < CUT * line.size or not line.text[0].islower()
    if _outdented(group, place):
        return True
    if ended and indented and not (len(group) == 1 and _hangs(last)):
        return True
    return ended and (short or (first.style.bold and not last.words[-1].style.bold))


def _ends_with_page(line: Line) -> bool:
    """Whether a line is an entry of contents: its last word is a page number, far from the rest."""
    if LEADERS.search(line.text):
        return True
    return (
        bool(line.gaps)
        and line.gaps[-1] > PAGE_GAP * line.size
        and bool(FIGURE.fullmatch(line.words[-1].text))
    )


def _goes_on(last: Line, line: Line, headings: Headings) -> bool:
    """Whether a line is the next one of a heading."""
    if last.bold != line.bold or abs(last.size - line.size) >= 1 or bool(last.level) != bool(line.level):
        return False
    if NUMBERED.match(line.text) and not line.level:
        return False
    return headings.may_be(line)


def _is_heading(group: Sequence[Place], headings: Headings) -> bool:
    return all(headings.may_be(place.line) for place in group) and not _marker(group[0].line)


def _marker(line: Line) -> int:
    """How many words at the head of a line are its bullet: one or none."""
    first = line.words[0]
    dash = first.text in DASHES
    if len(first.text) == 1 and first.style.symbol and not all(word.style.symbol for word in line.words[1:]):
        return 1
    if not BULLET.fullmatch(first.text):
        return 0
    if len(line.words) == 1:
        return int(not dash)
    gap = line.words[1].left - first.right
    return int(gap > (0.4 if dash else 0.15) * first.style.size)


def _hangs(line: Line) -> bool:
    """Whether the lines below it may be indented, for it begins with a bullet or a number."""
    return bool(_marker(line) or NUMBERED.match(line.text))


def _is_sibling(first: Place, place: Place) -> bool:
    """Whether two lines, of which the second begins with a number, are clauses of one list."""
    return bool(NUMBERED.match(first.line.text)) and abs(first.indent - place.indent) < MARK_SLACK


def _outdented(group: Sequence[Place], place: Place) -> bool:
    """Whether a line leaves the indent of a list item's lines."""
    first, last = group[0].indent, group[-1].indent
    if not _hangs(group[0].line):
        return False
    hanging = len(group) > 1 and last > first + INDENT * place.line.size / 2
    return place.indent < (last if hanging else first) - INDENT * place.line.size


def _block(group: Sequence[Place], headings: Headings) -> Block:
    lines = tuple(place.line for place in group)
    if _is_heading(group, headings):
        return Block("heading", lines, headings.depth(lines[0]))
    marker = _marker(lines[0])
    is_item = marker or LETTERED.match(lines[0].text)
    return Block("item" if is_item else "paragraph", lines, indent=group[0].indent, marker=marker)


def _with_depths(blocks: Sequence[Block]) -> list[Block]:
    """List items with their depth, from where their marks stand."""
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
    """The blocks, with the asides and, after the section in which its mark stands last, each footnote."""
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
    if block.row is not None:
        return " ".join(line.text for cell in block.row.cells for line in cell.lines)
    return block.text
