"""Page headers and footers of a Word document: not part of the text, but told if they say something."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.readers.office.page_heads import Head
from ingest.readers.word.backdrop import FALLBACK
from ingest.readers.word.numbering import W
from ingest.readers.word.runs import Wording


def heads_of(document: Any, wording: Wording) -> Iterator[Head]:  # noqa: ANN401
    """Yields the page headers and footers, also those of first and left pages."""
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
        yield kind, lines


def _is_shown(paragraph: Any) -> bool:  # noqa: ANN401
    """Returns whether it is not a copy of a text box for older programs."""
    return next(paragraph.iterancestors(FALLBACK), None) is None
