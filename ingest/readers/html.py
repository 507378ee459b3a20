"""A web page into canonical text: its main part, without navigation and scripts."""

from collections.abc import Callable
from dataclasses import dataclass, field

import lxml.html
from lxml.html import HtmlElement

from index.errors import UnreadableDocument
from ingest.canonical import LINE_BREAK, BlockKind, CanonicalText, Reading, Run, superscript
from ingest.grid import Cell, Row, write_table
from ingest.notices import without_state
from ingest.readers.chrome import drop_controls, drop_hidden, drop_surroundings, words_of
from ingest.readers.contents import drop_contents
from ingest.readers.foldouts import Foldouts
from ingest.readers.html_headings import LEVELS, TITLE, level_of, line_of_words, page_title
from ingest.readers.html_tables import (
    cells_of,
    holds_column_headings,
    is_layout,
    names_a_frame,
    rows_of,
    span,
)
from ingest.readers.manual import amendment_boxes, is_label, recognised

INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "button",
}  # fmt: skip


def read_html(text: str, file: str) -> Reading:
    """What a reader of the page finds in its main part, every fold-out opened.

    UnreadableDocument: there is no page in it.
    """
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        page = lxml.html.document_fromstring(text.encode(), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise UnreadableDocument(file, f"it holds no web page ({error})") from error
    # The parser leaves out, in silence, what stands deeper than it follows, and all that comes after it.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise RecursionError("elements in each other")
    titles = [words_of(heading) for heading in page.iter("h1")]
    mains = [main for main in page.xpath("//main | //*[@role='main']") if words_of(main)]
    body = page.find("body")
    shown_words = words_of(page if body is None else body)
    part = mains[0] if mains else body if body is not None else page
    linked = {str(href)[1:] for href in page.xpath("//a/@href[starts-with(., '#')]")}
    drop_surroundings(part, is_main=bool(mains))
    shown, stated = drop_contents(part)
    foldouts = Foldouts.of(part)
    hidden = drop_hidden(part, foldouts.panels | {e for e in part.iter() if e.get("id") in linked})
    drop_controls(
        part, {*foldouts.heads, *part.xpath("//h1//button | //h2//button | //h3//button | //h4//button")}
    )
    walk = _Walk(foldouts, amendment_boxes(part, foldouts.heads) | stated, shown, linked)
    walk.block(part)
    walk.flush()
    title = page_title(page.findtext(".//title") or "", walk.titles or titles, shown_words)
    return recognised(walk.canonical.reading(title=without_state(title), oddities=hidden))


@dataclass
class _Walk:
    """One pass over the elements; words wait in `runs` until the block that they belong to ends.

    boxes: elements of amendments. shown: lines that a list of contents shows to be headings, and how
    deep. linked: the anchors that the page itself leads to. level: of the heading under which the next
    fold-out stands; top: of the first heading. anchors: those passed since the last words. read: panels
    that their heading has opened. opened: what a fold-out opens, with the level of its heading.
    """

    foldouts: Foldouts
    boxes: set[HtmlElement]
    shown: dict[HtmlElement, int]
    linked: set[str]
    canonical: CanonicalText = field(default_factory=CanonicalText)
    runs: list[Run] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    depth: int = 0
    preformatted: bool = False
    link: str | None = None
    titles: list[str] = field(default_factory=list)
    level: int = 0
    top: int = 0
    anchors: list[str] = field(default_factory=list)
    read: set[HtmlElement] = field(default_factory=set)
    opened: dict[HtmlElement, int] = field(default_factory=dict)

    def flush(self) -> None:
        self.add(self.kind, self.runs, depth=self.depth if self.kind == "item" else 0)
        self.runs = []

    def add(self, kind: BlockKind, runs: list[Run], depth: int = 0, anchor: str | None = None) -> None:
        if self.canonical.add(kind, runs, depth=depth, anchor=anchor):
            self.anchors = []

    def block(self, element: HtmlElement) -> None:
        """Write a block element and what is in it; a panel that its heading has opened is not read again."""
        self.flush()
        if element in self.read:
            return
        tag, level = element.tag, self.level
        kind, depth, preformatted, link = self.kind, self.depth, self.preformatted, self.link
        if element.get("id") and element not in self.foldouts.gathering:
            self.anchors.append(str(element.get("id")))
        if self.heading_level(element) is not None:
            self.heading(element)
            return
        if tag == "table" and not is_layout(element, self.foldouts.heads):
            self.table(element)
            return
        if element in self.boxes:
            self.kind = "amendment"
        elif self.kind == "amendment":
            pass
        elif tag in {"ul", "ol"}:
            self.depth += 1
        elif tag in {"li", "dd"}:
            self.kind = (
                "footnote"
                if any(e.get("role") == "doc-endnotes" for e in element.iterancestors())
                else "item"
            )
            self.depth = max(1, self.depth + (tag == "dd"))
        elif tag in {"dt", "caption", "figcaption"}:
            self.kind = "paragraph"
        if tag == "a" and element.get("href"):
            self.link = str(element.get("href"))
        self.preformatted = preformatted or tag == "pre"
        if not (tag == "caption" and names_a_frame(element)):
            self.children(element)
            self.flush()
        self.kind, self.depth, self.preformatted, self.link = kind, depth, preformatted, link
        if element in self.opened:
            self.canonical.end_sections(self.opened[element])
        # A fold-out stands under no heading of a box that has ended, but always under the page's own.
        self.level = max(min(level, self.level), self.top) if tag != "body" else self.level

    def children(self, element: HtmlElement, nested: Callable[[HtmlElement], None] | None = None) -> None:
        """The words and elements in an element; nested takes its blocks, where `block` should not."""
        self.words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                if child in self.foldouts.silent:
                    pass
                elif self.is_inline(child):
                    self.inline(child)
                else:
                    (nested or self.block)(child)
            self.words(child.tail)

    def is_inline(self, element: HtmlElement) -> bool:
        return element.tag in INLINE and not any(
            isinstance(e.tag, str) and (e.tag not in INLINE or self.heading_level(e) is not None)
            for e in element.iter()
        )

    def inline(self, element: HtmlElement) -> None:
        self.anchors += [str(element.get(key)) for key in ("id", "name") if element.get(key)]
        if element.tag == "br":
            self.runs.append(Run(LINE_BREAK, self.link))
        elif element.tag == "a" and element.get("href"):
            target = str(element.get("href"))
            self.runs.append(Run(line_of_words(element), "" if target == "#" else target))
        elif element.tag == "sup" and (element.text_content().strip()).isdecimal():
            self.runs.append(Run(superscript(element.text_content().strip()), self.link))
        elif element.tag not in {"img", "wbr"}:
            self.children(element)

    def words(self, text: str | None) -> None:
        if text:
            self.runs.append(Run(text.replace("\n", LINE_BREAK) if self.preformatted else text, self.link))

    def heading_level(self, element: HtmlElement) -> int | None:
        """Its own level; 0 for a heading that has none of its own; None for what is no heading."""
        level = level_of(element)
        if level is None and element in self.shown:
            return TITLE + self.shown[element]
        return 0 if level is None and element in self.foldouts.heads else level

    def heading(self, element: HtmlElement) -> None:
        """Write a heading, and what it opens. One without a level stands one below the one above it."""
        inner = [e for e in element.iter() if e is not element and self.heading_level(e)]
        own = self.heading_level(element) or (self.heading_level(inner[0]) if inner else None)
        level = own or max(self.level, TITLE) + 1
        opener = next((e for e in element.iter() if e in self.foldouts.heads), None)
        panel = None if opener is None else self.foldouts.heads[opener]
        words = line_of_words(element, self.foldouts.heading_words(element))
        plain = " ".join(words.split())
        if level == TITLE:
            self.titles.append(plain)
        self.add("heading", [Run(words)], depth=level, anchor=self.anchor(element, panel))
        if self.kind != "amendment":
            # A list of fold-outs is no list: what a heading in an item introduces is no item.
            self.kind, self.depth = "paragraph", 0
        if is_label(plain):
            level -= 1
        elif own and not self.top:
            self.top = level
        self.level = level
        if opener is not None and opener.tag == "summary":
            self.opened[opener.getparent()] = level
        if panel is not None:
            self.opened[panel] = level
            self.block(panel)
            self.read.add(panel)
            self.level = max(level - 1, self.top)

    def anchor(self, heading: HtmlElement, panel: HtmlElement | None) -> str | None:
        """Where a heading can be linked to: itself, else what it begins or opens, first what is linked to."""
        own = [str(name) for name in heading.xpath("./@id | .//@id | .//a/@name")]
        around = self.anchors[::-1]
        around += [str(panel.get("id"))] if panel is not None and panel.get("id") else []
        linked = [name for name in around if name in self.linked]
        return next(iter([*own, *linked, *around]), None)

    def table(self, table: HtmlElement) -> None:
        if not any(words_of(row) for row in rows_of(table)):
            return
        for caption in table.iterchildren("caption"):
            self.add("paragraph", [Run(line_of_words(caption))])
        rows = [
            Row(tuple(self.cell(cell) for cell in cells_of(row)), columns=holds_column_headings(row))
            for row in rows_of(table)
        ]
        write_table(
            self.canonical, rows, "amendment" if self.kind == "amendment" or table in self.boxes else None
        )
        self.anchors = []

    def cell(self, element: HtmlElement) -> Cell:
        outer, self.runs = self.runs, []
        self.nested(element)
        runs, self.runs = tuple(self.runs), outer
        return Cell(runs, span(element, "colspan"), span(element, "rowspan"))

    def nested(self, element: HtmlElement) -> None:
        """The words of a block in a cell: items and the like in lines of their own, else parted by spaces."""
        headed = element.tag in LEVELS
        lined = headed or element.tag in {"li", "dt", "dd", "tr"}
        self.runs.append(Run(LINE_BREAK if lined and any(run.text.strip() for run in self.runs) else " "))
        self.children(element, self.nested)
        self.runs.append(Run(LINE_BREAK if headed else " "))
