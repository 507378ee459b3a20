"""Tables as CSV for spreadsheets, safe from text that would become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# Spreadsheets take a cell that begins like this for a formula; East Asian keyboards type the wide signs.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Returns a table with a header row. None becomes an empty cell.

    Puts an apostrophe before a cell that a spreadsheet would take for a formula, so that it stays text.
    """
    buffer = io.StringIO()
    table = csv.writer(buffer)
    table.writerow(columns)
    table.writerows([_cell(value) for value in row] for row in rows)
    # The byte order mark tells spreadsheets that this is UTF-8.
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
