"""The fact that a question asks for, and whether a text gives it: each table row is a promise.

The tables are made up and neutral: questions that ask for a fact, questions that do not, and texts.
"""

import pytest
from parts import DATA

from assistant.facts.values import holds
from assistant.questions.requested_fact import Fact, facts_asked, missing


def lines(table: str) -> list[str]:
    """Returns the rows of a table in tests/data/facts."""
    return (DATA / "facts" / f"{table}.txt").read_text(encoding="utf-8").splitlines()


def rows(table: str) -> list[tuple[str, str]]:
    """Returns the two columns of a table."""
    return [(first, second) for first, second in (line.split(" | ") for line in lines(table))]


def fact(written: str) -> Fact:
    """Returns a fact as the tables write it."""
    kind, _, of = written.partition(": ")
    return Fact(kind, of, (0, 0))  # type: ignore[arg-type]


@pytest.mark.parametrize(("question", "written"), rows("asked"))
def test_a_fact_is_recognised_as_people_ask_for_it(question: str, written: str) -> None:
    """This test ensures that each wording is recognised, with the noun that is counted, named or defined."""
    found = facts_asked(question)
    assert "; ".join(f"{f.kind}: {f.of}" if f.of else f.kind for f in found) == written
    assert all(question[slice(*f.words)] == question[slice(*f.words)].strip() != "" for f in found)


@pytest.mark.parametrize("question", lines("not-asked"))
def test_what_asks_for_no_fact_is_left_alone(question: str) -> None:
    """This test ensures that questions for conditions, roles or ways, and statements, ask for no fact."""
    assert facts_asked(question) == ()


@pytest.mark.parametrize(("written", "text"), rows("held"))
def test_a_text_holds_a_fact(written: str, text: str) -> None:
    """This test ensures that a passage with the fact is recognised."""
    assert holds(fact(written), text)


@pytest.mark.parametrize(("written", "text"), rows("lacked"))
def test_a_text_lacks_a_fact(written: str, text: str) -> None:
    """This test ensures that a passage on the subject without the fact does not count as an answer."""
    assert not holds(fact(written), text)


@pytest.mark.parametrize(
    ("written", "name", "told"),
    [
        ("number: days", "number of days", "No passage gives a number of days for this."),
        ("number", "number", "No passage gives a number for this."),
        ("phone number", "phone number", "No passage gives a phone number for this."),
        ("e-mail address", "e-mail address", "No passage gives an e-mail address for this."),
        ("age", "age", "No passage gives an age for this."),
        ("frequency", "frequency", "No passage says how often this is."),
        ("prevalence", "prevalence", "No passage says how common this is."),
        ("contact details", "contact details", "No passage gives contact details for this."),
        ("person", "person", "No passage says who this is."),
        ("measurement: weight", "weight", "No passage gives a weight for this."),
        ("measurement: big", "measurement", "No passage gives a measurement for this."),
        ("day: evenings", "evening", "No passage gives an evening for this."),
        ("day or time", "day or time", "No passage gives a day or time for this."),
        ("definition: RRC", "definition", "No passage says what “RRC” means."),
    ],
)
def test_what_is_missing_is_told_in_plain_words(written: str, name: str, told: str) -> None:
    """This test ensures that the message says which fact is missing."""
    assert (fact(written).name, missing(fact(written))) == (name, told)


@pytest.mark.parametrize("text", ["", " ", "?", "\n.\n", "how many " * 220, "what is the " * 160, "é" * 2000])
def test_nothing_that_can_be_typed_is_a_fault(text: str) -> None:
    """This test ensures that odd input is handled, quickly and without an error."""
    for asked in facts_asked(text):
        assert missing(asked)
        holds(asked, text)
