"""The headings of an OpenDocument text: those marked, and those by look alone."""

from collections.abc import Sequence
from typing import Any

from ingest.readers.odt.styles import TABLE, TEXT, OdtStyles
from ingest.readers.odt.words import OdtWords
from ingest.readers.office.headings_by_look import Seen, headings_by_look
from ingest.readers.office.table_heads import RowLook

# No heading is deeper, whatever a file says.
DEEPEST = 10

Element = Any


def odt_headings(blocks: Sequence[Element], styles: OdtStyles, words: OdtWords) -> dict[Element, int]:
    """Returns the level of each block that is a heading by look alone; the title's is 0."""
    seen = [_seen(block, styles, words) for block in blocks]
    return {blocks[i]: level for i, level in headings_by_look(seen).items()}


def level_of(element: Element, styles: OdtStyles) -> int | None:
    """Returns the level of a marked heading; the title is 0."""
    if styles.is_title(element.get(TEXT + "style-name") or ""):
        return 0
    if element.tag != TEXT + "h":
        return None
    return min(max(1, int(element.get(TEXT + "outline-level") or 1)), DEEPEST)


def row_look(cells: Sequence[Element], styles: OdtStyles, words: OdtWords) -> RowLook:
    """Returns how a row of cells looks."""
    pieces = [
        (piece, styles.look(p.get(TEXT + "style-name") or "", spans))
        for cell in cells for p in cell.iter(TEXT + "p", TEXT + "h") for piece, spans, _ in words.pieces(p)
        if not isinstance(piece, str) or piece.strip()
    ]  # fmt: skip
    return RowLook(
        words="".join(piece for piece, _ in pieces if isinstance(piece, str)),
        bold=bool(pieces) and all(look.bold for _, look in pieces),
        cells=len(cells),
        columns=sum(int(cell.get(TABLE + "number-columns-spanned") or 1) for cell in cells),
    )


def _seen(element: Element, styles: OdtStyles, words: OdtWords) -> Seen:
    """Returns how a block looks."""
    if element.tag not in {TEXT + "p", TEXT + "h"}:
        return Seen(other=element.tag == TABLE + "table", item=element.tag == TEXT + "list")
    style = element.get(TEXT + "style-name") or ""
    pieces = [(piece, spans) for piece, spans, _ in words.pieces(element) if isinstance(piece, str)]
    text = " ".join("".join(piece for piece, _ in pieces).split())
    looks = [styles.look(style, spans) for _, spans in pieces]
    return Seen(
        text=text,
        size=min((look.size for look in looks), default=0),
        bold=bool(looks) and all(look.bold for look in looks),
        underlined=bool(looks) and all(look.underlined for look in looks),
        capitals=text.isupper() or (bool(looks) and all(look.capitals for look in looks)),
        level=level_of(element, styles),
    )
