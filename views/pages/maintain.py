"""The page Maintain: the draft, its publication, the builds, and the record of what was published."""

from html import escape

import streamlit as st

from assistant.library.notices import read_notices
from index.errors import InvalidSetting, SignpostError
from index.settings import Settings
from publishing.builds.approvals import Request, read_request
from publishing.editing.drafts import Draft, read_draft
from publishing.editing.editing import Review
from publishing.editing.maintainers import Maintainers, Person, read_maintainers
from publishing.gates.gates import GateName
from publishing.progress import Bars
from views.maintaining import (
    draft_steps,
    history,
    job_progress,
    messages,
    requests,
    sign_in,
    step_line,
    upload,
)
from views.maintaining.messages import act, written
from views.maintaining.reports import told
from views.maintaining.steps import ADD, ASK, PUBLISH, Progress, publishing
from views.maintaining.workspace import PUBLISHING, Result, bench_of, desk_of

WHY = "maintain-why"
UNSET = "Numbers that readers still miss, to be filled in in notices.toml:"


def render(settings: Settings) -> None:
    """Shows the page to people in the maintainers file, and only the sign-in to anyone else."""
    st.title("Maintain", anchor=False)
    if settings.maintainers is None:
        return
    try:
        maintainers = read_maintainers(settings.maintainers)
    except InvalidSetting:
        # The message may name people, and anyone can open this page.
        st.error("Nobody can sign in: the maintainers file has a mistake. `signpost serve` names it.")
        return
    person = sign_in.render(maintainers)
    if person is None:
        return
    messages.render()
    if unset := read_notices(settings.corpus).unset:
        st.html(f"<p><strong>{UNSET}</strong> {escape('; '.join(unset))}</p>")
    # The steps stay in view as far as this container reaches.
    with st.container(key="work"):
        try:
            if not job_progress.render(settings, second_person=maintainers.second_person):
                _work(settings, maintainers, person)
        except SignpostError as error:
            st.html(told(str(error)))
    try:
        history.render(settings, maintainers, person)
    except SignpostError as error:
        st.html(told(str(error)))


def _work(settings: Settings, maintainers: Maintainers, person: Person) -> None:
    """Shows what to decide next: a request, or else the draft, or else an upload."""
    draft, request = read_draft(settings.index), read_request(settings.index)
    maintains = "maintain" in person.roles
    if request and request.kind == "rollback":
        requests.to_go_back(settings, person, request)
        if maintains:
            st.header("Add or replace a document", anchor=False)
            upload.render(settings, person, main=False)
    elif draft or request:
        _drafted(settings, maintainers, person, draft, request)
    elif maintains:
        line = publishing(Progress(), second_person=maintainers.second_person)
        step_line.render(line)
        st.header(line.heading(ADD), anchor=False)
        st.markdown("Signpost reads and compares it first. Readers see it only once it is published.")
        upload.render(settings, person, main=True)
    else:
        st.markdown("Nothing waits for your approval.")


def _drafted(
    settings: Settings,
    maintainers: Maintainers,
    person: Person,
    draft: Draft | None,
    request: Request | None,
) -> None:
    """Shows a draft, its review, and what to do with it."""
    review = bench_of(settings.index).review_of(settings.index, draft) if draft else None
    progress = Progress(sent=True) if request else step_line.progress_of(review)
    ask = maintainers.second_person or request is not None
    line = publishing(progress, second_person=ask)
    step_line.render(line)
    accept = draft_steps.render(settings, person, line, draft, review, request) if draft else ()
    if request:
        requests.to_publish(settings, person, line, request, reviewed=review is not None)
    elif review and "maintain" in person.roles:
        st.header(line.heading(ASK if ask else PUBLISH), anchor=False)
        st.text_area("Why? It stays in the record.", key=WHY, max_chars=500)
        with st.container(horizontal=True):
            st.button(
                "Ask for approval" if ask else "Publish",
                type="primary",
                on_click=_request if ask else _publish,
                args=(settings, person, review, accept),
            )
            draft_steps.discard(settings, person)


def _publish(settings: Settings, person: Person, review: Review, accept: tuple[GateName, ...]) -> None:
    desk, why = desk_of(settings), written(WHY) or None

    def work(bars: Bars) -> Result:
        return desk.publish(person, review, accept, why, bars)

    act(settings, person, lambda: bench_of(settings.index).start(PUBLISHING, person, work))


def _request(settings: Settings, person: Person, review: Review, accept: tuple[GateName, ...]) -> None:
    act(settings, person, lambda: desk_of(settings).request(person, review, accept, written(WHY) or None))
