"""What a viewer's tools mark on a page: words to strike out or to redact, and lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.layout.drawn.shapes import BLACK, WHITE, Shape
from ingest.text.reading import Rectangle

# Annotation flags that keep a viewer from showing a mark: hidden, no view.
NOT_SHOWN = 1 << 1 | 1 << 5
# A colour of this many shares is one of ink on paper; with fewer, of light.
CMYK = 4


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks on a page that withdraw words; places in the file's coordinates.

    strikes: of strike-out marks (see `strike_marked`). lines: drawn by marks (see `strike`).
    redactions: of words that are marked to be redacted, but still there.
    """

    strikes: Sequence[Rectangle] = ()
    lines: Sequence[Shape] = ()
    redactions: Sequence[Rectangle] = ()

    @classmethod
    def of(cls, notes: Iterable[Any]) -> "Marks":
        """Returns those among the annotations of a page. A mark to redact counts even if it is not shown."""
        notes = list(notes)
        shown = [note for note in notes if "/F" not in note or not int(note["/F"]) & NOT_SHOWN]
        strikes = (note for note in shown if note.get("/Subtype") == "/StrikeOut" and not _is_clear(note))
        redactions = (note for note in notes if note.get("/Subtype") == "/Redact")
        return cls(list(_places(strikes)), list(_lines(shown)), list(_places(redactions)))


def around(corners: Iterable[Any]) -> Rectangle:
    """Returns the rectangle around points given as alternating x and y."""
    sides = [float(side) for side in corners]
    xs, ys = sides[0::2], sides[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _places(notes: Iterable[Any]) -> Iterator[Rectangle]:
    """Yields the places of marks over words, one for each line of words."""
    for note in notes:
        corners = list(note["/QuadPoints" if "/QuadPoints" in note else "/Rect"])
        size = 8 if len(corners) >= 8 else 4
        yield from (around(corners[i : i + size]) for i in range(0, len(corners) - size + 1, size))


def _lines(notes: Iterable[Any]) -> Iterator[Shape]:
    """Yields the lines that marks draw: straight, with many corners, by hand, or as a thin rectangle."""
    for note in notes:
        # Without a colour, a mark is seen only as its own picture shows it.
        colour = [float(share) for share in note["/C"]] if "/C" in note else [0.0] * ("/AP" in note)
        match kind := note.get("/Subtype"):
            case "/Line" | "/PolyLine" | "/Square":
                drawn = [note[{"/Line": "/L", "/PolyLine": "/Vertices", "/Square": "/Rect"}[kind]]]
            case "/Ink":
                drawn = note["/InkList"]
            case _:
                continue
        white = len(colour) < CMYK and min(colour, default=1) * 255 >= WHITE
        thickness = _thickness(note)
        for corners in () if white or not thickness or _is_clear(note) else drawn:
            sides = [float(side) for side in corners.get_object()]
            ends = None if kind == "/Square" else ((sides[0], sides[1]), (sides[-2], sides[-1]))
            yield Shape(around(sides), BLACK, thickness, straight=False, ends=ends)


def _is_clear(note: Any) -> bool:  # noqa: ANN401
    """Returns whether a viewer draws a mark without any opacity. A mark's own picture has its own."""
    return "/AP" not in note and float(note.get("/CA", 1)) == 0


def _thickness(note: Any) -> float:  # noqa: ANN401
    """Returns the width of a mark's lines in points; that of its own picture counts as at least one point."""
    style, border = note.get("/BS"), note.get("/Border")
    if style is not None and "/W" in style:
        width = float(style["/W"])
    else:
        width = float(border[2]) if border is not None else 1.0
    return width or 1.0 * ("/AP" in note)
