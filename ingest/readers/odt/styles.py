"""Works out how the words of an OpenDocument text look, from its styles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.office.colours import NEAR, WHITE, Colour, are_one, hexadecimal
from ingest.text.bars import is_dark

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (f"{{{NAMES}{n}:1.0}}" for n in ("office", "text", "table", "style"))
DRAW, FO, SVG = (f"{{{NAMES}{n}:1.0}}" for n in ("drawing", "xsl-fo-compatible", "svg-compatible"))
XLINK = "{http://www.w3.org/1999/xlink}"
# What LibreOffice adds to the standard.
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
USUAL_SIZE = 12.0
# States that letters are black or white, whichever can be seen.
AUTOMATIC = STYLE + "use-window-font-color"
DEFAULT = ""  # the name of the style that all others extend, which has none
# What text-position states for letters above their line: a word, or a share of their height.
RAISED = re.compile(r"super|\+?[1-9]\d+%")
# Smaller letters, in points, cannot be read.
SMALLEST = 2.0
# Everything drawn that may contain words.
DRAWN = {
    DRAW + tag
    for tag in (
        "frame", "custom-shape", "rect", "ellipse", "circle", "path", "polygon", "regular-polygon",
        "polyline", "line", "connector", "caption", "measure",
    )
}  # fmt: skip
# What can colour the ground behind words: the name of its style, the style's family and properties.
GROUNDS = {
    TABLE + "table-cell": (TABLE + "style-name", "table-cell", "table-cell-properties"),
    TABLE + "table-row": (TABLE + "style-name", "table-row", "table-row-properties"),
    TABLE + "table": (TABLE + "style-name", "table", "table-properties"),
    TEXT + "section": (TEXT + "style-name", "section", "section-properties"),
} | dict.fromkeys(DRAWN, (DRAW + "style-name", "graphic", "graphic-properties"))

Element = Any


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. size: in points. unseen: in the colour of their background, or too small.

    barred: if unseen, they leave a dark bar in their line.
    capitals: shown in capitals, however they are written.
    """

    bold: bool
    underlined: bool
    struck: bool
    hidden: bool
    unseen: bool
    barred: bool
    raised: bool
    capitals: bool
    size: float


@dataclass(frozen=True, slots=True)
class OdtStyles:
    """The styles by family and name. paper: the colour of the pages, None if it is unknown."""

    styles: dict[tuple[str, str], Element]
    paper: Colour | None = WHITE

    @classmethod
    def of(cls, parts: Iterable[Element]) -> "OdtStyles":
        """Reads the styles; a style in a later part replaces an earlier one."""
        styles = {}
        papers: set[Colour] = set()
        for part in parts:
            for page in part.iter(STYLE + "page-layout-properties"):
                papers.add(hexadecimal(page.get(FO + "background-color")) or WHITE)
            for element in part.iter(STYLE + "style"):
                name = element.get(STYLE + "name") or ""
                styles[element.get(STYLE + "family") or "", name] = element
            for element in part.iter(STYLE + "default-style"):
                if element.get(STYLE + "family") == "paragraph":
                    styles["paragraph", DEFAULT] = element
        return cls(styles, papers.pop() if len(papers) == 1 else None if papers else WHITE)

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """Yields a style and then its ancestors."""
        seen = set()
        while name not in seen and (style := self.styles.get((family, name))) is not None:
            seen.add(name)
            yield style
            name = style.get(STYLE + "parent-style-name") or ""

    def is_title(self, name: str) -> bool:
        """Returns whether a paragraph's style is the title's."""
        chain = self.chain("paragraph", name)
        names = [name, *(e.get(STYLE + "display-name") or e.get(STYLE + "name") for e in chain)]
        return any((found or "").lower() == "title" for found in names)

    def ground(self, paragraph: Element) -> Colour | None:
        """Returns the colour behind a paragraph: of its shape, cell, row, table or paper; None if unknown.

        Anything may lie behind a shape that is not filled with one plain colour.
        """
        for parent in paragraph.iterancestors():
            if parent.tag == TEXT + "note-body":  # it is printed elsewhere
                break
            if parent.tag not in GROUNDS:
                continue
            name, family, part = GROUNDS[parent.tag]
            stated = list(self.chain(family, parent.get(name) or ""))
            fill = _first(stated, part, DRAW + "fill")
            pictures = (e.find(f"{STYLE}{part}/{STYLE}background-image") for e in stated)
            pictured = any(found is not None and found.get(XLINK + "href") for found in pictures)
            opacity = _first(stated, part, DRAW + "opacity") or "100%"
            if pictured or fill not in {None, "solid"} or opacity != "100%":
                return None
            written = _first(stated, part, DRAW + "fill-color") or _first(
                stated, part, FO + "background-color"
            )
            colour = hexadecimal(written)
            if colour is not None or parent.tag in DRAWN:
                return colour
        return self.paper

    def look(self, paragraph: str, spans: tuple[str, ...], ground: Colour | None = WHITE) -> Look:
        """Returns how words look. spans: the styles of the spans around them, innermost first.

        ground: the colour behind the paragraph; None if unknown.
        """
        stated = [
            *(e for span in spans for e in self.chain("text", span)),
            *self.chain("paragraph", paragraph),
            *self.chain("paragraph", DEFAULT),
        ]

        def first(name: str) -> str | None:
            return _first(stated, "text-properties", name)

        size = self.size(stated)
        return Look(
            bold=_is_bold(first(FO + "font-weight")),
            underlined=(first(STYLE + "text-underline-style") or "none") != "none",
            struck=_is_struck(stated),
            hidden=first(TEXT + "display") == "none",
            unseen=size < SMALLEST or _in_its_ground(stated, first(FO + "background-color"), ground),
            barred=size >= SMALLEST and is_dark(hexadecimal(first(FO + "background-color"))),
            raised=RAISED.match(first(STYLE + "text-position") or "") is not None,
            capitals=first(FO + "text-transform") == "uppercase",
            size=size,
        )

    def size(self, stated: Iterable[Element]) -> float:
        """Returns the height of letters in points; a percentage is relative to the parent style."""
        share = 1.0
        for element in stated:
            part = element.find(STYLE + "text-properties")
            written = (part.get(FO + "font-size") if part is not None else None) or ""
            if written.endswith("%"):
                share *= float(written[:-1]) / 100
            elif written.endswith("pt"):
                return float(written[:-2]) * share
        return USUAL_SIZE * share


def _first(stated: Iterable[Element], part: str, name: str) -> str | None:
    """Returns an attribute of the nearest style that states it. part: the properties that contain it."""
    parts = (element.find(STYLE + part) for element in stated)
    return next((v for p in parts if p is not None and (v := p.get(name)) is not None), None)


def _is_struck(stated: Iterable[Element]) -> bool:
    """Returns whether the nearest style that mentions a line through words, by its kind or look, draws it."""
    for part in (element.find(STYLE + "text-properties") for element in stated):
        said = {} if part is None else part.attrib
        line = {said.get(f"{STYLE}text-line-through-{name}") for name in ("style", "type")} - {None}
        if line:
            return "none" not in line
    return False


def _in_its_ground(stated: list[Element], marker: str | None, ground: Colour | None) -> bool:
    """Returns whether letters are clear, or have the colour behind them.

    That is the colour of a marker, their paragraph, or the ground. Letters in the colour of the window differ
    from it, and the opacity that LibreOffice writes beside that colour means nothing.
    """
    parts = (part for e in stated if (part := e.find(STYLE + "text-properties")) is not None)
    said = next((part for part in parts if any(part.get(name) for name in (AUTOMATIC, FO + "color"))), None)
    if said is None or said.get(AUTOMATIC) == "true":
        return False
    if float((said.get(LOEXT + "opacity") or "100%").rstrip("%")) * 255 <= NEAR * 100:
        return True
    letters = hexadecimal(said.get(FO + "color"))
    own = hexadecimal(_first(stated, "paragraph-properties", FO + "background-color"))
    behind = hexadecimal(marker) or own or ground
    return letters is not None and behind is not None and are_one(letters, behind)


def _is_bold(weight: str | None) -> bool:
    return weight == "bold" or ((weight or "").isdecimal() and int(weight or 0) >= 600)
