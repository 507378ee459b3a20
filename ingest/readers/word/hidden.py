"""Takes table rows and shapes that nobody sees out of a Word document, and reports them."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.word.backdrop import FALLBACK, SHAPE, VML
from ingest.readers.word.looks import Looks, paragraph_of
from ingest.readers.word.numbering import W
from ingest.readers.word.pictures import DRAWING
from ingest.readers.word.styles import is_on, is_on_attribute

ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
LEAST_HEIGHT = 40  # of a row, in twentieths of a point
OFF = re.compile(r"\bvisibility\s*:\s*hidden\b")

Element = Any


def take_out_hidden(story: Element, told: Told, looks: Looks) -> None:
    """Removes hidden rows and shapes from a story, and counts their words, or a drawing without words.

    A row without height goes too, and so does a shape in hidden text.
    """
    flat = list(_flat_rows(story))
    gone = dict.fromkeys([*_hidden(story, looks), *flat])
    for element in gone:
        if any(parent in gone or parent.tag == FALLBACK for parent in element.iterancestors()):
            continue
        lines = [
            "".join(t.text or "" for t in p.iter(W + "t") if paragraph_of(t) is p)
            for p in element.iter(W + "p")
        ]
        (told.unseen if element in flat else told.hidden).extend(lines)
        if element.tag != W + "tr" and not any(line.strip() for line in lines):
            told.count("hidden drawing", "is left out")
        element.getparent().remove(element)


def _flat_rows(story: Element) -> Iterator[Element]:
    """Yields the rows of a fixed height in which no line of words has room."""
    for height in story.iter(W + "trHeight"):
        row, stated = height.getparent().getparent(), int(float(height.get(W + "val") or 0))
        if height.get(W + "hRule") == "exact" and 0 < stated < LEAST_HEIGHT and row.tag == W + "tr":
            yield row


def _hidden(story: Element, looks: Looks) -> Iterator[Element]:
    for mark in story.iter(W + "hidden", DRAWING + "docPr", SHAPE + "cNvPr", VML + "*"):
        parent = mark.getparent()
        if mark.tag == W + "hidden":
            row = parent.getparent()
            if row.tag == W + "tr" and is_on(mark):
                yield row
        elif mark.tag.startswith(VML):
            if OFF.search(mark.get("style") or ""):
                yield mark
        elif is_on_attribute(mark.get("hidden")):
            yield parent
    for drawn in story.iter(W + "drawing", W + "pict", ALTERNATE):
        if drawn.getparent().tag == W + "r" and looks.is_set(drawn.getparent(), "vanish"):
            yield drawn
