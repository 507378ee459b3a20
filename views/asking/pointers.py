"""Documents that the guidance points to, as HTML, each with the words that point there."""

from collections.abc import Sequence
from html import escape

from assistant.answers.answer import Answer
from assistant.answers.as_text import POINTS_TO
from assistant.answers.pointers import Pointer
from assistant.library.as_text import UNHEADED
from assistant.library.descriptions import address_state, counted, section_name
from assistant.library.links import ResolvedLink
from index.storage.passage_index import PassageIndex
from views.elements.markup import quiet_link
from views.elements.permalinks import address_of, document_address, passage_address

BY_TITLE = "Its title shares words with your question."
NO_COPY = "no copy here"


def pointers_shown(answer: Answer) -> tuple[Pointer, ...]:
    """Returns the documents to suggest on an answer's card.

    An answered question gets none: they would distract, and its quotes name their own links.
    """
    return () if answer.outcome == "answered" else answer.points_to


def pointer_list(pointers: Sequence[Pointer], index: PassageIndex) -> str:
    """Returns the documents to look into, all but the first folded away; an empty string if none."""
    if not pointers:
        return ""
    first, *others = (f"<li>{_entry(pointer, index)}</li>" for pointer in pointers)
    listed = f'<p>{POINTS_TO}</p><ul class="points-to">{first}</ul>'
    if not others:
        return listed
    more = f"Show {counted(len(others), 'more document')}"
    return f'{listed}<details><summary>{more}</summary><ul class="points-to">{"".join(others)}</ul></details>'


def _entry(pointer: Pointer, index: PassageIndex) -> str:
    source = pointer.source
    name = quiet_link(source.url, source.title) if source.url else escape(source.title)
    copy = quiet_link(document_address(source.id), "Read it here") if pointer.held else NO_COPY
    why = _because(pointer.because, index) if pointer.because else BY_TITLE
    return f"{name}: {copy}, {escape(address_state(source))}. {why}"


def _because(link: ResolvedLink, index: PassageIndex) -> str:
    """Returns the words of the link and their section, as a link to that place.

    Leaves out the document's name: its passages or headings are on the same card.
    """
    words = f"“{link.text}”, {section_name(link.section.path) or UNHEADED}"
    return f"Linked from {quiet_link(_address(link, index), words)}"


def _address(link: ResolvedLink, index: PassageIndex) -> str:
    """Returns the address of the passage that contains the link, or else of its section."""
    source_id = link.document.source_id
    for row in index.passages_by_source[source_id]:
        passage = index.passages[row]
        if passage.start <= link.link.start and link.link.end <= passage.end:
            return passage_address(passage)
    return address_of(link.document, link.section)
