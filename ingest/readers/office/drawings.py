"""Reads drawings of office programs: pictures by their descriptions, diagrams by their words."""

from collections.abc import Iterator
from typing import Any

from ingest.readers.left_out import UNDESCRIBED, Told, describes
from ingest.readers.office.colours import Colour, named
from ingest.text.reading import Run

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
# The types of diagram points that contain words.
WORDED = {None, "node", "asst"}
# What DrawingML states for letters that are struck through.
STRUCK = {"sngStrike", "dblStrike"}
# Deeper levels, and circular connections, are cut off here.
DEEPEST = 9

Element = Any


def plain_colour(fill: Element) -> Colour | None:
    """Returns the colour of a solid fill; None if it is mixed, or a theme's other than white and black."""
    colour = next(iter(fill), None)
    return None if colour is None or len(colour) else named(colour.get("val"))


def described(description: str | None, told: Told) -> str:
    """Returns a person's description of a picture; empty, and reported, if there is none."""
    words = " ".join((description or "").split())
    if not describes(words):
        told.count(*UNDESCRIBED)
        return ""
    told.count("picture", "is quoted by description only")
    return words


def diagram_words(root: Element, told: Told) -> Iterator[tuple[int, list[Run]]]:
    """Yields the words of a diagram's points with their depth, from 1, in the order of its connections."""
    told.count("diagram", "is quoted by its words only: see its arrows in the document")
    points = {p.get("modelId"): p for p in root.iter(DIAGRAM + "pt")}
    below: dict[str | None, list[tuple[int, str]]] = {}
    for line in root.iter(DIAGRAM + "cxn"):
        if line.get("type") in {None, "parOf"}:
            order = (line.get("srcOrd") or "0").strip()
            place = int(order) if order.isdecimal() else 0
            below.setdefault(line.get("srcId"), []).append((place, line.get("destId") or ""))
    written: set[str | None] = set()

    def from_point(name: str | None, depth: int) -> Iterator[tuple[int, list[Run]]]:
        if name in written or name not in points:
            return
        written.add(name)
        words = _words_of(points[name])
        if words and points[name].get("type") in WORDED:
            yield min(max(depth, 1), DEEPEST), words
        for _, under in sorted(below.get(name, [])):
            yield from from_point(under, depth + 1)

    for name in sorted(points, key=lambda name: points[name].get("type") != "doc"):
        if points[name].get("type") in WORDED | {"doc"}:
            yield from from_point(name, 0 if points[name].get("type") == "doc" else 1)


def _words_of(point: Element) -> list[Run]:
    runs: list[Run] = []
    for line in point.iter(A + "p"):
        runs.append(Run(" "))
        for words in line.iter(A + "t"):
            look = words.getparent().find(A + "rPr")
            struck = look is not None and look.get("strike") in STRUCK
            runs.append(Run(words.text or "", struck=struck))
    return runs if any(run.text.strip() for run in runs) else []
