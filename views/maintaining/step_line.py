"""Shows the steps of the page Maintain: where a person is, and what comes next."""

from html import escape

import streamlit as st

from publishing.editing.editing import Review
from views.maintaining.steps import Progress, StepLine

READ, SEEN = "read", "seen"


def render(line: StepLine, key: str = "steps") -> None:
    """Shows the steps, which stay in view, and a sentence below them. key: of their container."""
    with st.container(key=key):
        st.html(line.line())
    st.html(f'<p class="next">{escape(line.sentence())}</p>')


def tick(label: str, subject: str, what: str) -> bool:
    """Shows a box, and returns whether it is ticked. A tick belongs to one draft or build, its subject."""
    return st.checkbox(label, key=_key(subject, what))


def ticked(subject: str, what: str) -> bool:
    """Returns whether a box is ticked, also before it is shown."""
    return bool(st.session_state.get(_key(subject, what)))


def progress_of(review: Review | None) -> Progress:
    """Returns how far a maintainer is with a draft. review: None if Signpost has not compared it yet."""
    if review is None:
        return Progress(chosen=True)
    return Progress(
        chosen=True,
        compared=True,
        read=ticked(review.digest, READ),
        seen=ticked(review.digest, SEEN),
        closed=sum(not ticked(review.digest, gate.name) for gate in review.report.gates),
    )


def _key(subject: str, what: str) -> str:
    return f"maintain-tick-{subject}-{what}"
