"""How good the answers are: the product's own command on whole corpora, scored by the benchmark's script.

Ranking is measured at threshold 0, declining at the default threshold.
Run: make bench, or .venv/bin/python -m benchmarks.questions
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.material import (
    BENCH,
    BRIEFING_QUESTIONS,
    HELD_ARTICLES,
    HELD_OUT_QUESTIONS,
    ROOT,
    benchmark_set,
    thinned,
)

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
    with ingested(corpus) as index:
        ranking = score(questions, ask(index, questions, "--threshold", "0"))
        declining = score(questions, ask(index, questions))
    figures = [*((key, ranking[key]) for key in RANKING), *((key, declining[key]) for key in DECLINING)]
    shown = " | ".join("–" if value is None else f"{value:.2f}" for _, value in figures)
    print(f"| {name} | {ranking['answerable']}/{ranking['questions']} | {shown} |", flush=True)


def measure_follow_ups(corpus: Path, questions: Path) -> None:
    """Ask the questions of conversations that have a question before them, with it and without."""
    entries = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    with ingested(corpus) as index:
        for group in ("stays", "moves"):
            asked = [e for e in entries if e["group"] == group and e["answerable"] and e["history"]]
            alone = [{key: value for key, value in e.items() if key != "history"} for e in asked]
            for name, lines in (("last question alone", alone), ("with what it leans on", asked)):
                file = index / f"{group}.jsonl"
                file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
                found = score(file, ask(index, file, "--threshold", "0"))
                shown = " | ".join(f"{found[key]:.2f}" for key in ("right_first", "right_in_3", "right_in_5"))
                print(f"| subject {group} ({len(lines)}) | {name} | {shown} |", flush=True)


@contextmanager
def ingested(corpus: Path) -> Iterator[Path]:
    """The index of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [SIGNPOST, "ingest", "--corpus", corpus, "--index", folder], check=True, capture_output=True
        )
        yield Path(folder)


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
            questions = thinned(folder / f"questions-{kind}.jsonl")
            measure(f"conditionalqa {kind}", folder / "corpus", questions)
    with benchmark_set("squad2") as folder:
        held = thinned(folder / "questions.jsonl", lambda e: e["source"] in HELD_ARTICLES)
        measure("squad2, articles held out", folder / "corpus", held)
    print(
        "\n| follow-ups (mtrag) | searched | right first | right in 3 | right in 5 |\n|---|---|---|---|---|"
    )
    with benchmark_set("mtrag") as folder:
        measure_follow_ups(folder / "corpus", folder / "questions.jsonl")


if __name__ == "__main__":
    main()
