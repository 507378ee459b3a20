"""Guidance as HTML. Text from documents is always escaped here, so none of it can become markup."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from assistant.library.links import ResolvedLink
from index.documents import Document, Passage, Source, Span
from index.storage.passage_index import PassageIndex
from views.elements.struck_words import struck_inline, struck_within

NEW_TAB = "(opens in a new tab)"


def words(
    document: Document,
    start: int,
    end: int,
    marks: Sequence[Span] = (),
    links: Sequence[ResolvedLink] = (),
    differing: Sequence[Span] = (),
    duties: Sequence[Span] = (),
    *,
    struck: bool = False,
) -> str:
    """Returns the words from start to end, with <mark> around the marks and with links to sources.

    marks, links, differing (words that differ in another quote) and duties (words of duty) are offsets in
    the document. Only tags are added, but with struck, words struck through in the document also appear in
    their place, outside every mark.
    """
    withdrawn = {found.at: found for found in struck_within(document, start, end)} if struck else {}
    linked = [(r.link.start, r.link.end, s) for r in links for s in r.sources[:1] if s.url]
    edges = {edge for span in (*marks, *differing, *duties) for edge in span} | {
        edge for s, e, _ in linked for edge in (s, e)
    }
    cuts = sorted({start, end} | {edge for edge in edges | withdrawn.keys() if start < edge < end})
    parts = []
    for first, last in pairwise(cuts):
        if first in withdrawn:
            parts.append(_spaced(document.text, first, start, end, struck_inline(withdrawn[first])))
        part = escape(document.text[first:last]).replace("\n", "<br>")
        if any(s <= first and last <= e for s, e in duties):
            part = f'<strong class="duty">{part}</strong>'
        if any(s <= first and last <= e for s, e in differing):
            part = f'<b class="differs">{part}</b>'
        if any(s <= first and last <= e for s, e in marks):
            part = f"<mark>{part}</mark>"
        for s, e, source in linked:
            if s <= first and last <= e:
                part = anchor(source.url or "", part, title=f"{source.title} {NEW_TAB}")
        parts.append(part)
    if end in withdrawn and start < end:
        parts.append(_spaced(document.text, end, start, end, struck_inline(withdrawn[end])))
    return "".join(parts)


def _spaced(text: str, at: int, start: int, end: int, inner: str) -> str:
    """Returns HTML to insert at an offset, with spaces where it would touch the words beside it."""
    before = " " if at > start and not text[at - 1].isspace() else ""
    behind = " " if at < end and text[at].isalnum() else ""
    return f"{before}{inner}{behind}"


def block(passage: Passage, inner: str) -> str:
    """Returns a passage as a paragraph or a list item. inner is HTML."""
    kind = "item" if passage.kind == "item" else "paragraph"
    return f'<p class="{kind} depth{min(passage.depth, 4)}">{inner}</p>'


def passages_within(index: PassageIndex, source_id: str, start: int, end: int) -> list[Passage]:
    """Returns the passages of a document that lie between two offsets, in document order."""
    passages = (index.passages[row] for row in index.passages_by_source[source_id])
    return [passage for passage in passages if start <= passage.start and passage.end <= end]


def anchor(url: str, inner: str, title: str = "") -> str:
    """Returns a link that opens in a new tab. inner is HTML."""
    hint = f' title="{escape(title)}"' if title else ""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer"{hint}>{inner}</a>'


def outside_link(url: str, text: str) -> str:
    """Returns a link whose words say that it opens in a new tab."""
    return anchor(url, f"{escape(text)} {NEW_TAB}")


def quiet_link(url: str, text: str) -> str:
    """Returns the same where links stand close together: that it opens in a new tab is only spoken."""
    return anchor(url, f'{escape(text)}<span class="spoken"> {NEW_TAB}</span>')


def source_link(source: Source) -> str:
    """Returns the title of a source, as a link to its address if that is known."""
    return outside_link(source.url, source.title) if source.url else escape(source.title)


def holds(text: str, words: str) -> bool:
    """Tells whether a text contains all of these words or parts of words, in any case."""
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())
