"""Reads drawings in a Word document: pictures by their descriptions, diagrams by their words."""

from itertools import takewhile
from typing import Any

from lxml import etree

from ingest.readers.left_out import Told
from ingest.readers.office.drawings import CHART, DECORATIVE, DIAGRAM, described, diagram_words
from ingest.readers.word.backdrop import FALLBACK, VML
from ingest.readers.word.numbering import W
from ingest.readers.word.runs import DELETED, R
from ingest.text.canonical import CanonicalText
from ingest.text.reading import Run

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
TEXT_BOX = W + "txbxContent"
GONE = DELETED | {FALLBACK}

Element = Any


def write_drawings(canonical: CanonicalText, element: Element, part: Any, told: Told) -> None:  # noqa: ANN401
    """Writes the drawings of a paragraph or table after it: picture descriptions, words of diagrams.

    Reports drawings that cannot be quoted. part: the one that contains the element.
    """
    for found in element.iter(
        DRAWING + "docPr", VML + "imagedata", VML + "textpath", W + "object", DIAGRAM + "relIds",
        CHART + "chart",
    ):  # fmt: skip
        around = {parent.tag for parent in takewhile(lambda e: e is not element, found.iterancestors())}
        if around & {*GONE, TEXT_BOX}:
            continue
        if found.tag == W + "object":
            told.count("embedded object", "is left out")
        elif found.tag == CHART + "chart":
            told.count("chart", "is left out")
        elif found.tag == DIAGRAM + "relIds":
            _write_diagram(canonical, part, found.get(R + "dm"), told)
        elif found.tag == VML + "textpath":  # words drawn along a line
            canonical.add("paragraph", [Run(found.get("string") or "")])
        elif found.tag == VML + "imagedata":
            if next(found.iterancestors(W + "object"), None) is None:
                _write_picture(canonical, found.getparent().get("alt") or found.get("title"), told)
        elif _is_picture(found) and next(found.iter(DECORATIVE), None) is None:
            _write_picture(canonical, found.get("descr"), told)


def _is_picture(properties: Element) -> bool:
    return next(properties.getparent().iter(PICTURE + "pic"), None) is not None


def _write_picture(canonical: CanonicalText, description: str | None, told: Told) -> None:
    if words := described(description, told):
        canonical.add("picture", [Run(words)])


def _write_diagram(canonical: CanonicalText, part: Any, key: str | None, told: Told) -> None:  # noqa: ANN401
    rel = part.rels.get(key or "")
    if rel is None or rel.is_external:
        told.count("diagram", "is left out")
        return
    root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    for depth, words in diagram_words(root, told):
        canonical.add("item", words, depth=depth)
