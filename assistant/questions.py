"""A file of questions: one JSON object a line."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.question import Question
from index.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the id that its answer is to carry."""

    id: Any
    question: str


def read_questions(path: Path) -> tuple[Asked, ...]:
    """Every question of a JSONL file, in order; fields that are not known are passed over.

    InvalidQuestion: the file cannot be read, or one of its lines is no question; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidQuestion(f"{path} cannot be read: {error}") from error
    asked = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            asked.append(_asked(f"{path}, line {number}", line))
    return tuple(asked)


def _asked(where: str, line: str) -> Asked:
    try:
        entry = json.loads(line)
        asked = Asked(entry["id"], entry["question"])
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidQuestion(
            f'{where}: write {{"id": "…", "question": "…"}} ({type(error).__name__}: {error})'
        ) from error
    if not isinstance(asked.question, str):
        raise InvalidQuestion(f"{where}: the question is {asked.question!r}, not a text")
    history = entry.get("history", [])
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise InvalidQuestion(f"{where}: history is no list of questions")
    try:
        Question.of(asked.question)
    except InvalidQuestion as error:
        raise InvalidQuestion(f"{where}: {error}") from error
    return asked
