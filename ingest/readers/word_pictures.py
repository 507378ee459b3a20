"""What is drawn in a Word document: pictures by their descriptions, diagrams by their words."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from lxml import etree

from ingest.canonical import CanonicalText, Run
from ingest.readers.numbering import W
from ingest.readers.word_runs import DELETED, FALLBACK, R
from ingest.readers.word_told import Told

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
VML = "{urn:schemas-microsoft-com:vml}"
TEXT_BOX = W + "txbxContent"
GONE = DELETED | {FALLBACK}
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


def write_drawings(canonical: CanonicalText, element: Element, part: Any, told: Told) -> None:  # noqa: ANN401
    """Write what is drawn in a paragraph or table behind it: descriptions of pictures, words of diagrams.

    What is drawn and cannot be quoted is told. part: that the element belongs to.
    """
    for found in element.iter(
        DRAWING + "docPr", VML + "imagedata", W + "object", DIAGRAM + "relIds", CHART + "chart"
    ):
        around = {parent.tag for parent in takewhile(lambda e: e is not element, found.iterancestors())}
        if around & {*GONE, TEXT_BOX}:
            continue
        if found.tag == W + "object":
            told.count("embedded object", "is left out")
        elif found.tag == CHART + "chart":
            told.count("chart", "is left out")
        elif found.tag == DIAGRAM + "relIds":
            _write_diagram(canonical, part, found.get(R + "dm"), told)
        elif found.tag == VML + "imagedata":
            if next(found.iterancestors(W + "object"), None) is None:
                _write_picture(canonical, found.getparent().get("alt") or found.get("title"), told)
        elif _is_picture(found) and next(found.iter(DECORATIVE), None) is None:
            _write_picture(canonical, found.get("descr"), told)


def _is_picture(properties: Element) -> bool:
    return next(properties.getparent().iter(PICTURE + "pic"), None) is not None


def _write_picture(canonical: CanonicalText, description: str | None, told: Told) -> None:
    words = " ".join((description or "").split())
    if not words or NO_DESCRIPTION.fullmatch(words):
        told.count("picture without a description", "is not read")
        return
    told.count("picture", "is quoted by its description only")
    canonical.add("picture", [Run(words)])


def _write_diagram(canonical: CanonicalText, part: Any, key: str | None, told: Told) -> None:  # noqa: ANN401
    rel = part.rels.get(key or "")
    if rel is None or rel.is_external:
        told.count("diagram", "is left out")
        return
    root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    told.count("diagram", "is quoted by its words only: see its arrows in the document")
    for depth, words in diagram_words(root):
        canonical.add("item", [Run(words)], depth=depth)


def diagram_words(root: Element) -> Iterator[tuple[int, str]]:
    """The words of a diagram's points with their depth, from 1, as its connections order them."""
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
