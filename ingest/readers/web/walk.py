"""Walks through the elements of a web page once and writes them block by block."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.readers.web.boilerplate import words_of
from ingest.readers.web.headings import TITLE, anchor_of, line_of_runs, names_the_document
from ingest.readers.web.lists import ordinals, shares_explanation, word_item_depth
from ingest.readers.web.pictures import words_of_pictures
from ingest.readers.web.procedure_manuals import is_label
from ingest.readers.web.tables import (
    cells_of,
    heading_rows,
    is_foot,
    is_layout,
    names_a_frame,
    rows_of,
    span,
)
from ingest.readers.web.visibility.styles import is_struck, is_struck_within
from ingest.readers.web.words import Words
from ingest.text.canonical import CanonicalText
from ingest.text.reading import LINE_BREAK, BlockKind, Run
from ingest.text.table_grid import Cell, Row, write_table


@dataclass
class Walk(Words):
    """One pass over the elements, writing each block as it ends.

    boxes: elements of amendments.
    linked: the anchors that the page links to.
    level: of the heading that the next fold-out stands under; top: of the first heading.
    read: panels already read with their heading.
    opened: what a fold-out opens, with the level of its heading; unended: fold-outs that continue after the
    last element.
    ordinals: what is shown before each item; mark: the same for the current item.
    name: what Word marked as the title.
    """

    boxes: set[HtmlElement] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    canonical: CanonicalText = field(default_factory=CanonicalText)
    kind: BlockKind = "paragraph"
    depth: int = 0
    titles: list[str] = field(default_factory=list)
    level: int = 0
    top: int = 0
    read: set[HtmlElement] = field(default_factory=set)
    unended: set[HtmlElement] = field(default_factory=set)
    opened: dict[HtmlElement, int] = field(default_factory=dict)
    ordinals: dict[HtmlElement, str] = field(default_factory=dict)
    mark: str = ""
    name: str | None = None

    def flush(self) -> None:
        """Writes the waiting words, after the number of their item."""
        runs, self.runs = self.runs, []
        if self.mark and any(run.text.strip() and not run.struck for run in runs):
            runs.insert(0, Run(self.mark, inserted=True))
            self.mark = ""
        self.add(self.kind, runs, depth=self.depth if self.kind == "item" else 0)

    def add(self, kind: BlockKind, runs: list[Run], depth: int = 0, anchor: str | None = None) -> None:
        """Writes a block, which takes up the anchors passed so far."""
        if self.canonical.add(kind, runs, depth=depth, anchor=anchor):
            self.anchors = []

    def block(self, element: HtmlElement) -> None:
        """Writes a block element and its content; a panel already read with its heading is skipped."""
        if shares_explanation(element.getprevious()) and self.heading_level(element) is None:
            self.runs.append(Run(LINE_BREAK))
        else:
            self.flush()
        if element in self.read or element in self.notes.written:
            return
        struck, self.struck = self.struck, self.struck or is_struck(element)
        if element.get("id") and element not in self.foldouts.gathering:
            self.anchors.append(str(element.get("id")))
        if self.heading_level(element) is not None:
            self.heading(element)
        elif element.tag == "table" and not is_layout(element, self.foldouts.heads):
            self.table(element)
        elif self.notes.is_note(element):
            self.flush_notes()
            if element not in self.notes.written:
                self.note(element, moved=False)
        else:
            self.content(element)
        self.struck = struck

    def content(self, element: HtmlElement) -> None:
        """Writes the content of a block that is not a heading, table or footnote."""
        tag, level = element.tag, self.level
        kind, depth, preformatted, link = self.kind, self.depth, self.preformatted, self.link
        if element in self.boxes:
            self.kind = "amendment"
        elif self.kind == "amendment":
            pass
        elif tag in {"ul", "ol"}:
            self.depth += 1
            self.ordinals |= ordinals(element)
        elif tag in {"li", "dd"}:
            self.mark = self.ordinals.get(element, "")
            self.kind = (
                "footnote"
                if any(e.get("role") == "doc-endnotes" for e in element.iterancestors())
                else "item"
            )
            self.depth = max(1, self.depth + (tag == "dd"))
        elif tag in {"dt", "caption", "figcaption"}:
            self.kind = "paragraph"
        elif (word_depth := word_item_depth(element)) is not None:
            self.kind, self.depth = "item", word_depth
        if tag == "a" and element.get("href"):
            self.link = str(element.get("href"))
        self.preformatted = preformatted or tag == "pre"
        if not (tag == "caption" and names_a_frame(element)):
            self.children(element)
            if not shares_explanation(element):
                self.flush()
        if tag == "dl":
            self.canonical.end_introduction()
        self.mark = "" if tag == "li" else self.mark
        self.kind, self.depth, self.preformatted, self.link = kind, depth, preformatted, link
        if any(inner in self.unended for inner in (element, *element.iter("details"))):
            return
        if element in self.opened:
            self.canonical.end_sections(self.opened[element])
            folded = tag == "details" or element in self.foldouts.panels
            if folded and not self.depth:
                self.canonical.end_introduction()
        # A fold-out never stands under a heading of a box that has ended, but always under the page's own.
        self.level = max(min(level, self.level), self.top) if tag != "body" else self.level

    def note(self, element: HtmlElement, *, moved: bool) -> None:
        """Writes a footnote as one block."""
        self.notes.written.add(element)
        runs = self.gathered(element, self.nested)
        self.canonical.add("footnote", self.notes.marked(element, runs), moved=moved)

    def flush_notes(self) -> None:
        """Writes the footnotes that the section refers to, each only once."""
        while (note := self.notes.next_due()) is not None:
            self.note(note, moved=True)

    def heading(self, element: HtmlElement) -> None:
        """Writes a heading, and what it opens. Without a level of its own it goes one below the one above."""
        inner = [e for e in element.iter() if e is not element and self.heading_level(e)]
        own = self.heading_level(element) or (self.heading_level(inner[0]) if inner else None)
        level = own or max(self.level, TITLE) + 1
        opener = next((e for e in element.iter() if e in self.foldouts.heads), None)
        panel = None if opener is None else self.foldouts.heads[opener]
        runs = list(line_of_runs(element, None, self.foldouts.heading_words(element), struck=self.struck))
        plain = " ".join("".join(run.text for run in runs if not run.struck).split())
        if not plain and (drawn := " ".join(words_of_pictures(element))):
            plain, runs = drawn, [Run(drawn, inserted=True)]
        if level == TITLE:
            self.titles.append(plain)
        if names_the_document(element):
            self.name = self.name or plain
        self.flush_notes()
        self.add("heading", runs, depth=level, anchor=anchor_of(element, panel, self.anchors, self.linked))
        if self.kind != "amendment":
            # A list of fold-outs is not a list: what a heading inside an item introduces is not an item.
            self.kind, self.depth = "paragraph", 0
        if is_label(plain):
            level -= 1
        elif own and not self.top:
            self.top = level
        self.level = level
        if opener is not None and panel is None:
            self.opened[self.foldouts.questions.get(opener, opener.getparent())] = level
        if panel is not None:
            self.opened[panel] = level
            self.block(panel)
            self.read.add(panel)
            self.level = max(level - 1, self.top)

    def table(self, table: HtmlElement) -> None:
        """Writes a table's caption and rows."""
        if not any(words_of(row) for row in rows_of(table)):
            return
        for caption in table.iterchildren("caption"):
            self.add("paragraph", list(line_of_runs(caption, struck=self.struck)))
        own = rows_of(table)
        rows = [
            Row(tuple(self.cell(cell) for cell in cells_of(row)), columns=columns, foot=is_foot(row))
            for row, columns in zip(own, heading_rows(own), strict=True)
        ]
        write_table(
            self.canonical, rows, "amendment" if self.kind == "amendment" or table in self.boxes else None
        )
        self.anchors = []

    def cell(self, element: HtmlElement) -> Cell:
        """Returns a cell with its words."""
        struck, self.struck = self.struck, self.struck or is_struck_within(element, element.getparent())
        runs = tuple(self.gathered(element, self.nested))
        self.struck = struck
        return Cell(runs, span(element, "colspan"), span(element, "rowspan"))
