"""The page Changes: what was published when, with old and new wording, for everybody."""

from functools import partial
from html import escape

import streamlit as st

from assistant.library.descriptions import day
from index.errors import SignpostError
from index.settings import Settings
from publishing.builds.history import entries_of
from publishing.builds.news import News, news
from publishing.changes.as_files import KEY, changes_csv, changes_word
from publishing.changes.as_page import changes_body
from views.current_build import changes_between, current_index, published
from views.elements.faults import fault
from views.elements.media_types import WORD_TYPE

NOTHING = "Nothing has changed since the guidance was first published here."
NOT_KEPT = "The earlier wording is no longer kept."


def render(settings: Settings) -> None:
    """Lists the publications that changed documents, the newest first."""
    st.title("What has changed", anchor=False)
    try:
        entries = entries_of(published(settings).states(), settings.keep)
        found = news(entries, current_index(settings).sources)
    except SignpostError as error:
        fault("The changes could not be read. This is a fault.", error)
        return
    if len(found) < 2:
        st.markdown(NOTHING)
    for one in found:
        _publication(settings, one)


def _publication(settings: Settings, one: News) -> None:
    st.html(f'<h2 class="lead">{day(one.on)}</h2><p>{escape(one.words)}</p>')
    if one.before is None or one.after is None:
        if one.number > 1:
            st.html(f"<p>{NOT_KEPT}</p>")
        return
    # Comparing two builds takes a moment: only for those that somebody wants to see.
    if not st.toggle("Show old and new wording", key=f"wording-{one.number}"):
        return
    try:
        changes = changes_between(published(settings), settings.keep, one.before, one.after)
    except SignpostError as error:
        fault("The wording could not be compared. This is a fault.", error)
        return
    st.html(f'<div class="report"><p>{KEY}</p><div class="changes">{changes_body(changes, 3)}</div></div>')
    with st.container(horizontal=True):
        name = f"changes-{one.on:%Y-%m-%d}"
        st.download_button(
            "Save as Word",
            partial(changes_word, changes, one.on),
            f"{name}.docx",
            WORD_TYPE,
            on_click="ignore",
            key=f"word-{one.number}",
        )
        st.download_button(
            "Save as CSV",
            partial(changes_csv, changes),
            f"{name}.csv",
            "text/csv",
            on_click="ignore",
            key=f"csv-{one.number}",
        )
