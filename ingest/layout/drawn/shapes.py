"""The shapes drawn on a page: lines, rectangles and other paths, as pdfium gives them."""

import ctypes
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ingest.text.reading import Rectangle

# In points: an area thinner than this is a line.
THIN = 3.0
# In points: a shape smaller than this has no side that could be a line of a form or a table.
TINY = 6.0
# A page with more drawn lines is a drawing (a map, a chart), not a form.
MOST = 4000
WHITE = 250
# Forms inside forms: no viewer draws deeper ones.
DEEPEST_FORM = 28

Matrix = tuple[float, float, float, float, float, float]
Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
Point = tuple[float, float]
Stroke = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Shape:
    """Something drawn, in the file's coordinates, in points.

    around: the rectangle around it (left, bottom, right, top).
    ink: its visible colour.
    thickness: of its line; for a filled shape, that of its inside if thicker.
    colour: of a filled shape.
    straight: its sides can be lines of a form or a table.
    closed: it encloses something.
    ends: of an open path drawn without lifting the pen.
    part: pdfium's object that draws it; None for a reader's mark.
    """

    around: Rectangle
    ink: Colour
    thickness: float
    colour: Colour | None = None
    straight: bool = True
    closed: bool = False
    ends: Stroke | None = None
    part: Any = None


def shapes_of(page: Any) -> list[Shape]:  # noqa: ANN401
    """Returns the visible lines and curves; of a drawing with more than MOST, the first MOST + 1."""
    raw = page.raw
    parts = (pdfium.FPDFPage_GetObject(raw, i) for i in range(pdfium.FPDFPage_CountObjects(raw)))
    return list(islice(_in(parts, IDENTITY, 0), MOST + 1))


def _in(parts: Iterable[Any], matrix: Matrix, depth: int) -> Iterator[Shape]:
    for part in parts:
        kind = pdfium.FPDFPageObj_GetType(part)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            count = pdfium.FPDFFormObj_CountObjects(part)
            inner = (pdfium.FPDFFormObj_GetObject(part, i) for i in range(count))
            yield from _in(inner, _product(_matrix(part), matrix), depth + 1)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(part, _product(_matrix(part), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield from _picture(part, _product(_matrix(part), matrix))


def _picture(part: Any, matrix: Matrix) -> Iterator[Shape]:  # noqa: ANN401
    """Yields a picture stretched into a line. A table is never drawn so, but many pictures are in strips."""
    a, b, c, d, e, f = matrix
    xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    around = (min(xs), min(ys), max(xs), max(ys))
    thickness = min(around[2] - around[0], around[3] - around[1])
    if thickness < THIN:
        yield Shape(around, BLACK, thickness, straight=False, part=part)


def _path(part: Any, matrix: Matrix) -> Iterator[Shape]:  # noqa: ANN401
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(part, fill, stroke)
    inside = _colour(part, pdfium.FPDFPageObj_GetFillColor) if fill.value else None
    if inside is not None and min(inside) >= WHITE:
        inside = None
    outside = _colour(part, pdfium.FPDFPageObj_GetStrokeColor) if stroke.value else None
    ink = inside or outside
    if ink is None:
        return
    width = _width(part, matrix) if outside else 0.0
    outlines = list(_outlines(part, matrix))
    curved = any(bent for _, bent in outlines)
    for points, _ in outlines:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        around = (min(xs), min(ys), max(xs), max(ys))
        if not all(map(math.isfinite, (*xs, *ys))):
            continue
        thin = around[2] - around[0] < THIN or around[3] - around[1] < THIN
        straight = all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 1 for a, b in pairwise(points))
        closed = points[0] == points[-1]
        ends = None if closed else (points[0], points[-1])
        thickness = max(width, min(around[2] - around[0], around[3] - around[1]) if inside else 0.0)
        tiny = max(around[2] - around[0], around[3] - around[1]) < TINY
        if thin or tiny or (straight and len(points) in {4, 5}):
            ends = _along(around) if thin else ends
            square = thin or len(points) in {4, 5}
            yield Shape(around, ink, thickness, inside, straight=square, closed=closed, ends=ends, part=part)
        elif straight:
            yield from (Shape(side, ink, width, part=part) for side in _sides(points))
            yield Shape(around, ink, thickness, straight=False, closed=closed, ends=ends)
        else:
            # A filled rectangle with rounded corners also has straight sides.
            straight = inside is not None and len(points) <= 24
            yield Shape(
                around, ink, thickness, inside, straight=straight, closed=closed, ends=ends, part=part
            )
            if inside is None and not curved:
                # A pen that strikes several lines without being lifted.
                level = (side for side in _sides(points) if min(side[2] - side[0], side[3] - side[1]) < 1)
                yield from (Shape(side, ink, width, straight=False, part=part) for side in level)


def _sides(points: Sequence[Point]) -> Iterator[Rectangle]:
    """Yields the rectangle around each side of a path."""
    for (x0, y0), (x1, y1) in pairwise(points):
        yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _along(around: Rectangle) -> Stroke:
    """Returns the centre line of a thin rectangle."""
    left, bottom, right, top = around
    if right - left > top - bottom:
        return (left, (bottom + top) / 2), (right, (bottom + top) / 2)
    return ((left + right) / 2, bottom), ((left + right) / 2, top)


def _outlines(part: Any, matrix: Matrix) -> Iterator[tuple[list[Point], bool]]:  # noqa: ANN401
    """Yields the corners of each part of a path drawn without lifting the pen, and whether it is curved."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = False
    for i in range(min(pdfium.FPDFPath_CountSegments(part), MOST)):
        segment = pdfium.FPDFPath_GetPathSegment(part, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _colour(part: Any, get: Callable[..., int]) -> Colour | None:  # noqa: ANN401
    """Returns a colour of an object; None if it is invisible."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not get(part, red, green, blue, alpha) or alpha.value == 0:
        return None
    return red.value, green.value, blue.value


def _width(part: Any, matrix: Matrix) -> float:  # noqa: ANN401
    """Returns how thick a line is drawn."""
    found = ctypes.c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(part, found)
    a, b, c, d, _, _ = matrix
    return found.value * math.sqrt(abs(a * d - b * c))


def _matrix(part: Any) -> Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(part, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
