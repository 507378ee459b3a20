"""An answer as HTML: the status first, then each quote with the facts about its source.

The outcomes look different at a glance: an answer, passages on the subject, nothing found.
"""

from collections.abc import Sequence
from datetime import date
from html import escape

from assistant.answers.answer import Answer, Heading
from assistant.answers.as_text import (
    NOT_AN_ANSWER,
    heading_name,
    reason_lines,
    searched_in_line,
    searched_lines,
    status_line,
)
from assistant.answers.differences import differences
from assistant.answers.quote import Quote
from assistant.library.descriptions import counted
from assistant.library.links import links_of
from index.storage.passage_index import PassageIndex
from views.asking.pointers import pointer_list, pointers_shown
from views.asking.quote_card import Numbered, quote_card
from views.elements.markup import outside_link
from views.elements.permalinks import address_of

# Labels above the status line, so that no other outcome looks like an answer.
OUTCOMES = {"related": "Not answered", "no_passage": "Nothing found", "unclear": "Question unclear"}
# In the order of the page: those who work there follow their own area's procedures first.
SIDES = {"local": "Local guidance", "national": "National guidance", None: "Neither local nor national"}


def answer_card(
    answer: Answer, index: PassageIndex, on: date, searched_in: Sequence[str] | None = None
) -> str:
    """Returns the whole answer. Its first heading is the status line.

    on: the day of the answer. searched_in: titles of the documents searched, or None for all.
    """
    parts = [f'<p class="outcome">{OUTCOMES[answer.outcome]}</p>'] if answer.outcome in OUTCOMES else []
    parts.append(f'<p class="status"><strong>{escape(status_line(answer))}</strong></p>')
    parts += [f'<p class="chip">{escape(line)}</p>' for line in searched_lines(answer.question)]
    if searched_in is not None:
        parts.append(f'<p class="besides"><strong>{escape(searched_in_line(searched_in))}</strong></p>')
    answered = answer.outcome == "answered"
    parts += [
        _missing(answer, index),
        _quotes(answer.quotes, index, on, related=not answered),
        _places_to_look(answer.nearest, index),
    ]
    return f'<div class="answer {answer.outcome}">{"".join(parts)}</div>'


def _missing(answer: Answer, index: PassageIndex) -> str:
    """Returns which fact was not found, and which documents the guidance points to."""
    onward = pointer_list(pointers_shown(answer), index)
    reasons = "".join(f"<p><strong>{escape(line)}</strong></p>" for line in reason_lines(answer))
    return f'<div class="missing">{reasons}{onward}</div>' if reasons or onward else ""


def _quotes(quotes: Sequence[Quote], index: PassageIndex, on: date, *, related: bool = False) -> str:
    """Returns the quotes, best first; local and national guidance side by side if there are both.

    related: the quotes are on the subject of the question, but are not an answer.
    """
    quoted = {quote.place.source.id: quote.place.document for quote in quotes}
    links = {source_id: links_of(index, document) for source_id, document in quoted.items()}
    different = differences(quotes)
    sides: dict[str | None, list[Numbered]] = {}
    for number, quote in enumerate(quotes):
        scope = quote.place.source.scope if quote.place.source.scope in SIDES else None
        numbered = Numbered(quotes, number, different[number], links[quote.place.source.id])
        sides.setdefault(scope, []).append(numbered)
    if not {"local", "national"} <= sides.keys():
        inorder = sorted((one for side in sides.values() for one in side), key=lambda one: one.number)
        return "".join(quote_card(one, index, on, heading="h3", related=related) for one in inorder)
    columns = "".join(
        f'<section class="side"><h3>{SIDES[scope]}: {counted(len(sides[scope]), "passage")}</h3>'
        f"{''.join(quote_card(one, index, on, heading='h4', related=related) for one in sides[scope])}"
        "</section>"
        for scope in SIDES
        if scope in sides
    )
    return f'<div class="sides">{columns}</div>'


def _places_to_look(headings: Sequence[Heading], index: PassageIndex) -> str:
    """Returns the headings as links to their sections, or an empty string if there are none."""
    if not headings:
        return ""
    entries = "".join(
        f"<li>{outside_link(address_of(index.documents[heading.source.id], heading.section), name)}</li>"
        for heading, name in zip(headings, map(heading_name, headings), strict=True)
    )
    return f'<p>{escape(NOT_AN_ANSWER)}</p><ul class="nearest">{entries}</ul>'
