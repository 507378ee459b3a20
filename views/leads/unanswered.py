"""Which questions of the question set are not answered as they should be; nobody's own question is in it."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path

import streamlit as st

from assistant.answers.answer import Assistant
from assistant.evaluation.gold import Gold, read_gold
from assistant.library.descriptions import counted, day
from index.errors import SignpostError
from index.settings import Settings
from index.storage.passage_index import PassageIndex
from publishing.builds.publication import QUESTIONS
from publishing.export.spreadsheet import spreadsheet
from publishing.gates.gates import Finding
from publishing.gates.question_set import unanswered
from views.current_build import current_assistant
from views.elements.faults import fault
from views.elements.tables import table

HEADING = "What is unanswered"
ASK = "Ask the question set"
NO_SET = "There is no question set to ask: the lead keeps one in {path}."
ALL_RIGHT = "Every question that should be answered is, and no other."
WANTED = {True: "answered", False: "declined, or shown as on the subject only"}
COLUMNS = ("Question", "What became of it", "It should be")
CSV_COLUMNS = ("id", "question", "what became of it", "should be", "build")
FOUND = "unanswered"
_ASKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Report:
    """What was found with a build, and how many questions it was asked."""

    build: str
    questions: int
    findings: tuple[tuple[Finding, bool], ...]


def render(settings: Settings, index: PassageIndex) -> None:
    """Say what the set is, ask it at the press of a button, and show what came of it."""
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
    # What was found with another build says nothing of this one.
    if report and report.build == index.meta.build:
        st.html(report_html(report))
        if report.findings:
            label = "Save what is unanswered as CSV"
            st.download_button(label, report_csv(report), "unanswered.csv", "text/csv", on_click="ignore")


def about(questions: Sequence[Gold], path: Path) -> str:
    """What the set is: of whom, how large and of when."""
    answerable = sum(gold.answerable for gold in questions)
    changed = day(date.fromtimestamp(path.stat().st_mtime))
    return (
        "The question set is written by those who look after the guidance, to measure it: no question that "
        f"anybody asked here is in it. It has {counted(len(questions), 'question')}, {answerable} to be "
        f"answered and {len(questions) - answerable} not to be answered. A passage that is shown as on the "
        f"same subject does not count as an answer. The file was last changed on {changed}. "
        "To ask them all takes up to a minute."
    )


def report_html(report: Report) -> str:
    """What is not as it should be; nothing of it is guidance but what stands in quotation marks."""
    head = f"{counted(len(report.findings), 'question')} of {report.questions} not as they should be"
    if not report.findings:
        return f'<div class="gaps"><h3>{head}</h3><p>{ALL_RIGHT}</p></div>'
    rows = (
        (escape(finding.what), escape(finding.now or ""), WANTED[answerable])
        for finding, answerable in report.findings
    )
    told = table("Questions that are not as they should be", COLUMNS, rows)
    return f'<div class="gaps"><h3>{head}</h3>{told}</div>'


def report_csv(report: Report) -> bytes:
    """The same as a table for a spreadsheet."""
    return spreadsheet(
        CSV_COLUMNS,
        (
            (finding.subject, finding.what, finding.now, WANTED[answerable], report.build)
            for finding, answerable in report.findings
        ),
    )


def _asked(settings: Settings, questions: Sequence[Gold]) -> Report:
    assistant = current_assistant(settings)
    # One at a time: it takes what a hundred questions take.
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
