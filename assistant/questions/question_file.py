"""A file of questions: one JSON object a line."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.questions.question import Question
from index.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the id that its answer is to carry, and the questions before it, oldest first."""

    id: Any
    question: str
    history: tuple[str, ...] = ()


def read_questions(path: Path) -> tuple[Asked, ...]:
    """Every question of a JSONL file, in order; fields that are not known are passed over.

    InvalidQuestion: the file cannot be read, or one of its lines is no question; names the line.
    """
    return tuple(asked_of(where, line) for where, line in numbered_lines(path))


def numbered_lines(path: Path) -> list[tuple[str, str]]:
    """Every line that is not empty, after the name of its place: "FILE, line NUMBER".

    InvalidQuestion: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidQuestion(f"{path} cannot be read: {error}") from error
    return [(f"{path}, line {number}", line) for number, line in enumerate(lines, start=1) if line.strip()]


def asked_of(where: str, line: str) -> Asked:
    """The question of one line. InvalidQuestion: it is none; names where it stands."""
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
    return replace(asked, history=tuple(history))
