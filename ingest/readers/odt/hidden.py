"""Takes the hidden parts out of an OpenDocument text, and reports them."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.odt.styles import DRAW, DRAWN, TABLE, TEXT
from ingest.readers.odt.words import EMPTY, OdtWords

Element = Any


def take_out_hidden(text: Element, words: OdtWords) -> None:
    """Empties every section, table row, paragraph and field that is switched off, and counts its words.

    A row keeps its place, because the cells above it may reach through it.
    """
    for element in list(_hidden(text)):
        for part in element.iter(TEXT + "p", TEXT + "h", TEXT + "hidden-text"):
            pieces = (piece for piece, *_ in words.pieces(part))
            words.told.hidden.append("".join(piece for piece in pieces if isinstance(piece, str)))
        element.clear(keep_tail=True)
        if element.tag != TABLE + "table-row":
            element.tag = EMPTY


def _hidden(element: Element) -> Iterator[Element]:
    """Yields the outermost hidden elements inside an element."""
    for child in element:
        if _is_hidden(child):
            yield child
        else:
            yield from _hidden(child)


def _is_hidden(element: Element) -> bool:
    off: str | None = element.get(TEXT + "is-hidden")
    if element.tag in DRAWN:
        shown: str | None = element.get(DRAW + "display")
        return shown == "none"
    if element.tag == TEXT + "section":
        display: str | None = element.get(TEXT + "display")
        return display == "none" or off == "true"
    if element.tag == TABLE + "table-row":
        return element.get(TABLE + "visibility") in {"collapse", "filter"}
    if element.tag == TEXT + "hidden-text":
        return off != "false"
    if element.tag in {TEXT + "p", TEXT + "h"}:
        return any(
            field.get(TEXT + "is-hidden") == "true"
            and next(field.iterancestors(TEXT + "p", TEXT + "h")) is element
            for field in element.iter(TEXT + "hidden-paragraph")
        )
    return False
