"""Lines of words across a page, and the white space between columns that they keep to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.drawn.rules import Edge, Rules
from ingest.layout.drawn.shapes import Colour
from ingest.layout.tables.grids import Grid
from ingest.layout.words.whites import LEVEL
from ingest.layout.words.words import Word, says

# All widths are multiples of the type size.
GAP = 1.5  # white space between two cells of a row
GUTTER = 0.8  # the least white space between two columns
NARROW = 0.5  # the same below a gap that is wide enough for two cells
SPACE = 0.3
ROW_STEP = 3.5  # rows of a table are no farther apart
APART = 1.35  # the step to the next row as a multiple of the line step, where rows have several lines
PROSE = 5  # a line of a cell with this many words is prose

# A time of day, which can name a row.
CLOCK = re.compile(r"\d{1,2}:\d{2}.*")

# The white space between two columns: the right edge of the left one, the left edge of the right one.
Gutter = tuple[float, float]


@dataclass(frozen=True, slots=True)
class TextRow:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        """Returns where its highest word begins."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Returns where its lowest word ends."""
        return max(word.bottom for word in self.words)

    @property
    def baseline(self) -> float:
        """Returns the baseline of its first word."""
        return self.words[0].baseline

    @property
    def size(self) -> float:
        """Returns the size of its largest type."""
        return max(word.style.size for word in self.words)

    @property
    def bold(self) -> bool:
        """Returns whether all its words are bold."""
        return all(w.style.bold for w in self.words if any(map(str.isalnum, w.text)))

    @property
    def in_capitals(self) -> bool:
        """Returns whether all of it is in capitals."""
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


def text_rows(words: Sequence[Word]) -> list[TextRow]:
    """Returns the lines of words across a page, from top to bottom, whatever columns they are in."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.left)):
        if rows and word.baseline - rows[-1][0].baseline < LEVEL * word.style.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [TextRow(tuple(sorted(row, key=lambda w: w.left))) for row in rows]


def gaps(row: TextRow) -> list[Gutter]:
    """Returns the gaps of a line that may lie between two columns."""
    return [
        (word.right, following.left)
        for word, following in pairwise(row.words)
        if following.left - word.right > GAP * row.size
    ]


def narrowed(gutters: Sequence[Gutter], row: TextRow) -> list[Gutter] | None:
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
        if right - left < NARROW * row.size:
            return None
        found.append((left, right))
    return found


def fits_above(above: TextRow, row: TextRow, gutters: Sequence[Gutter]) -> list[bool | None]:
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


def rows_apart(body: Sequence[TextRow]) -> list[int]:
    """Returns the first line, and those that stand apart from the line above."""
    steps = [row.baseline - above.baseline for above, row in pairwise(body)]
    # Smaller words in the margin stand between the lines beside them.
    least = max([body[0].size, min(steps, default=0.0)])
    return [0, *(i for i, step in enumerate(steps, start=1) if step > APART * least)]


def can_name(word: Word) -> bool:
    """Returns whether a word can name a row: it says something, or is a time of day."""
    return says(word) or bool(CLOCK.fullmatch(word.text))


def rows_in_file(body: Sequence[TextRow], gutters: Sequence[Gutter]) -> list[int]:
    """Returns the lines that begin a row, if the file has one row after the other; else none.

    Each row begins with a name in its first column. A file has columns of prose one after the other, and in
    prose some line begins with a small letter.
    """
    names = [row.cells(gutters)[0] for row in body]
    starts = [i for i, name in enumerate(names) if name]
    if not starts or starts[0] or any(names[i][0].text[0].islower() for i in starts):
        return []
    places = [
        [word.order for row in body[start:end] for word in row.words]
        for start, end in pairwise([*starts, len(body)])
    ]
    return starts if all(max(row) < min(below) for row, below in pairwise(places)) else []


def has_columns_in_file(rows: Sequence[TextRow], gutters: Sequence[Gutter]) -> bool:
    """Returns whether the file has one column after the other, each of several lines, and they are no rows.

    Columns with as many lines each may be a table all the same, unless some line of the first goes on with a
    sentence.
    """
    columns = [
        [cell for cell in column if cell]
        for column in zip(*(row.cells(gutters) for row in rows), strict=True)
    ]
    places = [[word.order for cell in column for word in cell] for column in columns]
    several = all(len(column) > 1 for column in columns)
    even = len(set(map(len, columns))) == 1 and not any(name[0].text[0].islower() for name in columns[0])
    return several and not even and all(max(left) < min(right) for left, right in pairwise(places))


def without_tail(body: Sequence[TextRow], gutters: Sequence[Gutter]) -> list[TextRow]:
    """Returns lines without those at the end that are in the first column only: text below the table."""
    full = [i for i, row in enumerate(body) if any(row.cells(gutters)[1:])]
    return list(body[: full[-1] + 1]) if full else []


def grid_of(
    heads: Sequence[TextRow], body: Sequence[TextRow], starts: Sequence[int], gutters: Sequence[Gutter]
) -> Grid:
    """Returns lines that would separate rows and columns. starts: which lines of the body begin a row."""
    held = [*heads, *body]
    firsts = [len(heads) + start for start in starts if heads or start]
    tops = [(held[first - 1].bottom + held[first].top) / 2 for first in firsts]
    ys = [held[0].top - 1, *tops, held[-1].bottom + 1]
    left, right = min(row.words[0].left for row in held), max(w.right for row in held for w in row.words)
    xs = [left - 1, *(sum(gutter) / 2 for gutter in gutters), right + 1]
    return Grid(tuple(Edge(y, xs[0], xs[-1]) for y in ys), tuple(Edge(x, ys[0], ys[-1]) for x in xs))
