"""Finds grids: drawn lines that meet, and the rectangles they enclose."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.layout.drawn.rules import MEET, Edge, Rules
from ingest.text.reading import Rectangle

# In points: lines of a grid that are closer together count as one.
NEAR = 4.0
LEAST_ROW = 8.0
# This many horizontal lines of one length, one below the other, make a table without vertical lines.
LEAST_LINES = 3


@dataclass(frozen=True)
class Grid:
    """Lines that meet. open: no line is drawn at its left or right side."""

    horizontal: tuple[Edge, ...]
    vertical: tuple[Edge, ...]
    open: bool = False

    @cached_property
    def xs(self) -> list[float]:
        """Returns where the vertical lines are, from left to right."""
        return _positions(self.vertical)

    @cached_property
    def ys(self) -> list[float]:
        """Returns where the horizontal lines are, from top to bottom."""
        return _positions(self.horizontal)

    def cells(self) -> list[Rectangle]:
        """Returns the cells: fields between the lines, merged where no line separates two."""
        fields = {(i, j) for i in range(len(self.ys) - 1) for j in range(len(self.xs) - 1)}
        cells = []
        for start in sorted(fields):
            if start not in fields:
                continue
            fields.remove(start)
            cell, waiting = [start], [start]
            while waiting:
                for near in self._open_to(*waiting.pop()):
                    if near in fields:
                        fields.remove(near)
                        cell.append(near)
                        waiting.append(near)
            down, across = [i for i, _ in cell], [j for _, j in cell]
            cells.append(
                (self.xs[min(across)], self.ys[min(down)], self.xs[max(across) + 1], self.ys[max(down) + 1])
            )
        return cells

    def _open_to(self, i: int, j: int) -> Iterable[tuple[int, int]]:
        """Yields the neighbouring fields that no line separates from this one."""
        x, y = (self.xs[j] + self.xs[j + 1]) / 2, (self.ys[i] + self.ys[i + 1]) / 2
        if not _drawn(self.vertical, self.xs[j + 1], y):
            yield i, j + 1
        if not _drawn(self.vertical, self.xs[j], y):
            yield i, j - 1
        if not _drawn(self.horizontal, self.ys[i + 1], x):
            yield i + 1, j
        if not _drawn(self.horizontal, self.ys[i], x):
            yield i - 1, j


def _drawn(edges: Iterable[Edge], at: float, along: float) -> bool:
    return any(abs(edge.at - at) <= NEAR and edge.start <= along <= edge.end for edge in edges)


def _positions(edges: Iterable[Edge]) -> list[float]:
    positions: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not positions or at - positions[-1] > NEAR:
            positions.append(at)
    return positions


def grids_of(rules: Rules) -> list[Grid]:
    """Groups lines that meet, directly or through others; adds stacks of equal lines that meet none."""
    groups: list[tuple[list[Edge], set[int]]] = []
    for edge in rules.horizontal:
        across, down = [edge], {i for i, line in enumerate(rules.vertical) if _meet(edge, line)}
        apart = []
        for group in groups:
            if down.isdisjoint(group[1]):
                apart.append(group)
            else:
                across += group[0]
                down |= group[1]
        groups = [*apart, (across, down)]
    alone = [edge for across, down in groups if not down for edge in across]
    met = [(across, [rules.vertical[i] for i in sorted(down)]) for across, down in groups if down]
    return [*(_completed(across, down) for across, down in met), *_ladders(alone)]


def _meet(h: Edge, v: Edge) -> bool:
    return h.start - MEET <= v.at <= h.end + MEET and v.start - MEET <= h.at <= v.end + MEET


def _completed(across: Sequence[Edge], down: Sequence[Edge]) -> Grid:
    """Returns the lines of a table, with those that a reader infers although they are not drawn."""
    left, right = min(e.start for e in across), max(e.end for e in across)
    top, bottom = min(e.at for e in across), max(e.at for e in across)
    above, below = ({round(end) for end in ends} for ends in _beyond(down, top, bottom))
    # A first or last row is open if the lines between columns all go on, to one height.
    outer = [Edge(float(ends.pop()), left, right) for ends in (above, below) if len(ends) == 1]
    across = [*across, *outer]
    top, bottom = min(e.at for e in across), max(e.at for e in across)
    # Many tables are open at their sides.
    sides = [Edge(x, top, bottom) for x in (left, right) if all(abs(v.at - x) > NEAR for v in down)]
    # Lines between columns that share a heading begin below it, often where no horizontal line is drawn.
    begins = Counter(round(v.start) for v in down if top + NEAR < v.start < bottom - NEAR)
    steps = [
        Edge(y, left, right)
        for y, count in begins.items()
        if count >= LEAST_LINES and all(abs(e.at - y) > NEAR for e in across)
    ]
    return Grid((*across, *steps), (*down, *sides), open=bool(sides))


def _beyond(down: Iterable[Edge], top: float, bottom: float) -> tuple[list[float], list[float]]:
    """Returns where vertical lines end that reach beyond a table by a row, at its head and at its foot."""
    down = list(down)
    above = [line.start for line in down if line.start < top - LEAST_ROW]
    return above, [line.end for line in down if line.end > bottom + LEAST_ROW]


def _ladders(edges: Sequence[Edge]) -> list[Grid]:
    """Returns stacks of horizontal lines of one length, with sides added."""
    ladders: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: e.at):
        for ladder in ladders:
            if abs(ladder[-1].start - edge.start) < NEAR and abs(ladder[-1].end - edge.end) < NEAR:
                ladder.append(edge)
                break
        else:
            ladders.append([edge])
    return [
        Grid(
            tuple(ladder),
            tuple(Edge(x, ladder[0].at, ladder[-1].at) for x in (ladder[0].start, ladder[0].end)),
        )
        for ladder in ladders
        if len(ladder) >= LEAST_LINES
    ]
