"""Measures whether questions for a fact are answered if a document gives it, and declined if not.

The documents are short and made up. Each unanswerable question is close to what they say, and often another
fact of the same kind is there. The rules were chosen on the first two sets, nothing on the third.
Run: .venv/bin/python -m benchmarks.fact_questions. SIGNPOST_MODEL sets the model.
"""

import sys
from pathlib import Path

from benchmarks.material import BENCH, ROOT
from benchmarks.questions import ask, ingested, score
from index.settings import Settings

FACTS = ROOT / "benchmarks/facts"
SETS = {"mended on": FACTS, "tuned on": FACTS / "tuning", "held out": FACTS / "held-out"}


def measure(name: str, folder: Path) -> None:
    """Asks one folder's questions of its documents, and prints a row of figures."""
    questions = folder / "questions.jsonl"
    with ingested(*sorted(folder.glob("*.md"))) as index:
        found = score(questions, ask(index, questions))
    cells = [
        name,
        Settings.from_env().model,
        f"{found.answerable.sum()}/{len(found.answerable)}",
        found.mean("answered_right"),
        found.mean("false_answers"),
        found.auroc(near=True),
    ]
    print(f"| {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Prints a table with one row for each set."""
    if not BENCH.is_dir():
        sys.exit(f"skipped: the scoring script is not in {BENCH}")
    print("| set | model | answerable | answered right | false answers | auroc |\n|---|---|---|---|---|---|")
    for name, folder in SETS.items():
        measure(name, folder)


if __name__ == "__main__":
    main()
