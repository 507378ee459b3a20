"""The rows and cells of a Word table: merged cells, rows of column headings."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.canonical import Run
from ingest.grid import Cell, Row
from ingest.readers.numbering import W
from ingest.readers.word_styles import Styles, is_on, value

# What holds blocks, rows or cells without being one itself.
TRANSPARENT = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
FIRST_ROW = 0x0020  # the bit of w:tblLook that sets the first row apart (17.4.55)

Element = Any


def children(element: Element, name: str | None = None) -> Iterator[Element]:
    """The blocks, rows or cells in an element; a table of contents that Word made is none."""
    for child in element:
        if child.tag in TRANSPARENT:
            if value(child, "sdtPr/docPartObj/docPartGallery") != "Table of Contents":
                yield from children(child, name)
        elif name is None or child.tag == W + name:
            yield child


def header_rows(table: Element, rows: Sequence[Element], styles: Styles) -> int:
    """How many rows at the top are column headings: marked so, or set apart by the table's style."""
    marked = [is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in rows]
    if marked and marked[0]:
        return (*marked, False).index(False)
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None or len(rows) < 2 or value(table, "tblPr/tblStyle") not in styles.header_rows:
        return 0
    if look.get(W + "firstRow") is not None:
        return int(look.get(W + "firstRow") in {"1", "true", "on"})
    return int(bool(int(look.get(W + "val") or "0", 16) & FIRST_ROW))


def table_rows(
    rows: Sequence[Element],
    cells: Sequence[Sequence[Element]],
    heads: int,
    words: Callable[[Element], Iterable[Run]],
) -> list[Row]:
    """The rows with their cells; a cell that is merged with those below it goes down over them.

    heads: how many rows are column headings. words: gives what is in a cell.
    """
    written: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for i, row in enumerate(rows):
        column = int(value(row, "trPr/gridBefore") or 0)
        written.append([Cell(across=column)] if column else [])
        for element in cells[i]:
            across = max(1, int(value(element, "tcPr/gridSpan") or 1))
            merged = element.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(W + "val") != "restart" and column in above:
                at, place = above[column]
                written[at][place] = replace(written[at][place], down=i - at + 1)
            else:
                above.pop(column, None)
                if merged is not None:
                    above[column] = i, len(written[i])
                written[i].append(Cell(tuple(words(element)), across))
            column += across
    return [Row(tuple(row), columns=i < heads) for i, row in enumerate(written)]
