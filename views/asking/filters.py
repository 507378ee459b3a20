"""Which documents are searched: all, or those of a choice that stays in view."""

import streamlit as st

from index.documents import Source
from index.storage.passage_index import PassageIndex
from views.elements.document_names import names_of

# In the session's memory, by which the choice outlives a look at another page.
KEYS = SCOPE, PUBLISHERS, SOURCES = "scope", "publishers", "documents"
SCOPES = {"All": None, "Local": "local", "National": "national"}


def chosen(index: PassageIndex) -> frozenset[str] | None:
    """Draw the choice; the ids of the sources that it leaves, of which there may be none. None: all."""
    held = [index.sources[source_id] for source_id in index.documents]
    scope = SCOPES[st.radio("Local or national", list(SCOPES), horizontal=True, key=SCOPE)]
    publishers = st.multiselect("Publishers", _publishers(held), placeholder="All", key=PUBLISHERS)
    names = names_of(held)
    documents = st.multiselect(
        "Documents", list(names), format_func=lambda i: names.get(i, i), placeholder="All", key=SOURCES
    )
    if not (scope or publishers or documents):
        return None
    return frozenset(
        source.id
        for source in held
        if (scope is None or source.scope == scope)
        and (not publishers or source.publisher in publishers)
        and (not documents or source.id in documents)
    )


def titles(index: PassageIndex, chosen: frozenset[str]) -> list[str]:
    """The titles of the sources with these ids, in the register's order."""
    return [source.title for source in index.corpus.sources if source.id in chosen]


def _publishers(held: list[Source]) -> list[str]:
    return list(dict.fromkeys(source.publisher for source in held if source.publisher))
