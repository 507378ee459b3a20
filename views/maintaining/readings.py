"""Shows maintainers how each document of a draft was read, page by page, before it is published."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from publishing.readings.as_page import HOW, STYLE, outline, page_reading, reading_head
from publishing.readings.readings import DocumentReading
from views.maintaining.reports import report


def render(readings: Sequence[DocumentReading]) -> None:
    """Shows each document: a page of it, chosen by number, beside its text, or else all of its text."""
    if readings:
        st.html(f"<style>{STYLE}</style>{report(f'<p>{HOW}</p>')}")
    for reading in readings:
        name = f"How {escape(reading.title)} was read"
        st.html(report(f"<h3>{name}</h3>{reading_head(reading)}"))
        if not reading.pages:
            st.html(
                f'<div class="whole" role="region" tabindex="0" aria-label="{name}">{outline(reading)}</div>'
            )
            continue
        number = reading.pages[0]
        if len(reading.pages) > 1:
            number = st.selectbox("Page", reading.pages, key=f"read-{reading.document.sha256}", width=160)
        st.html(page_reading(reading, number))
