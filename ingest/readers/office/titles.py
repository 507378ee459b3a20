"""The titles among a file's properties: many are a program's, and none is better than the document's own."""

import re
from dataclasses import replace

from ingest.text.canonical import clean
from ingest.text.reading import Reading
from ingest.text.sections import title_block

# What programs call a file of which nobody has written a title.
OF_A_PROGRAM = re.compile(
    r"(word|microsoft word) document|untitled.*|no ?title|(document|presentation|slide) ?\d*"
    r"|(microsoft|powerpoint|word|impress|writer)( presentation)?( -.*)?",
    re.IGNORECASE,
)


def with_property_title(reading: Reading, title: str | None) -> Reading:
    """The reading, called as the file's properties say where it has no title of its own."""
    words = " ".join(clean(title or "").split())
    if not words or OF_A_PROGRAM.fullmatch(words) or reading.title or title_block(reading.blocks):
        return reading
    return replace(reading, title=words)
