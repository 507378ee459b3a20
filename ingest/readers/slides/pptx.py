"""Reads slides into canonical text: titles as headings, shapes in reading order; a slide is a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.office.drawings import DIAGRAM, A, described, diagram_words
from ingest.readers.office.package import MALFORMED, Package, R, Relation, damaged
from ingest.readers.office.table_heads import bold_at_the_top
from ingest.readers.office.titles import with_property_title
from ingest.readers.slides.backdrop import Backdrop
from ingest.readers.slides.columns import by_columns
from ingest.readers.slides.covers import covered
from ingest.readers.slides.drawn_lines import is_crossed, level_lines
from ingest.readers.slides.headings import heads_within, introduces, row_look
from ingest.readers.slides.palette import Palette
from ingest.readers.slides.shapes import ON, P, Shape, shapes_of
from ingest.readers.slides.table_styles import letters_in
from ingest.readers.slides.usual_looks import TITLES, usual_looks
from ingest.readers.slides.words import Setting, paragraphs_of, words_of
from ingest.text.canonical import CanonicalText
from ingest.text.reading import BlockKind, Reading, Run
from ingest.text.table_grid import Cell, Row, write_table

# Edges of a slide, and parts that appear only on printed notes.
EDGES = {"dt", "ftr", "sldNum", "hdr", "sldImg"}
MOST_SLIDES = 2000
PARTLY = "text partly under a shape or picture"
LONGEST = 100  # characters of a layout's words that are told
TITLE_DEPTH, SLIDE_DEPTH, COLUMN_DEPTH = 0, 1, 2

Element = Any


def read_pptx(data: bytes, file: str) -> Reading:
    """Reads the visible slides; speaker notes and hidden slides are reported but not quoted.

    Raises UnreadableDocument if it is not a file of slides, or is damaged.
    """
    try:
        with Package(data, file) as package:
            deck = _Deck(package)
            pages = deck.write()
            reading = deck.canonical.reading(
                page_labels=[None] * pages,
                title=deck.title,
                oddities=deck.told.sentences(),
                covered=deck.told.words_covered(),
            )
            return with_property_title(reading, package.title())
    except MALFORMED as error:
        raise damaged(file, "a file of slides", error) from error


@dataclass
class _Deck:
    """Writes the slides one after the other.

    title: of a title slide at the beginning. parsed: the layouts, masters and themes read so far, by name.
    table_styles: of all tables, if the file has them.
    """

    package: Package
    canonical: CanonicalText = field(default_factory=CanonicalText)
    told: Told = field(default_factory=Told)
    title: str | None = None
    parsed: dict[str, Element] = field(default_factory=dict)
    table_styles: Element | None = None

    def write(self) -> int:
        """Writes every visible slide and returns how many slides there are."""
        starts = (r.target for r in self.package.relations("").values() if r.kind == "officeDocument")
        start = next(starts, "ppt/presentation.xml")
        root, related = self.package.xml(start), self.package.relations(start)
        tables = next((r.target for r in related.values() if r.kind == "tableStyles"), None)
        self.table_styles = None if tables is None else self.package.xml(tables)
        size = root.find(P + "sldSz")
        room = None if size is None else (int(size.get("cx") or 0), int(size.get("cy") or 0))
        names = [related[entry.get(R + "id")].target for entry in root.iterfind(f"{P}sldIdLst/{P}sldId")]
        if len(names) > MOST_SLIDES:
            raise ValueError(f"it has {len(names)} slides, more than the limit of {MOST_SLIDES}")
        for number, name in enumerate(names, 1):
            slide = self.package.xml(name)
            if slide.get("show") in {"0", "false"}:
                self.told.count("hidden slide", "is left out")
            else:
                self.slide(slide, name, number, room, last=len(names) == 1)
        return len(names)

    def slide(
        self, slide: Element, name: str, page: int, room: tuple[int, int] | None, *, last: bool
    ) -> None:
        """Writes a slide: its title, then its shapes. last: it is the only slide."""
        related = self.package.relations(name)
        self.notes(related)
        names = list(self.based_on(related))
        new = [part for part in names if part not in self.parsed]
        based_on = list(map(self.shared, names))
        found = shapes_of(slide, based_on[0] if based_on else None, room)
        palette = Palette.of([slide, *based_on], self.theme(names))
        backdrop = Backdrop.of([slide, *based_on], palette)
        for part in new:
            self.layout(self.shared(part), room)
        self.told.count("shape hidden or outside a slide", "is left out", found.outside)
        pictures = {key: relation.target for key, relation in related.items() if not relation.outside}
        under = covered(
            slide,
            [*found.shapes, *found.decorations],
            lambda key: self.package.data(pictures.get(key, "")),
        )
        self.told.covered += [t.text or "" for s in under.whole for t in s.element.iter(A + "t")]
        self.told.count(PARTLY, "is quoted: look whether all its words can be seen", len(under.partly))
        shapes = [s for s in found.shapes if s.placeholder not in EDGES and s not in under.whole]
        titles = [shape for shape in shapes if shape.placeholder in TITLES]
        others = [shape for shape in shapes if shape not in titles]
        lines = level_lines(slide)
        settings = {
            s.element: Setting(
                palette, backdrop.behind(s), tuple(usual_looks(s.element, based_on)), is_crossed(s, lines)
            )
            for s in shapes
        }
        self.canonical.end_sections(SLIDE_DEPTH)
        words = [
            run
            for shape in titles
            for run in self.on(words_of(shape.element, related, self.told, settings[shape.element]), page)
        ]
        if self.says_more(others) or (page == 1 and not last):
            opening = page == 1 and any(shape.placeholder == "ctrTitle" for shape in titles)
            self.canonical.add("heading", words, depth=TITLE_DEPTH if opening else SLIDE_DEPTH)
            if opening:
                self.title = "".join(run.text for run in words if not run.struck)
        else:
            self.canonical.add("paragraph", words)
        ordered = by_columns(others)
        for before, shape in zip([None, *ordered], ordered, strict=False):
            if before is not None and before.in_column and not shape.in_column:
                self.canonical.end_sections(COLUMN_DEPTH)
            if before is not None and not (before.heads_column or introduces(before)):
                self.canonical.end_introduction()
            self.shape(shape, related, page, settings[shape.element])

    def based_on(self, related: dict[str, Relation]) -> Iterator[str]:
        """Yields the names of the layout and the master of a slide. related: the slide's relations."""
        for kind in ("slideLayout", "slideMaster"):
            name = next((r.target for r in related.values() if r.kind == kind), None)
            if name is None:
                return
            yield name
            related = self.package.relations(name)

    def theme(self, names: Sequence[str]) -> Element | None:
        """Returns the theme of a master; None if there is none. names: of the layout and the master."""
        related = self.package.relations(names[-1]).values() if names else ()
        target = next((relation.target for relation in related if relation.kind == "theme"), None)
        return None if target is None else self.shared(target)

    def shared(self, name: str) -> Element:
        """Returns a part that slides have in common, parsed once."""
        if name not in self.parsed:
            self.parsed[name] = self.package.xml(name)
        return self.parsed[name]

    def layout(self, layout: Element, room: tuple[int, int] | None) -> None:
        """Tells what words a layout or master shows on slides, besides the places that these fill in."""
        for shape in shapes_of(layout, None, room).shapes:
            words = " ".join(t.text or "" for t in shape.element.iter(A + "t"))
            if shape.placeholder is None and words.strip():
                said = shorten(words, LONGEST, placeholder=" …")
                self.told.oddities.append(f"the layout of slides says, and it is not quoted: {said}")

    def says_more(self, shapes: Sequence[Shape]) -> bool:
        """Returns whether anything stands under a slide's title."""
        return any((t.text or "").strip() for shape in shapes for t in shape.element.iter(A + "t")) or any(
            next(shape.element.iter(DIAGRAM + "relIds"), None) is not None for shape in shapes
        )

    def shape(self, shape: Shape, related: dict[str, Relation], page: int, setting: Setting) -> None:
        """Writes one shape: paragraphs and items, a table, a diagram, or the description of a picture."""
        if (table := next(shape.element.iter(A + "tbl"), None)) is not None:
            write_table(self.canonical, self.rows(table, related, page, setting))
        elif (diagram := next(shape.element.iter(DIAGRAM + "relIds"), None)) is not None:
            for depth, entry in diagram_words(
                self.package.xml(related[diagram.get(R + "dm")].target), self.told
            ):
                self.canonical.add("item", self.on(entry, page), depth=depth)
        elif shape.element.tag == P + "pic":
            if words := described(shape.description, self.told):
                self.canonical.add("picture", self.on([Run(words)], page))
        elif shape.element.tag == P + "graphicFrame":
            self.told.count("chart or embedded object", "is left out")
        elif shape.heads_column:
            head = words_of(shape.element, related, self.told, setting)
            self.canonical.add("heading", self.on(head, page), depth=COLUMN_DEPTH)
        else:
            self.text(shape, related, page, setting)

    def text(self, shape: Shape, related: dict[str, Relation], page: int, setting: Setting) -> None:
        """Writes the paragraphs of a shape; a heading among them heads what is below it in the shape."""
        heads = heads_within(shape)
        level = COLUMN_DEPTH + shape.in_column
        for paragraph, is_head in zip(paragraphs_of(shape, related, self.told, setting), heads, strict=True):
            kind: BlockKind = "item" if paragraph.depth else "heading" if is_head else "paragraph"
            depth = level if kind == "heading" else paragraph.depth
            self.canonical.add(kind, self.on(paragraph.runs, page), depth=depth)
        if any(heads):
            self.canonical.end_sections(level)

    def rows(self, table: Element, related: dict[str, Relation], page: int, setting: Setting) -> list[Row]:
        """Returns the rows of a table; the first are column headings if the table's look says so, or bold."""
        look = table.find(A + "tblPr")
        rows = table.findall(A + "tr")
        marked = look is not None and look.get("firstRow") in ON and len(rows) > 1
        heads = int(marked) or bold_at_the_top(list(map(row_look, rows)))
        return [
            Row(
                tuple(
                    Cell(
                        tuple(self.on(words_of(cell, related, self.told, self.within(cell, setting)), page)),
                        max(1, int(cell.get("gridSpan") or 1)),
                        max(1, int(cell.get("rowSpan") or 1)),
                    )
                    for cell in row.findall(A + "tc")
                    if not {cell.get("hMerge"), cell.get("vMerge")} & ON
                ),
                columns=i < heads,
            )
            for i, row in enumerate(rows)
        ]

    def within(self, cell: Element, setting: Setting) -> Setting:
        """Returns where the words of a cell stand. setting: of its table."""
        return Setting(setting.palette, letters=letters_in(cell, self.table_styles, setting.palette))

    def notes(self, related: dict[str, Relation]) -> None:
        """Counts the speaker's notes, if there are any."""
        for relation in related.values():
            if relation.kind == "notesSlide" and not relation.outside:
                found = shapes_of(self.package.xml(relation.target), None, None)
                bodies = [shape for shape in found.shapes if shape.placeholder not in EDGES]
                if self.says_more(bodies):
                    self.told.count("page of speaker's notes", "is not quoted")

    def on(self, runs: Sequence[Run], page: int) -> list[Run]:
        """Places the runs on a slide."""
        return [replace(run, page=page) for run in runs]
