"""The page Read: the list of documents, and each document section by section beside its contents."""

from dataclasses import replace

import streamlit as st

from index.documents import Document
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from views.current_build import current_index, withdrawn, withdrawn_sources
from views.elements.faults import fault
from views.elements.permalinks import Wanted, wanted
from views.reading.document_list import document_list
from views.reading.document_page import document_page
from views.reading.found_passages import found_list

TITLE = "Read the guidance"
FILTER = "Find a document by its title"
FIND = "Find in this document"
NO_DOCUMENT = (
    "We do not have a copy of the document that this link leads to. It may have been removed. The page "
    "Sources lists every document that we know of."
)
NO_PASSAGE = (
    "The passage that this link leads to is no longer in the guidance. Its document was changed or removed "
    "after the link was made."
)
NO_SECTION = "This document has no section with this number. Choose one from the contents."


def render(settings: Settings) -> None:
    """Shows the document that the address names, or the list of all documents."""
    try:
        index, gone = current_index(settings), withdrawn(settings)
    except SignpostError as error:
        st.title(TITLE, anchor=False)
        fault("The documents could not be read. This is a fault.", error)
        return
    held = {
        source_id: document for source_id, document in index.documents.items() if document.sha256 not in gone
    }
    asked = wanted(st.query_params.to_dict())
    asked, notice = found_in(index, held, asked)
    if not asked.source_id:
        st.title(TITLE, anchor=False)
    if notice:
        st.warning(notice)
    if asked.source_id:
        document = held[asked.source_id]
        if len(held) > 1:
            st.html('<p><a href="read" target="_self">All documents</a></p>')
        words = st.text_input(FIND, max_chars=100, autocomplete="off", key=f"find-{asked.source_id}")
        if words.strip():
            st.html(found_list(index, document, words))
        st.html(document_page(index, document, asked))
        return
    words = st.text_input(FILTER, max_chars=100, autocomplete="off")
    hidden = withdrawn_sources(settings) - held.keys()
    st.html(document_list(index, held, words, hidden))


def found_in(index: PassageIndex, held: dict[str, Document], asked: Wanted) -> tuple[Wanted, str | None]:
    """Returns the parts of the address that exist in the documents held, and a notice if any does not."""
    notice = None
    if asked.passage_id:
        row = index.row_of.get(asked.passage_id)
        passage = index.passages[row] if row is not None else None
        if passage and passage.source_id in held:
            document = held[passage.source_id]
            section = document.sections.index(document.section_at(passage.start)) + 1
            return Wanted(passage.source_id, section, passage.id), None
        notice = NO_PASSAGE
        asked = replace(asked, passage_id=None, section=None)
    if asked.source_id and asked.source_id not in held:
        return Wanted(), f"{notice} {NO_DOCUMENT}" if notice else NO_DOCUMENT
    if asked.source_id is None:
        return Wanted(), notice
    if asked.section is not None and not 1 <= asked.section <= len(held[asked.source_id].sections):
        return replace(asked, section=None), NO_SECTION
    return asked, notice
