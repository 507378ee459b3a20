"""The frame of every page: what this is, the pages, and what to do in danger. It stays in view."""

from collections.abc import Sequence
from html import escape
from importlib.metadata import version

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from assistant.library.notices import LocalNumber, Notices
from views.elements.markup import outside_link
from views.elements.notices import ASK_LEAD, phone_link

NAME = "Signpost"
VERSION = version("signpost")
DANGER = "Child in immediate danger? Call"
TRIAL = (
    "Started with streamlit run: for trying out, on this machine only. To serve others, use signpost serve."
)


def render(notices: Notices, corpus: str | None, pages: Sequence[StreamlitPage], *, guarded: bool) -> None:
    """Draws the frame.

    corpus: the name of the corpus, or None if it is not known. guarded: whether `signpost serve` runs it.
    """
    with st.container(key="frame", gap=None):
        with st.container(key="bar", horizontal=True, vertical_alignment="center"):
            about = f" <small>{escape(corpus)}</small>" if corpus else ""
            st.html(f'<p class="brand">{NAME}{about}</p>', width="content")
            with st.container(key="pages", horizontal=True, gap="xxsmall"):
                for page in pages:
                    st.page_link(page)
        st.html(danger(notices) + ("" if guarded else f'<p class="trial">{TRIAL}</p>'))


def foot(notices: Notices) -> str:
    """Returns the foot of every page: the version, and where the emergency notice comes from."""
    source = outside_link(notices.emergency.source_url, notices.emergency.source)
    return f'<p class="signpost-version">{NAME} {escape(VERSION)} · Emergency notice: {source}</p>'


def danger(notices: Notices) -> str:
    """Returns the slim bar: 999, the local numbers that are set, and that no advice is given."""
    local = [_number(number) for number in notices.local if number.is_set]
    numbers = " ".join(local) if local else f"<span>{ASK_LEAD}</span>"
    return (
        '<aside class="danger" aria-label="Emergency">'
        f"<strong>{DANGER} {phone_link(notices.emergency.phone)}</strong>{numbers}"
        f'<span class="about">{escape(notices.about)}</span></aside>'
    )


def _number(number: LocalNumber) -> str:
    return f"<span>{escape(number.name)}: {phone_link(number.phone or '')}</span>"
