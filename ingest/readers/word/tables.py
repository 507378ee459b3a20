"""Reads the rows and cells of a Word table: merged cells, rows of column headings."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import Any

from ingest.readers.office.colours import WHITE, Colour, are_one
from ingest.readers.office.table_heads import RowLook, bold_at_the_top, heads_across
from ingest.readers.word.colours import shading
from ingest.readers.word.looks import Looks, paragraph_of
from ingest.readers.word.numbering import W
from ingest.readers.word.styles import Styles, is_on, level_of, value
from ingest.text.reading import Run
from ingest.text.table_grid import Cell, Row, are_levels

# Elements that contain blocks, rows or cells without being one.
TRANSPARENT = {W + tag for tag in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
FIRST_ROW = 0x0020  # the bit of w:tblLook that sets the first row apart (17.4.55)

Element = Any


def children(element: Element, name: str | None = None) -> Iterator[Element]:
    """Yields the blocks, rows or cells in an element, without tables of contents that Word made."""
    for child in element:
        if child.tag in TRANSPARENT:
            if value(child, "sdtPr/docPartObj/docPartGallery") != "Table of Contents":
                yield from children(child, name)
        elif name is None or child.tag == W + name:
            yield child


def rows_of(table: Element) -> list[Element]:
    """Returns the rows of a table itself, without deleted ones."""
    return [row for row in children(table, "tr") if row.find(f"{W}trPr/{W}del") is None]


def cells_of(row: Element) -> list[Element]:
    """Returns the cells of a row, without deleted ones."""
    return [cell for cell in children(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]


def header_rows(table: Element, rows: Sequence[Element], styles: Styles, looks: Looks) -> set[int]:
    """Returns which rows are headings: those at the top, and those across the table.

    Those at the top are marked so, set apart by the table's style, or by look.
    """
    seen = [_seen(row, styles, looks) for row in rows]
    top = _at_the_top(table, rows, styles, seen)
    return {*range(top), *heads_across(seen, top)}


def _at_the_top(table: Element, rows: Sequence[Element], styles: Styles, seen: Sequence[RowLook]) -> int:
    marked = [is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in rows]
    if marked and marked[0]:
        return (*marked, False).index(False)
    if len(rows) < 2:
        return 0
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is not None and value(table, "tblPr/tblStyle") in styles.header_rows:
        said = look.get(W + "firstRow")
        on = said in {"1", "true", "on"} if said else bool(int(look.get(W + "val") or "0", 16) & FIRST_ROW)
        if on:
            return 1
    return bold_at_the_top(seen) or _shaded_at_the_top(rows, seen)


def _shaded_at_the_top(rows: Sequence[Element], seen: Sequence[RowLook]) -> int:
    """Returns 1 if the shade of the first row, or of each of its cells, occurs in no row below.

    Of one shade, rows across the table and single cells may have it too. Levels of one colour each have none.
    """
    first, *others = shades = list(map(_shades, rows))
    if seen[0].cells < 2 or are_levels(shades):
        return 0
    if seen[0].colour is not None:
        return int(seen[0].colour not in [look.colour for look in seen[1:] if not look.is_across])
    return int(None not in first and first.isdisjoint(set().union(*others)))


def _seen(row: Element, styles: Styles, looks: Looks) -> RowLook:
    cells = cells_of(row)
    spans = (max(1, int(value(cell, "tcPr/gridSpan") or 1)) for cell in cells)
    words = "".join(t.text or "" for t in row.iter(W + "t"))
    return RowLook(words, _is_bold(row, styles, looks), len(cells), sum(spans), _shade(row))


def _is_bold(row: Element, styles: Styles, looks: Looks) -> bool:
    """Returns whether all words of a row are bold or headings."""
    runs = [run for run in row.iter(W + "r") if any((t.text or "").strip() for t in run.findall(W + "t"))]
    return bool(runs) and all(
        looks.is_set(run, "b") or ((p := paragraph_of(run)) is not None and level_of(p, styles) is not None)
        for run in runs
    )


def _shade(row: Element) -> Colour | None:
    """Returns the background of all cells of a row; None if they differ, or it is white or none."""
    shades = _shades(row)
    return shades.pop() if len(shades) == 1 else None


def _shades(row: Element) -> set[Colour | None]:
    """Returns the backgrounds of the cells of a row; None for white or none."""
    found = {shading(cell.find(f"{W}tcPr/{W}shd")) for cell in children(row, "tc")}
    return {None if colour is None or are_one(colour, WHITE) else colour for colour in found}


def is_frame(cells: Sequence[Sequence[Element]], heads: Set[int], styles: Styles) -> bool:
    """Returns whether a table is only a box (one column), or a frame for headings or tables.

    A table nested in a few cells of a real table is part of its row, and a heading alone in the first of
    several cells is the name of its row.
    """
    if not heads and max(map(len, cells), default=0) <= 1:
        return True
    several = len(cells) > 1
    below = [
        cell
        for i, row in enumerate(cells)
        if i not in heads
        for cell in row[several and _is_named(row, styles) :]
    ]
    if any(level_of(p, styles) is not None for cell in below for p in cell.iter(W + "p")):
        return True
    holding = [cell for row in cells for cell in row if next(cell.iter(W + "tbl"), None) is not None]
    return bool(holding) and (len(cells) == 1 or 2 * len(holding) >= sum(map(len, cells)))


def _is_named(row: Sequence[Element], styles: Styles) -> bool:
    """Returns whether the first cell of a row is a heading alone, and several cells follow it."""
    paragraphs = list(row[0].iter(W + "p")) if len(row) > 2 else []
    return len(paragraphs) == 1 and level_of(paragraphs[0], styles) is not None


def table_rows(
    rows: Sequence[Element],
    cells: Sequence[Sequence[Element]],
    heads: Set[int],
    words: Callable[[Element], Iterable[Run]],
) -> list[Row]:
    """Returns the rows with their cells; a vertically merged cell spans the rows below.

    heads: which rows are headings. words: returns what is in a cell.
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
    return [Row(tuple(row), columns=i in heads) for i, row in enumerate(written)]
