"""Finds tables without lines: words that keep to the columns of the headings above them, or short rows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingest.layout.drawn.rules import Rules
from ingest.layout.tables.grids import Grid
from ingest.layout.tables.pairs import pairs_table
from ingest.layout.tables.text_rows import (
    APART,
    PROSE,
    ROW_STEP,
    Gutter,
    TextRow,
    fits_above,
    gaps,
    grid_of,
    has_columns_in_file,
    narrowed,
    rows_apart,
    rows_in_file,
    text_rows,
    without_tail,
)
from ingest.layout.tables.unheaded import unheaded_table
from ingest.layout.words.words import Word, says

LONGEST_HEADING = 6  # words
LEAST_ROWS = 2
MOSTLY = 0.75
# In points: words may reach so far over the side of their box; boxes side by side are farther apart.
SLACK = 2.0

_Look = Callable[[TextRow], bool]


def unruled_grids(words: Sequence[Word], rules: Rules) -> list[Grid]:
    """Returns the rows and columns of each table without lines.

    It is one of labels and values. Or its headings stand out: they are bold, in capitals or on a colour. Or
    it has none, and its rows are all short.
    """
    rows = text_rows(words)
    grids: list[Grid] = []
    at = 0
    while at < len(rows):
        found = _table(rows, at, rules)
        if found is None:
            at += 1
            continue
        grid, end = found
        if not _are_in_boxes(rows[at:end], rules):
            grids.append(grid)
        at = end
    return grids


def _are_in_boxes(rows: Sequence[TextRow], rules: Rules) -> bool:
    """Returns whether each of several boxes side by side holds a part of all rows: they are columns."""
    top, bottom = rows[0].top, rows[-1].bottom
    words = [word for row in rows for word in row.words]
    left, right = min(word.left for word in words), max(word.right for word in words)
    beside = sorted(
        (box[0], box[2])
        for box in rules.boxes
        if box[1] <= top + SLACK and box[3] >= bottom - SLACK and left < box[2] and box[0] < right
    )
    inner = [sides for sides in beside if sides[0] > left or sides[1] < right]
    return any(before[1] + SLACK < after[0] for before, after in pairwise(inner))


def _looks(head: TextRow, rules: Rules) -> Iterator[_Look]:
    """Yields the ways in which a row stands out: whether another row does so too."""
    if head.bold:
        yield lambda row: row.bold
    if head.in_capitals:
        yield lambda row: row.in_capitals
    if (colour := head.colour(rules)) is not None:
        yield lambda row: row.colour(rules) == colour


def _table(rows: Sequence[TextRow], at: int, rules: Rules) -> tuple[Grid, int] | None:
    """Returns the table with this heading row, and the row after it; None if there is no table."""
    if (pairs := pairs_table(rows, at)) is not None:
        return pairs
    white = gaps(rows[at])
    if not white:
        return None
    for look in _looks(rows[at], rules) if _is_head(rows[at].cells(white)) else ():
        heads, body, gutters = _kept(rows[at:], white, look)
        written = without_tail(body, gutters)
        if has_columns_in_file([*heads, *written], gutters):
            continue
        if len(starts := rows_in_file(written, gutters)) >= LEAST_ROWS:
            return grid_of(heads, written, starts, gutters), at + len(heads) + len(written)
        starts = _starts(body, gutters) if body else []
        if sum(sum(map(bool, body[start].cells(gutters))) > 1 for start in starts) >= LEAST_ROWS:
            return grid_of(heads, body, starts, gutters), at + len(heads) + len(body)
    return unheaded_table(rows, at, white)


def _kept(
    rows: Sequence[TextRow], gutters: Sequence[Gutter], look: _Look
) -> tuple[list[TextRow], list[TextRow], Sequence[Gutter]]:
    """Returns the heading rows, the rows below that keep to their columns, and the gutters left by all.

    A table ends before words that are bold or look like its headings, and before a row that lacks a cell and
    stands apart from the rows above.
    """
    heads, body = [rows[0]], list[TextRow]()
    widest = 0.0
    for above, row in pairwise(rows):
        step = row.baseline - above.baseline
        left = narrowed(gutters, row)
        ended = body and (row.bold or look(row) or (step > APART * widest and not all(row.cells(gutters))))
        if left is None or step > ROW_STEP * row.size or ended:
            break
        gutters = left
        if look(row):
            heads.append(row)
        else:
            body.append(row)
            widest = max(widest, step)
    return heads, body, gutters


def _is_head(cells: Sequence[Sequence[Word]]) -> bool:
    """Returns whether cells may all be headings: they are short and say something."""
    return all(len(cell) <= LONGEST_HEADING and any(map(says, cell)) for cell in cells)


def _starts(body: Sequence[TextRow], gutters: Sequence[Gutter]) -> list[int]:
    """Returns which lines begin a row of the table; none if the lines are columns of prose."""
    pairs = list(pairwise(body))
    lines = [cell for row in body for cell in row.cells(gutters) if cell]
    fits = [fit for above, row in pairs for fit in fits_above(above, row, gutters) if fit is not None]
    short = sum(len(line) < PROSE for line in lines) >= MOSTLY * len(lines)
    if short and sum(fits) >= MOSTLY * len(fits):
        later = [
            i
            for i, (above, row) in enumerate(pairs, start=1)
            if row.cells(gutters)[0] and not _goes_on(above, row, gutters)
        ]
        return [0, *later]
    starts = rows_apart(body)
    return starts if all(all(body[start].cells(gutters)) for start in starts) else []


def _goes_on(above: TextRow, row: TextRow, gutters: Sequence[Gutter]) -> bool:
    """Returns whether a line contains only what did not fit on the line above."""
    cells = row.cells(gutters)
    fits = fits_above(above, row, gutters)
    return not all(cells) and all(fit is False for fit, cell in zip(fits, cells, strict=True) if cell)
