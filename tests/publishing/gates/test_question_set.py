"""The gate for the lead's questions: lost answers, and answers that should not be given."""

from pathlib import Path

import pytest
from closed_gates import LENDING, SIX, ask_before_publishing, found, snapshot
from lxml import html
from parts import edit, publish

from index.errors import InvalidQuestion
from publishing.builds.report import report_record
from publishing.changes.as_page import changes_page
from publishing.gates.question_set import ON_THE_SUBJECT


def test_a_question_that_loses_its_answer_is_named_with_what_was_and_is(corpus: Path, index: Path) -> None:
    """This test ensures that the report gives the question, its former answer and its new result."""
    ask_before_publishing(
        corpus,
        {"id": "q1", "question": "How many books may a reader borrow?", "answerable": True, "quotes": [SIX]},
        {"id": "q2", "question": "Which books are read in the building?", "answerable": True,
         "quotes": ["Atlases are read in the building."]},
        {"id": "q3", "question": "Is there cake?", "answerable": True, "quotes": ["There is cake."]},
    )  # fmt: skip
    edit(corpus / LENDING, SIX, "A reader may borrow books.")
    report = publish(corpus, index)
    assert found(report) == {"questions": ["q1"]}
    finding = report.gates[0].findings[0]
    assert finding.what == "“How many books may a reader borrow?”"
    assert finding.before == f"answered: “{SIX}” (Lending rules, 1 Borrowing)"
    assert finding.now is not None
    assert "none of the first 5 passages contains the words that answer it" in finding.now
    assert "“A reader may borrow books." in finding.now
    assert found(publish(corpus, index, dry_run=True)) == found(report)
    assert report.changes is not None
    page = html.fromstring(changes_page(report.changes, report.gates))
    assert page.findtext(".//h2").startswith("Not published: questions have lost their answer")
    assert [part.text for part in page.iterfind(".//dl/*")] == [
        "q1", finding.what, f"Before: {finding.before}", f"Now: {finding.now}",
    ]  # fmt: skip
    record = report_record(report, 1.0)["gates"][0]
    assert (record["name"], record["accepted"], record["findings"][0]["subject"]) == (
        "questions",
        False,
        "q1",
    )
    assert publish(corpus, index, accept=["questions"], why="the number is open now").published
    history = (index / "history/000002.json").read_text(encoding="utf-8")
    assert "q1" in history
    assert "How many books" not in history


def test_a_question_that_gains_an_answer_it_should_not_have_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that the gate closes if a rightly declined question is now answered."""
    ask_before_publishing(corpus, {"id": "n1", "question": "zebras", "answerable": False})
    edit(corpus / LENDING, "Atlases are read", "Atlases of zebras are read")
    report = publish(corpus, index)
    assert found(report) == {"questions": ["n1"]}
    finding = report.gates[0].findings[0]
    assert (finding.before or "").startswith("declined: ")
    assert (finding.now or "").startswith("answered, but should not be: “A reader may borrow six books")


def test_a_question_that_is_only_shown_its_words_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that the gate closes if the right words no longer contain the requested fact."""
    words = "Ask the keeper for the key of the tower"
    edit(corpus / LENDING, "Ask [the list](#)", f"{words}, phone number 01632 960123. Ask [the list](#)")
    publish(corpus, index)
    ask_before_publishing(
        corpus,
        {"id": "q1", "question": "What is the phone number of the keeper of the tower?", "answerable": True,
         "quotes": [words]},
        {"id": "q2", "question": "What is the phone number of the binder?", "answerable": False},
    )  # fmt: skip
    assert found(publish(corpus, index, dry_run=True)) == {}
    edit(corpus / LENDING, ", phone number 01632 960123.", ".")
    report = publish(corpus, index)
    assert found(report) == {"questions": ["q1"]}
    finding = report.gates[0].findings[0]
    assert (finding.before or "").startswith(f"answered: “{words}")
    assert (finding.now or "").startswith(f"{ON_THE_SUBJECT}: “{words}")
    assert publish(corpus, index, accept=["questions"], why="a test").published
    edit(corpus / LENDING, "six books", "seven books")
    assert publish(corpus, index).gates == ()


def test_an_answer_that_is_worded_anew_is_lost_until_a_lead_writes_it_down(corpus: Path, index: Path) -> None:
    """This test ensures that the gate opens once the lead's file has the new words."""
    question = {"id": "q1", "question": "How many books may a reader borrow?", "answerable": True}
    ask_before_publishing(corpus, {**question, "quotes": [SIX]})
    edit(corpus / LENDING, "six books", "seven books")
    assert found(publish(corpus, index)) == {"questions": ["q1"]}
    ask_before_publishing(corpus, {**question, "quotes": [SIX.replace("six", "seven")]})
    report = publish(corpus, index)
    assert (report.published, report.gates) == (True, ())


def test_a_mistake_among_the_questions_is_named_before_anything_is_read(corpus: Path, index: Path) -> None:
    """This test ensures that a broken line in the lead's file is named and changes nothing."""
    before = snapshot(index)
    (corpus / "questions.jsonl").write_text('{"id": "q1"}\n', encoding="utf-8")
    edit(corpus / LENDING, "six books", "seven books")
    with pytest.raises(InvalidQuestion, match=r"questions\.jsonl, line 1"):
        publish(corpus, index)
    assert snapshot(index) == before
