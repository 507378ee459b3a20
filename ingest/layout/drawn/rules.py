"""The lines and coloured areas drawn on a page, which divide its text into boxes and tables."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.layout.drawn.page_frame import Frame
from ingest.layout.drawn.shapes import MOST, THIN, Colour, Shape, Stroke
from ingest.text.reading import Rectangle

# In points: lines whose ends are nearer than this meet.
MEET = 3.0
SHORTEST = 6.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line along an axis: `at` on the other axis, from start to end. In points."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Area:
    """A coloured rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Rules:
    """What is drawn on a page, in the frame of its text.

    horizontal, vertical: by position. areas: in painting order. boxes: around each closed shape. strokes:
    the ends of each line and arrow.
    """

    horizontal: tuple[Edge, ...] = ()
    vertical: tuple[Edge, ...] = ()
    areas: tuple[Area, ...] = ()
    boxes: tuple[Rectangle, ...] = ()
    strokes: tuple[Stroke, ...] = ()

    def colour_at(self, x: float, y: float) -> Colour | None:
        """Returns the colour behind a point; None for paper."""
        found = (a for a in reversed(self.areas) if a.left <= x <= a.right and a.top <= y <= a.bottom)
        return next((area.colour for area in found), None)


def rules_of(shapes: Iterable[Shape], frame: Frame, turn: int) -> Rules:
    """Returns a page's lines and the edges of its coloured areas, in the frame of text in direction turn."""
    horizontal: list[Edge] = []
    vertical: list[Edge] = []
    areas: list[Area] = []
    boxes: list[Rectangle] = []
    strokes: list[Stroke] = []
    for shape in shapes:
        left, top, right, bottom = around = frame.turned(turn, shape.around)
        thin = min(bottom - top, right - left) < THIN
        if shape.closed and not thin:
            boxes.append(around)
        if shape.ends is not None:
            (x0, y0, *_), (x1, y1, *_) = (frame.turned(turn, (x, y, x, y)) for x, y in shape.ends)
            strokes.append(((x0, y0), (x1, y1)))
        if not shape.straight:
            continue
        if bottom - top < THIN:
            horizontal.append(Edge((top + bottom) / 2, left, right))
        elif right - left < THIN:
            vertical.append(Edge((left + right) / 2, top, bottom))
        else:
            horizontal += [Edge(top, left, right), Edge(bottom, left, right)]
            vertical += [Edge(left, top, bottom), Edge(right, top, bottom)]
            if shape.colour is not None:
                areas.append(Area(left, top, right, bottom, shape.colour))
        if len(horizontal) + len(vertical) + len(strokes) > MOST:
            return Rules()
    return Rules(_joined(horizontal), _joined(vertical), tuple(areas), tuple(boxes), tuple(strokes))


def _joined(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """Merges edges that lie on one line and touch; drops short ones."""
    lines: list[list[Edge]] = []
    for edge in sorted(edges, key=lambda e: e.at):
        if lines and edge.at - lines[-1][0].at < THIN:
            lines[-1].append(edge)
        else:
            lines.append([edge])
    joined: list[Edge] = []
    for line in lines:
        at = sum(edge.at for edge in line) / len(line)
        start = end = None
        for edge in sorted(line, key=lambda e: e.start):
            if end is None or start is None or edge.start > end + MEET:
                if start is not None and end is not None:
                    joined.append(Edge(at, start, end))
                start, end = edge.start, edge.end
            else:
                end = max(end, edge.end)
        if start is not None and end is not None:
            joined.append(Edge(at, start, end))
    return tuple(edge for edge in joined if edge.end - edge.start >= SHORTEST)
