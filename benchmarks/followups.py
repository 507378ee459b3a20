"""Measures follow-up questions: asked alone, always joined to the one before, and as the product decides.

benchmarks/followups.jsonl holds pairs over the briefing, in which the second question keeps the subject
("stays") or changes it ("moves"); MTRAG holds whole conversations. Ranking is measured at threshold 0.
Run: make bench, or .venv/bin/python -m benchmarks.followups. SIGNPOST_MODEL sets the model.
"""

import json
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

from assistant.answers import answer
from assistant.answers.answer import TOP, Assistant
from assistant.evaluation.gold import Gold, read_gold
from benchmarks.intervals import mean
from benchmarks.material import BENCH, ROOT, benchmark_set
from benchmarks.pools import BRIEFING, asking, library
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import Settings

PAIRS = ROOT / "benchmarks/followups.jsonl"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to ask a follow-up question. history: whether the earlier questions are given."""

    name: str
    history: bool = True
    deciding: Callable[[], AbstractContextManager[object]] = nullcontext


WAYS = (
    Way("the last question alone", history=False),
    Way("always joined", deciding=lambda: patch.object(answer, "leans", lambda *_: True)),
    Way("as the product decides"),
)


def rows(assistant: Assistant, questions: Sequence[Gold], way: Way, sources: Sequence[str] = ()) -> str:
    """Returns right first and right in three."""
    first, three = [], []
    with way.deciding():
        for gold in questions:
            history = gold.asked.history if way.history else ()
            asked = assistant.answer(gold.asked.question, threshold=0, history=history, sources=sources)
            quotes = asked.quotes[:TOP]
            found = [gold.found(quote.text, quote.place.source.id) for quote in quotes]
            first.append(float(any(found[:1])))
            three.append(float(any(found[:3])))
    return " | ".join(mean(np.array(values)) for values in (first, three))


def measure(name: str, assistant: Assistant, file: Path, sources: Sequence[str] = ()) -> None:
    """Prints a row for each group of questions that follow another, and each way to ask them."""
    lines = file.read_text(encoding="utf-8").splitlines()
    group_of = {entry["id"]: entry.get("group") for entry in map(json.loads, lines)}
    asked = [gold for gold in read_gold(file) if gold.answerable and gold.asked.history]
    for group in ("stays", "moves"):
        questions = [gold for gold in asked if group_of[gold.asked.id] == group]
        for way in WAYS:
            cells = rows(assistant, questions, way, sources)
            print(f"| {name}, subject {group} ({len(questions)}) | {way.name} | {cells} |", flush=True)


def main() -> None:
    """Prints one table."""
    if not BENCH.is_dir():
        sys.exit(f"skipped: the benchmark sets are not in {BENCH}")
    embedder = SentenceTransformerEmbedder.load(Settings.from_env().model)
    print("| set | searched | right first | right in 3 |\n|---|---|---|---|")
    with library() as folder, asking(folder / "corpus", embedder) as assistant:
        measure("briefing alone", assistant, PAIRS, [BRIEFING])
        measure("library", assistant, PAIRS)
    with benchmark_set("mtrag") as folder, asking(folder / "corpus", embedder) as assistant:
        measure("MTRAG", assistant, folder / "questions.jsonl")


if __name__ == "__main__":
    main()
