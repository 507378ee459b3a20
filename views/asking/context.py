"""The context of a quote: its section, and its page as a picture beside the page's words."""

import re
from collections.abc import Sequence
from html import escape

from assistant.answers.quote import Place, Quote
from assistant.library.links import ResolvedLink, links_within
from index.documents import Page, Passage
from index.storage.passage_index import PassageIndex
from views.elements.markup import passages_within, words
from views.elements.page_pictures import picture_address
from views.elements.struck_words import struck_beside, struck_block

# How many passages are shown before and after a quote in its context.
NEIGHBOURS = 4
GAP = "<p>[…]</p>"
CUE = "<strong>The quote:</strong> "
BREAKS = re.compile(r"(?:<br>){2,}")


def in_context(quote: Quote, links: Sequence[ResolvedLink], index: PassageIndex) -> str:
    """Returns the passages around the quote in its section. Words, not only colour, mark the quote."""
    place = quote.place
    section = place.section
    around = passages_within(index, place.source.id, section.start, section.end)
    quoted = [i for i, passage in enumerate(around) if _inside(passage, place)]
    first, last = max(0, quoted[0] - NEIGHBOURS), quoted[-1] + NEIGHBOURS + 1
    body = [GAP] if first else []
    cursor = around[first - 1].end + 1 if first else section.start
    for passage in around[first:last]:
        body += map(struck_block, struck_beside(place.document, cursor, passage.start - 1, ()))
        body.append(_neighbour(passage, quote, links))
        cursor = passage.end + 1
    body += [GAP] if last < len(around) else []
    return f'<details><summary>Read in context</summary><div class="around">{"".join(body)}</div></details>'


def on_the_page(place: Place, index: PassageIndex) -> str:
    """Returns the quote's pages as pictures, if the file is a PDF. The browser fetches them once opened.

    Opens them at once if a machine read the words from a scan, since they may be misread.
    """
    if not place.document.file.lower().endswith(".pdf"):
        return ""
    boxed = {box.page for box in index.boxes(place.source.id, place.start, place.end)}
    pages = "".join(_page(place, page, boxed=page.number in boxed) for page in place.pages)
    shown = " open" if place.document.machine_read_at(place.start, place.end) else ""
    return f"<details{shown}><summary>See it on the page</summary>{pages}</details>"


def _page(place: Place, page: Page, *, boxed: bool) -> str:
    number = page.number
    note = "the passage is boxed" if boxed else "we cannot tell where on it the passage is"
    picture = picture_address(place.document.sha256, number, place.start, place.end)
    alt = f"Page {number} of {place.source.title} as a picture: {note}. The page's words are beside it."
    return (
        f'<div class="page"><figure><img loading="lazy" src="{escape(picture)}" alt="{escape(alt)}">'
        f"<figcaption>Page {number}: {note}</figcaption></figure>"
        f'<div class="page-words" tabindex="0" role="region" aria-label="The words of page {number}">'
        f"{_page_words(place, number)}</div></div>"
    )


def _page_words(place: Place, number: int) -> str:
    """Returns the words of a page, with the quote marked. Each heading and passage begins a line."""
    document, parts = place.document, []
    for page in document.pages:
        if page.number != number:
            continue
        start, end = max(page.start, place.start), min(page.end, place.end)
        if start >= end:
            parts.append(words(document, page.start, page.end))
            continue
        parts.append(words(document, page.start, start))
        parts.append(f"{CUE}<mark>{words(document, start, end)}</mark>")
        parts.append(words(document, end, page.end))
    return BREAKS.sub("<br>", "<br>".join(parts)).removeprefix("<br>")


def _neighbour(passage: Passage, quote: Quote, links: Sequence[ResolvedLink]) -> str:
    document = quote.place.document
    inside = list(links_within(links, passage.start, passage.end))
    if _inside(passage, quote.place):
        marked = words(
            document, passage.start, passage.end, [(passage.start, passage.end)], inside, struck=True
        )
        text, cue = marked, CUE
    else:
        text, cue = words(document, passage.start, passage.end, (), inside, struck=True), ""
    bullet = "• " if passage.kind == "item" else ""
    return f'<p class="depth{min(passage.depth, 4)}">{bullet}{cue}{text}</p>'


def _inside(passage: Passage, place: Place) -> bool:
    return place.start <= passage.start and passage.end <= place.end
