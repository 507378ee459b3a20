"""The three outcomes (an answer, passages on the subject, nothing), and facts that the guidance lacks."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from parts import WordEmbedder, assistant_of, edit, publish

from assistant.answers.answer import Answer, Assistant, Outcome, Reason
from assistant.answers.as_json import answer_record
from assistant.answers.as_text import NO_PASSAGE, RELATED, answer_text, status_line
from assistant.answers.quoting import SHOWN_MARGIN, bearing
from assistant.retrieval.calibration import Calibration
from index.embedding.embedder import Embedder
from index.storage.builds import open_current

BOOKS = "how many books may a reader borrow?"
NO_PHONE = "No passage gives a phone number for this."
DESK = """# The desk

## 1 Opening

The desk is by the north door and has a bell. Ring the bell for the keeper of the desk.

The desk opens at nine and is closed on Sundays.

## 2 Parcels

A parcel that is left at the desk is kept there. Ask the keeper of the desk for it.
"""
# A sentence that gives the fact, and a question that asks for it.
FACTS = [
    ("The phone number of the desk is 01632 960123.",
     "what is the phone number of the desk?", "phone number"),
    ("The e-mail address of the desk is desk@library.example.",
     "what is the e-mail address of the desk?", "e-mail address"),
    ("A parcel is kept at the desk for 14 days.",
     "how many days is a parcel kept at the desk?", "number of days"),
    ("The desk was built in 1987.", "in what year was the desk built?", "year"),
    ("Half of the parcels, 52%, are fetched from the desk.",
     "what percentage of parcels is fetched from the desk?", "percentage"),
]  # fmt: skip


def sure(index: Path, confidence: float) -> Assistant:
    """Returns an assistant with this confidence in every question that shares a word with the corpus."""
    intercept = math.log(confidence / (1 - confidence))
    calibration = Calibration((WordEmbedder.fingerprint, None), intercept, {})
    return Assistant(open_current(index), WordEmbedder(), [calibration])


def asked(index: Path, confidence: float, question: str = BOOKS) -> Answer:
    return sure(index, confidence).answer(question, threshold=0.5, related=0.2)


@pytest.mark.parametrize(
    ("confidence", "outcome"),
    [(0.9, "answered"), (0.51, "answered"), (0.49, "related"), (0.21, "related"), (0.19, "no_passage")],
)
def test_two_thresholds_part_three_outcomes(index: Path, confidence: float, outcome: Outcome) -> None:
    """This test ensures that the confidence alone decides unless a fact is missing."""
    answer = asked(index, confidence)
    assert answer.outcome == outcome
    assert answer.reason is None
    assert bool(answer.quotes) == (outcome in {"answered", "related"})
    assert bool(answer.nearest) == (outcome == "no_passage")
    assert (answer.threshold, answer.related_threshold) == (0.5, 0.2)
    record = answer_record(answer)
    assert (record["outcome"], bool(record["quotes"])) == (outcome, bool(answer.quotes))
    assert (record["related_threshold"], record["reason"]) == (0.2, None)


def test_what_is_only_related_is_never_called_an_answer(index: Path) -> None:
    """This test ensures that each outcome has its own status line over the same quotes."""
    lines = [status_line(asked(index, confidence)) for confidence in (0.9, 0.3, 0.1)]
    assert lines == ["1 passage in 1 document", f"{RELATED}: 1 passage in 1 document", NO_PASSAGE]
    assert asked(index, 0.9).quotes == asked(index, 0.3).quotes
    assert answer_text(asked(index, 0.3)).startswith(RELATED)


def test_a_question_that_says_nothing_is_unclear_only_where_nothing_is_related(index: Path) -> None:
    """This test ensures that two words that the corpus knows are enough to show something."""
    assert asked(index, 0.3, "torn book").outcome == "related"
    assert asked(index, 0.3, "zyxw").outcome == "unclear"


def test_at_threshold_zero_nothing_is_declined(index: Path) -> None:
    """This test ensures that ranking can be measured at any confidence, and that no reason is given."""
    answer = sure(index, 0.01).answer("what is the phone number of the desk?", threshold=0)
    assert (answer.outcome, answer.reason) == ("answered", None)


def test_only_passages_that_would_be_shown_are_counted(index: Path) -> None:
    """This test ensures that passages far below the best one are neither shown nor counted in `more`."""
    assistant = sure(index, 0.9)
    finding = assistant.find("books reader desk list")
    everything = assistant.settle(finding, threshold=0, top=1000).quotes
    answer = assistant.settle(finding, threshold=0.5, top=1)
    assert answer.quotes == everything[:1]
    assert answer.more == len(bearing(everything)) - 1 > 0
    scores = (1.0, 1.0 - 0.9 * SHOWN_MARGIN, 1.0 - 1.1 * SHOWN_MARGIN)
    spread = [replace(quote, score=score) for quote, score in zip(everything, scores, strict=False)]
    assert bearing(spread) == spread[:2]
    assert bearing([]) == []


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Returns an assistant over one short document that gives no fact of any kind."""
    corpus = tmp_path / "desk"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "documents/desk.md").write_text(DESK)
    (corpus / "sources.toml").write_text(
        '[[source]]\nid = "desk"\ntitle = "The desk"\nfile = "documents/desk.md"\n'
    )
    return corpus


@pytest.mark.parametrize(("_sentence", "question", "kind"), FACTS)
def test_a_fact_that_no_passage_holds_is_said_to_be_missing(
    desk: Path, tmp_path: Path, _sentence: str, question: str, kind: str
) -> None:
    """This test ensures that being sure of the subject does not count as being sure of the fact."""
    publish(desk, tmp_path / "index")
    answer = asked(tmp_path / "index", 0.95, question)
    assert answer.outcome == "related"
    assert answer.quotes
    assert answer.reason is not None
    assert answer.reason.kind == kind
    assert answer_text(answer).splitlines()[1] == answer.reason.message
    assert answer_record(answer)["reason"] == {"kind": kind, "message": answer.reason.message}
    assert asked(tmp_path / "index", 0.3, question).outcome == "related"
    silent = asked(tmp_path / "index", 0.1, question)
    assert (silent.outcome, silent.quotes, silent.reason) == ("no_passage", (), answer.reason)


@pytest.mark.parametrize(("sentence", "question", "_kind"), FACTS)
def test_a_fact_that_a_passage_holds_is_first(
    desk: Path, tmp_path: Path, sentence: str, question: str, _kind: str
) -> None:
    """This test ensures that the passage with the fact is quoted first, as an answer without a reason."""
    path = desk / "documents/desk.md"
    path.write_text(f"{path.read_text()}\n{sentence}\n")
    publish(desk, tmp_path / "index")
    answer = asked(tmp_path / "index", 0.95, question)
    assert (answer.outcome, answer.reason) == ("answered", None)
    assert sentence in answer.quotes[0].text


def test_the_reason_is_that_of_the_fact(desk: Path, tmp_path: Path) -> None:
    """This test ensures that the reason is given in plain words, even without a calibration."""
    publish(desk, tmp_path / "index")
    answer = assistant_of(tmp_path / "index").answer("what is the phone number of the desk?", threshold=0.5)
    assert (answer.outcome, answer.reason) == ("related", Reason("phone number", NO_PHONE))


def test_a_question_for_no_fact_has_no_reason(desk: Path, tmp_path: Path) -> None:
    """This test ensures that questions for a way, a condition or a role do not count as asking for a fact."""
    publish(desk, tmp_path / "index")
    for question in (
        "when is the desk closed?",
        "who is by the desk?",
        "how do I fetch a parcel at the desk?",
    ):
        answer = asked(tmp_path / "index", 0.95, question)
        assert (answer.outcome, answer.reason) == ("answered", None), question


@pytest.mark.model
def test_the_real_model_tells_a_missing_fact(tmp_path: Path, desk: Path, model: Embedder) -> None:
    """This test ensures the same for Signpost's own models, without a calibration."""
    publish(desk, tmp_path / "index", model)
    question = "what is the phone number of the desk?"
    answer = assistant_of(tmp_path / "index", model).answer(question, threshold=0.5)
    assert (answer.outcome, answer.reason) == ("related", Reason("phone number", NO_PHONE))
    edit(desk / "documents/desk.md", "has a bell.", "has a bell. Its telephone number is 01632 960123.")
    publish(desk, tmp_path / "index", model)
    answer = assistant_of(tmp_path / "index", model).answer(question, threshold=0.5)
    assert (answer.outcome, answer.reason) == ("answered", None)
    assert "01632 960123" in answer.quotes[0].text


PHONE, MAIL = FACTS[0][0], FACTS[1][0]
BOTH = "what is the phone number and the e-mail address of the desk?"


def test_facts_that_stand_in_two_passages_are_both_there(desk: Path, tmp_path: Path) -> None:
    """This test ensures that contact details are not called missing because each has a line of its own."""
    path = desk / "documents/desk.md"
    path.write_text(f"{path.read_text()}\n- {PHONE}\n- {MAIL}\n")
    publish(desk, tmp_path / "index")
    answer = asked(tmp_path / "index", 0.95, BOTH)
    assert (answer.outcome, answer.reason) == ("answered", None)
    shown = "\n".join(quote.text for quote in answer.quotes)
    assert PHONE in shown
    assert MAIL in shown


def test_of_two_facts_the_missing_one_is_named(desk: Path, tmp_path: Path) -> None:
    """This test ensures that a fact that is quoted is not the one said to be missing."""
    path = desk / "documents/desk.md"
    path.write_text(f"{path.read_text()}\n- {PHONE}\n")
    publish(desk, tmp_path / "index")
    answer = asked(tmp_path / "index", 0.95, BOTH)
    assert answer.outcome == "related"
    assert answer.reason == Reason("e-mail address", "No passage gives an e-mail address for this.")


def test_an_answer_quotes_the_fact_that_was_asked_for(desk: Path, tmp_path: Path) -> None:
    """This test ensures that a fact in a passage too far down to be shown does not make others an answer."""
    path = desk / "documents/desk.md"
    path.write_text(f"{path.read_text()}\n## 3 Calls\n\n{PHONE}\n")
    publish(desk, tmp_path / "index")
    assistant = sure(tmp_path / "index", 0.95)
    finding = assistant.find("what is the phone number of the desk?")
    assert assistant.settle(finding, threshold=0.5).outcome == "answered"
    lowered = tuple(
        replace(entry, score=entry.score - 10 * bool(entry.facts)) for entry in finding.ranking.ranked
    )
    ranking = replace(finding.ranking, ranked=tuple(sorted(lowered, key=lambda entry: -entry.score)))
    answer = assistant.settle(replace(finding, ranking=ranking), threshold=0.5)
    assert not any(PHONE in quote.text for quote in answer.quotes)
    assert (answer.outcome, answer.reason) == ("related", Reason("phone number", NO_PHONE))


def test_the_sentence_with_the_fact_is_highlighted(desk: Path, tmp_path: Path) -> None:
    """This test ensures that the eye falls on the fact, also if another sentence has the question's words."""
    path, days = desk / "documents/desk.md", "The owner must fetch it within 14 days."
    path.write_text(f"{path.read_text()}\nA parcel at the desk waits for the owner of the parcel. {days}\n")
    publish(desk, tmp_path / "index")
    answer = asked(tmp_path / "index", 0.95, "how many days does a parcel at the desk wait for the owner?")
    assert (answer.outcome, answer.reason) == ("answered", None)
    quote = answer.quotes[0]
    assert days in [quote.text[start:end] for start, end in quote.highlights]
