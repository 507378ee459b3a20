"""Tables to take along, as CSV that a spreadsheet opens: none of a document's words becomes a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# How a spreadsheet knows a formula; the wide signs are those of East Asian keyboards.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def spreadsheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table with one line of column names. None is an empty cell.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, which makes it words.
    """
    buffer = io.StringIO()
    table = csv.writer(buffer)
    table.writerow(columns)
    table.writerows([_cell(value) for value in row] for row in rows)
    # With a byte order mark, by which a spreadsheet knows the letters.
    return buffer.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
