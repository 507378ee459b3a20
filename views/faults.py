"""A fault, told on the page: never to be taken for "nothing found", and as plain text."""

import streamlit as st

from assistant.markdown_text import escaped
from index.errors import SignpostError


def fault(what: str, error: SignpostError | str) -> None:
    """Say what could not be done, and why: the error's own words."""
    st.error(f"{what} {escaped(str(error))}")
