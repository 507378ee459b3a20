"""Decides whether a table of a web page is a real table, or a frame for blocks."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from ingest.readers.office.table_heads import RowLook, heads_across
from ingest.readers.web.boilerplate import words_of
from ingest.readers.web.procedure_manuals import is_label
from ingest.readers.web.visibility.styles import styles_of

# Captions of tables that only lay out the page, naming its parts.
FRAME = re.compile(r"\b(main heading|layout|buttons|contents table|banner|menu|navigation)\b", re.IGNORECASE)
SECTIONS_IN_CELLS = ".//td//h1 | .//td//h2 | .//td//h3 | .//td//summary | .//td//*[@role='heading']"
BLOCKS = ".//table | .//h4 | .//h5 | .//h6"
BOLD_TAGS = {"b", "strong", "th"}
BOLD = re.compile(r"bold(er)?|[6-9]00")
LARGEST_SPAN = 1000  # as in browsers


def is_layout(table: HtmlElement, heads: Collection[HtmlElement]) -> bool:
    """Returns whether a table is only a box, or a frame for blocks. heads: the headings of fold-outs."""
    if table.get("role") in {"presentation", "none"} or table.xpath(SECTIONS_IN_CELLS):
        return True
    if any(element in heads for element in table.iter()):
        return True
    rows = rows_of(table)
    cells = [cells_of(row) for row in rows]
    if max(map(len, cells), default=0) <= 1:
        columns = [cell for row in cells for cell in row if cell.tag == "th"]
        return not columns or any(is_label(words_of(cell)) for cell in columns)
    if any(column_headings(rows)):
        return False
    # A frame has most of its words in blocks; in a table, a cell may have some.
    framed = [words_of(cell) for row in cells for cell in row if cell.xpath(BLOCKS)]
    if sum(map(len, framed)) > len(words_of(table)) / 2:
        return True
    return len(rows) == 1 and bool(table.xpath(".//td/p[2] | .//td//ul | .//td//ol"))


def rows_of(table: HtmlElement) -> list[HtmlElement]:
    """Returns the rows of a table as they are shown, its foot last, without those of tables inside it."""
    return sorted((row for row in table.iter("tr") if next(row.iterancestors("table")) is table), key=is_foot)


def is_foot(row: HtmlElement) -> bool:
    """Returns whether a row belongs to the foot of its table."""
    return row.getparent() is not None and row.getparent().tag == "tfoot"


def names_a_frame(caption: HtmlElement) -> bool:
    """Returns whether a caption only names the part of the page that a table lays out."""
    return bool(FRAME.search(words_of(caption)))


def cells_of(row: HtmlElement) -> list[HtmlElement]:
    """Returns the cells of a row."""
    return [cell for cell in row if cell.tag in {"td", "th"}]


def column_headings(rows: Sequence[HtmlElement]) -> list[bool]:
    """Returns for each row whether it contains headings: by its tags, else the first if it alone is bold.

    A row with a sentence says something by itself.
    """
    heads = [holds_column_headings(row) for row in rows]
    if not any(heads) and len(rows) > 1 and len(cells_of(rows[0])) > 1:
        said = any(words_of(cell).endswith((".", "!")) for cell in cells_of(rows[0]))
        heads[0] = not said and is_bold(rows[0]) and not is_bold(rows[1])
    return heads


def heading_rows(rows: Sequence[HtmlElement]) -> list[bool]:
    """Returns for each row of a real table whether it heads rows below, also by its look across the table."""
    heads = column_headings(rows)
    across = heads_across(list(map(_seen, rows)), (*heads, False).index(False))
    return [head or i in across for i, head in enumerate(heads)]


def _seen(row: HtmlElement) -> RowLook:
    cells = cells_of(row)
    columns = sum(span(cell, "colspan") for cell in cells)
    return RowLook(words_of(row), len(cells) == 1 < columns and is_bold(row), len(cells), columns)


def is_bold(row: HtmlElement) -> bool:
    """Returns whether all words of a row, or of another element, are bold."""
    words = [text for text in row.xpath(".//text()") if text.strip()]
    own = [text.getparent() if text.is_text else text.getparent().getparent() for text in words]
    return bool(own) and all(_is_bold_within(element, row) for element in own)


def _is_bold_within(element: HtmlElement, row: HtmlElement) -> bool:
    around = [element, *takewhile(lambda outer: outer is not row, element.iterancestors()), row]
    return any(e.tag in BOLD_TAGS or BOLD.match(styles_of(e).get("font-weight", "")) for e in around)


def holds_column_headings(row: HtmlElement) -> bool:
    """Returns whether a row's cells, apart from empty corners, are all headings of the rows below.

    A single heading counts only if it spans several columns.
    """
    if is_foot(row):
        return False
    cells = cells_of(row)
    heads = [cell for cell in cells if cell.tag == "th"]
    if row.getparent() is not None and row.getparent().tag == "thead":
        return True
    if len(heads) == len(cells) == 1:
        return span(heads[0], "colspan") > 1
    return len(heads) > 1 and not any(words_of(cell) for cell in cells if cell.tag == "td")


def span(cell: HtmlElement, key: str) -> int:
    """Returns how many columns or rows a cell spans."""
    value = cell.get(key) or ""
    return max(1, min(int(value), LARGEST_SPAN)) if value.isascii() and value.isdecimal() else 1
