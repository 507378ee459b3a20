"""The job of the page Maintain: its progress, and its result until someone has read it."""

import streamlit as st

from index.settings import Settings
from index.storage.publications import Publication
from publishing.builds.ingestion import IngestReport
from publishing.editing.editing import Review
from views.maintaining import step_line
from views.maintaining.reports import report, told
from views.maintaining.steps import Progress, going_back, publishing
from views.maintaining.workspace import GOING_BACK, PUBLISHING, bench_of

POLLING_SECONDS = 0.5


def render(settings: Settings, *, second_person: bool) -> bool:
    """Shows the running job with its step, or the unread result of the last. Returns whether one is running.

    second_person: whether somebody else must approve a publication.
    """
    jobs = bench_of(settings.index).jobs
    state = jobs.state()
    if state is None:
        return False
    if state.running:
        steps_of = going_back if state.what == GOING_BACK else publishing
        progress = Progress(chosen=True, sent=state.what in (PUBLISHING, GOING_BACK))
        step_line.render(steps_of(progress, second_person=second_person))
        st.header("At work", anchor=False)
        _progress(settings)
        return True
    if isinstance(state.result, Review):
        jobs.seen(state)  # the page shows the review below
        return False
    if state.error:
        st.html(told(str(state.error)))
    elif isinstance(state.result, IngestReport) and state.result.refused:
        gates = " and ".join(f"{gate.name} ({gate.reason})" for gate in state.result.refused)
        st.html(told(f"Nothing was published because a gate is closed: {gates}. Check the draft again."))
    elif isinstance(state.result, IngestReport):
        st.success(f"Published: build {state.result.build} is current. Questions are answered from it now.")
    elif isinstance(state.result, Publication):
        st.success(f"Build {state.result.build} is current again. Questions are answered from it now.")
    st.button("I have read this", on_click=jobs.seen, args=(state,))
    return False


@st.fragment(run_every=POLLING_SECONDS)
def _progress(settings: Settings) -> None:
    state = bench_of(settings.index).jobs.state()
    if state is None or not state.running:
        st.rerun()
    st.html(report(f'<p role="status"><strong>{state.what}</strong>: {state.step}, {state.share:.0%}</p>'))
