"""Shows maintainers how each document of a draft was read, page by page, before it is published."""

from collections.abc import Sequence

import streamlit as st

from publishing.readings.as_page import HOW, STYLE, outline, page_reading, reading_head
from publishing.readings.readings import DocumentReading


def render(readings: Sequence[DocumentReading]) -> None:
    """Shows an expander for each document, with a choice of page."""
    for reading in readings:
        with st.expander(f"How {reading.title} was read"):
            st.html(f"<style>{STYLE}</style><p>{HOW}</p>{reading_head(reading)}")
            if not reading.pages:
                st.html(outline(reading))
                continue
            key = f"read-{reading.document.sha256}"
            number = st.selectbox("Page", reading.pages, key=key)
            st.html(page_reading(reading, number))
