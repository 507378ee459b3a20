"""A web page into canonical text: its main part, without navigation and scripts."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import lxml.html
from lxml.html import HtmlElement

from index.errors import UnreadableDocument
from ingest.canonical import CELL_GAP, LINE_BREAK, BlockKind, CanonicalText, Reading, Run, superscript

DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
NEVER_READ = {
    "script", "style", "noscript", "template", "nav", "svg", "math", "iframe", "object", "audio", "video",
    "canvas", "input", "select", "textarea", "head", "datalist",
}  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "button",
}  # fmt: skip


def declared_encoding(data: bytes) -> str | None:
    """What the page says its encoding is. Latin 1 means Windows-1252, as in every browser."""
    found = DECLARED.search(data[:4096])
    if not found:
        return None
    name = found.group(1).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return name
    return "windows-1252" if known in {"iso8859-1", "ascii"} else known


def read_html(text: str, file: str) -> Reading:
    """What a browser would show of the main part of the page.

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
    main = page.xpath("//main | //*[@role='main']")
    walk = _Walk(inside_main=bool(main))
    walk.block(main[0] if main else page.find("body") if page.find("body") is not None else page)
    walk.flush()
    titles = walk.titles if len(walk.titles) == 1 else [page.findtext(".//title") or ""]
    return walk.canonical.reading(title=titles[0])


@dataclass
class _Walk:
    """One pass over the elements; words wait in `runs` until the block that they belong to ends."""

    inside_main: bool
    canonical: CanonicalText = field(default_factory=CanonicalText)
    runs: list[Run] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    depth: int = 0
    preformatted: bool = False
    titles: list[str] = field(default_factory=list)

    def flush(self) -> None:
        self.canonical.add(self.kind, self.runs, depth=self.depth if self.kind == "item" else 0)
        self.runs = []

    def block(self, element: HtmlElement) -> None:
        """Write a block element and what is in it."""
        self.flush()
        tag = element.tag
        kind, depth, preformatted = self.kind, self.depth, self.preformatted
        if tag in HEADINGS:
            self.heading(element)
            return
        if tag == "table" and not element.xpath(".//table | .//td//h2 | .//td//ul | .//td//ol"):
            self.table(element)
            return
        if tag in {"ul", "ol"}:
            self.depth += 1
        elif tag in {"li", "dd"}:
            self.kind = "item"
            self.depth = max(1, self.depth + (tag == "dd"))
        elif tag in {"dt", "caption", "figcaption"}:
            self.kind = "paragraph"
        self.preformatted = preformatted or tag == "pre"
        self.children(element)
        self.flush()
        self.kind, self.depth, self.preformatted = kind, depth, preformatted

    def children(self, element: HtmlElement, nested: Callable[[HtmlElement], None] | None = None) -> None:
        """The words and elements in an element; nested takes its blocks, where `block` should not."""
        self.words(element.text)
        for child in element:
            if self.is_read(child):
                if child.tag in INLINE and not _holds_blocks(child):
                    self.inline(child)
                else:
                    (nested or self.block)(child)
            self.words(child.tail)

    def inline(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self.runs.append(Run(LINE_BREAK))
        elif element.tag == "a" and element.get("href"):
            target = str(element.get("href"))
            self.runs.append(Run(_inline_text(element), "" if target == "#" else target))
        elif element.tag == "sup" and (element.text_content().strip()).isdecimal():
            self.runs.append(Run(superscript(element.text_content().strip())))
        elif element.tag not in {"img", "wbr"}:
            self.children(element)

    def words(self, text: str | None) -> None:
        if text:
            self.runs.append(Run(text.replace("\n", LINE_BREAK) if self.preformatted else text))

    def is_read(self, element: HtmlElement) -> bool:
        if not isinstance(element.tag, str) or element.tag in NEVER_READ:
            return False
        if element.get("role") == "navigation" or element.get("aria-hidden") == "true":
            return False
        return self.inside_main or element.tag not in {"header", "footer", "aside"}

    def heading(self, element: HtmlElement) -> None:
        words = _inline_text(element)
        level = HEADINGS[element.tag]
        if level == 1:
            self.titles.append(" ".join(words.split()))
        anchor = element.get("id") or next(iter(element.xpath(".//@id")), None)
        self.canonical.add("heading", [Run(words)], depth=level, anchor=str(anchor) if anchor else None)

    def table(self, table: HtmlElement) -> None:
        for caption in table.iterchildren("caption"):
            self.canonical.add("paragraph", [Run(_inline_text(caption))])
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in {"td", "th"}]
            columns = len(cells) > 1 and all(cell.tag == "th" for cell in cells)
            outer, self.runs = self.runs, []
            for i, cell in enumerate(cells):
                if i:
                    self.runs.append(Run(CELL_GAP))
                self.cell(cell)
            self.canonical.add("columns" if columns else "row", self.runs)
            self.runs = outer

    def cell(self, element: HtmlElement) -> None:
        """The words of a cell, in one line: its paragraphs are parted by spaces."""
        self.runs.append(Run(" "))
        self.children(element, self.cell)
        self.runs.append(Run(" "))


def _holds_blocks(element: HtmlElement) -> bool:
    return any(isinstance(e.tag, str) and e.tag not in INLINE | NEVER_READ for e in element.iterdescendants())


def _inline_text(element: HtmlElement) -> str:
    """The words of an element; a line break in it is a space."""
    words = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NEVER_READ:
            words.append(" " if child.tag == "br" else _inline_text(child))
        words.append(child.tail or "")
    return "".join(words)
