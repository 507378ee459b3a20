"""Actions on an answer: save it, or report a problem with one of its passages."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from assistant.answers.answer import Answer
from assistant.answers.as_text import passage_name
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.editing.problem_reports import REASONS, Reason, report_problem
from views.asking.saved_answer import Line, markdown, saved_lines, web_page, word
from views.elements.faults import fault
from views.elements.markup import passages_within
from views.elements.media_types import WORD_TYPE
from views.elements.page_script import announce

Make = Callable[[Sequence[Line]], str | bytes]
FILES: tuple[tuple[str, str, str, Make], ...] = (
    ("Save as Word", "docx", WORD_TYPE, word),
    ("Save as Markdown", "md", "text/markdown", markdown),
    ("Save as a page to print", "html", "text/html", web_page),
)
# Reporting needs no sign-in, so each session has a limit. Nobody needs more than this.
MOST_REPORTS = 20
REPORTED = "reported"


def save(answer: Answer, at: datetime, name: str, searched_in: Sequence[str] | None) -> None:
    """Three kinds of files; each is made when it is asked for. name: of the turn; searched_in: see cards."""
    with st.expander("Save this answer"):
        asked = st.checkbox("Include my question", key=f"with-question-{name}")
        row = st.container(horizontal=True)
        for label, ending, mime, make in FILES:
            row.download_button(
                label,
                partial(_saved, make, answer, at, asked, searched_in),
                file_name=f"guidance-{at:%Y-%m-%d-%H%M}.{ending}",
                mime=mime,
                key=f"{ending}-{name}",
                on_click="ignore",
            )
        st.text(f"Your question will {'' if asked else 'not '}be in the file.")


def report(settings: Settings, answer: Answer, index: PassageIndex, name: str) -> None:
    """Which passage, and what is wrong with it: both are chosen, for free words could tell of a child."""
    with st.expander("Report a problem"), st.form(f"report-{name}", border=False):
        names = [passage_name(number, quote.place) for number, quote in enumerate(answer.quotes)]
        which = st.selectbox("Which passage?", range(len(names)), format_func=names.__getitem__)
        reason: Reason = st.radio("What is wrong?", REASONS)
        st.text("Only the passage and your choice are saved, for the safeguarding lead.")
        if not st.form_submit_button("Report it"):
            return
    place = answer.quotes[which].place
    passage = passages_within(index, place.source.id, place.start, place.end)[0].id
    done: set[tuple[str, str]] = st.session_state.setdefault(REPORTED, set())
    if len(done) >= MOST_REPORTS:
        st.error(f"Not saved: you have already sent {MOST_REPORTS} reports. Tell the lead directly.")
        return
    try:
        if (passage, reason) not in done:
            report_problem(settings.index, index, passage, reason, datetime.now().astimezone().date())
            done.add((passage, reason))
    except SignpostError as error:
        fault("Your report was not saved.", error)
        return
    st.success(f"Reported: passage {which + 1}, {reason}.")
    announce("Reported.")


def _saved(
    make: Make, answer: Answer, at: datetime, asked: bool, searched_in: Sequence[str] | None
) -> str | bytes:
    return make(saved_lines(answer, at, with_question=asked, searched_in=searched_in))
