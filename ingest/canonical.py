"""The canonical text of a document, as a reader writes it down, block by block."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.model import Edit, Link, Page

BlockKind = Literal["heading", "paragraph", "item", "columns", "row", "footnote"]

# What a reader puts where the file says "new line here"; any other white space becomes one space.
LINE_BREAK = "\u2028"
BETWEEN_BLOCKS = "\n\n"
# Marks that steer layout and are never read aloud: soft hyphen, zero-width spaces and joiners, BOM.
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
SPACES = re.compile(r"\s+")
PIECE = re.compile("[^ \n]+|[ \n]")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a block that share a link and a page.

    link: the address; "" for a link whose address the copy has lost; None for no link.
    page: the physical page, from 1; None where the format has no pages.
    """

    text: str
    link: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote.

    depth: a heading's level or a list item's depth, from 1; else 0.
    anchor: the block's own address inside a web page.
    A row of kind "columns" holds the headings of the rows that follow it.
    """

    kind: BlockKind
    start: int
    end: int
    depth: int = 0
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file.

    title: what the file itself says its title is; None where it does not.
    oddities: what a maintainer should know, each one sentence.
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    links: tuple[Link, ...] = ()
    edits: tuple[Edit, ...] = ()
    title: str | None = None
    oddities: tuple[str, ...] = ()


class CanonicalText:
    """Collects blocks in reading order and keeps the offsets of all that is in them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._edits: list[Edit] = []
        self._page_starts: dict[int, int] = {}

    def add(
        self,
        kind: BlockKind,
        runs: Iterable[Run],
        *,
        depth: int = 0,
        anchor: str | None = None,
        moved: bool = False,
    ) -> None:
        """Append one block; nothing happens where the runs hold no words."""
        runs = [Run(clean(run.text), run.link, run.page) for run in runs]
        if not any(run.text.strip() for run in runs):
            return
        if self._blocks:
            self._write(BETWEEN_BLOCKS)
        start = self._length
        gap = ""
        for run in runs:
            first = None
            for piece in PIECE.findall(run.text):
                if piece in " \n":
                    gap = piece if piece == "\n" else gap or piece
                    continue
                if self._length > start:
                    self._write(gap)
                gap = ""
                first = self._length if first is None else first
                if run.page is not None:
                    self._page_starts.setdefault(run.page, self._length if self._page_starts else 0)
                self._write(piece)
            if run.link is not None and first is not None:
                self._links.append(Link(first, self._length, run.link or None))
        self._blocks.append(Block(kind, start, self._length, depth, anchor))
        if moved:
            self._edits.append(Edit("move", start, self._length))

    def reading(
        self,
        *,
        page_labels: Iterable[str | None] = (),
        title: str | None = None,
        oddities: Iterable[str] = (),
    ) -> Reading:
        """The finished text. page_labels: one for each page of the file, in order."""
        return Reading(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            pages=self._pages(list(page_labels)),
            links=tuple(self._links),
            edits=tuple(self._edits),
            title=" ".join(clean(title).split()) or None if title else None,
            oddities=tuple(oddities),
        )

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _pages(self, labels: list[str | None]) -> tuple[Page, ...]:
        starts: list[int] = []
        for number in range(len(labels), 0, -1):
            after = starts[-1] if starts else self._length
            starts.append(0 if number == 1 else self._page_starts.get(number, after))
        starts = [*reversed(starts), self._length]
        return tuple(
            Page(number, starts[number - 1], starts[number], label)
            for number, label in enumerate(labels, start=1)
        )


def clean(text: str) -> str:
    """Composed characters, single spaces, line breaks as new lines; no invisible or control characters."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = "\n".join(SPACES.sub(" ", line) for line in text.split(LINE_BREAK))
    return "".join(c for c in text if c in "\n " or unicodedata.category(c) != "Cc")


def superscript(number: str) -> str:
    """A footnote mark as it is printed: 12 becomes ¹²; a mark that is no number stays in brackets."""
    if number.isdecimal() and number.isascii():
        return number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"[{number}]"
