"""Problems that people reported with passages, for the safeguarding lead, as a table and as CSV."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from assistant.library.as_text import UNHEADED
from assistant.library.descriptions import counted, day, section_name
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.editing.problem_reports import PROBLEMS, Problem, problems
from publishing.export.spreadsheet import spreadsheet
from views.elements.faults import fault
from views.elements.markup import outside_link
from views.elements.permalinks import passage_address
from views.elements.tables import table

HEADING = "Reported problems"
COLUMNS = ("Passage", "What is wrong", "Reported", "Last reported")
CSV_COLUMNS = ("source", "passage", "what is wrong", "reported", "last", "SHA-256", "build")
GONE = "no longer in the guidance"


@dataclass(frozen=True, slots=True)
class Told:
    """All reports of one problem with one passage: the last of them, and how many there were."""

    last: Problem
    times: int

    @property
    def on(self) -> date:
        """Returns the day of the last report."""
        return self.last.on


def render(settings: Settings, index: PassageIndex) -> None:
    """Lists the reported problems, newest first. Shows nothing if there are none."""
    try:
        reported = told(problems(settings.index))
    except SignpostError as error:
        fault("The reported problems could not be read. This is a fault.", error)
        return
    if not reported:
        return
    st.html(f'<h2 class="lead">{HEADING}: {len(reported)}</h2>')
    st.markdown(f"To close a problem, a maintainer deletes its line from `{PROBLEMS}` in the index folder.")
    rows = (
        (passage_cell(index, one.last), escape(one.last.reason), counted(one.times, "time"), day(one.on))
        for one in reported
    )
    st.html(f'<div class="gaps">{table(HEADING, COLUMNS, rows)}</div>')
    st.download_button(
        "Save the problems as CSV", problem_csv(reported), "problems.csv", "text/csv", on_click="ignore"
    )


def told(found: Iterable[Problem]) -> list[Told]:
    """Groups the reports by passage and problem, with the last reported first."""
    alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in found:
        alike[problem.passage, problem.sha256, problem.reason].append(problem)
    return sorted(
        (Told(each[-1], len(each)) for each in alike.values()), key=lambda one: one.on, reverse=True
    )


def problem_csv(reported: Iterable[Told]) -> bytes:
    """Returns the same table as CSV."""
    return spreadsheet(
        CSV_COLUMNS,
        (
            (
                one.last.source_id,
                one.last.passage,
                one.last.reason,
                one.times,
                one.on.isoformat(),
                one.last.sha256,
                one.last.build,
            )
            for one in reported
        ),
    )


def passage_cell(index: PassageIndex, problem: Problem) -> str:
    """Returns a link to the passage, or its id if the document changed since the report."""
    row = index.row_of.get(problem.passage)
    if row is None or index.documents[problem.source_id].sha256 != problem.sha256:
        return f"{escape(problem.source_id)}: {escape(problem.passage)} ({GONE})"
    passage = index.passages[row]
    path = index.documents[passage.source_id].section_at(passage.start).path
    name = f"{index.sources[passage.source_id].title}: {section_name(path) or UNHEADED}"
    return outside_link(passage_address(passage), name)
