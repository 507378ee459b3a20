"""The draft, step by step: its documents, how they were read, what changes, and the gates."""

from functools import partial

import streamlit as st

from index.settings import Settings
from publishing.builds.approvals import Request
from publishing.changes.as_page import changes_page
from publishing.editing.drafts import Draft
from publishing.editing.editing import Review
from publishing.editing.maintainers import Person
from publishing.gates.gates import GATES, REASONS, GateName
from views.maintaining import readings, upload
from views.maintaining.messages import act
from views.maintaining.reports import changes_list, draft_list, gates_list, health_list
from views.maintaining.step_line import READ, SEEN, tick
from views.maintaining.steps import ADD, CHANGES, READING, StepLine
from views.maintaining.steps import GATES as ANSWERS
from views.maintaining.workspace import bench_of, desk_of


def render(
    settings: Settings,
    person: Person,
    line: StepLine,
    draft: Draft,
    review: Review | None,
    request: Request | None,
) -> tuple[GateName, ...]:
    """Shows the steps up to the gates. Returns the closed gates that the person accepts.

    review: None shows a button that makes one. request: the open one to publish this draft, which nobody can
    change any more.
    """
    _documents(settings, person, line, draft, request)
    own = "maintain" in person.roles and request is None
    st.header(line.heading(READING), anchor=False)
    if review is None:
        with st.container(horizontal=True):
            work = partial(desk_of(settings).review, person)
            start = partial(bench_of(settings.index).start, "Reading the draft and comparing", person, work)
            st.button("Check the draft", type="primary", on_click=act, args=(settings, person, start))
            if own:
                discard(settings, person)
        return ()
    found = review.report
    st.html(health_list(found.health, draft, found.warnings, found.documents.unreadable))
    readings.render(found.readings)
    if own:
        tick("I have checked how it was read.", review.digest, READ)
    st.header(line.heading(CHANGES), anchor=False)
    st.html(changes_list(found.changes))
    if found.changes:
        st.download_button(
            "Save the changes as a page",
            partial(changes_page, found.changes, found.gates, found.readings, found.documents.unreadable),
            file_name=f"changes-{found.build}.html",
            mime="text/html",
            on_click="ignore",
        )
    if own:
        tick("I have seen what changes.", review.digest, SEEN)
    st.header(line.heading(ANSWERS), anchor=False)
    st.html(gates_list(found.gates))
    for name in GATES:
        if request and name in request.accept:
            st.warning(f"This would override: {REASONS[name]} (gate {name}).")
    if not own:
        return ()
    return tuple(
        gate.name
        for gate in found.gates
        if tick(f"Publish although {gate.reason} (gate {gate.name})", review.digest, gate.name)
    )


def discard(settings: Settings, person: Person) -> None:
    """Shows a button that discards the draft."""
    action = partial(desk_of(settings).discard, person)
    st.button("Discard the draft", on_click=act, args=(settings, person, action))


def _documents(
    settings: Settings, person: Person, line: StepLine, draft: Draft, request: Request | None
) -> None:
    st.header(line.heading(ADD), anchor=False)
    st.html(draft_list(draft))
    if "maintain" in person.roles:
        with st.expander("Add or replace another document in this draft"):
            if request:
                st.markdown("This cancels the request for approval. Ask again for the changed draft.")
            upload.render(settings, person, main=False)
