"""Checks what every read document promises, whatever its format, before anything uses it."""

import math
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Protocol

from ingest.corpus.read_documents import ReadDocument
from ingest.text.canonical import BETWEEN_BLOCKS
from ingest.text.normalization import INVISIBLE


class _Stretch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def broken_promises(found: ReadDocument) -> Iterator[str]:
    """Yields a sentence for each promise that a document breaks.

    The text is in NFC, without control characters. Blocks (with the separators between them), pages and
    sections each cover the whole text. Links, edits, boxes, passages and sentences lie within it, in order,
    and so do the places of words struck through.
    """
    document, text = found.document, found.document.text
    if not text:
        yield "it has no text"
    if not unicodedata.is_normalized("NFC", text):
        yield "its text is not composed (NFC)"
    if INVISIBLE.search(text) or any(unicodedata.category(c) in {"Cc", "Cs"} for c in set(text) - {"\n"}):
        yield "its text contains characters that are never read"
    edges = [0, *(edge for block in found.blocks for edge in (block.start, block.end)), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if edges != sorted(edges) or gaps != ["", *[BETWEEN_BLOCKS] * (len(found.blocks) - 1), ""]:
        yield "its blocks do not cover the whole of its text"
    if any(text[b.start : b.end] != text[b.start : b.end].strip() or b.start >= b.end for b in found.blocks):
        yield "one of its blocks is empty, or has white space around it"
    for name, parts in (("pages", document.pages), ("sections", document.sections)):
        if parts and not _tile(parts, len(text)):
            yield f"its {name} do not cover the whole of its text"
    if not document.sections:
        yield "it has no section"
    if any(page.number < 1 for page in document.pages):
        yield "its page numbers do not begin at 1"
    for name, marks in (
        ("links", document.links),
        ("edits", document.edits),
        ("boxes", found.boxes),
        ("passages", found.passages),
    ):
        if not _within(marks, len(text)):
            yield f"its {name} do not lie within its text, in order"
    places = [found.at for found in document.struck]
    if places != sorted(places) or any(not 0 <= place <= len(text) for place in places):
        yield "its struck-through words do not lie within its text, in order"
    if any(not math.isfinite(side) for b in found.boxes for side in (b.left, b.top, b.right, b.bottom)):
        yield "one of its boxes has no place on its page"
    for passage in found.passages:
        spans = [*passage.context, *passage.sentences]
        if any(not 0 <= start < end <= len(text) for start, end in spans):
            yield "the sentences of a passage do not lie within its text"
            return


def _tile(parts: Iterable[_Stretch], length: int) -> bool:
    edges = [(0, 0), *((part.start, part.end) for part in parts), (length, length)]
    return all(start <= end == following for (start, end), (following, _) in pairwise(edges))


def _within(marks: Iterable[_Stretch], length: int) -> bool:
    spans = [(mark.start, mark.end) for mark in marks]
    ordered = all(start <= following for (start, _), (following, _) in pairwise(spans))
    return ordered and all(0 <= start < end <= length for start, end in spans)
