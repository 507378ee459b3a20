"""Takes the hidden parts out of an OpenDocument text, and reports them."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.odt.styles import DRAW, DRAWN, TABLE, TEXT, OdtStyles
from ingest.readers.odt.words import EMPTY, OdtWords

PARAGRAPHS = {TEXT + "p", TEXT + "h"}

Element = Any


def take_out_hidden(text: Element, words: OdtWords) -> None:
    """Empties every section, row, paragraph, field and shape that is switched off, and counts its words.

    A row keeps its place, because the cells above it may reach through it.
    """
    for element in list(_hidden(text, words.styles)):
        for part in element.iter(*PARAGRAPHS, TEXT + "hidden-text"):
            pieces = (piece for piece, *_ in words.pieces(part))
            words.told.hidden.append("".join(piece for piece in pieces if isinstance(piece, str)))
        element.clear(keep_tail=True)
        if element.tag != TABLE + "table-row":
            element.tag = EMPTY


def _hidden(element: Element, styles: OdtStyles) -> Iterator[Element]:
    """Yields the outermost hidden elements inside an element."""
    for child in element:
        if _is_hidden(child) or (child.tag in DRAWN and _hangs_on_hidden_words(child, styles)):
            yield child
        else:
            yield from _hidden(child, styles)


def _hangs_on_hidden_words(shape: Element, styles: OdtStyles) -> bool:
    """Returns whether a shape stands among words that are switched off."""
    spans: list[str] = []
    for parent in shape.iterancestors(TEXT + "span", *PARAGRAPHS):
        name = parent.get(TEXT + "style-name") or ""
        if parent.tag in PARAGRAPHS:
            return styles.look(name, tuple(spans)).hidden
        spans.append(name)
    return False


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
    if element.tag in PARAGRAPHS:
        return any(
            field.get(TEXT + "is-hidden") == "true" and next(field.iterancestors(*PARAGRAPHS)) is element
            for field in element.iter(TEXT + "hidden-paragraph")
        )
    return False
