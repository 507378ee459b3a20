"""Measures the quality of answers: runs `signpost ask` on whole corpora, scored by the benchmark's script.

Ranking is measured at threshold 0, declining at the default thresholds; each figure has its interval. Each
corpus is asked alone and as one library of 350 documents (make_library.py).
Run: make bench, or .venv/bin/python -m benchmarks.questions [library]. SIGNPOST_MODEL sets the model.
"""

import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.gold import SHORT_GOLD
from benchmarks.intervals import auroc, interval, mean
from benchmarks.material import (
    BENCH,
    BRIEFING_QUESTIONS,
    HELD_ARTICLES,
    HELD_OUT_QUESTIONS,
    ROOT,
    benchmark_set,
    thinned,
)
from benchmarks.pools import library

SIGNPOST = Path(sys.executable).with_name("signpost")
RANKING = ("right_first", "right_in_3", "right_in_5", "complete")
DECLINING = (
    "answered_right",
    "shown_right",
    "wrong_refusals",
    "false_answers_far",
    "false_answers_near",
    "silent_far",
)
COLUMNS = (*RANKING, "highlight_precision", "highlight_recall", *DECLINING, "auroc_far", "auroc_near")


def ask(index: Path, questions: Path, *options: str) -> Path:
    """Runs `signpost ask --questions` and returns its answers as a file in the index folder."""
    answers = index / f"answers{len(options)}.jsonl"
    with answers.open("w", encoding="utf-8") as file:
        subprocess.run(
            [SIGNPOST, "ask", "--questions", questions, "--json", "--index", index, *options],
            stdout=file,
            check=True,
        )
    return answers


@dataclass(frozen=True, slots=True)
class Scored:
    """The benchmark script's scores for each question.

    figures: its report, as numbers; NaN if a figure does not apply to a question. characters: in the right
    quotes among the first three, how many are highlighted, gold, and both. confidence: NaN for none.
    """

    figures: dict[str, NDArray[np.float64]]
    characters: NDArray[np.int64]
    confidence: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    near: NDArray[np.bool_]

    def mean(self, figure: str) -> str:
        """Returns the mean over the questions that have the figure, with its interval; a dash if none has."""
        values = self.figures[figure]
        return mean(values[~np.isnan(values)])

    def share(self, whole: int) -> str:
        """Returns the share of highlighted (0) or gold (1) characters that are both highlighted and gold."""
        counts = self.characters
        return interval(lambda rows: float(counts[rows, 2].sum() / counts[rows, whole].sum()), len(counts))

    def auroc(self, *, near: bool) -> str:
        """Returns how well the confidence separates answerable from near (or far) unanswerable questions."""
        compared = self.answerable | (self.near == near)
        return auroc(self.answerable[compared], self.confidence[compared])


def scoring() -> ModuleType:
    """Loads the benchmark's own script."""
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(questions: Path, answers: Path) -> Scored:
    """Scores each question with its answer."""
    script = scoring()
    asked, answered = script.read(questions), script.read(answers)
    figures: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        one, its = Path(folder, "question.jsonl"), Path(folder, "answer.jsonl")
        for question, answer in zip(asked, answered, strict=True):
            one.write_text(json.dumps(question), encoding="utf-8")
            its.write_text(json.dumps(answer), encoding="utf-8")
            for key, value in script.main(one, its).items():
                if key != "failures":
                    figures.setdefault(key, []).append(np.nan if value is None else float(value))
    return Scored(
        {key: np.array(values) for key, values in figures.items()},
        np.array([characters(script, q, a) for q, a in zip(asked, answered, strict=True)]),
        np.array([np.nan if a["confidence"] is None else a["confidence"] for a in answered]),
        np.array([q["answerable"] for q in asked]),
        np.array([q.get("near") is True for q in asked]),
    )


def characters(script: ModuleType, question: dict[str, Any], answer: dict[str, Any]) -> tuple[int, int, int]:
    """Counts the characters of the right quotes in the first three that are highlighted, gold, and both."""
    gold = [script.fold(quote)[0] for quote in question.get("quotes", [])]
    gold = [quote for quote in gold if len(quote) >= SHORT_GOLD] or gold
    counted = [
        script.highlight(quote, gold)
        for quote in answer["quotes"][:3]
        if gold and script.counts(quote, question, gold)
    ]
    marked, golden, both = (sum(numbers) for numbers in zip((0, 0, 0), *counted, strict=True))
    return marked, golden, both


def measure(name: str, corpus: Path, questions: Path) -> None:
    """Ingests a corpus, asks its questions, and prints a row of figures."""
    with ingested("--corpus", corpus) as index:
        measure_index(name, index, questions)


def measure_index(name: str, index: Path, questions: Path) -> None:
    """Asks the questions of an index, and prints a row of figures."""
    ranking = score(questions, ask(index, questions, "--threshold", "0"))
    declining = score(questions, ask(index, questions))
    cells = [
        f"{ranking.answerable.sum()}/{len(ranking.answerable)}",
        *map(ranking.mean, RANKING),
        ranking.share(0),
        ranking.share(1),
        *map(declining.mean, DECLINING),
        declining.auroc(near=False),
        declining.auroc(near=True),
    ]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


@contextmanager
def ingested(*what: str | Path) -> Iterator[Path]:
    """Yields the index of a corpus, given by its option, or of the files named."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([SIGNPOST, "ingest", *what, "--index", folder], check=True, capture_output=True)
        yield Path(folder)


def main() -> None:
    """Prints a table with one row for each set."""
    if not BENCH.is_dir():
        sys.exit(f"skipped: the scoring script and the benchmark sets are not in {BENCH}")
    print(f"| set | answerable | {' | '.join(COLUMNS)} |".replace("_", " "))
    print(f"|---|---|{'---|' * len(COLUMNS)}")
    with library() as folder, ingested("--corpus", folder / "corpus") as index:
        measure_index("library: briefing", index, BRIEFING_QUESTIONS)
        measure_index("library: briefing, held out", index, HELD_OUT_QUESTIONS)
        measure_index("library: conditionalqa bare", index, folder / "questions-bare.jsonl")
        measure_index("library: conditionalqa scenario", index, folder / "questions-scenario.jsonl")
    if "library" in sys.argv:
        return
    measure("briefing", ROOT / "corpus", BRIEFING_QUESTIONS)
    measure("briefing, held out", ROOT / "corpus", HELD_OUT_QUESTIONS)
    with benchmark_set("conditionalqa") as folder:
        for kind in ("bare", "scenario"):
            questions = thinned(folder / f"questions-{kind}.jsonl")
            measure(f"conditionalqa {kind}", folder / "corpus", questions)
    with benchmark_set("squad2") as folder:
        held = thinned(folder / "questions.jsonl", lambda e: e["source"] in HELD_ARTICLES)
        measure("squad2, articles held out", folder / "corpus", held)


if __name__ == "__main__":
    main()
