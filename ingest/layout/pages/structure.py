"""What pypdf finds in a PDF apart from its text: the outline, and the links with their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import Destination

from ingest.layout.blocks.headings import Outline, folded
from ingest.layout.drawn.shapes import BLACK, WHITE, Shape
from ingest.layout.words.words import Links
from ingest.text.reading import Rectangle

# What pypdf raises on malformed files, apart from its own errors.
MALFORMED = (
    PyPdfError, DeprecationError, DependencyError, ValueError, KeyError, TypeError, IndexError,
    AttributeError, RecursionError, OSError, NotImplementedError, AssertionError, OverflowError,
)  # fmt: skip

# Annotation flags that keep a viewer from showing a mark: hidden, no view.
NOT_SHOWN = 1 << 1 | 1 << 5
# A colour of this many shares is one of ink on paper; with fewer, of light.
CMYK = 4
# How pypdf prints a reference to another object; the last number is a memory address of this run.
REFERENCE = re.compile(r"IndirectObject\((\d+), (\d+), \d+\)")


def why(error: BaseException) -> str:
    """Returns a library's error message without what changes from run to run."""
    return REFERENCE.sub(r"object \1 \2", str(error)) or type(error).__name__


@dataclass(frozen=True, slots=True)
class Structure:
    """The outline, links and strike-out marks of a file.

    links: of each page, with their places in the file's coordinates (see `words_of`).
    strikes: the places of each page's strike-out marks (see `strike_marked`).
    lines: the lines that marks draw on each page (see `strike`).
    unreadable_links: why the links and marks of a page cannot be read.
    oddities: why the outline cannot be read.
    """

    outline: Outline
    links: dict[int, Links]
    strikes: dict[int, list[Rectangle]]
    lines: dict[int, list[Shape]]
    unreadable_links: dict[int, str]
    oddities: tuple[str, ...]

    @classmethod
    def of(cls, reader: pypdf.PdfReader) -> "Structure":
        """Reads them, and names each part that is damaged."""
        links: dict[int, Links] = {}
        strikes: dict[int, list[Rectangle]] = {}
        lines: dict[int, list[Shape]] = {}
        unreadable: dict[int, str] = {}
        oddities = []
        for number in range(1, len(reader.pages) + 1):
            try:
                links[number], strikes[number], lines[number] = (), [], []
                notes = list(_notes(reader.pages[number - 1]))
                links[number] = list(_links(notes))
                shown = [note for note in notes if "/F" not in note or not int(note["/F"]) & NOT_SHOWN]
                strikes[number] = list(_strikes(shown))
                lines[number] = list(_lines(shown))
            except MALFORMED as error:
                unreadable[number] = why(error)
        titles: dict[int, list[tuple[str, int]]] = {}
        try:
            for number, title, level in _titles(reader, reader.outline, 1):
                titles.setdefault(number, []).append((title, level))
        except MALFORMED as error:
            oddities.append(f"the outline cannot be read ({why(error)})")
        return cls(Outline(titles), links, strikes, lines, unreadable, tuple(oddities))


def _notes(page: pypdf.PageObject) -> Iterator[Any]:
    """Yields what lies on the page without being part of it: links, marks, comments."""
    notes = page.get("/Annots")
    for reference in notes.get_object() if notes is not None else ():
        yield reference.get_object()


def _links(notes: Iterable[Any]) -> Iterator[tuple[Rectangle, str]]:
    for note in notes:
        action = note.get("/A")
        target = action.get_object().get("/URI") if action is not None else None
        if note.get("/Subtype") == "/Link" and target:
            address = target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
            yield _around(note["/Rect"]), address


def _strikes(notes: Iterable[Any]) -> Iterator[Rectangle]:
    """Yields the places of the strike-out marks, one for each line of words."""
    for note in notes:
        if note.get("/Subtype") == "/StrikeOut" and not _is_clear(note):
            corners = list(note["/QuadPoints" if "/QuadPoints" in note else "/Rect"])
            size = 8 if len(corners) >= 8 else 4
            yield from (_around(corners[i : i + size]) for i in range(0, len(corners) - size + 1, size))


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
            yield Shape(_around(sides), BLACK, thickness, straight=False, ends=ends)


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


def _around(corners: Iterable[Any]) -> Rectangle:
    """Returns the rectangle around points given as alternating x and y."""
    sides = [float(side) for side in corners]
    xs, ys = sides[0::2], sides[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def _titles(reader: pypdf.PdfReader, entries: Iterable[Any], level: int) -> Iterator[tuple[int, str, int]]:
    """Yields the page, the folded title and the level of each entry."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _titles(reader, entry, level + 1)
        elif isinstance(entry, Destination) and entry.title:
            number = reader.get_destination_page_number(entry)
            if number is not None and number >= 0:
                yield number + 1, folded(str(entry.title)), level
