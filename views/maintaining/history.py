"""The record of publications, and the way back to an earlier build."""

from functools import partial

import streamlit as st

from assistant.library.descriptions import counted
from index.errors import SignpostError, UnknownBuild
from index.settings import Settings
from index.storage.builds import current_name
from index.storage.published import PublishedFolder
from publishing.builds.history import history
from publishing.editing.maintainers import Maintainers, Person
from views.current_build import changes_between
from views.maintaining import step_line
from views.maintaining.messages import act, written
from views.maintaining.reports import audit_csv, audit_table, changes_list, told, when
from views.maintaining.steps import ASK, CHANGES, GO_BACK, Progress, going_back
from views.maintaining.workspace import GOING_BACK, bench_of, desk_of

BUILD, WHY_BACK = "maintain-build", "maintain-why-back"


def render(settings: Settings, maintainers: Maintainers, person: Person) -> None:
    """Shows the record, and lets a maintainer go back to an earlier build."""
    entries = history(settings.index, settings.keep)
    st.header("What was published", anchor=False)
    st.html(audit_table(entries))
    st.download_button(
        "Save the record as CSV",
        partial(audit_csv, entries),
        file_name="signpost-record.csv",
        mime="text/csv",
        on_click="ignore",
    )
    kept = {
        entry.kept: f"Build {entry.kept}, published {when(entry.publication.at)}"
        for entry in reversed(entries)
        if entry.kept and entry.kept != current_name(settings.index)
    }
    if "maintain" in person.roles and kept:
        with st.expander(f"Go back to an earlier build ({counted(len(kept), 'build')} kept)"):
            _way_back(settings, maintainers, person, kept)


def changes(settings: Settings, before: str | None, after: str) -> bool:
    """Shows the changes from one build to another. Returns False, and says why, if one is no longer kept.

    before: None shows nothing.
    """
    if before is None:
        return True
    try:
        st.html(changes_list(changes_between(PublishedFolder(settings.index), settings.keep, before, after)))
    except UnknownBuild as error:
        st.html(told(str(error)))
        return False
    except SignpostError as error:
        # Going back from a damaged build must not depend on that build.
        st.html(told(f"The changes cannot be shown. {error}"))
    return True


def _way_back(settings: Settings, maintainers: Maintainers, person: Person, kept: dict[str, str]) -> None:
    """Shows the steps of going back. kept: the builds to choose from, oldest first, and their labels."""
    second, chosen = maintainers.second_person, str(st.session_state.get(BUILD))
    progress = Progress(chosen=chosen in kept, seen=step_line.ticked(chosen, step_line.SEEN))
    line = going_back(progress, second_person=second)
    step_line.render(line, "steps-back")
    build = st.selectbox(
        "Build",
        list(reversed(kept)),
        index=None,
        placeholder="Choose a build",
        format_func=lambda name: kept[name],
        key=BUILD,
    )
    if build is None:
        return
    st.header(line.heading(CHANGES), anchor=False)
    changes(settings, current_name(settings.index), build)
    step_line.tick("I have seen what changes.", build, step_line.SEEN)
    st.header(line.heading(ASK if second else GO_BACK), anchor=False)
    st.text_input("Why are you going back? It stays in the record.", key=WHY_BACK, max_chars=500)
    label = "Ask for approval to go back" if second else "Go back to this build"
    st.button(label, on_click=_go_back, args=(settings, person, build, second))


def _go_back(settings: Settings, person: Person, build: str, second: bool) -> None:
    desk, why = desk_of(settings), written(WHY_BACK)
    if second:
        act(settings, person, lambda: desk.request_rollback(person, build, why))
        return
    work = partial(desk.roll_back, person, build, why)
    act(settings, person, lambda: bench_of(settings.index).start(GOING_BACK, person, work))
