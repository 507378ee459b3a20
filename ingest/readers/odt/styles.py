"""Works out how the words of an OpenDocument text look, from its styles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.office.colours import WHITE, Colour, are_one, hexadecimal

NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (f"{{{NAMES}{n}:1.0}}" for n in ("office", "text", "table", "style"))
DRAW, FO, SVG = (f"{{{NAMES}{n}:1.0}}" for n in ("drawing", "xsl-fo-compatible", "svg-compatible"))
XLINK = "{http://www.w3.org/1999/xlink}"
USUAL_SIZE = 12.0
# Smaller letters, in points, cannot be read.
SMALLEST = 2.0

Element = Any


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. size: in points. unseen: in the colour of their background, or too small."""

    bold: bool
    underlined: bool
    struck: bool
    hidden: bool
    unseen: bool
    raised: bool
    size: float


@dataclass(frozen=True, slots=True)
class OdtStyles:
    """The styles by family and name."""

    styles: dict[tuple[str, str], Element]

    @classmethod
    def of(cls, parts: Iterable[Element]) -> "OdtStyles":
        """Reads the styles; a style in a later part replaces an earlier one."""
        styles = {}
        for part in parts:
            for element in part.iter(STYLE + "style"):
                name = element.get(STYLE + "name") or ""
                styles[element.get(STYLE + "family") or "", name] = element
        return cls(styles)

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

    def look(self, paragraph: str, spans: tuple[str, ...]) -> Look:
        """Returns how words look. spans: the styles of the spans around them, innermost first."""
        stated = [
            *(e for span in spans for e in self.chain("text", span)),
            *self.chain("paragraph", paragraph),
        ]

        def first(name: str) -> str | None:
            parts = (e.find(STYLE + "text-properties") for e in stated)
            return next((v for p in parts if p is not None and (v := p.get(name)) is not None), None)

        line = first(STYLE + "text-line-through-style") or "none"
        kind = first(STYLE + "text-line-through-type") or "single"
        size = self.size(stated)
        return Look(
            bold=_is_bold(first(FO + "font-weight")),
            underlined=(first(STYLE + "text-underline-style") or "none") != "none",
            struck=line != "none" and kind != "none",
            hidden=first(TEXT + "display") == "none",
            unseen=size < SMALLEST
            or self._in_its_ground(stated, first(FO + "color"), first(FO + "background-color")),
            raised=(first(STYLE + "text-position") or "").startswith("super"),
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

    def _in_its_ground(self, stated: list[Element], colour: str | None, ground: str | None) -> bool:
        letters = hexadecimal(colour)
        if letters is None:
            return False
        below: Colour | None = hexadecimal(ground)
        for element in stated if below is None else ():
            part = element.find(STYLE + "paragraph-properties")
            below = below or hexadecimal(part.get(FO + "background-color") if part is not None else None)
        return are_one(letters, below or WHITE)


def _is_bold(weight: str | None) -> bool:
    return weight == "bold" or ((weight or "").isdecimal() and int(weight or 0) >= 600)
