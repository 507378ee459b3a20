"""Reports questions in the lead's set that are answered wrongly. No user's question is in the set."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from assistant.answers.answer import Assistant
from assistant.evaluation.gold import QUESTIONS, Gold, read_gold
from assistant.library.descriptions import counted, day
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.export.spreadsheet import spreadsheet
from publishing.gates.gates import Finding
from publishing.gates.question_set import unanswered
from views.current_build import current_assistant
from views.elements.faults import fault
from views.elements.tables import table

HEADING = "Check the question set"
ASK = "Ask the question set"
NO_SET = "There is no question set yet. To check the answers, put one at {path}."
ALL_RIGHT = "Every question that should be answered is answered, and no other."
WANTED = {True: "answered", False: "declined, or shown as on the subject only"}
COLUMNS = ("Question", "What happened", "It should be")
CSV_COLUMNS = ("id", "question", "what happened", "should be", "build")
FOUND = "unanswered"
_ASKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Report:
    """The result of asking the question set.

    findings: each wrongly answered question, with whether it should be answered.
    """

    build: str
    questions: int
    findings: tuple[tuple[Finding, bool], ...]


def render(settings: Settings, index: PassageIndex) -> None:
    """Describes the set, asks it when a button is pressed, and shows the result."""
    st.html(f'<h2 class="lead">{HEADING}</h2>')
    path = settings.corpus / QUESTIONS
    if not path.exists():
        st.markdown(NO_SET.format(path=f"`{path}`"))
        return
    try:
        questions = read_gold(path)
        st.markdown(about(questions, path))
        if st.button(ASK):
            st.session_state[FOUND] = _asked(settings, questions)
    except SignpostError as error:
        fault("The question set could not be asked. This is a fault.", error)
        return
    report: Report | None = st.session_state.get(FOUND)
    # A report made with another build does not apply to this one.
    if report and report.build == index.meta.build:
        st.html(report_html(report))
        if report.findings:
            label = "Save these questions as CSV"
            st.download_button(label, report_csv(report), "unanswered.csv", "text/csv", on_click="ignore")


def about(questions: Sequence[Gold], path: Path) -> str:
    """Describes the set: who writes it, its size and when it last changed."""
    answerable = sum(gold.answerable for gold in questions)
    changed = day(date.fromtimestamp(path.stat().st_mtime))
    return (
        "The people who look after the guidance write these questions to test it. No question that anyone "
        f"asked here is among them. The set has {counted(len(questions), 'question')}: {answerable} that "
        f"should be answered and {len(questions) - answerable} that should not. A passage shown as on the "
        f"same subject does not count as an answer. The file was last changed on {changed}. Asking them all "
        "takes up to a minute."
    )


def report_html(report: Report) -> str:
    """Returns the wrongly answered questions as HTML. Only words in quotation marks are guidance."""
    head = f"{len(report.findings)} of {counted(report.questions, 'question')} answered wrongly"
    if not report.findings:
        return f'<div class="gaps"><h3>{head}</h3><p>{ALL_RIGHT}</p></div>'
    rows = (
        (escape(finding.what), escape(finding.now or ""), WANTED[answerable])
        for finding, answerable in report.findings
    )
    shown = table("Questions answered wrongly", COLUMNS, rows)
    return f'<div class="gaps"><h3>{head}</h3>{shown}</div>'


def report_csv(report: Report) -> bytes:
    """Returns the same table as CSV."""
    return spreadsheet(
        CSV_COLUMNS,
        (
            (finding.subject, finding.what, finding.now, WANTED[answerable], report.build)
            for finding, answerable in report.findings
        ),
    )


def _asked(settings: Settings, questions: Sequence[Gold]) -> Report:
    assistant = current_assistant(settings)
    # One set at a time, since each costs as much as a hundred questions.
    with _ASKING:
        return _report(assistant, settings, questions)


def _report(assistant: Assistant, settings: Settings, questions: Sequence[Gold]) -> Report:
    bar = st.progress(0.0, text="Asking the question set")
    done = 0

    def progress() -> None:
        nonlocal done
        done += 1
        bar.progress(done / len(questions), text="Asking the question set")

    findings = unanswered(questions, assistant, settings, progress)
    bar.empty()
    answerable = {str(gold.asked.id): gold.answerable for gold in questions}
    return Report(
        assistant.index.meta.build,
        len(questions),
        tuple((finding, answerable[finding.subject]) for finding in findings),
    )
