"""Page headers and footers of a Word document: not part of the text, but they may date it."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.readers.office.page_heads import told_head
from ingest.readers.word.numbering import W
from ingest.readers.word.runs import FALLBACK, Wording


def facts_of_heads(document: Any, wording: Wording) -> Iterator[str]:  # noqa: ANN401
    """Yields what page headers and footers say about version and dates, a sentence each."""
    for rel in document.part.rels.values():
        kind = rel.reltype.rsplit("/", 1)[-1]
        if kind not in {"header", "footer"} or rel.is_external:
            continue
        root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
        wording.begin(root)
        lines = [
            "".join(r.text for r in wording.paragraph(p) if not r.struck)
            for p in root.iter(W + "p")
            if _is_shown(p)
        ]
        yield from told_head(kind, lines)


def _is_shown(paragraph: Any) -> bool:  # noqa: ANN401
    """Returns whether it is not a copy of a text box for older programs."""
    return next(paragraph.iterancestors(FALLBACK), None) is None
