"""Reads OpenDocument texts into canonical text: headings, lists, tables and notes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.odt.formulas import Formulas
from ingest.readers.odt.headings import level_of, odt_headings, row_look
from ingest.readers.odt.hidden import take_out_hidden
from ingest.readers.odt.numbering import OUTLINE, OdtNumbers
from ingest.readers.odt.styles import DRAW, DRAWN, OFFICE, STYLE, SVG, TABLE, TEXT, OdtStyles
from ingest.readers.odt.words import OdtWords
from ingest.readers.office.drawings import described
from ingest.readers.office.package import MALFORMED, Package, damaged
from ingest.readers.office.page_heads import Head, told_heads
from ingest.readers.office.table_heads import bold_at_the_top, heads_across
from ingest.readers.office.titles import with_property_title
from ingest.text.canonical import CanonicalText
from ingest.text.reading import BlockKind, Reading, Run
from ingest.text.table_grid import Cell, Row, cell_words, inner_row, write_table

# Elements that contain blocks without being one.
TRANSPARENT = {TEXT + "section", TEXT + "numbered-paragraph", DRAW + "text-box"}
# Cells or rows repeated more often are empty; no readable table is larger.
MOST_REPEATED = 60
HEAD = re.compile(r"\{[^}]*\}(header|footer)(-left|-first)?")

Element = Any


def read_odt(data: bytes, file: str) -> Reading:
    """Reads an OpenDocument file, without deleted, hidden and struck words, and comments.

    Raises UnreadableDocument if it is not an OpenDocument text, or is encrypted or damaged.
    """
    try:
        with Package(data, file) as package:
            content = package.xml("content.xml")
            named = [package.xml("styles.xml")] if package.has("styles.xml") else []
            text = content.find(f"{OFFICE}body/{OFFICE}text")
            if text is None:
                raise ValueError("it contains no text")
            styles = [*named, content]
            walk = _Walk(OdtStyles.of(styles), OdtNumbers.of(styles), Formulas(package))
            walk.write(text)
            heads = told_heads((head for part in named for head in walk.heads(part)), walk.title)
            reading = walk.canonical.reading(
                title=walk.title, oddities=[*heads, *walk.told.sentences()], covered=walk.told.words_covered()
            )
            return with_property_title(reading, package.title())
    except MALFORMED as error:
        raise damaged(file, "an OpenDocument text", error) from error


@dataclass
class _Walk:
    """One pass over the text, writing as it goes."""

    styles: OdtStyles
    numbers: OdtNumbers
    formulas: Formulas
    told: Told = field(default_factory=Told)
    canonical: CanonicalText = field(default_factory=CanonicalText)
    title: str | None = None
    looked: dict[Element, int] = field(default_factory=dict)
    words: OdtWords = field(init=False)

    def __post_init__(self) -> None:
        self.words = OdtWords(self.styles, self.told, self.formulas)

    def write(self, text: Element) -> None:
        """Writes the text, footnotes after their sections and endnotes at the end."""
        take_out_hidden(text, self.words)
        self.looked = odt_headings(list(_blocks(text)), self.styles, self.words)
        # What is anchored to a page, not to a paragraph.
        for shape in _drawn(text.iterchildren(*DRAWN, DRAW + "g", DRAW + "a")):
            self.drawn(shape)
        self.body(text)
        self.notes(last=True)

    def heads(self, part: Element) -> Iterator[Head]:
        """Yields the page headers and footers, also of first and left pages. part: the one with them."""
        take_out_hidden(part, self.words)
        for element in part.iter():
            found = HEAD.fullmatch(element.tag) if isinstance(element.tag, str) else None
            if found and element.get(STYLE + "display") != "false":
                paragraphs = element.iter(TEXT + "p", TEXT + "h")
                yield (
                    found[1],
                    ["".join(r.text for r in self.words.runs(p) if not r.struck) for p in paragraphs],
                )

    def body(self, element: Element) -> None:
        """Writes the blocks of an element."""
        for child, depth, number in self.parts(element):
            if child.tag == TABLE + "table":
                self.table(child)
            else:
                self.paragraph(child, depth, number)

    def parts(
        self, element: Element, depth: int = 0, style: str = "", number: str = ""
    ) -> Iterator[tuple[Element, int, str]]:
        """Yields the paragraphs, headings and tables of an element, each with its depth and number.

        depth: of the list that contains them, from 1. style: of that list. number: for the first paragraph.
        """
        for child in _blocks(element):
            if child.tag == TEXT + "list":
                yield from self.items(child, depth + 1, style)
            else:
                yield child, depth, number
                number = number if child.tag == TABLE + "table" else ""

    def items(self, element: Element, depth: int, style: str) -> Iterator[tuple[Element, int, str]]:
        """Yields the parts of a list, item by item. style: of the list around it."""
        style = element.get(TEXT + "style-name") or style
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
        if not goes_on:
            self.numbers.begin(style, depth)
        for item in element:
            if item.tag == TEXT + "list-item":
                number = self.numbers.next(style, depth, item.get(TEXT + "start-value"))
                yield from self.parts(item, depth, style, number)
            elif item.tag == TEXT + "list-header":
                yield from self.parts(item, depth, style)

    def paragraph(self, element: Element, depth: int, number: str) -> None:
        """Writes a paragraph, then the text boxes and pictures anchored to it."""
        level = self.looked.get(element, level_of(element, self.styles))
        if level is not None:
            self.notes(last=False)
        runs = self.line(element, depth, number)
        if level == 0 and self.title is None:
            self.title = "".join(run.text for run in runs if not (run.struck or run.inserted))
        kind: BlockKind = "heading" if level is not None else "item" if depth else "paragraph"
        self.canonical.add(kind, runs, depth=depth if level is None else level)
        self.hanging(element)

    def line(self, element: Element, depth: int, number: str) -> list[Run]:
        """Returns the words of a paragraph or heading after its number, which is counted."""
        marked = level_of(element, self.styles)
        if marked and not depth and element.get(TEXT + "is-list-header") != "true":
            number = self.numbers.next(OUTLINE, marked)
        runs = self.words.runs(element)
        if number and any(run.text.strip() and not run.struck for run in runs):
            runs = [Run(number, inserted=True), Run(" "), *runs]
        return runs

    def hanging(self, element: Element) -> None:
        """Writes the text boxes, shapes and pictures of a block after it."""
        for shape in _drawn(element):
            self.drawn(shape)

    def drawn(self, element: Element) -> None:
        """Writes the words of a text box or shape, or the description of a picture."""
        box = element.find(DRAW + "text-box") if element.tag == DRAW + "frame" else element
        if box is not None:
            with self.canonical.aside():
                self.body(box)
        elif self.formulas.stands_in_a_line(element):
            pass  # written with its line
        elif element.find(DRAW + "object") is not None:
            self.told.count("chart or embedded object", "is left out")
        elif element.find(DRAW + "image") is not None:
            said = " ".join(part.text or "" for part in element if part.tag == SVG + "desc")
            if words := described(said, self.told):
                self.canonical.add("picture", [Run(words)])

    def notes(self, *, last: bool) -> None:
        """Writes the waiting notes; endnotes only at the end."""
        for note in self.words.due(last=last):
            self.canonical.add("footnote", note, moved=True)

    def table(self, element: Element) -> None:
        """Writes a table row by row; a table of one column as the blocks in it."""
        rows = list(_rows(element))
        heads = [row.getparent().tag == TABLE + "table-header-rows" for row in rows]
        cells = [[cell for cell in row if cell.tag == TABLE + "table-cell"] for row in rows]
        if not any(heads) and max(map(len, cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    self.body(cell)
            return
        looks = [row_look(row, self.styles, self.words) for row in cells]
        top = sum(heads) or bold_at_the_top(looks)
        across = heads_across(looks, top)
        written = [
            Row(
                tuple(cell for element in row for cell in self.cells(element)), columns=i < top or i in across
            )
            for i, row in enumerate(cells)
        ]
        write_table(self.canonical, written)
        self.hanging(element)

    def cells(self, element: Element) -> Iterator[Cell]:
        """Yields a cell as often as it is repeated."""
        across, down = (int(element.get(f"{TABLE}number-{n}-spanned") or 1) for n in ("columns", "rows"))
        runs = cell_words(self.lines(element))
        repeated = int(element.get(TABLE + "number-columns-repeated") or 1)
        yield from [Cell(runs, max(1, across), max(1, down))] * max(1, min(repeated, MOST_REPEATED))

    def lines(self, cell: Element) -> Iterator[tuple[list[Run], bool]]:
        """Yields the parts of a cell, and whether each stands in a line of its own."""
        for child, depth, number in self.parts(cell):
            if child.tag == TABLE + "table":
                for row in _rows(child):
                    cells = row.iterchildren(TABLE + "table-cell")
                    yield inner_row([cell_words(self.lines(inner)) for inner in cells]), True
            else:
                yield self.line(child, depth, number), depth > 0


def _blocks(element: Element) -> Iterator[Element]:
    """Yields the paragraphs, headings, lists and tables in an element."""
    for child in element:
        if child.tag in TRANSPARENT:
            yield from _blocks(child)
        elif child.tag in {TEXT + "p", TEXT + "h", TEXT + "list", TABLE + "table"}:
            yield child


def _drawn(elements: Iterable[Element]) -> Iterator[Element]:
    """Yields the shapes among or in these elements, without shapes in their text boxes."""
    for element in elements:
        if element.tag in DRAWN:
            yield element
        else:
            yield from _drawn(element)


def _rows(table: Element) -> Iterator[Element]:
    """Yields the rows of a table, without those of tables inside it."""
    for row in table.iter(TABLE + "table-row"):
        if next(row.iterancestors(TABLE + "table")) is table:
            yield row
