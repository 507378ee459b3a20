"""What a reader makes of a file: its text in blocks, and all that stands at places of it."""

from dataclasses import dataclass
from typing import Literal

from index.documents import Box, Edit, Link, Page, Span, Struck

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
    """Some words of a block that share a link and a page.

    link: the address; "" for a link whose address the copy has lost; None for no link.
    page: the physical page, from 1; None where the format has no pages. rectangle: around the words on
    their page (left, top, right, bottom: see `Box`).
    inserted: the file computes the words and does not hold them.
    struck: the file shows the words struck through; they are kept beside the text (see `Struck`).
    """

    text: str
    link: str | None = None
    page: int | None = None
    rectangle: Rectangle | None = None
    inserted: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote.

    An amendment tells when and how the document was changed, a reference leads elsewhere and says
    nothing more: neither is guidance. The words of a garbled block are no words.

    depth: a heading's level or a list item's depth, from 1; else 0.
    anchor: the block's own address inside a web page. cells: of a row, where it has more than one.
    A picture is the description that the file holds of one. A row of kind "columns" holds the headings of
    the rows that follow it.
    context: the cells that a row stands under (column headings, a cell that reaches down to it), where
    the reader knows them. ends: the level from which on the sections before the block end with it, though
    it is no heading, as behind a fold-out.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int = 0
    anchor: str | None = None
    cells: tuple[Span, ...] = ()
    context: tuple[Span, ...] = ()
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file.

    boxes: where the words stand on their pages, in the order of the text; empty where that is not known.
    title: what the file itself says its title is; None where it does not.
    running: the lines left out as running header or footer; of those that differ in their figures only,
    the first.
    oddities: what a maintainer should know, each one sentence.
    machine_read: the words were read off pictures of pages by a machine.
    struck: words shown struck through, which are no part of the text. covered: how many words are no part of
    it because something is drawn over them, or behind, that hides them.
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
