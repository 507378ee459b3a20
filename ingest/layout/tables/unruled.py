"""Finds tables without lines: words that keep to the columns of the headings above them, or short rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.drawn.rules import Edge, Rules
from ingest.layout.drawn.shapes import Colour
from ingest.layout.tables.grids import Grid
from ingest.layout.words.whites import FIGURE, LEVEL, LIST_MARK
from ingest.layout.words.words import Word

# All widths are multiples of the type size.
GAP = 1.5  # white space between two headings
GUTTER = 0.8  # the least white space between two columns
SPACE = 0.3
ROW_STEP = 3.5  # rows are no farther apart
APART = 1.35  # the step to the next row as a multiple of the line step, where rows have several lines
LONGEST_HEADING = 6  # words
LEAST_ROWS = 2
LEAST_UNHEADED = 3  # rows
LONGEST_NAME = 10  # words
LONGEST_VALUE = 8  # words on a line of a cell beside a name
LINE_STEP = 1.45  # from one line of a cell to the next
PROSE = 5  # a line of a cell with this many words is prose
MOSTLY = 0.75

# The white space between two columns: the right edge of the left one, the left edge of the right one.
Gutter = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def size(self) -> float:
        return max(word.style.size for word in self.words)

    @property
    def bold(self) -> bool:
        return all(w.style.bold for w in self.words if any(map(str.isalnum, w.text)))

    @property
    def in_capitals(self) -> bool:
        return "".join(word.text for word in self.words).isupper()

    def colour(self, rules: Rules) -> Colour | None:
        """Returns the colour behind all of it; None for paper or several."""
        middle = (self.top + self.bottom) / 2
        colours = {rules.colour_at((word.left + word.right) / 2, middle) for word in self.words}
        return colours.pop() if len(colours) == 1 else None

    def cells(self, gutters: Sequence[Gutter]) -> list[list[Word]]:
        """Returns its words, column by column."""
        cells: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
        for word in self.words:
            cells[sum((left + right) / 2 < word.left for left, right in gutters)].append(word)
        return cells


_Look = Callable[[_Row], bool]


def unruled_grids(words: Sequence[Word], rules: Rules) -> list[Grid]:
    """Returns the rows and columns of each table without lines.

    Its headings stand out: they are bold, in capitals or on a colour. Or it has none, and its rows are all
    short.
    """
    rows = _rows(words)
    grids: list[Grid] = []
    at = 0
    while at < len(rows):
        found = _table(rows, at, rules)
        if found is None:
            at += 1
            continue
        grid, at = found
        grids.append(grid)
    return grids


def _rows(words: Sequence[Word]) -> list[_Row]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.left)):
        if rows and word.baseline - rows[-1][0].baseline < LEVEL * word.style.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_Row(tuple(sorted(row, key=lambda w: w.left))) for row in rows]


def _looks(head: _Row, rules: Rules) -> Iterator[_Look]:
    """Yields the ways in which a row stands out: whether another row does so too."""
    if head.bold:
        yield lambda row: row.bold
    if head.in_capitals:
        yield lambda row: row.in_capitals
    if (colour := head.colour(rules)) is not None:
        yield lambda row: row.colour(rules) == colour


def _table(rows: Sequence[_Row], at: int, rules: Rules) -> tuple[Grid, int] | None:
    """Returns the table with this heading row, and the row after it; None if there is no table."""
    between = _gutters_of(rows[at])
    for look in _looks(rows[at], rules) if between else ():
        heads, body, gutters = _kept(rows[at:], between, look)
        starts = _starts(body, gutters) if body else []
        if sum(sum(map(bool, body[start].cells(gutters))) > 1 for start in starts) >= LEAST_ROWS:
            return _grid(heads, body, starts, gutters), at + len(heads) + len(body)
    return _unheaded(rows, at)


def _unheaded(rows: Sequence[_Row], at: int) -> tuple[Grid, int] | None:
    """Returns the table without headings that begins in this row, and the row after it.

    Its first column has short names, each of which begins a row: where the others are short too, or where
    rows stand apart. None if it may be columns of prose or of lists, a list of contents, or a part of these.
    """
    gutters: Sequence[Gutter] = _gaps(rows[at])
    above = rows[at - 1] if at else None
    if not gutters or not any(map(_says, rows[at].cells(gutters)[0])):
        return None
    if above and _narrowed(gutters, above) is not None and sum(map(bool, above.cells(gutters))) > 1:
        return None
    body = [rows[at]]
    for row in rows[at + 1 :]:
        step = row.baseline - body[-1].baseline
        narrowed = _narrowed(gutters, row)
        reach = ROW_STEP if narrowed and all(row.cells(narrowed)) else LINE_STEP
        if narrowed is None or step > reach * row.size:
            break
        gutters = narrowed
        body.append(row)
    starts = _named(body, gutters, [i for i, row in enumerate(body) if row.cells(gutters)[0]])
    short = all(len(cell) <= LONGEST_VALUE for row in body for cell in row.cells(gutters))
    fits = (_fits(above, row, gutters)[0] is not False for above, row in pairwise(body))
    if not starts or not short or not all(fits):
        starts = _named(body, gutters, _apart(body))
    return (_grid([], body, starts, gutters), at + len(body)) if starts else None


def _apart(body: Sequence[_Row]) -> list[int]:
    """Returns the first line, and those that stand apart from the line above."""
    steps = [row.baseline - above.baseline for above, row in pairwise(body)]
    # Smaller words in the margin stand between the lines beside them.
    least = max([body[0].size, min(steps, default=0.0)])
    return [0, *(i for i, step in enumerate(steps, start=1) if step > APART * least)]


def _named(body: Sequence[_Row], gutters: Sequence[Gutter], starts: Sequence[int]) -> Sequence[int]:
    """Returns the lines that begin a row, if each has a name and what is said of it; else none."""
    rows = [
        [[word for row in body[start:end] for word in row.cells(gutters)[i]] for i in range(len(gutters) + 1)]
        for start, end in pairwise([*starts, len(body)])
    ]
    whole = all(all(body[start].cells(gutters)) for start in starts)
    named = all(len(name) <= LONGEST_NAME and not name[0].text[0].islower() for name, *_ in rows if name)
    listed = any(_is_list_mark(cell[0]) for _, *cells in rows for cell in cells if cell)
    numbered = all(len(row[-1]) == 1 and FIGURE.fullmatch(row[-1][0].text) for row in rows)
    sound = len(starts) >= LEAST_UNHEADED and whole and named and not listed and not numbered
    return starts if sound else ()


def _is_list_mark(word: Word) -> bool:
    return bool(LIST_MARK.fullmatch(word.text)) and not word.text.isdecimal()


def _kept(
    rows: Sequence[_Row], gutters: Sequence[Gutter], look: _Look
) -> tuple[list[_Row], list[_Row], Sequence[Gutter]]:
    """Returns the heading rows, the rows below that keep to their columns, and the gutters left by all.

    A table ends before words that are bold or look like its headings, and before a row that lacks a cell and
    stands apart from the rows above.
    """
    heads, body = [rows[0]], list[_Row]()
    widest = 0.0
    for above, row in pairwise(rows):
        step = row.baseline - above.baseline
        narrowed = _narrowed(gutters, row)
        ended = body and (row.bold or look(row) or (step > APART * widest and not all(row.cells(gutters))))
        if narrowed is None or step > ROW_STEP * row.size or ended:
            break
        gutters = narrowed
        if look(row):
            heads.append(row)
        else:
            body.append(row)
            widest = max(widest, step)
    return heads, body, gutters


def _grid(
    heads: Sequence[_Row], body: Sequence[_Row], starts: Sequence[int], gutters: Sequence[Gutter]
) -> Grid:
    """Returns lines that would separate rows and columns. starts: which lines of the body begin a row."""
    held = [*heads, *body]
    firsts = [len(heads) + start for start in starts if heads or start]
    tops = [(held[first - 1].bottom + held[first].top) / 2 for first in firsts]
    ys = [held[0].top - 1, *tops, held[-1].bottom + 1]
    left, right = min(row.words[0].left for row in held), max(w.right for row in held for w in row.words)
    xs = [left - 1, *(sum(gutter) / 2 for gutter in gutters), right + 1]
    return Grid(tuple(Edge(y, xs[0], xs[-1]) for y in ys), tuple(Edge(x, ys[0], ys[-1]) for x in xs))


def _gutters_of(head: _Row) -> list[Gutter]:
    """Returns the gutters between headings (short, apart); none if the row contains anything else."""
    gutters = _gaps(head)
    cells = head.cells(gutters)
    named = all(len(cell) <= LONGEST_HEADING and any(map(_says, cell)) for cell in cells)
    return gutters if named else []


def _gaps(row: _Row) -> list[Gutter]:
    return [
        (word.right, following.left)
        for word, following in pairwise(row.words)
        if following.left - word.right > GAP * row.size
    ]


def _says(word: Word) -> bool:
    """Returns whether it is a word, not a page number or a formula sign."""
    return sum(map(str.isalpha, word.text)) > 1


def _narrowed(gutters: Sequence[Gutter], row: _Row) -> list[Gutter] | None:
    """Narrows the gutters to what a further row leaves free; None if one of its words fills a gutter."""
    found = []
    for left, right in gutters:
        for word in row.words:
            if word.left < right and left < word.right:
                # The word reaches into the gutter from its own column.
                if word.left - left < right - word.right:
                    left = max(left, word.right)
                else:
                    right = min(right, word.left)
        if right - left < GUTTER * row.size:
            return None
        found.append((left, right))
    return found


def _starts(body: Sequence[_Row], gutters: Sequence[Gutter]) -> list[int]:
    """Returns which lines begin a row of the table; none if the lines are columns of prose."""
    pairs = list(pairwise(body))
    lines = [cell for row in body for cell in row.cells(gutters) if cell]
    fits = [fit for above, row in pairs for fit in _fits(above, row, gutters) if fit is not None]
    short = sum(len(line) < PROSE for line in lines) >= MOSTLY * len(lines)
    if short and sum(fits) >= MOSTLY * len(fits):
        later = [
            i
            for i, (above, row) in enumerate(pairs, start=1)
            if row.cells(gutters)[0] and not _goes_on(above, row, gutters)
        ]
        return [0, *later]
    starts = _apart(body)
    return starts if all(all(body[start].cells(gutters)) for start in starts) else []


def _fits(above: _Row, row: _Row, gutters: Sequence[Gutter]) -> list[bool | None]:
    """Returns, for each column, whether the line's first word would have fitted on the line above.

    If so, it begins a cell. None: one of the two lines has nothing in the column, or it cannot be decided.
    """
    edges: list[float | None] = [right - GUTTER * row.size for _, right in gutters]
    last = row.cells(gutters)[-1]
    edges.append(max(w.right for w in (*last, *above.words)) if len(last) >= PROSE else None)
    return [
        None
        if edge is None or not before or not cell
        else before[-1].right + SPACE * row.size + cell[0].right - cell[0].left < edge
        for edge, before, cell in zip(edges, above.cells(gutters), row.cells(gutters), strict=True)
    ]


def _goes_on(above: _Row, row: _Row, gutters: Sequence[Gutter]) -> bool:
    """Returns whether a line contains only what did not fit on the line above."""
    cells = row.cells(gutters)
    fits = _fits(above, row, gutters)
    return not all(cells) and all(fit is False for fit, cell in zip(fits, cells, strict=True) if cell)
