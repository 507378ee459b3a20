"""Finds out whether anything but the paper can lie behind the text boxes of a Word document."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.readers.office.drawings import CHART, A
from ingest.readers.word.numbering import W

ANCHOR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}anchor"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
GROUP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
VML = "{urn:schemas-microsoft-com:vml}"
# The shapes of VML; its other elements say something about one.
SHAPES = [VML + name for name in ("shape", "rect", "roundrect", "oval", "polyline", "image")]
GROUPS = [VML + "group", GROUP + "wgp", GROUP + "grpSp"]
FILLED = {*SHAPES, SHAPE + "wsp"}
FILLS = [A + name for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill")]

Element = Any


def is_only_paper(document: Any) -> bool:  # noqa: ANN401
    """Returns whether nothing that floats on the pages of an opened document can lie behind a text box."""
    return not any(_floats(part) for part in _stories(document))


def is_filled(shape: Element) -> bool:
    """Returns whether a shape of DrawingML or VML has an inside of its own."""
    if shape.tag != SHAPE + "wsp":
        return shape.get("filled") not in {"f", "false"}
    own, of_style = shape.find(SHAPE + "spPr"), shape.find(f"{SHAPE}style/{A}fillRef")
    if own is not None and own.find(A + "noFill") is not None:
        return False
    stated = own is not None and next(own.iterchildren(*FILLS), None) is not None
    return stated or (of_style is not None and of_style.get("idx") != "0")


def _stories(document: Any) -> Iterator[Element]:  # noqa: ANN401
    """Yields the body, and the page headers and footers."""
    yield document.element.body
    for rel in document.part.rels.values():
        if rel.reltype.rsplit("/", 1)[-1] in {"header", "footer"} and not rel.is_external:
            yield etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))


def _floats(story: Element) -> bool:
    """Returns whether a picture, a chart or a filled shape without words floats somewhere."""
    floating = [
        e for anchor in story.iter(ANCHOR) for e in anchor.iter(PICTURE, CHART + "chart", SHAPE + "wsp")
    ]
    floating += [
        e for e in story.iter(*SHAPES) if next(e.iterancestors(FALLBACK, W + "object"), None) is None
    ]
    return any(
        is_filled(e) if e.tag in FILLED else True for e in floating if next(e.iter(W + "t"), None) is None
    )
