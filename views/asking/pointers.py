"""Where the guidance points onward, as HTML: each document, and the words that lead to it."""

from collections.abc import Sequence
from html import escape

from assistant.answers.answer import Answer
from assistant.answers.as_text import POINTS_TO
from assistant.answers.pointers import Pointer
from assistant.library.as_text import UNHEADED
from assistant.library.descriptions import address_state, section_name
from assistant.library.links import ResolvedLink
from index.storage.passage_index import PassageIndex
from views.elements.markup import outside_link
from views.elements.permalinks import address_of, document_address, passage_address

BY_TITLE = "Its title has words of your question."
NO_COPY = "no copy here"


def pointers_shown(answer: Answer) -> tuple[Pointer, ...]:
    """Returns what an answer's card names as places to go on to.

    Beside an answer they would only distract: its quotes name their own links.
    """
    return () if answer.outcome == "answered" else answer.points_to


def pointer_list(pointers: Sequence[Pointer], index: PassageIndex) -> str:
    """Returns the list of the documents to look into; nothing where there are none."""
    if not pointers:
        return ""
    entries = "".join(f"<li>{_entry(pointer, index)}</li>" for pointer in pointers)
    return f'<p>{POINTS_TO}</p><ul class="points-to">{entries}</ul>'


def _entry(pointer: Pointer, index: PassageIndex) -> str:
    source = pointer.source
    name = outside_link(source.url, source.title) if source.url else escape(source.title)
    copy = outside_link(document_address(source.id), "Read it here") if pointer.held else NO_COPY
    why = _because(pointer.because, index) if pointer.because else BY_TITLE
    return f"{name}: {copy}, {escape(address_state(source))}. {why}"


def _because(link: ResolvedLink, index: PassageIndex) -> str:
    """Returns the link's own words with their section, as a link to where they are read.

    The document goes without saying: its passages, or its headings, stand beside.
    """
    words = f"“{link.text}”, {section_name(link.section.path) or UNHEADED}"
    return f"Linked from {outside_link(_address(link, index), words)}"


def _address(link: ResolvedLink, index: PassageIndex) -> str:
    """Returns the address of the passage that holds the link, or else of its section."""
    source_id = link.document.source_id
    for row in index.passages_by_source[source_id]:
        passage = index.passages[row]
        if passage.start <= link.link.start and link.link.end <= passage.end:
            return passage_address(passage)
    return address_of(link.document, link.section)
