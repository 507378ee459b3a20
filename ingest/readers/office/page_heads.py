"""Page headers and footers: not part of the text, but they may date it."""

import re
from collections.abc import Iterable, Iterator
from textwrap import shorten

from ingest.text.canonical import clean

# Words that make a page header or footer worth reporting.
FACT = re.compile(
    r"\b(version|edition|issue[ds]?|revis(ed|ion)|review(ed)?|approved|valid|effective|updated|v ?\d+(\.\d+)*"
    r"|(19|20)\d\d)\b",
    re.IGNORECASE,
)
LONGEST = 200  # characters


def told_head(which: str, lines: Iterable[str]) -> Iterator[str]:
    """Yields what a "header" or "footer" says, as a sentence, if it mentions a version or a date."""
    said = [line for line in (" ".join(clean(line).split()) for line in lines) if line]
    if any(FACT.search(line) for line in said):
        yield f"the page {which} says: {shorten(' | '.join(said), LONGEST, placeholder=' …')}"
