"""Reads a file of questions: one JSON object per line."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.questions.question import Question
from index.errors import InvalidQuestion


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the id for its answer, and the earlier questions, oldest first."""

    id: Any
    question: str
    history: tuple[str, ...] = ()


def read_questions(path: Path) -> tuple[Asked, ...]:
    """Reads every question of a JSONL file, in order; unknown fields are ignored.

    Raises InvalidQuestion if the file cannot be read or a line is not a question; names the line.
    """
    return tuple(asked_of(where, line) for where, line in numbered_lines(path))


def numbered_lines(path: Path) -> list[tuple[str, str]]:
    """Returns every non-empty line with the name of its place: "FILE, line NUMBER".

    Raises InvalidQuestion if the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidQuestion(f"{path} cannot be read: {error}") from error
    return [(f"{path}, line {number}", line) for number, line in enumerate(lines, start=1) if line.strip()]


def asked_of(where: str, line: str) -> Asked:
    """Reads the question on one line. Raises InvalidQuestion, naming the place, if there is none."""
    try:
        entry = json.loads(line)
        asked = Asked(entry["id"], entry["question"])
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidQuestion(
            f'{where}: write {{"id": "…", "question": "…"}} ({type(error).__name__}: {error})'
        ) from error
    if not isinstance(asked.question, str):
        raise InvalidQuestion(f"{where}: question is {asked.question!r}: write a text in quotation marks")
    history = entry.get("history", [])
    if not isinstance(history, list) or not all(isinstance(earlier, str) for earlier in history):
        raise InvalidQuestion(f"{where}: history must be a list of questions, each a text in quotation marks")
    try:
        Question.of(asked.question)
    except InvalidQuestion as error:
        raise InvalidQuestion(f"{where}: {error}") from error
    return replace(asked, history=tuple(history))
