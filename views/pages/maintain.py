"""The page Maintain: the draft, its publication, the builds, and the record of what was published."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from index.errors import InvalidSetting, SignpostError, UnknownBuild
from index.settings import Settings
from publishing.builds.approvals import Request, read_request
from publishing.changes.as_page import changes_page
from publishing.editing.drafts import Draft, read_draft
from publishing.editing.editing import Review
from publishing.editing.people import Maintainers, Person, read_maintainers
from publishing.gates.gates import GATES, REASONS, GateName
from publishing.progress import Bars
from views.maintaining import history, job_progress, messages, readings, sign_in, upload
from views.maintaining.messages import act, written
from views.maintaining.reports import changes_list, draft_list, gates_list, health_list, told, when
from views.maintaining.workspace import Result, bench_of, desk_of

WHY = "maintain-why"


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
    try:
        if not job_progress.render(settings):
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
    if request:
        _requested(settings, person, request, draft)
    elif draft:
        _drafted(settings, maintainers, person, draft)
    if "maintain" not in person.roles:
        if not (request or draft):
            st.markdown("Nothing waits for your approval.")
    elif draft:
        with st.expander("Add or replace another document in this draft"):
            if request:
                st.markdown("This cancels the request for approval. Ask again for the changed draft.")
            upload.render(settings, person, main=False)
    else:
        st.header("Upload a document", anchor=False)
        st.markdown("Signpost reads and compares it first. Readers see it only once it is published.")
        upload.render(settings, person, main=True)


def _drafted(settings: Settings, maintainers: Maintainers, person: Person, draft: Draft) -> None:
    """Shows a draft, its review, and what to do with it."""
    st.header("The draft", anchor=False)
    st.html(draft_list(draft))
    review = _reviewed(settings, person, draft)
    if "maintain" in person.roles:
        if review:
            accept = _gates(review)
            ask = maintainers.second_person
            st.text_area("Why? It stays in the record.", key=WHY, max_chars=500)
            st.button(
                "Ask for approval" if ask else "Publish",
                type="primary",
                on_click=_request if ask else _publish,
                args=(settings, person, review, accept),
            )
        st.button(
            "Discard the draft",
            on_click=act,
            args=(settings, person, partial(desk_of(settings).discard, person)),
        )


def _reviewed(settings: Settings, person: Person, draft: Draft) -> Review | None:
    """Shows and returns the review, or shows a button to make one."""
    bench = bench_of(settings.index)
    review = bench.review_of(settings.index, draft)
    if review is None:
        work = partial(desk_of(settings).review, person)
        start = partial(bench.start, "Reading the draft and comparing", person, work)
        st.button("Check the draft", type="primary", on_click=act, args=(settings, person, start))
        return None
    found = review.report
    st.html(health_list(found.health, draft, found.warnings))
    st.html(changes_list(found.changes))
    st.html(gates_list(found.gates))
    readings.render(found.readings)
    if found.changes:
        st.download_button(
            "Save the changes as a page",
            partial(changes_page, found.changes, found.gates, found.readings),
            file_name=f"changes-{found.build}.html",
            mime="text/html",
            on_click="ignore",
        )
    return review


def _gates(review: Review) -> tuple[GateName, ...]:
    """Shows a box for each closed gate. Returns those that the person ticks."""
    return tuple(
        gate.name
        for gate in review.report.gates
        if st.checkbox(
            f"Publish although {gate.reason} (gate {gate.name})",
            # The key names the draft, so that a tick does not carry over to another draft.
            key=f"maintain-gate-{review.digest}-{gate.name}",
        )
    )


def _requested(settings: Settings, person: Person, request: Request, draft: Draft | None) -> None:
    """Shows a request and what the second person can do with it."""
    st.header("Waiting for approval", anchor=False)
    reviewed: object = True
    if request.kind == "rollback":
        st.text(f"{request.who} asks to go back to build {request.subject} (since {when(request.at)} UTC).")
    else:
        st.text(f"{request.who} asks to publish this draft (since {when(request.at)} UTC).")
    if request.why:
        st.text(f"Why: {request.why}")
    if request.kind == "rollback" and request.before:
        try:
            change = history.changes_between(settings.index, settings.keep, request.before, request.subject)
            st.html(changes_list(change))
        except UnknownBuild as error:
            # The build is no longer kept, so the request can only be cancelled.
            reviewed = False
            st.html(told(str(error)))
        except SignpostError as error:
            # Going back from a damaged build must not depend on that build.
            st.html(told(f"The changes cannot be shown. {error}"))
    if request.kind == "publication" and draft:
        st.html(draft_list(draft))
        reviewed = _reviewed(settings, person, draft)
    for name in GATES:
        if name in request.accept:
            st.warning(f"This would override: {REASONS[name]} (gate {name}).")
    desk = desk_of(settings)
    if person.email == request.email:
        st.markdown("You asked for this, so somebody else must approve it.")
    elif "approve" in person.roles and reviewed:
        work: Callable[[Bars], Result] = partial(desk.approve, person, request.id)
        start = partial(bench_of(settings.index).start, "Publishing", person, work)
        label = "Approve and publish" if request.kind == "publication" else "Approve and go back"
        st.button(label, type="primary", on_click=act, args=(settings, person, start))
    if person.email == request.email or "approve" in person.roles:
        label = "Cancel the request" if person.email == request.email else "Reject the request"
        st.button(label, on_click=act, args=(settings, person, partial(desk.take_back, person, request.id)))


def _publish(settings: Settings, person: Person, review: Review, accept: tuple[GateName, ...]) -> None:
    desk, why = desk_of(settings), written(WHY) or None

    def work(bars: Bars) -> Result:
        return desk.publish(person, review, accept, why, bars)

    act(settings, person, lambda: bench_of(settings.index).start("Publishing", person, work))


def _request(settings: Settings, person: Person, review: Review, accept: tuple[GateName, ...]) -> None:
    act(settings, person, lambda: desk_of(settings).request(person, review, accept, written(WHY) or None))
