"""Details that could identify a child: every kind is found, and ordinary questions are left alone."""

import json
from pathlib import Path

import pytest
from parts import ROOT

from assistant.questions.personal_details import details_of, message, without


@pytest.mark.parametrize(
    ("text", "kind", "detail"),
    [
        ("her NHS number is 943 476 5919, what now?", "NHS number", "943 476 5919"),
        ("9434765919 missed a review", "NHS number", "9434765919"),
        ("mother's NI number AB 12 34 56 C", "national insurance number", "AB 12 34 56 C"),
        ("pupil H801200001001 is absent", "unique pupil number", "H801200001001"),
        ("the family at DE1 2AB moved", "postcode", "DE1 2AB"),
        ("they live in sw1a 1aa", "postcode", "sw1a 1aa"),
        ("dad rang from 07700 900123 last night", "phone number", "07700 900123"),
        ("ring +44 (0)1332 496000 now", "phone number", "+44 (0)1332 496000"),
        ("(01332) 496000 is the number", "phone number", "(01332) 496000"),
        ("write to mum.smith@mail.example about it", "e-mail address", "mum.smith@mail.example"),
        ("she was born 12/03/2012 and", "date of birth", "12/03/2012"),
        ("dob 3.4.15, bruises", "date of birth", "3.4.15"),
        ("born on the 3rd of March 2014 here", "date of birth", "3rd of March 2014"),
        ("born March 3, 2014", "date of birth", "March 3, 2014"),
        ("born 2014-03-03", "date of birth", "2014-03-03"),
        ("a boy called Jayden has bruises", "name", "Jayden"),
        ("a girl called amira told me", "name", "amira"),
        ("his name is Tom Brown-Jones and", "name", "Tom Brown-Jones"),
        ("Mrs O'Neill shouted", "name", "O'Neill"),
        ("Dr. Patel says", "name", "Patel"),
        ("case number 4471932 was closed", "case number", "4471932"),
        ("LCS 123456: who decides?", "case number", "123456"),
    ],
)
def test_a_detail_is_found_where_it_stands(text: str, kind: str, detail: str) -> None:
    """This test ensures that each kind is recognised in the ways that people write it."""
    (found,) = details_of(text)
    assert (found.kind, text[found.start : found.end]) == (kind, detail)
    assert kind in found.message
    assert found.message.endswith("You do not need it here.")


@pytest.mark.parametrize(
    "text",
    [
        "9434765918 is no NHS number",  # the check digit is wrong
        "H801200001002 is no pupil number",
        "BG123456A is no insurance number",
        "a parent called the police",
        "a child called names by others",
        "I called Childline and was called back",
        "a boy called him names",
        "what does section 47 2nd paragraph say",
        "Keeping children safe in education 2025, part 2",
        "who may miss school?",
        "what is a section 17 assessment for a child aged 12 to 14",
        "in which case 2 workers visit",
        "the case law of 1989",
        "call 999 or 101",
        "a ratio of 1:30 in year 10",
    ],
)
def test_an_ordinary_question_holds_none(text: str) -> None:
    """This test ensures that there are no false warnings."""
    assert details_of(text) == ()


def test_the_questions_of_the_corpus_hold_none() -> None:
    """This test ensures that practitioners' questions cause no warnings."""
    lines = Path(ROOT / "corpus/questions.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line)["question"] for line in lines]
    assert [question for question in asked if details_of(question)] == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("What now?", "What now?"),
        ("What stops a girl called Amira from telling?", "What stops a girl from telling?"),
        ("A boy, whose name is Jayden Smith, hides", "A boy hides"),
        ("a pupil born on the 3rd of March 2014 is absent", "a pupil is absent"),
        ("the family at DE1 2AB moved.", "the family moved."),
        (
            "What stops a child called Amira, born 12/03/2012, from telling?",
            "What stops a child from telling?",
        ),
        ("told Mrs Jones, who knew", "told Mrs, who knew"),
        (
            "A boy called Jayden Smith, born 12/03/2012, of DE1 2AB, told Mrs Jones. What now?",
            "A boy told Mrs. What now?",
        ),
    ],
)
def test_a_detail_is_taken_out_with_what_announces_it(text: str, left: str) -> None:
    """This test ensures that removing a detail leaves the question and nothing of the detail."""
    assert without(text, details_of(text)) == left


def test_several_details_stand_in_their_order() -> None:
    """This test ensures that all details are reported in order, whichever kind was searched first."""
    found = details_of("A boy called Jayden Smith, born 12/03/2012, of DE1 2AB, told Mrs Jones. What now?")
    assert [detail.kind for detail in found] == ["name", "date of birth", "postcode", "name"]
    assert message(found) == (
        "This looks like it includes a name and a date of birth and a postcode. You do not need them here."
    )
