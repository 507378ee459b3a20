"""An answer as HTML: the status first, then each quote with all that is known of its source."""

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer, Heading
from assistant.citation import (
    citation,
    dates,
    deep_link,
    pages_name,
    place_name,
    remark_line,
    section_name,
)
from assistant.differences import Difference, differences
from assistant.links import ResolvedLink, links_of, links_within
from assistant.plain import (
    MACHINE_READ,
    NOT_AN_ANSWER,
    difference_line,
    heading_name,
    searched_lines,
    status_line,
)
from assistant.quotes import Place, Quote
from index.model import Passage, Span
from index.passage_index import PassageIndex
from views.markup import address_state, block, outside_link, passages_within, words

# How many passages are shown before and behind a quote, in its context.
NEIGHBOURS = 4
GAP = "<p>[…]</p>"


def answer_card(answer: Answer, index: PassageIndex) -> str:
    """The whole answer. Its first element is the status line."""
    parts = [f'<h2 class="status">{escape(status_line(answer))}</h2>']
    parts += [f"<p class='besides'>{escape(line)}</p>" for line in searched_lines(answer.question)]
    if any(quote.highlights for quote in answer.quotes):
        parts.append("<p>Underlined and coloured: the sentences nearest to the question.</p>")
    quoted = {quote.place.source.id: quote.place.document for quote in answer.quotes}
    links = {source_id: links_of(index, document) for source_id, document in quoted.items()}
    different = differences(answer.quotes)
    for number, quote in enumerate(answer.quotes):
        parts.append(
            _quote_card(answer.quotes, number, different[number], links[quote.place.source.id], index)
        )
    if answer.nearest:
        parts.append(_places_to_look(answer.nearest))
    return f'<div class="answer {answer.outcome}">{"".join(parts)}</div>'


def _quote_card(
    quotes: Sequence[Quote],
    number: int,
    different: Sequence[Difference],
    links: Sequence[ResolvedLink],
    index: PassageIndex,
) -> str:
    quote = quotes[number]
    place = quote.place
    marks = [(place.start + start, place.start + end) for start, end in quote.highlights]
    differing = [
        (place.start + change.here[0], place.start + change.here[1])
        for d in different
        for change in d.changes
    ]
    inside = list(links_within(links, place.start, place.end))
    path = place.section.path
    introduced = [text for text in quote.context_texts if text not in path]
    cite = f' cite="{escape(place.source.url)}"' if place.source.url else ""
    remark = remark_line(place)
    quoted = _blocks(place, index, marks, inside, differing)
    return "".join(
        [
            '<article class="quote">',
            f"<h3>Passage {number + 1}: {escape(section_name(path) or place.source.title)}</h3>",
            f'<p class="standing-notice"><strong>{escape(remark)}</strong></p>' if remark else "",
            *(f'<p class="context">Introduced by: “{escape(text)}”</p>' for text in introduced),
            f"<figure><blockquote{cite}>{quoted}</blockquote>",
            f"<figcaption>{_citation(place)}</figcaption></figure>",
            *(f"<p>{escape(difference_line(quotes, number, d))}</p>" for d in different),
            _linked(inside, index),
            _also_in(quote.also_in),
            _in_context(quote, links, index),
            "</article>",
        ]
    )


def _citation(place: Place) -> str:
    source = place.source
    page = f"#page={place.pages[0].number}" if place.pages else ""
    held = f"originals/{place.document.sha256}{page}"
    label = f"Open {pages_name(place.pages)} of the held copy" if page else "Open the held copy"
    ways = [outside_link(held, label)]
    link = deep_link(place)
    if link:
        ways.append(f"{outside_link(link, 'Open at the publisher')} ({address_state(source)})")
    check = f'<p class="machine-read">{MACHINE_READ}</p>' if place.document.machine_read else ""
    return (
        f"<p><cite>{escape(place_name(place))}</cite></p>{check}"
        f'<p class="standing">{escape(dates(source, place.standing))}</p><p>{" · ".join(ways)}</p>'
    )


def _linked(links: Sequence[ResolvedLink], index: PassageIndex) -> str:
    """What the links in a quote mean, and whether it is held here."""
    entries = []
    for link in links:
        for source in link.sources:
            state = "held here" if source.id in index.documents else "not held here"
            name = outside_link(source.url, source.title) if source.url else escape(source.title)
            entries.append(
                f"<li>“{escape(link.text)}” means: {name} ({state}, {escape(address_state(source))})</li>"
            )
    return f'<p>Links in this passage:</p><ul class="links">{"".join(entries)}</ul>' if entries else ""


def _also_in(places: Sequence[Place]) -> str:
    if not places:
        return ""
    entries = "".join(f"<li>{escape(citation(place))}</li>" for place in places)
    return f"<p>The same words also in:</p><ul>{entries}</ul>"


def _in_context(quote: Quote, links: Sequence[ResolvedLink], index: PassageIndex) -> str:
    """The passages of the section around the quote, which is marked there in words too."""
    place = quote.place
    section = place.section
    around = passages_within(index, place.source.id, section.start, section.end)
    quoted = [i for i, passage in enumerate(around) if _inside(passage, place)]
    first, last = max(0, quoted[0] - NEIGHBOURS), quoted[-1] + NEIGHBOURS + 1
    body = [GAP] if first else []
    body += [_neighbour(passage, quote, links) for passage in around[first:last]]
    body += [GAP] if last < len(around) else []
    return f'<details><summary>Show in context</summary><div class="around">{"".join(body)}</div></details>'


def _neighbour(passage: Passage, quote: Quote, links: Sequence[ResolvedLink]) -> str:
    document = quote.place.document
    inside = list(links_within(links, passage.start, passage.end))
    if _inside(passage, quote.place):
        marked = words(document, passage.start, passage.end, [(passage.start, passage.end)], inside)
        text, cue = marked, "<strong>The quote:</strong> "
    else:
        text, cue = words(document, passage.start, passage.end, (), inside), ""
    bullet = "• " if passage.kind == "item" else ""
    return f'<p class="depth{min(passage.depth, 4)}">{bullet}{cue}{text}</p>'


def _blocks(
    place: Place,
    index: PassageIndex,
    marks: Sequence[Span],
    links: Sequence[ResolvedLink],
    differing: Sequence[Span],
) -> str:
    """The words of a quote, each of its passages as a block of its own, whatever follows it with it."""
    passages = passages_within(index, place.source.id, place.start, place.end)
    blocks = []
    for passage, end in zip(passages, [*(p.start for p in passages[1:]), place.end], strict=True):
        stop = passage.start + len(place.document.text[passage.start : end].rstrip())
        blocks.append(block(passage, words(place.document, passage.start, stop, marks, links, differing)))
    return "".join(blocks)


def _inside(passage: Passage, place: Place) -> bool:
    return place.start <= passage.start and passage.end <= place.end


def _places_to_look(headings: Sequence[Heading]) -> str:
    entries = "".join(f"<li>{escape(heading_name(heading))}</li>" for heading in headings)
    return f'<p>{escape(NOT_AN_ANSWER)}</p><ul class="nearest">{entries}</ul>'
