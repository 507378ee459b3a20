"""The drawing of passages to write questions over, and the check of these questions, on made documents."""

import json
from typing import Any

import pytest

from training.drawing import KINDS, UNANSWERABLE, Drawn, draw, problems_of, says_something

TEXT = (
    "Every pupil who is absent without leave for ten days is reported to the council, "
    "and the head teacher telephones the parents on the first morning."
)
OTHER = "The canteen offers a warm meal on every day of the week, and nobody has to pay for it in advance."


def passage(text: str, file: str = "made.pdf", start: int = 0) -> Drawn:
    return Drawn(f"hash of {file}", file, start, start + len(text), text, (), text)


def line(letter: str, question: str, **changed: Any) -> tuple[str, str]:  # noqa: ANN401
    kind = KINDS[letter]
    entry = {
        "id": f"tq-0001-{letter}",
        "kind": kind,
        "question": question,
        "answerable": letter not in UNANSWERABLE,
        "document": "hash of made.pdf",
        "file": "made.pdf",
        "start": 0,
        "end": len(TEXT),
    }
    return "made:1", json.dumps({**entry, **changed})


def problems(*lines: tuple[str, str]) -> str:
    return "\n".join(problems_of(lines, [passage(TEXT), passage(OTHER, "other.md")]))


def test_questions_in_their_own_words_pass() -> None:
    """This test ensures that questions of each kind pass, and that a near one may use the passage's words."""
    found = problems(
        line("e", "When does somebody ring mum if her boy has not turned up?"),
        line("s", "A girl stayed in bed again. Her dad knows nothing. When does he hear from us?"),
        line("h", "kid awol who rings hme"),
        line("n", "To which telephone number of the council is an absent pupil reported?"),
    )
    assert found == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Who reports absent pupils?",
            "3 of 3 content words come from the passage: absent, pupils, reports",
        ),
        (
            "My lad has flu and a cough, does the head teacher telephones the parents on the first morning "
            "rule mean somebody wakes us while he sleeps upstairs with grandma, grandad, uncle and auntie?",
            "more than 4 content words in a row",
        ),
        ("Does the head bother when somebody skives off, swims, surfs?", "finds the passage first"),
        ("what is it", "0 of 0 content words"),
    ],
)
def test_the_passage_s_own_words_are_told(question: str, told: str) -> None:
    """This test ensures that what a word match alone would find does not pass."""
    assert told in problems(line("e", question))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"start": 1}, "there is no passage at this place"),
        ({"file": "other.md"}, "there is no passage at this place"),
        ({"answerable": False}, "id, kind and answerable do not agree"),
        ({"kind": "near"}, "id, kind and answerable do not agree"),
        ({"id": "tq-1-e"}, "id, kind and answerable do not agree"),
        ({"start": "0"}, "the fields must be id"),
        ({"answerable": 1}, "the fields must be id"),
        ({"text": TEXT}, "the fields must be id"),
    ],
)
def test_a_wrong_line_is_told(changed: dict[str, Any], told: str) -> None:
    """This test ensures that a wrong place, field, type or name is told, with where it stands."""
    assert problems(line("e", "When does somebody ring mum?", **changed)).startswith("made:1: ")
    assert told in problems(line("e", "When does somebody ring mum?", **changed))


def test_twins_in_like_words_pass() -> None:
    """This test ensures that twins may use the passage's words, if both do."""
    answered = line("a", "How long may a pupil be absent before the council is told?")
    other = line("b", "How long may a pupil be absent before the police are told?")
    assert problems(answered, other) == ""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Does the council fine parents whose child was absent for ten days in a row?",
            "6 words, the other 15",
        ),
        ("who pays when she skives off", "shares 0% of its words with the passage, the other 100%"),
    ],
)
def test_twins_in_unlike_words_are_told(question: str, told: str) -> None:
    """This test ensures that nobody can tell twins apart by their wording alone."""
    answered = line("a", "after how many days absent reported")
    assert problems(answered, line("b", question)).startswith("tq-0001: one ")
    assert told in problems(answered, line("b", question))
    assert problems(answered) == "tq-0001: its twin is missing"


def test_what_is_no_json_is_told() -> None:
    """This test ensures that a broken line is told and the next one is read."""
    found = problems(("made:7", "{"), line("e", "When does somebody ring mum?", start=1))
    assert found.splitlines()[0].startswith("made:7: not valid JSON")
    assert "there is no passage at this place" in found


def test_a_question_stands_once_and_a_number_is_of_one_passage() -> None:
    """This test ensures that a repeated id or question is told, and a number with two passages."""
    first = line("e", "When does somebody ring mum?")
    assert "this id or question occurs twice" in problems(first, line("h", "when does  somebody ring mum?"))
    assert "this id or question occurs twice" in problems(first, line("e", "Who rings home?"))
    moved = {"document": "hash of other.md", "file": "other.md", "end": len(OTHER)}
    assert "its number belongs to another passage" in problems(first, line("h", "free grub daily?", **moved))


def test_half_of_the_drawn_passages_are_of_reports() -> None:
    """This test ensures that the kinds of document take turns, that the seed decides, and nothing else."""
    made = [
        passage(f"{TEXT} {suffix}{i}", f"made{i % 9}{suffix}", i)
        for suffix in (".pdf", ".html", ".md")
        for i in range(1, 40)
    ]
    found = list(draw(made, "seed"))
    assert [p.file[5:] for p in found[:8]] == [".pdf", ".html", ".pdf", ".md"] * 2
    assert found == list(draw(list(reversed(made)), "seed"))
    assert found != list(draw(made, "another"))
    assert len(set(found)) == len(found) >= 39 * 2 - 1


def test_what_stands_twice_or_says_nothing_is_not_drawn() -> None:
    """This test ensures that no question is written over a repeated passage, a stem or a line of contents."""
    kept = passage(OTHER, "b.pdf")
    twice = [passage(TEXT, "a.pdf"), passage(TEXT.upper().lower(), "b.pdf", 500)]
    pages = [passage(f"{OTHER} {i}", f"{i}.{kind}") for i, kind in enumerate(["html", "md"])]
    assert {p.text for p in draw([kept, *twice, *pages], "seed")} == {OTHER, f"{OTHER} 0"}
    assert says_something(TEXT)
    assert not says_something("Whoever is away from school for ten days has to bring all of the following:")
    assert not says_something("what the local authority has to do to improve its services ..... 12")
    assert not says_something("The Head Of Every School In The North And West Of The Old Town")
