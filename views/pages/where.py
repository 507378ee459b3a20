"""The page Where guidance sits: lists every section on a topic, by document."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.library.as_text import NO_SECTION, UNHEADED, spot
from assistant.library.contents import parts_of
from assistant.library.coverage import topic_named
from assistant.library.descriptions import counted, dates, pages_name, remarks, section_name
from assistant.library.topics import DocumentFound, SectionFound, where
from assistant.questions.personal_details import details_of, message
from assistant.questions.question import LONGEST_QUESTION
from index.embedding.embedder import Embedder
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from views.current_build import current_index, embedder_of
from views.elements.faults import fault
from views.elements.markup import outside_link
from views.elements.page_script import announce_once
from views.elements.passage_blocks import part_block
from views.elements.permalinks import address_of
from views.leads import coverage, unanswered

TOPIC = "Topic"
TOPIC_KEY, SOURCE_KEY = "topic", "source"
NO_TOPIC = "The topic in this link is not in the guidance. Type a topic, or choose one below."
COLUMNS = (
    "document", "source", "section", "pages", "passages on the topic", "dates and status", "file",
    "SHA-256", "build",
)  # fmt: skip


def render(settings: Settings) -> None:
    """Takes a topic and lists the sections on it. A typed topic is kept only in the session's memory."""
    st.title("Where guidance sits", anchor=False)
    st.markdown("Type a topic to see every section on it, not just the closest.")
    with st.form("topic", border=False):
        typed = st.text_input(TOPIC, max_chars=LONGEST_QUESTION, placeholder="self-harm", autocomplete="off")
        st.form_submit_button("Find sections", type="primary", on_click=st.query_params.clear)
    try:
        index = current_index(settings)
        embedder = embedder_of(index)
        if typed.strip():
            _typed(index, embedder, typed)
        elif TOPIC_KEY in st.query_params:
            _linked(index, embedder, st.query_params[TOPIC_KEY], st.query_params.get(SOURCE_KEY))
        coverage.render(index)
        unanswered.render(settings, index)
    except SignpostError as error:
        fault("The guidance could not be searched. This is a fault, not an answer.", error)


def _typed(index: PassageIndex, embedder: Embedder, topic: str) -> None:
    if details := details_of(topic):
        st.warning(f"**Not searched.** {message(details)}")
    else:
        _show(index, where(index, embedder, topic))


def _linked(index: PassageIndex, embedder: Embedder, name: str, source_id: str | None) -> None:
    """Shows the topic that an address names, but only if it is a topic of the matrix."""
    topic = topic_named(index, name)
    if topic is None:
        st.warning(NO_TOPIC)
        return
    found = where(index, embedder, topic)
    here = [entry for entry in found if source_id in (None, entry.source.id)]
    within = "" if source_id is None else f" in {here[0].source.title if here else 'this document'}"
    st.html(f"<p>The topic “{escape(topic)}”{escape(within)}:</p>")
    _show(index, here)


def _show(index: PassageIndex, found: Sequence[DocumentFound]) -> None:
    st.html(section_list(index, found))
    announce_once(found_line(found))
    if found:
        st.download_button(
            "Save the list as CSV", section_csv(index, found), "sections.csv", "text/csv", on_click="ignore"
        )


def section_list(index: PassageIndex, found: Sequence[DocumentFound]) -> str:
    """Returns each document with its sections, whose words can be unfolded."""
    documents = "".join(_document(index, entry) for entry in found)
    return f'<div class="answer"><h2 class="status">{found_line(found)}</h2>{documents}</div>'


def found_line(found: Sequence[DocumentFound]) -> str:
    """Returns how many sections were found, in one line."""
    if not found:
        return NO_SECTION
    sections = sum(len(entry.sections) for entry in found)
    return f"{counted(sections, 'section')} in {counted(len(found), 'document')}"


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
                dates(entry.source, entry.standing),
                entry.document.file,
                entry.document.sha256,
                index.meta.build,
            )
            for entry in found
            for part in entry.sections
        ),
    )


def _document(index: PassageIndex, entry: DocumentFound) -> str:
    passages = sum(part.passages for part in entry.sections)
    counts = f"{counted(len(entry.sections), 'section')}, {counted(passages, 'passage')}"
    remarked = " ".join(remarks(entry.standing))
    return "".join(
        [
            f'<article class="quote"><h3>{escape(entry.source.title)}</h3>',
            f'<p class="standing-notice"><strong>{escape(remarked)}</strong></p>' if remarked else "",
            f"<p>{counts} ({escape(dates(entry.source, entry.standing))})</p>",
            *(_section(index, entry, part) for part in entry.sections),
            "</article>",
        ]
    )


def _section(index: PassageIndex, entry: DocumentFound, part: SectionFound) -> str:
    document, section = entry.document, part.section
    pages = document.pages_of(section.start, section.end)
    summary = f"{spot(section.path, pages)}, {counted(part.passages, 'passage')}"
    quoted = "".join(part_block(document, each) for each in parts_of(index, document, section))
    page = f"#page={pages[0].number}" if pages else ""
    copy = outside_link(f"originals/{document.sha256}{page}", "Open our copy")
    read = outside_link(address_of(document, section), "Read it in the document")
    return (
        f"<details><summary>{escape(summary)}</summary><blockquote>{quoted}</blockquote>"
        f"<p>{read} · {copy}</p></details>"
    )
