"""Titles from file properties: many were set by a program, and the document's own title is better."""

import re
from dataclasses import replace

from ingest.text.normalization import clean
from ingest.text.reading import Reading
from ingest.text.sections import title_block

# What programs call a file that nobody has given a title.
OF_A_PROGRAM = re.compile(
    r"(word|microsoft word) document|untitled.*|no ?title|(document|presentation|slide) ?\d*"
    r"|(microsoft|powerpoint|word|impress|writer)( presentation)?( -.*)?",
    re.IGNORECASE,
)


def with_property_title(reading: Reading, title: str | None) -> Reading:
    """Uses the title in the file's properties if the reading has no title of its own."""
    words = " ".join(clean(title or "").split())
    if not words or OF_A_PROGRAM.fullmatch(words) or reading.title or title_block(reading.blocks):
        return reading
    return replace(reading, title=words)
