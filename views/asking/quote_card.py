"""A quote as a card: its words, its place, the status of its source, and links to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from assistant.answers.as_text import cautions, difference_line, passage_name
from assistant.answers.citation import citation, deep_link, remark_line
from assistant.answers.citation_text import markdown_citation, plain_citation
from assistant.answers.differences import Difference
from assistant.answers.duties import duties, duty_line
from assistant.answers.quote import Place, Quote
from assistant.library.descriptions import address_state, dates, pages_name
from assistant.library.links import ResolvedLink, links_within
from assistant.library.table_rows import told_with_cells, trimmed
from index.documents import Passage, Span
from index.storage.passage_index import PassageIndex
from views.asking.context import in_context, on_the_page
from views.asking.folding import Block, folded, quoted
from views.elements.markup import outside_link, passages_within, quiet_link, source_link, words
from views.elements.passage_blocks import passage_block
from views.elements.permalinks import passage_address

# The label on each card that is not an answer.
ON_THE_SUBJECT = "On the same subject"
# Characters of a SHA-256 shown to people, enough to tell versions of a document apart.
SHORT = 12


@dataclass(frozen=True, slots=True)
class Numbered:
    """A quote and its number in the answer.

    different: how it differs from nearly identical quotes. links: the links of its document.
    """

    quotes: Sequence[Quote]
    number: int
    different: Sequence[Difference]
    links: Sequence[ResolvedLink]

    @property
    def quote(self) -> Quote:
        """Returns the quote itself."""
        return self.quotes[self.number]


def quote_card(
    numbered: Numbered, index: PassageIndex, on: date, heading: str, *, related: bool = False
) -> str:
    """Returns the card. on: the day of the answer. heading: the tag of its heading.

    related: the quote is on the subject but is not an answer. The card says so at the top, and highlights
    nothing.
    """
    quote, place = numbered.quote, numbered.quote.place
    passages = passages_within(index, place.source.id, place.start, place.end)
    inside = list(links_within(numbered.links, place.start, place.end))
    remark = remark_line(place)
    label = f'<span class="label">{ON_THE_SUBJECT}: </span>' if related else ""
    marks = () if related else quote.highlights
    return "".join(
        [
            f'<article class="quote{" related" if related else ""}"><{heading} class="where">{label}'
            f"{_where(numbered, passages[0])}</{heading}>",
            f'<p class="standing-notice"><strong>{escape(remark)}</strong></p>' if remark else "",
            *(f'<p class="machine-read">{caution}</p>' for caution in cautions(place)),
            '<figure><div class="said">',
            *(_introduction(text) for text in _introducing(quote, passages[0])),
            f"{_blocks(numbered, passages, marks, inside)}</div>",
            f'<figcaption>{_meta(numbered)}<div class="acts">{in_context(quote, numbered.links, index)}',
            f"{on_the_page(place, index)}{_original(place)}{_to_cite(place, passages[0], on)}",
            f"{_linked(inside, index)}{_more(quote)}</div></figcaption></figure>",
            *(
                f"<p>{escape(difference_line(numbered.quotes, numbered.number, d))}</p>"
                for d in numbered.different
            ),
            f"{_also_in(quote.also_in)}</article>",
        ]
    )


def _where(numbered: Numbered, first: Passage) -> str:
    """The section as a link to where it is read."""
    number, _, name = passage_name(numbered.number, numbered.quote.place).partition(": ")
    return f"{number}: {quiet_link(passage_address(first), name)}"


def _meta(numbered: Numbered) -> str:
    """Source, page, dates and status in one line; a document named just above is not named again."""
    place = numbered.quote.place
    before = numbered.quotes[numbered.number - 1].place.source if numbered.number else None
    source = place.source
    named = ["Same document"] if before == source else [source.title, source.publisher]
    facts = [*named, pages_name(place.pages), dates(source, place.standing)]
    return f'<p class="meta"><cite>{escape(" · ".join(filter(None, facts)))}</cite></p>'


def _original(place: Place) -> str:
    document = place.document
    page = f"#page={place.pages[0].number}" if place.pages else ""
    ways = [outside_link(f"originals/{document.sha256}{page}", "Our copy")]
    if link := deep_link(place):
        ways.append(f"{outside_link(link, 'At the publisher')} ({address_state(place.source)})")
    told = f"File {document.file}, version {document.sha256[:SHORT]}"
    body = f"<p>{' · '.join(ways)}</p><p>{escape(told)}</p>"
    return f"<details><summary>Open the original</summary>{body}</details>"


def _more(quote: Quote) -> str:
    """The words of duty, where there are some."""
    duty = duty_line(quote.text)
    return f'<p class="duty-line">{escape(duty)}</p>' if duty else ""


def _introducing(quote: Quote, first: Passage) -> list[str]:
    """Returns what introduces a quote, except headings and column headings shown with their cells."""
    document = quote.place.document
    in_cells = told_with_cells(document, first)
    texts = (document.text[start:end] for start, end in quote.context if (start, end) not in in_cells)
    return [text for text in texts if text not in quote.place.section.path]


def _introduction(text: str) -> str:
    return f'<p class="stem">{escape(text)}</p>'


def _blocks(
    numbered: Numbered, passages: Sequence[Passage], marked: Sequence[Span], links: Sequence[ResolvedLink]
) -> str:
    """Returns the quote's words: one block for each passage, and for any words between passages.

    marked: the sentences to highlight, as offsets in the quote's text.
    """
    place = numbered.quote.place
    marks = _moved(marked, place)
    differing = _moved([change.here for d in numbered.different for change in d.changes], place)
    duty = _moved([(d.start, d.end) for d in duties(place.text)], place)
    blocks: list[Block] = []
    for passage, end in zip(passages, [*(p.start for p in passages[1:]), place.end], strict=True):
        told = passage_block(place.document, passage, marks, links, differing, duty)
        blocks.append(Block(passage.start, passage.end, told))
        first, last = trimmed(place.document.text, passage.end, end)
        if first < last:
            told = words(place.document, first, last, marks, links, differing, duty)
            blocks.append(Block(first, last, f'<p class="paragraph">{told}</p>'))
    if numbered.number == 0:
        # The first quote is whole: nothing has to be pressed to read it.
        return quoted("".join(block.html for block in blocks), place.source.url)
    return folded(place.document.text, blocks, marks, place.source.url)


def _moved(spans: Sequence[Span], place: Place) -> list[Span]:
    """Converts offsets in the quote's text to offsets in the document."""
    return [(place.start + start, place.start + end) for start, end in spans]


def _linked(links: Sequence[ResolvedLink], index: PassageIndex) -> str:
    """Returns what the links in a quote lead to, and whether we have a copy."""
    entries = []
    for link in links:
        for source in link.sources:
            state = "we have a copy" if source.id in index.documents else "no copy here"
            name = source_link(source)
            entries.append(
                f"<li>“{escape(link.text)}” means: {name} ({state}, {escape(address_state(source))})</li>"
            )
    if not entries:
        return ""
    return (
        f"<details><summary>Links in it ({len(entries)})</summary>"
        f'<ul class="links">{"".join(entries)}</ul></details>'
    )


def _also_in(places: Sequence[Place]) -> str:
    if not places:
        return ""
    entries = "".join(f"<li>{escape(citation(place))}</li>" for place in places)
    return f"<p>The same words also in:</p><ul>{entries}</ul>"


def _to_cite(place: Place, first: Passage, on: date) -> str:
    """Returns the citation to copy, as plain text and as Markdown, and the address of its first passage."""
    kinds = (("the citation", plain_citation(place, on)), ("it as Markdown", markdown_citation(place, on)))
    copies = "".join(
        f'<div class="copy"><button type="button" data-copy="">Copy {what}</button> '
        f'<span class="copied"></span>'
        f"<pre>{escape(text)}</pre></div>"
        for what, text in kinds
    )
    link = outside_link(passage_address(first), "Link to this passage, in its document")
    return f"<details><summary>Copy citation</summary><p>{link}</p>{copies}</details>"
