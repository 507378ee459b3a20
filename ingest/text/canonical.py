"""Builds the canonical text of a document, block by block."""

import re
from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from textwrap import shorten

from index.documents import Box, Edit, Link, Page, Span, Struck
from ingest.text.bars import BAR
from ingest.text.normalization import clean, normalized
from ingest.text.reading import Block, BlockKind, Reading, Run
from ingest.text.sections import open_level

BETWEEN_BLOCKS = "\n\n"
CELL_GAP = " | "  # between the cells of a table's row
PIECE = re.compile("[^ \n]+|[ \n]")
# No space is read between struck-out words and these characters.
CLOSING = re.compile(r"[.,;:!?)\]}’”%]")
OPENING = re.compile(r"[(\[{‘“]\Z")
# What is left of an item whose words are struck: its mark, or a full stop.
MARK = re.compile(r"[\W_]*(\(?\w{1,3}[.)])?[\W_]*")


class CanonicalText:
    """Collects blocks in reading order and records the offsets of everything in them."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._edits: list[Edit] = []
        self._boxes: list[Box] = []
        self._struck: list[Struck] = []
        self._stretches: list[tuple[int, int]] = []  # (page, offset where it starts)
        self._ends: int | None = None
        self._apart = False

    def end_sections(self, level: int) -> None:
        """Closes the sections of this level, and those inside them, before the next block."""
        self._ends = level if self._ends is None else min(level, self._ends)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Files what is written meanwhile, such as a text box, under the heading above it.

        What comes after stands there too, unless a heading is the last that was written.
        """
        start, level = len(self._blocks), open_level(self._blocks)
        yield
        written = self._blocks[start:]
        depths = [block.depth for block in written if block.kind == "heading" and block.depth]
        if depths and written[-1].kind != "heading":
            deeper = max(0, level + 1 - min(depths))
            self._blocks[start:] = [
                replace(block, depth=block.depth + deeper)
                if block.kind == "heading" and block.depth
                else block
                for block in written
            ]
            self.end_sections(min(depths) + deeper)

    def end_introduction(self) -> None:
        """Parts the next block from what stands before it (see `Block`)."""
        self._apart = True

    def add(
        self,
        kind: BlockKind,
        runs: Iterable[Run],
        *,
        depth: int = 0,
        anchor: str | None = None,
        moved: bool = False,
        context: tuple[Span, ...] = (),
    ) -> list[Span | None]:
        """Appends one block, or nothing if the runs contain no words, or bars or struck ones and a list mark.

        Adjoining runs with the same address become one link. A run equal to CELL_GAP separates cells.
        Returns the span of each run, None for a run without words, and an empty list if no block was
        written.
        """
        runs = normalized(runs)
        kept = [run.text for run in runs if not run.struck]
        struck = len(kept) < len(runs) and any(run.struck and run.text.strip() for run in runs)
        if not any(text.replace(BAR, "").strip() for text in kept) or (
            struck and MARK.fullmatch("".join(kept))
        ):
            self._strike(f" {''.join(run.text for run in runs if run.struck)} ")
            return []
        if self._blocks:
            self._write(BETWEEN_BLOCKS)
        start = self._length
        gap = ""
        parted = False  # only by struck words
        linked: str | None = None
        cells = [(start, start)]
        spans: list[Span | None] = []
        for run in runs:
            first = None
            if run.struck:
                self._strike(run.text)
                parted = True
                spans.append(None)
                continue
            if run.text == CELL_GAP:
                cells.append((start, start))
            for piece in PIECE.findall(run.text):
                if piece in " \n":
                    gap = piece if piece == "\n" else gap or piece
                    if parted:
                        self._strike(" ")
                    continue
                if self._length > start:
                    if parted and not (CLOSING.match(piece) or OPENING.search(self._parts[-1])):
                        gap = gap or " "
                    self._write(gap)
                gap, parted = "", False
                first = self._length if first is None else first
                if run.page is not None and (not self._stretches or self._stretches[-1][0] != run.page):
                    self._stretches.append((run.page, self._length if self._stretches else 0))
                self._write(piece)
            spans.append(None if first is None else (first, self._length))
            if first is None:
                continue
            if run.text != CELL_GAP:
                begun = cells[-1][0] if cells[-1][1] > start else first
                cells[-1] = begun, self._length
            if run.inserted:
                self._edits.append(Edit("insertion", first, self._length))
            if run.page is not None and run.rectangle is not None:
                self._boxes.append(Box(first, self._length, run.page, *run.rectangle))
            if run.link is not None:
                if run.link and linked == run.link:
                    first = self._links.pop().start
                self._links.append(Link(first, self._length, run.link or None))
            linked = run.link
        own = tuple(cells) if len(cells) > 1 else ()
        self._blocks.append(
            Block(kind, start, self._length, depth, anchor, own, context, self._ends, self._apart)
        )
        self._ends, self._apart = None, False
        if moved:
            insort(self._edits, Edit("move", start, self._length), key=attrgetter("start"))
        return spans

    def reading(
        self,
        *,
        page_labels: Iterable[str | None] = (),
        title: str | None = None,
        running: Iterable[str] = (),
        oddities: Iterable[str] = (),
        machine_read: bool = False,
        covered: int = 0,
    ) -> Reading:
        """Returns the finished text. page_labels: one for each page of the file, in order."""
        struck = tuple(Struck(found.at, " ".join(found.words.split())) for found in self._struck)
        return Reading(
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            pages=self._pages(list(page_labels)),
            links=tuple(self._links),
            edits=tuple(self._edits),
            boxes=tuple(self._boxes),
            title=" ".join(clean(title).split()) or None if title else None,
            running=tuple(running),
            oddities=(*oddities, *_told(struck)),
            machine_read=machine_read,
            struck=struck,
            covered=covered,
        )

    def _strike(self, text: str) -> None:
        """Records words that were struck through here; adjoining ones are merged."""
        if self._struck and self._struck[-1].at == self._length:
            text = self._struck.pop().words + text
        if text.strip():
            self._struck.append(Struck(self._length, text))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _pages(self, labels: list[str | None]) -> tuple[Page, ...]:
        """Returns the pages in order; pages without text get an empty span before the next page with text."""
        numbers = {page for page, _ in self._stretches}
        silent = [number for number in range(1, len(labels) + 1) if number not in numbers]
        pages: list[Page] = []
        for (number, start), (_, end) in pairwise([*self._stretches, (0, self._length)]):
            while silent and silent[0] < number:
                pages.append(Page(silent[0], start, start, labels[silent.pop(0) - 1]))
            pages.append(Page(number, start, end, labels[number - 1]))
        return (*pages, *(Page(number, self._length, self._length, labels[number - 1]) for number in silent))


def _told(struck: Sequence[Struck]) -> list[str]:
    """Returns a sentence for the maintainer about the words that were struck through."""
    count = sum(len(found.words.split()) for found in struck)
    if not count:
        return []
    words = "1 word is" if count == 1 else f"{count} words are"
    first = shorten(struck[0].words, 60, placeholder=" …")
    return [f'{words} struck through and not quoted, beginning with "{first}"']
