"""Checking the question set."""

import csv
import io
import json
from pathlib import Path

import pytest
from lxml import html
from parts import WordEmbedder, assistant_of, htmls
from streamlit.testing.v1 import AppTest

from assistant.answers.answer import Assistant
from assistant.evaluation.gold import read_gold
from assistant.retrieval.calibration import Calibration
from index.settings import Settings
from index.storage.builds import open_current
from publishing.gates.gates import Finding
from publishing.gates.question_set import ON_THE_SUBJECT, unanswered
from views.leads.unanswered import ALL_RIGHT, ASK, NO_SET, Report, report_csv, report_html

SIX = "A reader may borrow six books at a time."
SET = [
    {"id": 1, "question": "How many books may a reader borrow?", "answerable": True, "quotes": [SIX]},
    {"id": 2, "question": "Which books are read?", "answerable": True, "quotes": ["Nobody wrote this."]},
    {"id": 3, "question": "Who feeds the zebra?", "answerable": True, "quotes": [SIX]},
    {"id": 4, "question": "Why does the lamp stay on?", "answerable": False},
    {"id": 5, "question": "Where is the giraffe?", "answerable": False},
]


@pytest.fixture
def question_set(corpus: Path) -> Path:
    """A question set in the made-up corpus, with a question of every kind."""
    path = corpus / "questions.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in SET))
    return path


def test_what_is_unanswered_or_answered_in_vain(index: Path, question_set: Path) -> None:
    """This test ensures that each wrongly answered question is reported, with what happened."""
    done: list[None] = []
    settings = Settings(index=index)
    found = unanswered(read_gold(question_set), assistant_of(index), settings, lambda: done.append(None))
    assert len(done) == len(SET)
    assert [(finding.subject, finding.what) for finding in found] == [
        (str(line["id"]), line["question"]) for line in SET if line["id"] in {2, 3, 4}
    ]
    wrong, silent, in_vain = (finding.now or "" for finding in found)
    assert wrong.startswith("none of the first 5 passages contains the words that answer it")
    assert silent.startswith("declined: ")
    assert in_vain.startswith("answered, but should not be: “The lamp stays on until eight.")


def test_what_is_only_shown_is_told_apart_from_an_answer(index: Path, question_set: Path) -> None:
    """This test ensures that words shown as on the same subject are reported, both right and wrong ones."""
    half = Calibration((WordEmbedder.fingerprint, None), 0.0, {})
    assistant = Assistant(open_current(index), WordEmbedder(), [half])
    found = unanswered(
        read_gold(question_set), assistant, Settings(index=index, threshold=0.6, related=0.4), lambda: None
    )
    assert [finding.subject for finding in found] == ["1", "2", "3"]
    right, wrong, silent = (finding.now or "" for finding in found)
    assert right == f"{ON_THE_SUBJECT}: “{SIX}” (Lending rules, 1 Borrowing)"
    assert wrong.startswith(
        f"{ON_THE_SUBJECT}; none of the first 5 passages contains the words that answer it"
    )
    assert silent.startswith("declined: ")


def test_a_report_is_a_table_and_a_spreadsheet() -> None:
    """This test ensures that questions and words are shown literally, and never run as script or formula."""
    finding = Finding("7", "=1+1 <script>?", now="declined: nothing")
    report = Report("abc", 9, ((finding, True),))
    page = html.fromstring(report_html(report))
    assert page.findtext(".//h3") == "1 of 9 questions answered wrongly"
    cells = [cell.text_content() for cell in page.findall(".//tbody/tr/*")]
    assert cells == ["=1+1 <script>?", "declined: nothing", "answered"]
    _, row = csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig"), newline=""))
    assert row == ["7", "'=1+1 <script>?", "declined: nothing", "answered", "abc"]
    (wanted,) = html.fromstring(report_html(Report("abc", 9, ((finding, False),)))).findall(
        ".//tbody/tr/td[2]"
    )
    assert wanted.text_content() == "declined, or shown as on the subject only"
    assert ALL_RIGHT in report_html(Report("abc", 9, ()))


@pytest.mark.model
def test_the_set_is_asked_when_a_lead_asks_for_it(
    briefing_index: Path, corpus: Path, question_set: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the page describes the set, asks it only on a press, and reports bad files."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(corpus))
    monkeypatch.setenv("SIGNPOST_INDEX", str(briefing_index))
    page = AppTest.from_function(_page, default_timeout=60).run()
    text = "\n".join(element.value for element in page.markdown)
    assert "No question that anyone asked here is among them. The set has 5 questions: 3 that should" in text
    assert "answered wrongly" not in htmls(page)
    next(button for button in page.button if button.label == ASK).click().run()
    assert not page.exception
    assert "of 5 questions answered wrongly" in htmls(page)
    question_set.write_text("{}\n")
    page.run()
    assert page.error[0].value.startswith("The question set could not be asked. This is a fault.")
    assert "line 1" in page.error[0].value
    question_set.unlink()
    page.run()
    assert NO_SET.format(path=f"`{question_set}`") in [element.value for element in page.markdown]


def _page() -> None:
    from index.settings import Settings
    from views.pages.topics import render

    render(Settings.from_env())
