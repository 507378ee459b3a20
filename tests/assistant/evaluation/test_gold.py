"""Gold: when a quote is right, and which lines of a question file are refused."""

import json
from pathlib import Path

import pytest
from parts import ROOT

from assistant.evaluation.gold import Gold, folded, read_gold
from assistant.questions.question_file import Asked
from index.errors import InvalidQuestion

SIX_BOOKS = "A reader may borrow six books at a time."


def gold(*quotes: str, source: str | None = None) -> Gold:
    return Gold(Asked("a", "who?"), answerable=True, quotes=quotes, source=source)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  A\tb\n\n C ", "a b c"),
        ("See the **[Threshold  Document](https://x.example/a_(b))**.", "see the threshold document)."),
        ("**Key** learning [ and ](#)more", "key learning andmore"),
        ("a * b, [c], (d)", "a * b, [c], (d)"),
        ("** **", ""),
    ],
)
def test_white_space_case_and_marks_are_folded(text: str, plain: str) -> None:
    """This test ensures that words are compared, not their formatting."""
    assert folded(text) == plain


def test_a_quote_is_right_that_contains_a_gold_quote() -> None:
    """This test ensures that a longer quote is right up to 200 words, and that other words are wrong."""
    assert gold(SIX_BOOKS).found(f"Note: {SIX_BOOKS.upper()} Atlases stay.", "rules") == {folded(SIX_BOOKS)}
    assert not gold(SIX_BOOKS).found("A reader may borrow five books at a time.", "rules")
    longest = f"{SIX_BOOKS} {'more ' * 191}"
    assert len(longest.split()) == 200
    assert gold(SIX_BOOKS).found(longest, "rules")
    assert not gold(SIX_BOOKS).found(longest + "more", "rules")


def test_a_part_of_a_gold_quote_is_right_from_its_half_on() -> None:
    """This test ensures that half of the gold is enough, and one character less is not."""
    words = "abcdefghij" * 6
    assert gold(words).found(words[:30], "rules")
    assert not gold(words).found(words[:29], "rules")
    assert not gold(words + "k").found(words[:30], "rules")


def test_only_the_named_source_is_right() -> None:
    """This test ensures that the same words from another source count only if no source is named."""
    assert gold(SIX_BOOKS).found(SIX_BOOKS, "rules")
    assert gold(SIX_BOOKS, source="rules").found(SIX_BOOKS, "rules")
    assert not gold(SIX_BOOKS, source="hours").found(SIX_BOOKS, "rules")


def test_a_short_gold_quote_counts_only_without_a_longer_one() -> None:
    """This test ensures that gold found everywhere does not count, and that repeated gold counts once."""
    assert gold(SIX_BOOKS, "six", SIX_BOOKS.upper()).wanted == {folded(SIX_BOOKS)}
    assert gold("six", "ten").wanted == {"six", "ten"}
    assert gold("x" * 25, "y" * 24).wanted == {"x" * 25}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "write"),
        ('{"id": 1, "answerable": false}', "write"),
        ('{"id": 1, "question": " ", "answerable": false}', "empty"),
        ('{"id": 1, "question": "x", "answerable": false, "history": "y"}', "history"),
        ('{"id": 1, "question": "x"}', "answerable is missing"),
        ('{"id": 1, "question": "x", "answerable": "no"}', "answerable is 'no'"),
        ('{"id": 1, "question": "x", "answerable": true}', "into quotes"),
        ('{"id": 1, "question": "x", "answerable": true, "quotes": []}', "into quotes"),
        ('{"id": 1, "question": "x", "answerable": true, "quotes": "y"}', "quotes must be a list"),
        ('{"id": 1, "question": "x", "answerable": true, "quotes": ["y", 3]}', "quotes must be a list"),
        ('{"id": 1, "question": "x", "answerable": true, "quotes": ["** **"]}', "quotes must be a list"),
        ('{"id": 1, "question": "x", "answerable": true, "quotes": ["y"], "source": 3}', "source is 3"),
        ('{"id": 1, "question": "x", "answerable": false, "near": 1}', "near is 1"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number(tmp_path: Path, line: str, complaint: str) -> None:
    """This test ensures that the message says which line to correct, and what is wrong with it."""
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"id": 1, "question": "x", "answerable": false}}\n\n{line}\n')
    with pytest.raises(InvalidQuestion) as raised:
        read_gold(file)
    assert f"{file}, line 3: " in str(raised.value)
    assert complaint in str(raised.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """This test ensures that a missing file is an error, not an empty evaluation."""
    with pytest.raises(InvalidQuestion, match=r"gone\.jsonl cannot be read"):
        read_gold(tmp_path / "gone.jsonl")


@pytest.mark.parametrize("name", ["corpus/questions.jsonl", "benchmarks/briefing-held-out.jsonl"])
def test_the_projects_own_questions_can_be_evaluated(name: str) -> None:
    """This test ensures that every line of the project's own question sets can be read."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert [entry.asked.id for entry in read_gold(ROOT / name)] == [json.loads(line)["id"] for line in lines]
