"""Takes table rows and shapes that are switched off out of a Word document, and reports them."""

import re
from collections.abc import Iterator
from typing import Any

from ingest.readers.left_out import Told
from ingest.readers.word.looks import paragraph_of
from ingest.readers.word.numbering import W
from ingest.readers.word.pictures import DRAWING, VML
from ingest.readers.word.runs import FALLBACK
from ingest.readers.word.styles import is_on, is_on_attribute

SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
OFF = re.compile(r"\bvisibility\s*:\s*hidden\b")

Element = Any


def take_out_hidden(story: Element, told: Told) -> None:
    """Removes hidden rows and shapes from a story, and counts their words, or a drawing without words."""
    gone = dict.fromkeys(_hidden(story))
    for element in gone:
        if any(parent in gone or parent.tag == FALLBACK for parent in element.iterancestors()):
            continue
        lines = [
            "".join(t.text or "" for t in p.iter(W + "t") if paragraph_of(t) is p)
            for p in element.iter(W + "p")
        ]
        told.hidden += lines
        if element.tag != W + "tr" and not any(line.strip() for line in lines):
            told.count("hidden drawing", "is left out")
        element.getparent().remove(element)


def _hidden(story: Element) -> Iterator[Element]:
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
