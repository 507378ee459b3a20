"""Writes the body of a Word document: headings, clauses, items, tables, notes, boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.office.headings_by_look import TITLE_LEVEL
from ingest.readers.word.headings import drop_cap, word_headings
from ingest.readers.word.hidden import take_out_hidden
from ingest.readers.word.looks import Looks
from ingest.readers.word.notes import Notes
from ingest.readers.word.numbering import Numbering, W
from ingest.readers.word.pictures import GONE, TEXT_BOX, write_drawings
from ingest.readers.word.runs import Wording
from ingest.readers.word.styles import Styles, continued, is_on, level_of, listed, value
from ingest.readers.word.tables import cells_of, children, header_rows, is_frame, rows_of, table_rows
from ingest.text.canonical import CanonicalText
from ingest.text.reading import BlockKind, Run
from ingest.text.table_grid import cell_words, inner_row, write_table

Element = Any


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to write. level: of a heading, else None; depth: of a list item, from 1, else 0."""

    runs: tuple[Run, ...]
    level: int | None
    depth: int

    @property
    def kind(self) -> BlockKind:
        """Returns the kind of block to write."""
        return "heading" if self.level is not None else "item" if self.depth else "paragraph"


@dataclass
class Walk:
    """One pass over the body, writing as it goes.

    part: the one that contains the body. looked: the levels of headings recognised by look alone.
    continued: paragraphs that go on with an item, and its depth. carried:
    words of paragraphs that continue in the next one.
    """

    part: Any
    styles: Styles
    looks: Looks
    numbering: Numbering
    notes: Notes
    wording: Wording
    told: Told
    canonical: CanonicalText = field(default_factory=CanonicalText)
    looked: dict[Element, int] = field(default_factory=dict)
    continued: dict[Element, int] = field(default_factory=dict)
    carried: list[Run] = field(default_factory=list)
    title: str | None = None

    def story(self, body: Element) -> None:
        """Writes a body, and the notes that it refers to."""
        take_out_hidden(body, self.told, self.looks)
        self.wording.begin(body)
        self.looked = word_headings(body, self.styles, self.looks, self.numbering)
        self.continued = continued(children(body), self.styles, self.numbering)
        self.body(body)
        self.notes.write_footnotes(self.canonical)
        self.notes.write_endnotes(self.canonical)

    def body(self, element: Element) -> None:
        """Writes the blocks of a body, a cell or a text box."""
        for child in children(element):
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.release()
                self.table(child)
            elif child.tag == W + "altChunk":
                self.told.count("embedded file", "is left out")
        self.release()

    def release(self) -> None:
        """Writes carried words that no following paragraph took up."""
        self.canonical.add("paragraph", self.carried)
        self.carried = []

    def paragraph(self, element: Element) -> None:
        """Writes a paragraph and what is anchored to it, and before a heading the footnotes due there."""
        waiting = len(self.notes.waiting)
        line = self.line(element)
        if line:
            if line.level is not None:
                self.notes.write_footnotes(self.canonical, waiting)
            if line.level == TITLE_LEVEL and self.title is None:
                self.title = "".join(run.text for run in line.runs)
            self.canonical.add(line.kind, line.runs, depth=line.depth if line.level is None else line.level)
        self.hanging(element)

    def hanging(self, element: Element) -> None:
        """Writes what is anchored to a paragraph or stands in a table: text boxes, pictures, diagrams."""
        self.boxes(element)
        write_drawings(self.canonical, element, self.part, self.told)

    def boxes(self, element: Element) -> None:
        """Writes the text boxes, each once."""
        for box in element.iter(TEXT_BOX):
            around = {parent.tag for parent in takewhile(lambda e: e is not element, box.iterancestors())}
            if not around & {*GONE, TEXT_BOX}:
                with self.canonical.aside():
                    self.body(box)

    def line(self, element: Element) -> Line | None:
        """Returns a paragraph with its number; None if nothing of it shows, or the next one takes it up.

        A paragraph whose end was deleted continues in the next one, which keeps its own style and number
        (17.13.5.15); so does a large first letter. A hidden paragraph is not counted.
        """
        style = value(element, "pPr/pStyle") or self.styles.default
        runs = self.wording.paragraph(element, self.carried)
        self.carried = []
        if style in self.styles.contents:
            return None
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self.carried = runs
            return None
        if drop_cap(element):
            self.carried = runs
            return None
        hidden = style in self.styles.hidden
        words = any(run.text.strip() for run in runs)
        if not words and (hidden or (mark is not None and is_on(mark.find(W + "vanish")))):
            return None
        level = self.looked.get(element, level_of(element, self.styles))
        place = listed(element, style, self.styles, self.numbering)
        if place is None:
            return Line(tuple(runs), level, self.continued.get(element, 0))
        number = self.numbering.next(*place)
        own = value(element, "pPr/numPr/numId") is not None
        depth = place[1] + 1 if own else self.styles.depths.get(style, place[1] + 1)
        # If all words are struck through, so is the number that Word shows before them.
        live = words and any(run.text.strip() and not run.struck for run in runs)
        before = [Run(number.text, inserted=True), Run(number.gap)] if live and number.text else []
        return Line((*before, *runs), level, depth)

    def table(self, element: Element) -> None:
        """Writes a table as rows, or as the blocks in it if it is only a box or a frame."""
        rows = rows_of(element)
        heads = header_rows(element, rows, self.styles, self.looks)
        cells = [cells_of(row) for row in rows]
        if is_frame(cells, heads, self.styles):
            for row in cells:
                for cell in row:
                    if value(cell, "tcPr/vMerge") != "continue":
                        self.body(cell)
            return
        write_table(self.canonical, table_rows(rows, cells, heads, self.cell))
        self.hanging(element)

    def cell(self, element: Element) -> tuple[Run, ...]:
        """Returns the words of a cell."""
        return cell_words(self.parts(element))

    def parts(self, element: Element) -> Iterator[tuple[Sequence[Run], bool]]:
        """Yields the parts of a cell, and whether each stands in a line of its own."""
        for child in children(element):
            if child.tag == W + "tbl":
                for row in rows_of(child):
                    yield inner_row([self.cell(cell) for cell in cells_of(row)]), True
            elif child.tag == W + "p" and (line := self.line(child)):
                yield line.runs, line.depth > 0
        yield self.carried, False
        self.carried = []
