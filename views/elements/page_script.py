"""The script of every page: announces results, disables single-key shortcuts, clears an idle page."""

from pathlib import Path

import streamlit as st

from index.settings import Settings

SCRIPT = Path(__file__).with_suffix(".js")
# The region exists from the first paint: screen readers may miss words in a newly added one.
PARTS = """
<div role="status" aria-live="polite"></div>
<p class="searching" aria-hidden="true" hidden>Searching the guidance…</p>
<p class="clearing" hidden>Nobody has used this page for a while. It clears itself within a minute.
Press a key or move the pointer to keep it.</p>
"""
STYLE = """
[role=status] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.searching { position: fixed; left: 50%; bottom: 6.5rem; transform: translateX(-50%); z-index: 1000000;
  margin: 0; padding: 0.5rem 1rem; border-radius: 999px; background: #14181b; color: #ffffff; }
.clearing { position: fixed; top: 0; left: 0; right: 0; z-index: 1000000; margin: 0; padding: 1rem;
  background: #0b0c0c; color: #ffffff; }
"""
# Keys in the session: (number of announcements, last words announced), and the page last shown.
SAID, PAGE = "said", "page"
_mounted = st.components.v2.component("signpost_page", html=PARTS, css=STYLE, js=SCRIPT.read_text())


def announce(words: str) -> None:
    """Has a screen reader read these words out."""
    number, _ = st.session_state.get(SAID, (0, ""))
    st.session_state[SAID] = (number + 1, words)


def announce_once(words: str) -> None:
    """As above, unless these words were announced last. For words that a page shows at every run."""
    if st.session_state.get(SAID, (0, ""))[1] != words:
        announce(words)


def begin(page: str) -> None:
    """Empties the announcement if this is not the page shown last."""
    if st.session_state.get(PAGE, page) != page:
        announce("")
    st.session_state[PAGE] = page


def mount(settings: Settings, *, kept: bool) -> None:
    """Adds the script to the page. kept: whether the session contains something to clear when idle."""
    number, words = st.session_state.get(SAID, (0, ""))
    seconds = settings.idle_minutes * 60
    _mounted(key="page", data={"number": number, "say": words, "idle_seconds": seconds, "kept": kept})
