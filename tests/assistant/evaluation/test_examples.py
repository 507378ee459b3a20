"""Example questions: only those that the current build answers rightly are offered."""

import json
from pathlib import Path

from parts import assistant_of

from assistant.evaluation.examples import answered_examples
from assistant.evaluation.gold import read_gold

BOOKS = {"id": 1, "question": "How many books may a reader borrow?", "answerable": True, "example": True,
         "quotes": ["A reader may borrow six books at a time."]}  # fmt: skip
WRONG = {**BOOKS, "id": 2, "question": "How many books may a reader take?", "quotes": ["Nobody may borrow."]}
UNMARKED = {**BOOKS, "id": 3, "question": "Who may borrow books?", "example": False}
ATLASES = {
    **BOOKS,
    "id": 4,
    "question": "Where are atlases read?",
    "quotes": ["Atlases are read in the building."],
}


def test_an_example_is_marked_and_answered_rightly(index: Path, tmp_path: Path) -> None:
    """This test ensures that nobody is offered a question that the guidance does not answer."""
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, (WRONG, UNMARKED, BOOKS, ATLASES))))
    questions, assistant = read_gold(path), assistant_of(index)
    found = answered_examples(assistant, questions, 0, 0, most=4)
    assert found == (BOOKS["question"], ATLASES["question"])
    assert answered_examples(assistant, questions, 0, 0, most=1) == (BOOKS["question"],)
