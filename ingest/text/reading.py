"""What a reader makes of a file: its text in blocks, with links, pages, edits and boxes."""

from dataclasses import dataclass
from typing import Literal

from index.documents import Box, Edit, Link, Page, Span, Struck

# A reader puts this where the file says "new line here"; any other white space becomes one space.
LINE_BREAK = "\u2028"

BlockKind = Literal[
    "heading",
    "paragraph",
    "item",
    "columns",
    "row",
    "footnote",
    "picture",
    "amendment",
    "reference",
    "garbled",
]


Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a block that share a link and a page.

    link: the address; "" for a link whose address the copy has lost; None for no link.
    page: the physical page, from 1; None if the format has no pages.
    rectangle: around the words on their page (left, top, right, bottom: see `Box`).
    inserted: the words are computed from the file, not written in it.
    struck: the file shows the words struck through; they are stored beside the text (see `Struck`).
    """

    text: str
    link: str | None = None
    page: int | None = None
    rectangle: Rectangle | None = None
    inserted: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row, footnote or picture description.

    An amendment says when and how the document was changed; a reference only leads elsewhere. Neither is
    guidance. A garbled block contains no readable words.

    depth: a heading's level or a list item's depth, from 1; else 0.
    anchor: the block's own address inside a web page.
    cells: of a row that has more than one.
    A picture is the description that the file gives of one. A row of kind "columns" contains the headings of
    the rows below it.
    context: the cells that a row stands under (column headings, a cell that reaches down to it), if the
    reader knows them.
    ends: sections of this level and deeper end before the block although it is no heading, as after a
    fold-out.
    apart: what stands before the block does not introduce it, as after a list of terms.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int = 0
    anchor: str | None = None
    cells: tuple[Span, ...] = ()
    context: tuple[Span, ...] = ()
    ends: int | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file.

    boxes: where the words stand on their pages, in the order of the text; empty if unknown.
    title: the title that the file gives itself, or None.
    running: lines left out as running headers or footers; of lines that differ only in figures, the first.
    oddities: what a maintainer should know, one sentence each.
    machine_read: a machine read the words from pictures of pages.
    struck: words shown struck through, which are not part of the text.
    covered: how many words were left out because something drawn over or behind them hides them.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    links: tuple[Link, ...] = ()
    edits: tuple[Edit, ...] = ()
    boxes: tuple[Box, ...] = ()
    title: str | None = None
    running: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()
    machine_read: bool = False
    struck: tuple[Struck, ...] = ()
    covered: int = 0
