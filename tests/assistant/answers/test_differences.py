"""Quotes that differ in one word stay separate, and that word is shown."""

from pathlib import Path

import pytest
from parts import TODAY, assistant_of, publish

from assistant.answers.answer import Answer, Assistant
from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text
from assistant.answers.differences import differences
from views.asking.answer_card import answer_card

RULE = "The desk {verb} tell the reader the date on which the book is due back."


def asked(folder: Path, *texts: str) -> tuple[Assistant, Answer]:
    """Returns the answer of a corpus with one rule per document to a question on the date."""
    documents = folder / "corpus/documents"
    documents.mkdir(parents=True)
    for number, text in enumerate(texts):
        (documents / f"rules-{number}.md").write_text(f"# Rules {number}\n\n{text}\n", encoding="utf-8")
    (folder / "corpus/sources.toml").write_text("")
    publish(folder / "corpus", folder / "index")
    assistant = assistant_of(folder / "index")
    return assistant, assistant.answer("when is the book due back?", threshold=0)


def test_a_must_for_a_should_is_shown_from_both_sides(tmp_path: Path) -> None:
    """This test ensures that two rules that differ in one word are two quotes, each with that word marked."""
    assistant, answer = asked(tmp_path, RULE.format(verb="should"), RULE.format(verb="must"))
    assert len(answer.quotes) == 2
    assert not any(quote.also_in for quote in answer.quotes)
    for quote, other, found in zip(
        answer.quotes, reversed(answer.quotes), differences(answer.quotes), strict=True
    ):
        (change,) = found[0].changes
        assert {quote.text[slice(*change.here)], other.text[slice(*change.there)]} == {"should", "must"}
        assert answer.quotes[found[0].other] is other
    first, second = (quote.text.split()[2] for quote in answer.quotes)
    line = f"Nearly the same words as passage 2: here “{first}”, there “{second}”"
    assert line in answer_text(answer)
    card = answer_card(answer, assistant.index, TODAY)
    assert line in card
    assert f'<b class="differs"><strong class="duty">{first}</strong></b>' in card
    assert f'<b class="differs"><strong class="duty">{second}</strong></b>' in card
    changes = [quote["differs"] for quote in answer_record(answer)["quotes"]]
    assert changes[0] == [
        {"quote": 1, "changes": [{"here": [9, 9 + len(first)], "there": [9, 9 + len(second)]}]}
    ]
    assert changes[1][0]["quote"] == 0


def test_a_word_that_one_side_lacks_is_shown(tmp_path: Path) -> None:
    """This test ensures that a "not" in only one of two rules is shown."""
    _, answer = asked(tmp_path, RULE.format(verb="must"), RULE.format(verb="must not"))
    shown = answer_text(answer)
    assert "here “not”, there nothing" in shown
    assert "here nothing, there “not”" in shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The book is back.", "The date is back."),
        (RULE.format(verb="must"), "The reader pays for the book that is not back on the date it is due."),
        (RULE.format(verb="must"), RULE.format(verb="must never in any case")),
    ],
)
def test_other_words_are_another_rule(tmp_path: Path, one: str, other: str) -> None:
    """This test ensures that only quotes that could be mistaken for each other are compared."""
    _, answer = asked(tmp_path, one, other)
    assert len(answer.quotes) == 2
    assert differences(answer.quotes) == [(), ()]


def test_an_added_last_word_is_shown(tmp_path: Path) -> None:
    """This test ensures that words after the end of the other quote have a place there too."""
    _, answer = asked(tmp_path, "The book is due back today", "The book is due back today 2026")
    found = {
        quote.text[slice(*difference.changes[0].here)]
        for quote, (difference,) in zip(answer.quotes, differences(answer.quotes), strict=True)
    }
    assert found == {"", "2026"}
