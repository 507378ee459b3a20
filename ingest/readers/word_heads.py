"""The heads and feet of a Word document's pages: no part of its text, but they may date it."""

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from lxml import etree

from ingest.canonical import clean
from ingest.readers.numbering import W
from ingest.readers.word_runs import Wording

# What makes the words of a page's head facts of the document.
FACT = re.compile(
    r"\b(version|edition|issue[ds]?|revis(ed|ion)|review(ed)?|approved|valid|effective|updated|v ?\d+(\.\d+)*"
    r"|(19|20)\d\d)\b",
    re.IGNORECASE,
)
LONGEST = 200  # characters


def facts_of_heads(document: Any, wording: Wording) -> Iterator[str]:  # noqa: ANN401
    """What the heads and feet of an opened document say of its version and dates, a sentence each."""
    for rel in document.part.rels.values():
        kind = rel.reltype.rsplit("/", 1)[-1]
        if kind not in {"header", "footer"} or rel.is_external:
            continue
        root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
        wording.begin(root)
        lines = (
            "".join(run.text for run in wording.paragraph(p) if not run.struck) for p in root.iter(W + "p")
        )
        said = [line for line in (" ".join(clean(line).split()) for line in lines) if line]
        if any(FACT.search(line) for line in said):
            which = "header" if kind == "header" else "footer"
            yield f"the page {which} says: {shorten(' | '.join(said), LONGEST, placeholder=' …')}"
