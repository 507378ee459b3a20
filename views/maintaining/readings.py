"""How the documents of a draft were read, page by page, before anybody is shown them."""

from collections.abc import Sequence

import streamlit as st

from publishing.readings.as_page import HOW, STYLE, outline, page_reading, reading_head
from publishing.readings.readings import DocumentReading


def render(readings: Sequence[DocumentReading]) -> None:
    """One to unfold for each document, with its pages to leaf through."""
    for reading in readings:
        with st.expander(f"How {reading.title} was read"):
            st.html(f"<style>{STYLE}</style><p>{HOW}</p>{reading_head(reading)}")
            if not reading.pages:
                st.html(outline(reading))
                continue
            key = f"read-{reading.document.sha256}"
            number = st.selectbox("Page", reading.pages, key=key)
            st.html(page_reading(reading, number))
