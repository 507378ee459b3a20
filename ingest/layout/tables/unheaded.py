"""Finds tables without lines or headings: short rows, and names beside their text."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.layout.tables.grids import Grid
from ingest.layout.tables.text_rows import (
    ROW_STEP,
    Gutter,
    TextRow,
    can_name,
    fits_above,
    grid_of,
    narrowed,
    rows_apart,
    rows_in_file,
    without_tail,
)
from ingest.layout.words.list_marks import LIST_MARK, is_figure
from ingest.layout.words.words import Word

LEAST_ROWS = 3
# Two rows make a table if the file has them one after the other, in cells with no more words.
SHORT_CELL = 5
LONGEST_NAME = 10  # words
LONGEST_VALUE = 8  # words on a line of a cell beside a name
SAME_PLACE = 2.0  # in points: a heading begins where its column does
LARGER = 1.08  # a heading's size, as a multiple of the size below it
LINE_STEP = 1.45  # from one line of a cell to the next, as a multiple of the type size


def unheaded_table(rows: Sequence[TextRow], at: int, white: Sequence[Gutter]) -> tuple[Grid, int] | None:
    """Returns the table without headings that begins in this row, and the row after it.

    white: the gaps of the row.
    It stands apart from other text, or the file has its rows one after the other. Its first column has short
    names, each of which begins a row: where the others are short too, where rows stand apart, or by their
    order in the file. None if it may be columns of prose or of lists, headings in the margin, a list of
    contents, or a part of these.
    """
    first = rows[at]
    gutters = white
    if not _are_apart(rows, at):
        return None
    name = first.cells(gutters)[0]
    if not _is_name(name) or all(word.style.bold and word.style.size == first.size for word in name):
        return None
    body = [first]
    for row in rows[at + 1 :]:
        step = (row.baseline - body[-1].baseline) / row.size
        left = narrowed(gutters, row) if step <= ROW_STEP else None
        if left is None or (step > LINE_STEP and not all(row.cells(left))):
            break
        gutters = left
        body.append(row)
    if at and _head_columns(rows[at - 1], first, gutters):
        return None
    written = without_tail(body, gutters)
    if starts := _named(written, gutters, rows_in_file(written, gutters), full=False):
        return grid_of([], written, starts, gutters), at + len(written)
    if not (len(body) >= LEAST_ROWS or _is_pair(body, gutters)) or not _are_apart(rows, at + len(body)):
        return None
    starts = _named(body, gutters, [i for i, row in enumerate(body) if row.cells(gutters)[0]])
    short = all(len(cell) <= LONGEST_VALUE for row in body for cell in row.cells(gutters))
    fits = (fits_above(above, row, gutters)[0] is not False for above, row in pairwise(body))
    if not starts or not short or not all(fits):
        starts = _named(body, gutters, rows_apart(body))
    return (grid_of([], body, starts, gutters), at + len(body)) if starts else None


def _head_columns(above: TextRow, first: TextRow, gutters: Sequence[Gutter]) -> bool:
    """Returns whether a row has a heading over each column, which are then read down: "Do" and "Do not"."""
    if not (above.bold or above.size > LARGER * first.size):
        return False
    pairs = zip(above.cells(gutters), first.cells(gutters), strict=True)
    close = first.baseline - above.baseline <= ROW_STEP * first.size
    return close and all(
        head and cell and abs(head[0].left - cell[0].left) < SAME_PLACE for head, cell in pairs
    )


def _is_pair(body: Sequence[TextRow], gutters: Sequence[Gutter]) -> bool:
    """Returns whether two rows have short cells, none of which goes on below, written row by row."""
    cells = [cell for row in body for cell in row.cells(gutters)]
    places = [word.order for cell in cells for word in cell]
    short = all(0 < len(cell) <= SHORT_CELL and not cell[0].text[0].islower() for cell in cells)
    return len(body) == LEAST_ROWS - 1 and short and places == sorted(places)


def _are_apart(rows: Sequence[TextRow], at: int) -> bool:
    """Returns whether other text ends before a row: at a step wider than a line's, or at a heading."""
    if not 0 < at < len(rows):
        return True
    above, row = rows[at - 1], rows[at]
    step = row.baseline - above.baseline
    return step > LINE_STEP * row.size or above.bold or row.bold or above.words[-1].text.endswith(":")


def _named(
    body: Sequence[TextRow], gutters: Sequence[Gutter], starts: Sequence[int], *, full: bool = True
) -> Sequence[int]:
    """Returns the lines that begin a row, if each has a name and what is said of it; else none.

    full: each begins in every column, not only in two.
    """
    rows = [
        [[word for row in body[start:end] for word in row.cells(gutters)[i]] for i in range(len(gutters) + 1)]
        for start, end in pairwise([*starts, len(body)])
    ]
    least = len(gutters) + 1 if full else 2
    whole = all(sum(map(bool, body[start].cells(gutters))) >= least for start in starts)
    named = all(map(_is_name, (name for name, *_ in rows)))
    listed = any(_is_list_mark(cell[0]) for _, *cells in rows for cell in cells if len(cell) > 1)
    pages = sum(len(row[-1]) == 1 and is_figure(row[-1][0]) for row in rows)
    sound = (
        len(starts) >= (min(LEAST_ROWS, len(body)) if full else LEAST_ROWS)
        and whole
        and named
        and not listed
        and pages <= len(rows) / 2
    )
    return starts if sound else ()


def _is_name(words: Sequence[Word]) -> bool:
    """Returns whether words may name a row: a few of them, that do not go on with a sentence."""
    return 0 < len(words) <= LONGEST_NAME and any(map(can_name, words)) and not words[0].text[0].islower()


def _is_list_mark(word: Word) -> bool:
    return bool(LIST_MARK.fullmatch(word.text)) and not word.text.isdecimal()
