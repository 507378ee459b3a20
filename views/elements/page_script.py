"""The script of every page: it announces what has come, disarms single keys and clears an idle page."""

from pathlib import Path

import streamlit as st

from index.settings import Settings

SCRIPT = Path(__file__).with_suffix(".js")
# The region is there from the first paint on, for what is said in a new one is not always read out.
PARTS = """
<div role="status" aria-live="polite"></div>
<p class="clearing" hidden>Nobody has used this page for a while. It clears itself within a minute.
Press a key or move the pointer to keep it.</p>
"""
STYLE = """
[role=status] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.clearing { position: fixed; top: 0; left: 0; right: 0; z-index: 1000000; margin: 0; padding: 1rem;
  background: #0b0c0c; color: #ffffff; }
"""
# In the session's memory: what was said last, and how often something was said; the page that was shown.
SAID, PAGE = "said", "page"
_mounted = st.components.v2.component("signpost_page", html=PARTS, css=STYLE, js=SCRIPT.read_text())


def announce(words: str) -> None:
    """Have these words read out, by those who have the page read to them."""
    number, _ = st.session_state.get(SAID, (0, ""))
    st.session_state[SAID] = (number + 1, words)


def announce_once(words: str) -> None:
    """The same where they were not what was said last: for what a page shows at every run."""
    if st.session_state.get(SAID, (0, ""))[1] != words:
        announce(words)


def begin(page: str) -> None:
    """On another page than before, what was said there is said no longer."""
    if st.session_state.get(PAGE, page) != page:
        announce("")
    st.session_state[PAGE] = page


def mount(settings: Settings, *, kept: bool) -> None:
    """Put the script into the page. kept: whether the session holds something that an idle page must lose."""
    number, words = st.session_state.get(SAID, (0, ""))
    seconds = settings.idle_minutes * 60
    _mounted(key="page", data={"number": number, "say": words, "idle_seconds": seconds, "kept": kept})
