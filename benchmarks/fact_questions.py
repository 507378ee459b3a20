"""How well questions for a fact are answered where the fact stands, and held back where it does not.

Three short documents, made up, and the questions over them; each unanswerable one is near what they say.
Run: .venv/bin/python -m benchmarks.fact_questions; SIGNPOST_MODEL says with which model.
"""

import sys

from benchmarks.material import BENCH, ROOT
from benchmarks.questions import ask, ingested, score
from index.settings import Settings

FACTS = ROOT / "benchmarks/facts"
QUESTIONS = FACTS / "questions.jsonl"


def main() -> None:
    """One table, one row."""
    if not BENCH.is_dir():
        sys.exit(f"skipped: the scoring script is not in {BENCH}")
    with ingested(*sorted(FACTS.glob("*.md"))) as index:
        found = score(QUESTIONS, ask(index, QUESTIONS))
    print("| model | answerable | answered right | false answers | auroc |\n|---|---|---|---|---|")
    cells = [
        Settings.from_env().model,
        f"{found.answerable.sum()}/{len(found.answerable)}",
        found.mean("answered_right"),
        found.mean("false_answers"),
        found.auroc(near=True),
    ]
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    main()
