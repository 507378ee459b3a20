"""Follow-up questions: those that depend on the previous question are searched with it, and say so."""

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
    """Returns what a question finds by itself."""
    passage = Passage("p", "made", 0, 1)
    hit = Hit(passage, nearest, (nearest,), Likeness(nearest, nearest, 0.0, nearest, 0.0))
    return Retrieved((hit,), (1,), known)


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
    """This test ensures that the question's words decide."""
    assert leans(Question.of(text), lambda: found(0.0)) is pointing


def test_a_question_that_finds_its_passage_alone_does_not_lean() -> None:
    """This test ensures that a very similar passage outweighs a word that points back."""
    question = Question.of("is it allowed to lend this?")
    assert leans(question, lambda: found(SURE - 0.01))
    assert not leans(question, lambda: found(SURE))


@pytest.mark.parametrize(
    "text", ["he wants to lend his card to his sister", "can they keep the maps they borrowed in winter?"]
)
def test_a_question_of_many_content_words_stands_on_its_own_feet(text: str) -> None:
    """This test ensures that pronouns alone do not make a follow-up, however little the question finds."""
    assert not leans(Question.of(text), lambda: found(0.0))


def test_a_word_that_the_corpus_does_not_know_does_not_lean() -> None:
    """This test ensures that an unknown word stays unclear, whatever was asked before."""
    assert not leans(Question.of("zyxw"), lambda: found(0.0, known=False))
    assert leans(Question.of("and?"), lambda: found(0.0, known=False))


def test_the_last_question_that_says_something_goes_before() -> None:
    """This test ensures that both are searched, the asked words are kept, and small talk is skipped."""
    question = continued(Question.of("when does it end?"), ["opening hours", "loan of maps", "and?"])
    assert question.searched == "loan of maps when does it end?"
    assert question.asked == "when does it end?"
    assert question.terms == ("loan", "maps", "end")
    assert question.continues


@pytest.mark.parametrize("history", [[], ["and?", "  "], ["word " * LONGEST_QUESTION]])
def test_without_an_earlier_question_it_stands_alone(history: list[str]) -> None:
    """This test ensures that nothing raises if there is no earlier question or it is too long."""
    question = Question.of("when does it end?")
    assert continued(question, history) == question


def test_the_answer_shows_the_question_as_searched(index: Path) -> None:
    """This test ensures that the answer shows how the question was understood."""
    assistant = assistant_of(index)
    answer = assistant.answer("how long is it?", threshold=0, history=["is the card valid"])
    record = answer_record(answer)
    assert record["question"] == "how long is it?"
    assert record["searched"] == "is the card valid how long is it?"
    assert "Searched with your previous question: is the card valid how long is it?" in answer_text(answer)


def test_a_question_on_another_subject_is_searched_alone(index: Path) -> None:
    """This test ensures that a complete question is searched without the previous one."""
    assistant = assistant_of(index)
    text = "how many books may a reader borrow?"
    alone = assistant.answer(text, threshold=0)
    assert assistant.answer(text, threshold=0, history=["until when does the lamp stay on?"]) == alone


def test_the_history_of_a_question_file_is_read(tmp_path: Path) -> None:
    """This test ensures that earlier questions come in their order."""
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"id": 1, "question": "why?", "history": ["first", "second"]}))
    assert read_questions(path)[0].history == ("first", "second")
