"""Finds the parts of a Word table's style that apply to a cell: its first row, its bands, its corners."""

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.readers.word.numbering import W
from ingest.readers.word.styles import value

# The bits of w:tblLook, used if it has no attribute for each (17.4.55).
LOOKS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200,
         "noVBand": 0x400}  # fmt: skip

Element = Any


def parts_of_style(chain: Sequence[Element], element: Element, name: str) -> Iterator[Element]:
    """Yields what a table's style states by a name such as "rPr" for the place of an element in the table.

    chain: the style and those that it is based on. The strongest comes first: the parts for places such as
    the first row, then those for the whole table.
    """
    parts = [part for style in chain for part in style.findall(W + "tblStylePr")]
    parts = [part for part in parts if part.find(W + name) is not None]
    cell = next(element.iterancestors(W + "tc"), None) if element.tag != W + "tc" else element
    if parts and cell is not None:
        for place in _places(cell, chain):
            yield from (part.find(W + name) for part in parts if part.get(W + "type") == place)
    yield from (found for style in chain if (found := style.find(W + name)) is not None)


def _places(cell: Element, chain: Sequence[Element]) -> Iterator[str]:
    """Yields a table style's names for the place of a cell, the strongest first (17.7.6)."""
    row = cell.getparent()
    table = row.getparent()
    top, first = table.find(W + "tr"), row.find(W + "tc")
    if table.tag != W + "tbl" or top is None or first is None:
        return
    i, j = table.index(row) - table.index(top), row.index(cell) - row.index(first)
    look = table.find(f"{W}tblPr/{W}tblLook")
    first_column, last_column = (
        j == 0 and _looks(look, "firstColumn"),
        _is_last(cell) and _looks(look, "lastColumn"),
    )
    first_row, last_row = i == 0 and _looks(look, "firstRow"), _is_last(row) and _looks(look, "lastRow")
    yield from (name for name, there in (
        ("nwCell", first_row and first_column), ("neCell", first_row and last_column),
        ("swCell", last_row and first_column), ("seCell", last_row and last_column),
        ("firstCol", first_column), ("lastCol", last_column), ("firstRow", first_row), ("lastRow", last_row),
    ) if there)  # fmt: skip
    for off, place, first, of, name in (
        ("noHBand", i, "firstRow", "Row", "Horz"), ("noVBand", j, "firstColumn", "Col", "Vert"),
    ):  # fmt: skip
        place -= _looks(look, first)
        if place >= 0 and not _looks(look, off):
            yield f"band{_band(place, chain, of)}{name}"


def _band(place: int, chain: Sequence[Element], of: str) -> int:
    """Returns whether a row or column is in the first or the second band: 1 or 2. of: "Row" or "Col"."""
    sizes = (value(style, f"tblPr/tblStyle{of}BandSize") for style in chain)
    return 1 + place // max(1, int(next((size for size in sizes if size), 1))) % 2


def _is_last(element: Element) -> bool:
    return next(element.itersiblings(element.tag), None) is None


def _looks(look: Element | None, name: str) -> bool:
    """Returns whether a table shows a part of its style."""
    if look is None:
        return False
    written = look.get(W + name)
    if written is not None:
        return written in {"1", "true", "on"}
    return bool(int(look.get(W + "val") or "0", 16) & LOOKS[name])
