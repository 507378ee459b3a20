"""The page Topics: which documents speak of a topic, where, and which do not."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.library.as_text import UNHEADED, spot
from assistant.library.descriptions import counted, dates, pages_name, remarks, section_name
from assistant.library.links import links_of, links_within, without_copy
from assistant.questions.personal_details import details_of, message
from assistant.questions.question import LONGEST_QUESTION
from assistant.topics.as_text import NO_SECTION
from assistant.topics.search import DocumentFound, SectionFound, where
from assistant.topics.topic_names import read_topics, topic_named
from index.documents import Source
from index.embedding.embedder import Embedder
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from views.current_build import current_index, embedder_of
from views.elements.faults import fault
from views.elements.markup import words
from views.elements.page_script import announce_once
from views.elements.permalinks import address_of, document_address
from views.elements.pointed_to import pointed_to
from views.leads import coverage, unanswered

TITLE = "Where guidance sits"
TOPIC = "Topic"
TOPIC_KEY, SOURCE_KEY = "topic", "source"
NO_TOPIC = "The topic in this link is not in the guidance. Type a topic, or choose one below."
# So many documents without a copy are named beside a topic.
POINTED_TO = 5
COLUMNS = (
    "document", "source", "section", "pages", "passages on the topic", "the sentence nearest to it",
    "dates and status", "file", "SHA-256", "build",
)  # fmt: skip


def render(settings: Settings) -> None:
    """Takes a topic and lists the sections on it. A typed topic is kept only in the session's memory."""
    st.title(TITLE, anchor=False)
    with st.form("topic", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        typed = st.text_input(TOPIC, max_chars=LONGEST_QUESTION, placeholder="self-harm", autocomplete="off")
        st.form_submit_button("Find sections", type="primary", on_click=st.query_params.clear)
    try:
        index, own = current_index(settings), read_topics(settings.corpus)
        embedder = embedder_of(index)
        if typed.strip():
            _typed(index, embedder, typed)
        elif TOPIC_KEY in st.query_params:
            name = topic_named(index, st.query_params[TOPIC_KEY], own)
            _linked(index, embedder, name, st.query_params.get(SOURCE_KEY))
        coverage.render(index, own)
        unanswered.render(settings, index)
    except SignpostError as error:
        fault("The guidance could not be searched. This is a fault, not an answer.", error)


def _typed(index: PassageIndex, embedder: Embedder, topic: str) -> None:
    if details := details_of(topic):
        st.warning(f"**Not searched.** {message(details)}")
    else:
        _show(index, topic, where(index, embedder, topic))


def _linked(index: PassageIndex, embedder: Embedder, topic: str | None, source_id: str | None) -> None:
    """Shows the topic that an address names, but only if it is a topic of the matrix."""
    if topic is None:
        st.warning(NO_TOPIC)
        return
    found = where(index, embedder, topic)
    _show(index, topic, [entry for entry in found if source_id in (None, entry.source.id)], source_id)


def _show(
    index: PassageIndex, topic: str, found: Sequence[DocumentFound], source_id: str | None = None
) -> None:
    listed, beside = st.columns([11, 4], gap="large")
    with listed:
        st.html(section_list(index, topic, found, source_id))
    announce_once(found_line(index, topic, found, source_id))
    with beside:
        if onward := pointed_to(_without_copy(index, found), POINTED_TO):
            st.html(onward)
        if found:
            data = section_csv(index, found)
            st.download_button("Save the list as CSV", data, "sections.csv", "text/csv", on_click="ignore")


def section_list(
    index: PassageIndex, topic: str, found: Sequence[DocumentFound], source_id: str | None = None
) -> str:
    """Returns each document with its sections and the sentence that speaks, then the documents that do not.

    source_id: the one document that was looked in; None: all.
    """
    documents = "".join(_document(entry) for entry in found)
    speaking = {entry.source.id for entry in found}
    others = [index.sources[i].title for i in index.documents if i not in speaking]
    silent = ""
    if found and others and source_id is None:
        listed = "".join(f"<li>{escape(title)}</li>" for title in others)
        told = f"{counted(len(others), 'document')} without a word on it"
        silent = f'<details class="task"><summary>{told}</summary><ul>{listed}</ul></details>'
    line = escape(found_line(index, topic, found, source_id))
    return f'<div class="answer"><h2 class="status">{line}</h2>{documents}{silent}</div>'


def found_line(
    index: PassageIndex, topic: str, found: Sequence[DocumentFound], source_id: str | None = None
) -> str:
    """Returns how many documents speak of the topic, in one line. source_id: as for `section_list`."""
    if not found:
        return NO_SECTION
    sections = counted(sum(len(entry.sections) for entry in found), "section")
    if source_id is not None:
        return f"{sections} of {found[0].source.title} on “{topic}”"
    speak = "speaks" if len(found) == 1 else "speak"
    return f"{len(found)} of {counted(len(index.documents), 'document')} {speak} of “{topic}”: {sections}"


def _without_copy(index: PassageIndex, found: Sequence[DocumentFound]) -> tuple[Source, ...]:
    onward = (
        link
        for entry in found
        for links in (links_of(index, entry.document),)
        for part in entry.sections
        for link in links_within(links, part.section.start, part.section.end)
    )
    return without_copy(index, onward)


def section_csv(index: PassageIndex, found: Sequence[DocumentFound]) -> bytes:
    """Returns the same list as CSV."""
    return spreadsheet(
        COLUMNS,
        (
            (
                entry.source.title,
                entry.source.id,
                section_name(part.section.path) or UNHEADED,
                pages_name(entry.document.pages_of(part.section.start, part.section.end)),
                part.passages,
                " ".join(entry.document.text[slice(*part.speaks)].split()),
                dates(entry.source, entry.standing),
                entry.document.file,
                entry.document.sha256,
                index.meta.build,
            )
            for entry in found
            for part in entry.sections
        ),
    )


def _document(entry: DocumentFound) -> str:
    remarked = " ".join(remarks(entry.standing))
    facts = " · ".join(filter(None, [entry.source.kind, dates(entry.source, entry.standing)]))
    title = f'<a href="{escape(document_address(entry.source.id))}">{escape(entry.source.title)}</a>'
    return "".join(
        [
            f'<article class="quote"><h3>{title} <span class="state">{escape(facts)}</span></h3>',
            f'<p class="standing-notice"><strong>{escape(remarked)}</strong></p>' if remarked else "",
            '<ul class="spoken-of">',
            *(f"<li>{_section(entry, part)}</li>" for part in entry.sections),
            "</ul></article>",
        ]
    )


def _section(entry: DocumentFound, part: SectionFound) -> str:
    document, section = entry.document, part.section
    name = spot(section.path, document.pages_of(section.start, section.end))
    link = f'<a href="{escape(address_of(document, section))}">{escape(name)}</a>'
    sentence = f"<blockquote>{words(document, *part.speaks)}</blockquote>"
    return f"<p>{link} <span>{counted(part.passages, 'passage')}</span></p>{sentence}"
