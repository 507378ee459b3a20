"""What office programs draw: pictures by the descriptions that people gave them, diagrams by their words."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.left_out import Told

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
# What a program wrote, not a person: a file's name, or what a machine takes the picture for.
NO_DESCRIPTION = re.compile(
    r"\S+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)|(picture|image|logo|graphic|diagram|chart)\s*\d*"
    r"|.*(automatically generated|AI-generated content).*",
    re.IGNORECASE | re.DOTALL,
)
# Of a diagram's points, those that hold its words.
WORDED = {None, "node", "asst"}
# A diagram of more levels, or a circle of connections, is cut off here.
DEEPEST = 9

Element = Any


def described(description: str | None, told: Told) -> str:
    """What a person said of a picture; empty, and told, where nobody said anything."""
    words = " ".join((description or "").split())
    if not words or NO_DESCRIPTION.fullmatch(words):
        told.count("picture without a description", "is not read")
        return ""
    told.count("picture", "is quoted by its description only")
    return words


def diagram_words(root: Element, told: Told) -> Iterator[tuple[int, str]]:
    """The words of a diagram's points with their depth, from 1, as its connections order them."""
    told.count("diagram", "is quoted by its words only: see its arrows in the document")
    points = {p.get("modelId"): p for p in root.iter(DIAGRAM + "pt")}
    below: dict[str | None, list[tuple[int, str]]] = {}
    for line in root.iter(DIAGRAM + "cxn"):
        if line.get("type") in {None, "parOf"}:
            order = (line.get("srcOrd") or "0").strip()
            place = int(order) if order.isdecimal() else 0
            below.setdefault(line.get("srcId"), []).append((place, line.get("destId") or ""))
    written: set[str | None] = set()

    def from_point(name: str | None, depth: int) -> Iterator[tuple[int, str]]:
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


def _words_of(point: Element) -> str:
    lines = ("".join(t.text or "" for t in line.iter(A + "t")) for line in point.iter(A + "p"))
    return " ".join(" ".join(lines).split())
