"""Finds tables: words in the cells of a grid, row by row."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.layout.drawn.rules import Edge, Rules
from ingest.layout.tables.column_heads import with_heads
from ingest.layout.tables.grids import NEAR, Grid, grids_of
from ingest.layout.tables.table import Cell, Row, Table, is_figures, is_form
from ingest.layout.tables.unruled import unruled_grids
from ingest.layout.words.lines import Line, lines_of
from ingest.layout.words.words import Word, lies_in, stands_in
from ingest.text.reading import Rectangle

# Lines in other directions than the page's, with the places that they take on it.
Turned = Sequence[tuple[Rectangle, Line]]
# White space between the columns of a table without vertical lines, as a multiple of the type size.
COLUMN_GAP = 0.8
# Above the first line of a table stand at most its headings and one row.
OPEN_ROWS = 2
# The row below coloured headings, in heights of the tallest row below it.
TALLER = 2
# A grid with more lines in one direction is a drawing.
MOST_POSITIONS = 120


def tables_of(
    words: Sequence[Word], rules: Rules, page: int, turned: Turned = ()
) -> tuple[list[Table], list[Word]]:
    """Returns the tables of a page, and the words outside them.

    A table has words in at least two cells of at least two rows; of one that goes on from the page before,
    the first may be cut. A single box, or one with only a heading of two cells, is not a table.
    turned: lines in other directions, with their places; those in a cell of a table with lines are its words.
    """
    tables, rest = _taken(_with_bars(grids_of(rules), words), list(words), rules, page, turned)
    unruled, rest = _taken(unruled_grids(rest, rules), rest, rules, page, ())
    return [*tables, *unruled], rest


def _with_bars(grids: Sequence[Grid], words: Sequence[Word]) -> list[Grid]:
    """Joins lines across a table to the coloured headings above their first row, whose columns they keep."""
    joined: list[Grid] = []
    used: set[int] = set()
    for grid in grids:
        bar = next((other for other in grids if len(grid.xs) == 2 and _is_bar(other, grid)), None)
        if bar is not None:
            top, bottom = bar.ys[0], grid.ys[-1]
            both = Grid((*bar.horizontal, *grid.horizontal), tuple(Edge(x, top, bottom) for x in bar.xs))
            if not any(word.left < x < word.right for word in _inside(both, words) for x in both.xs):
                used.add(id(bar))
                grid = both
        joined.append(grid)
    return [grid for grid in joined if id(grid) not in used]


def _is_bar(bar: Grid, grid: Grid) -> bool:
    """Returns whether a row of cells stands over a grid, one more row above its first line."""
    sides = zip((bar.xs[0], bar.xs[-1]), (grid.xs[0], grid.xs[-1]), strict=True)
    tallest = max((below - above for above, below in pairwise(grid.ys)), default=0.0)
    one_row = len(bar.ys) == 2 < len(bar.xs) and all(abs(x - other) < NEAR for x, other in sides)
    return one_row and 0 < grid.ys[0] - bar.ys[-1] < TALLER * tallest


def _taken(
    grids: Sequence[Grid], rest: list[Word], rules: Rules, page: int, turned: Turned
) -> tuple[list[Table], list[Word]]:
    tables: list[Table] = []
    for grid in grids:
        held = _held(grid, rest, rules)
        rows = _rows(held, page, turned)
        if sum(len(row.filled) > 1 for row in rows) > 1 or _is_cut(rows) or is_form(rows):
            tables.append(Table(with_heads(rows, rules), page))
            inside = {id(word) for _, found in held for word in found}
            rest = [word for word in rest if id(word) not in inside]
    return tables, rest


def _is_cut(rows: Sequence[Row]) -> bool:
    """Returns whether rows are the rest of one from the page before, without its name, and a whole one."""
    return len(rows) > 1 and not rows[0].cells[0].lines and len(rows[1].filled) == len(rows[1].cells) > 1


def _held(grid: Grid, words: Sequence[Word], rules: Rules) -> list[tuple[Rectangle, list[Word]]]:
    """Returns each cell of a grid with the words in it; nothing if the grid is not a table."""
    if len(grid.ys) < 3 or len(grid.xs) < 2 or max(len(grid.xs), len(grid.ys)) > MOST_POSITIONS:
        return []
    inside = _inside(grid, words)
    if inside and (len(grid.xs) == 2 or (grid.open and _only_fills(grid, rules))):
        grid = _with_columns(grid, inside, words)
        inside = _inside(grid, words)
    held: list[tuple[Rectangle, list[Word]]] = [(place, []) for place in grid.cells()]
    for word in inside:
        home = next((found for place, found in held if stands_in(word, place)), None)
        if home is not None:
            home.append(word)
    return held


def _only_fills(grid: Grid, rules: Rules) -> bool:
    """Returns whether all vertical lines within an open grid are sides of coloured cells, not of columns."""
    sides = [x for area in rules.areas for x in (area.left, area.right)]
    return all(any(abs(x - side) < NEAR for side in sides) for x in grid.xs[1:-1])


def _inside(grid: Grid, words: Sequence[Word]) -> list[Word]:
    around = grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]
    return [word for word in words if stands_in(word, around)]


def _with_columns(grid: Grid, inside: Sequence[Word], words: Sequence[Word]) -> Grid:
    """Adds to a grid of horizontal lines the columns that its words keep to, and its open rows.

    The headings may stand above its first line, or above a row that does, and the last row below its last.
    """
    left, top, right, bottom = grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]
    cuts = _whites(inside)

    def is_row(upper: float, lower: float) -> bool:
        row = [word for word in words if stands_in(word, (left, upper, right, lower))]
        columns = {sum(cut < word.left for cut in cuts) for word in row}
        return len(columns) > 1 and not any(word.left < cut < word.right for word in row for cut in cuts)

    heights = [below - above for above, below in pairwise(grid.ys)]
    across = list(grid.horizontal)
    for _ in range(OPEN_ROWS):
        if is_row(top - heights[0], top):
            top -= heights[0]
            across.append(Edge(top, left, right))
    if is_row(bottom, bottom + heights[-1]):
        bottom += heights[-1]
        across.append(Edge(bottom, left, right))
    return Grid(tuple(across), tuple(Edge(x, top, bottom) for x in (left, *cuts, right)))


def _whites(words: Sequence[Word]) -> list[float]:
    """Returns the middle of each vertical gap that no word of a table crosses."""
    size = max(word.style.size for word in words)
    cuts = []
    reached = min(word.right for word in words)
    for word in sorted(words, key=lambda w: w.left):
        if word.left - reached > COLUMN_GAP * size:
            cuts.append((word.left + reached) / 2)
        reached = max(reached, word.right)
    return cuts


def _rows(held: Sequence[tuple[Rectangle, list[Word]]], page: int, turned: Turned) -> list[Row]:
    rows: dict[float, list[Cell]] = {}
    crossed: set[float] = set()
    for place, words in held:
        lines = sorted(lines_of(words, Rules(), page), key=lambda line: (line.top, line.left))
        if across := [line for around, line in turned if lies_in(around, place)]:
            lines += across
            crossed.add(place[1])
        rows.setdefault(place[1], []).append(Cell(tuple(lines), *place))
    ordered = (Row(tuple(sorted(rows[top], key=lambda cell: cell.left))) for top in sorted(rows))
    return [
        printed
        for row in ordered
        if row.filled
        for printed in ([row] if row.cells[0].top in crossed else _printed(row))
    ]


def _printed(row: Row) -> list[Row]:
    """Splits a row of the grid into the rows printed in it.

    It has several if it is mostly figures, or if one cell is figures and the other cells have a line for
    each. A cell that reaches further down does not count for this and goes into the first of them.
    """
    own = [cell for cell in row.filled if cell.bottom <= row.bottom]
    lines = [line for cell in own for line in cell.lines]
    heights = {tuple(round(line.baseline) for line in cell.lines) for cell in own}
    several = sum(map(is_figures, lines)) * 2 >= len(lines) or (
        len(heights) == 1 and any(cell.figures for cell in own)
    )
    baselines: list[float] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if not baselines or line.baseline - baselines[-1] > line.size / 2:
            baselines.append(line.baseline)
    if len(own) < 2 or not several:
        return [row]
    return [
        Row(
            tuple(
                cell
                if cell.bottom > row.bottom
                else replace(cell, lines=tuple(n for n in cell.lines if abs(n.baseline - at) <= n.size / 2))
                for cell in row.cells
                if at == baselines[0] or cell.bottom <= row.bottom
            )
        )
        for at in baselines
    ]
