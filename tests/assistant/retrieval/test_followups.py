"""Follow-up questions: what leans on the question before is searched with it, and said to be."""

import json
from pathlib import Path

import pytest
from parts import assistant_of

from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text
from assistant.questions.question import LONGEST_QUESTION, Question
from assistant.questions.question_file import read_questions
from assistant.retrieval.followups import SURE, continued, leans
from assistant.retrieval.retriever import Retrieved
from index.documents import Passage
from index.hits import Hit, Likeness


def found(nearest: float, *, known: bool = True) -> Retrieved:
    """What a question finds alone."""
    passage = Passage("p", "made", 0, 1)
    hit = Hit(passage, nearest, (nearest,), Likeness(nearest, nearest, 0.0, nearest, 0.0))
    return Retrieved((hit,), 1, known)


@pytest.mark.parametrize(
    ("text", "pointing"),
    [
        ("and how long does it take?", True),
        ("what about them?", True),
        ("why?", True),
        ("fees?", True),
        ("how many books may a reader borrow?", False),
        ("opening hours in winter", False),
    ],
)
def test_a_question_leans_when_its_words_point_back_or_say_nothing(text: str, *, pointing: bool) -> None:
    """This test ensures that the rule is that of the words."""
    assert leans(Question.of(text), lambda: found(0.0)) is pointing


def test_a_question_that_finds_its_passage_alone_does_not_lean() -> None:
    """This test ensures that what is found outweighs a word that points back."""
    question = Question.of("is it allowed to lend this?")
    assert leans(question, lambda: found(SURE - 0.01))
    assert not leans(question, lambda: found(SURE))


@pytest.mark.parametrize(
    "text", ["he wants to lend his card to his sister", "can they keep the maps they borrowed in winter?"]
)
def test_a_question_of_many_content_words_stands_on_its_own_feet(text: str) -> None:
    """This test ensures that pronouns alone join nothing, however far what is found may be."""
    assert not leans(Question.of(text), lambda: found(0.0))


def test_a_word_that_the_corpus_does_not_know_does_not_lean() -> None:
    """This test ensures that a word nobody knows stays unclear, whatever was asked before."""
    assert not leans(Question.of("zyxw"), lambda: found(0.0, known=False))
    assert leans(Question.of("and?"), lambda: found(0.0, known=False))


def test_the_last_question_that_says_something_goes_before() -> None:
    """This test ensures that both are searched, what was asked is kept, and small talk is passed over."""
    question = continued(Question.of("when does it end?"), ["opening hours", "loan of maps", "and?"])
    assert question.searched == "loan of maps when does it end?"
    assert question.asked == "when does it end?"
    assert question.terms == ("loan", "maps", "end")
    assert question.continues


@pytest.mark.parametrize("history", [[], ["and?", "  "], ["word " * LONGEST_QUESTION]])
def test_without_an_earlier_question_it_stands_alone(history: list[str]) -> None:
    """This test ensures that nothing raises where there is nothing to lean on, or too much."""
    question = Question.of("when does it end?")
    assert continued(question, history) == question


def test_the_answer_shows_the_question_as_searched(index: Path) -> None:
    """This test ensures that whoever asks sees what their question was taken for."""
    assistant = assistant_of(index)
    answer = assistant.answer("how long is it?", threshold=0, history=["is the card valid"])
    record = answer_record(answer)
    assert record["question"] == "how long is it?"
    assert record["searched"] == "is the card valid how long is it?"
    assert "Searched together with the question before: is the card valid how long is it?" in answer_text(
        answer
    )


def test_a_question_on_another_subject_is_searched_alone(index: Path) -> None:
    """This test ensures that a question that stands by itself owes nothing to the one before."""
    assistant = assistant_of(index)
    text = "how many books may a reader borrow?"
    alone = assistant.answer(text, threshold=0)
    assert assistant.answer(text, threshold=0, history=["until when does the lamp stay on?"]) == alone


def test_the_history_of_a_question_file_is_read(tmp_path: Path) -> None:
    """This test ensures that earlier questions come in their order."""
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"id": 1, "question": "why?", "history": ["first", "second"]}))
    assert read_questions(path)[0].history == ("first", "second")
