"""How good a tool's answers are, by the benchmark's own script."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.questions import scoring

Answers = Sequence[Mapping[str, Any]]


def scored(questions: Sequence[Mapping[str, Any]], answers: Answers) -> dict[str, Any]:
    """Returns the script's figures for the adapters' answers to these questions."""
    records = [
        {
            "id": question["id"],
            "outcome": answer["outcome"],
            "confidence": None,
            "quotes": [
                {"text": quote["text"], "highlights": [], "source": {"id": quote["source"]}}
                for quote in answer["quotes"]
            ],
        }
        for question, answer in zip(questions, answers, strict=True)
    ]
    with tempfile.TemporaryDirectory() as folder:
        files = (Path(folder, "questions.jsonl"), Path(folder, "answers.jsonl"))
        for file, entries in zip(files, (questions, records), strict=True):
            file.write_text("".join(json.dumps(entry) + "\n" for entry in entries), encoding="utf-8")
        figures: dict[str, Any] = scoring().main(*files)
    return figures
