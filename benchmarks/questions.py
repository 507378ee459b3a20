"""How good the answers are: the product's own command on whole corpora, scored by the benchmark's script.

Ranking is measured at threshold 0, declining at the default threshold.
Run: make bench, or .venv/bin/python -m benchmarks.questions
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.material import BENCH, BRIEFING_QUESTIONS, HELD_OUT_QUESTIONS, ROOT, benchmark_set

SIGNPOST = Path(sys.executable).with_name("signpost")
RANKING = ("right_first", "right_in_3", "right_in_5", "complete", "highlight_precision", "highlight_recall")
DECLINING = ("wrong_refusals", "false_answers_far", "false_answers_near", "auroc_far", "auroc_near")


def ask(index: Path, questions: Path, *options: str) -> Path:
    """The answers of `signpost ask --questions`, as a file beside the index."""
    answers = index / f"answers{len(options)}.jsonl"
    with answers.open("w", encoding="utf-8") as file:
        subprocess.run(
            [SIGNPOST, "ask", "--questions", questions, "--json", "--index", index, *options],
            stdout=file,
            check=True,
        )
    return answers


def score(questions: Path, answers: Path) -> dict[str, Any]:
    """What score.py makes of them."""
    done = subprocess.run(
        [sys.executable, BENCH / "score.py", questions, answers, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def measure(name: str, corpus: Path, questions: Path) -> None:
    """Ingest a corpus, ask, and print a row of figures."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder)
        subprocess.run(
            [SIGNPOST, "ingest", "--corpus", corpus, "--index", index], check=True, capture_output=True
        )
        ranking = score(questions, ask(index, questions, "--threshold", "0"))
        declining = score(questions, ask(index, questions))
    figures = [*((key, ranking[key]) for key in RANKING), *((key, declining[key]) for key in DECLINING)]
    shown = " | ".join("–" if value is None else f"{value:.2f}" for _, value in figures)
    print(f"| {name} | {ranking['answerable']}/{ranking['questions']} | {shown} |", flush=True)


def main() -> None:
    """One table, one row a set."""
    if not BENCH.is_dir():
        sys.exit(f"skipped: the scoring script and the benchmark sets are not in {BENCH}")
    print(f"| set | answerable | {' | '.join((*RANKING, *DECLINING))} |".replace("_", " "))
    print(f"|---|---|{'---|' * len((*RANKING, *DECLINING))}")
    measure("briefing", ROOT / "corpus", BRIEFING_QUESTIONS)
    measure("briefing, held out", ROOT / "corpus", HELD_OUT_QUESTIONS)
    with benchmark_set("conditionalqa") as folder:
        for kind in ("bare", "scenario"):
            measure(f"conditionalqa {kind}", folder / "corpus", folder / f"questions-{kind}.jsonl")
    with benchmark_set("squad2") as folder:
        measure("squad2", folder / "corpus", folder / "questions.jsonl")


if __name__ == "__main__":
    main()
