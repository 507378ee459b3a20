"""Words that a document shows struck through: shown so where it is read, and never as words of a quote."""

from collections.abc import Sequence
from html import escape

from index.documents import Document, Span, Struck

LABEL = "struck through in the document:"
END = "(end of what is struck through)"


def struck_inline(found: Struck) -> str:
    """The words, drawn through for the eye and named as such for the ear."""
    return (
        f'<s class="struck"><span class="spoken">{LABEL} </span>{escape(found.words)}'
        f'<span class="spoken"> {END}</span></s>'
    )


def struck_within(document: Document, start: int, end: int) -> list[Struck]:
    """What was struck through from start to end, both of them included."""
    return [found for found in document.struck if start <= found.at <= end]


def struck_beside(document: Document, start: int, end: int, shown: Sequence[Span]) -> list[Struck]:
    """What was struck through from start to end, and in none of the stretches that are shown."""
    within = struck_within(document, start, end)
    return [found for found in within if not any(s <= found.at <= e for s, e in shown)]


def struck_block(found: Struck) -> str:
    """The words as a paragraph of their own, where no words stand around them."""
    return f'<p class="withdrawn">{struck_inline(found)}</p>'
