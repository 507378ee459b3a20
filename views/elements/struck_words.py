"""Words struck through in a document: shown as such on Read and in context, but never in a quote."""

from collections.abc import Sequence
from html import escape

from index.documents import Document, Span, Struck

LABEL = "struck through in the document:"
END = "(end of struck-through words)"


def struck_inline(found: Struck) -> str:
    """Returns the words with a line through them, and with spoken labels for screen readers."""
    return (
        f'<s class="struck"><span class="spoken">{LABEL} </span>{escape(found.words)}'
        f'<span class="spoken"> {END}</span></s>'
    )


def struck_within(document: Document, start: int, end: int) -> list[Struck]:
    """Returns the struck-through words from start to end, both inclusive."""
    return [found for found in document.struck if start <= found.at <= end]


def struck_beside(document: Document, start: int, end: int, shown: Sequence[Span]) -> list[Struck]:
    """Returns the struck-through words from start to end that lie in none of the spans shown."""
    within = struck_within(document, start, end)
    return [found for found in within if not any(s <= found.at <= e for s, e in shown)]


def struck_block(found: Struck) -> str:
    """Returns the words as a separate paragraph, for use where no other words surround them."""
    return f'<p class="withdrawn">{struck_inline(found)}</p>'
