"""A request for approval, and what the second person can do with it."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from index.settings import Settings
from publishing.builds.approvals import Request
from publishing.editing.maintainers import Person
from publishing.progress import Bars
from views.maintaining import history, step_line
from views.maintaining.messages import act
from views.maintaining.reports import when
from views.maintaining.steps import (
    APPROVE,
    APPROVE_BACK,
    ASK,
    CHANGES,
    CHOOSE,
    Progress,
    StepLine,
    going_back,
)
from views.maintaining.workspace import GOING_BACK, PUBLISHING, Result, bench_of, desk_of


def to_publish(
    settings: Settings, person: Person, line: StepLine, request: Request, *, reviewed: bool
) -> None:
    """Shows a request to publish the draft, below the draft. reviewed: whether it can be approved."""
    _asked(line, request, "publish this draft")
    st.header(line.heading(APPROVE), anchor=False)
    _decide(settings, person, request, APPROVE.name, PUBLISHING, reviewed=reviewed)


def to_go_back(settings: Settings, person: Person, request: Request) -> None:
    """Shows a request to go back to an earlier build, with its steps."""
    line = going_back(Progress(sent=True), second_person=True)
    step_line.render(line)
    st.header(line.heading(CHOOSE), anchor=False)
    st.text(f"Build {request.subject}")
    st.header(line.heading(CHANGES), anchor=False)
    kept = history.changes(settings, request.before, request.subject)
    _asked(line, request, f"go back to build {request.subject}")
    st.header(line.heading(APPROVE_BACK), anchor=False)
    _decide(settings, person, request, APPROVE_BACK.name, GOING_BACK, reviewed=kept)


def _asked(line: StepLine, request: Request, what: str) -> None:
    st.header(line.heading(ASK), anchor=False)
    st.text(f"{request.who} asks to {what} (since {when(request.at)} UTC).")
    if request.why:
        st.text(f"Why: {request.why}")


def _decide(
    settings: Settings, person: Person, request: Request, label: str, job: str, *, reviewed: bool
) -> None:
    """Shows the buttons that approve (label), reject or cancel a request. job: what approval starts."""
    desk, own = desk_of(settings), person.email == request.email
    if own:
        st.markdown("You asked for this, so somebody else must approve it.")
    with st.container(horizontal=True):
        if not own and "approve" in person.roles and reviewed:
            work: Callable[[Bars], Result] = partial(desk.approve, person, request.id)
            start = partial(bench_of(settings.index).start, job, person, work)
            st.button(label, type="primary", on_click=act, args=(settings, person, start))
        if own or "approve" in person.roles:
            no = "Cancel the request" if own else "Reject the request"
            action = partial(desk.take_back, person, request.id)
            st.button(no, on_click=act, args=(settings, person, action))
