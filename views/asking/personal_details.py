"""Before a question is searched: what it gives away, and what the person wants done about it."""

import streamlit as st

from assistant.library.notices import Notices
from assistant.questions.personal_details import details_of, message, without
from assistant.questions.question import LONGEST_QUESTION
from views.elements import notices
from views.elements.page_script import announce

TAKE_OUT = "Take it out and search"
EDITED = "Search the edited question"
ANYWAY = "Search anyway"
# In the session's memory: the question that waits for the person's word, and the one to be searched.
PENDING, CHOSEN, EDITOR = "pending", "chosen", "edited"


def checked(typed: str | None) -> str | None:
    """The question to be searched now: the one typed, where it gives nothing away, or the one decided on.

    A typed one that gives something away waits, and takes the place of one that waited.
    """
    if typed:
        # The box for editing holds on to its words: those of another question must not come back.
        for key in (CHOSEN, EDITOR):
            st.session_state.pop(key, None)
        _weigh(typed)
    chosen: str | None = st.session_state.pop(CHOSEN, None)
    return chosen


def waits() -> bool:
    """Whether a question waits for the person's word."""
    return PENDING in st.session_state


def ask_back(read: Notices) -> None:
    """Where a question waits: say what it gives away, and let the person decide."""
    if not waits():
        return
    question: str = st.session_state[PENDING]
    details = details_of(question)
    notices.raise_where_needed(read, question)
    st.warning(f"**Not searched yet.** {message(details)}")
    out = without(question, details)
    st.button(TAKE_OUT, type="primary", on_click=_decide, args=(out,))
    st.markdown("Then this is searched:")
    st.text(out)
    with st.form("edit", border=False):
        st.text_area("Edit your question", value=question, max_chars=LONGEST_QUESTION, key=EDITOR)
        st.form_submit_button(EDITED, on_click=_edit)
    st.button(ANYWAY, on_click=_decide, args=(question,))


def forget() -> None:
    """Let go of a question that waits."""
    for key in (PENDING, CHOSEN, EDITOR):
        st.session_state.pop(key, None)


def _edit() -> None:
    _weigh(st.session_state[EDITOR].strip())


def _weigh(question: str) -> None:
    if question and details_of(question):
        st.session_state[PENDING] = question
        announce("Not searched yet: the question seems to hold details of a person.")
    else:
        _decide(question)


def _decide(question: str) -> None:
    st.session_state.pop(PENDING, None)
    st.session_state[CHOSEN] = question
