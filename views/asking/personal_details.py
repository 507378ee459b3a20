"""Holds a question with personal details until the person decides what to do with it."""

import streamlit as st

from assistant.library.notices import Notices
from assistant.questions.personal_details import details_of, message, without
from assistant.questions.question import LONGEST_QUESTION
from views.elements import notices
from views.elements.page_script import announce

TAKE_OUT = "Remove it and search"
EDITED = "Search the edited question"
ANYWAY = "Search anyway"
# Keys in the session: the question that waits, the one to search, and the text of the edit box.
PENDING, CHOSEN, EDITOR = "pending", "chosen", "edited"


def checked(typed: str | None) -> str | None:
    """Returns the question to search now: one without personal details, or one the person decided on.

    A typed question with personal details waits, and replaces one that waited before.
    """
    if typed:
        # The edit box keeps its text. The text of an earlier question must not come back.
        for key in (CHOSEN, EDITOR):
            st.session_state.pop(key, None)
        _check(typed)
    chosen: str | None = st.session_state.pop(CHOSEN, None)
    return chosen


def waits() -> bool:
    """Tells whether a question waits for the person's decision."""
    return PENDING in st.session_state


def ask_back(read: Notices) -> None:
    """If a question waits, says which details it contains and lets the person decide."""
    if not waits():
        return
    question: str = st.session_state[PENDING]
    details = details_of(question)
    notices.raise_where_needed(read, question)
    st.warning(f"**Not searched yet.** {message(details)}")
    out = without(question, details)
    st.button(TAKE_OUT, type="primary", on_click=_decide, args=(out,))
    st.markdown("Your question would be:")
    st.text(out)
    with st.form("edit", border=False):
        st.text_area("Edit your question", value=question, max_chars=LONGEST_QUESTION, key=EDITOR)
        st.form_submit_button(EDITED, on_click=_edit)
    st.button(ANYWAY, on_click=_decide, args=(question,))


def forget() -> None:
    """Erases a question that waits."""
    for key in (PENDING, CHOSEN, EDITOR):
        st.session_state.pop(key, None)


def _edit() -> None:
    _check(st.session_state[EDITOR].strip())


def _check(question: str) -> None:
    if question and details_of(question):
        st.session_state[PENDING] = question
        announce("Not searched yet: your question seems to include personal details.")
    else:
        _decide(question)


def _decide(question: str) -> None:
    st.session_state.pop(PENDING, None)
    st.session_state[CHOSEN] = question
