"""Filters that limit which documents are searched. The choice stays in view."""

import streamlit as st

from index.documents import Source
from index.storage.passage_index import PassageIndex
from views.elements.document_names import names_of

# Keys in the session, so that the choice survives a visit to another page.
KEYS = SCOPE, PUBLISHERS, SOURCES = "scope", "publishers", "documents"
SCOPES = {"All": None, "Local": "local", "National": "national"}


def chosen(index: PassageIndex) -> frozenset[str] | None:
    """Shows the filters. Returns the ids of the matching sources, perhaps none, or None for all sources."""
    sources = [index.sources[source_id] for source_id in index.documents]
    scope = SCOPES[st.radio("Local or national", list(SCOPES), horizontal=True, key=SCOPE)]
    publishers = st.multiselect("Publishers", _publishers(sources), placeholder="All", key=PUBLISHERS)
    names = names_of(sources)
    documents = st.multiselect(
        "Documents", list(names), format_func=lambda i: names.get(i, i), placeholder="All", key=SOURCES
    )
    if not (scope or publishers or documents):
        return None
    return frozenset(
        source.id
        for source in sources
        if (scope is None or source.scope == scope)
        and (not publishers or source.publisher in publishers)
        and (not documents or source.id in documents)
    )


def titles(index: PassageIndex, chosen: frozenset[str]) -> list[str]:
    """Returns the titles of the sources with these ids, in the register's order."""
    return [source.title for source in index.corpus.sources if source.id in chosen]


def _publishers(sources: list[Source]) -> list[str]:
    return list(dict.fromkeys(source.publisher for source in sources if source.publisher))
