"""Works out what colour the style of a slide's table gives to letters that state none."""

from typing import Any

from ingest.readers.office.colours import Colour
from ingest.readers.office.drawings import A
from ingest.readers.slides.palette import Palette
from ingest.readers.slides.shapes import ON

Element = Any


def letters_in(cell: Element, styles: Element | None, palette: Palette) -> Colour | None:
    """Returns the colour of a cell's letters by the style of its table; None if it is unknown.

    styles: all table styles of the file. A table without a style has letters in the slide's usual colour.
    """
    row = cell.getparent()
    table = row.getparent()
    look = table.find(A + "tblPr")
    name = None if look is None else look.findtext(A + "tableStyleId")
    if name is None:
        return palette.named("tx1")
    found = () if styles is None else styles.iterchildren(A + "tblStyle")
    style = next((each for each in found if each.get("styleId") == name), None)
    if style is None:
        return None
    rows, cells = table.findall(A + "tr"), row.findall(A + "tc")
    places = {
        "firstRow": row is rows[0], "lastRow": row is rows[-1],
        "firstCol": cell is cells[0], "lastCol": cell is cells[-1],
    }  # fmt: skip
    parts = [part for part, there in places.items() if there and look.get(part) in ON]
    stated = (style.find(f"{A}{part}/{A}tcTxStyle") for part in [*parts, "wholeTbl"])
    colours = (
        e for text in stated if text is not None for e in text.iterchildren(A + "schemeClr", A + "srgbClr")
    )
    colour = next(colours, None)
    return palette.named("tx1") if colour is None else palette.of_colour(colour)
