"""The record of publications, and the way back to an earlier build."""

from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from assistant.library.descriptions import counted
from index.settings import Settings
from index.storage.builds import current_name
from publishing.builds.history import differences, history
from publishing.changes.changes import Changes
from publishing.editing.people import Maintainers, Person
from views.maintaining.messages import act, written
from views.maintaining.reports import audit_csv, audit_table, when
from views.maintaining.workspace import bench_of, desk_of

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
            st.selectbox("Build", list(reversed(kept)), format_func=lambda name: kept[name], key=BUILD)
            st.text_input("Why are you going back? It stays in the record.", key=WHY_BACK, max_chars=500)
            label = "Ask for approval to go back" if maintainers.second_person else "Go back to this build"
            st.button(label, on_click=_go_back, args=(settings, person, maintainers.second_person))


@lru_cache(maxsize=1)
def changes_between(index: Path, keep: int, before: str, after: str) -> Changes:
    """Returns the changes from one build to another. Raises as `differences` does."""
    return differences(index, keep, before, after)


def _go_back(settings: Settings, person: Person, second: bool) -> None:
    desk = desk_of(settings)
    build, why = str(st.session_state[BUILD]), written(WHY_BACK)
    if second:
        act(settings, person, lambda: desk.request_rollback(person, build, why))
        return
    work = partial(desk.roll_back, person, build, why)
    act(settings, person, lambda: bench_of(settings.index).start("Going back", person, work))
