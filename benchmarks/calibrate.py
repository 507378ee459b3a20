"""Fits the confidence shipped with Signpost (whether the corpus answers a question), for one embedder.

It is fitted to pools of questions that no part was trained on. Each pool has equal weight, with answerable
and unanswerable questions in equal shares:

- the briefing's own questions (corpus/questions.jsonl) over the briefing alone, among eight reports, and in
  a library of 350 documents, because with more passages the nearest is nearer by chance;
- our own questions over that library (training/questions), for documents held out from training;
- the OR-ShARC questions that have a scene, with it (at three times the weight) and without it, for rule
  trees held out from training, over that library and over all of it except the rule texts of their page.

The briefing's held-out questions and ConditionalQA are not used for fitting: they show how well the fit
generalises.

Run: .venv/bin/python -m benchmarks.calibrate [--model NAME] [--write]
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.answers.answer import Assistant
from assistant.evaluation.fitting import Labelled, cross_validated, fit, truth
from assistant.evaluation.reliability import Numbers, Truth, bins, calibration_error, shares
from assistant.retrieval.calibration import CALIBRATIONS, Calibration, read_calibrations, write_calibrations
from assistant.retrieval.reader import load_reader
from benchmarks.intervals import auroc, interval
from benchmarks.material import (
    BENCH,
    BRIEFING_QUESTIONS,
    HELD_OUT_QUESTIONS,
    read_questions,
)
from benchmarks.pools import (
    BRIEFING,
    among_reports,
    asking,
    drawn,
    labelled,
    labelled_scenes,
    library,
)
from benchmarks.written_questions import held_questions, held_rule_questions
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import default_model
from index.settings import DEFAULT_READER

# How many questions of each kind are asked of the larger sets, because reading each takes time.
ASKED = 250
THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
HEADER = """\
| set | answerable / not | AUROC | far | near | calibration error |
|---|---|---|---|---|---|"""
THRESHOLD_HEADER = """\
| set | threshold | answerable from it on | unanswerable from it on, far | near |
|---|---|---|---|---|"""

SCENES = "rule texts in a library, with a scene"

Pool = list[Labelled]


def said(calibration: Calibration, rows: Sequence[Labelled]) -> Numbers:
    """Returns the confidence for each question."""
    return np.array([calibration.confidence(row.evidence) for row in rows])


def report(name: str, rows: Sequence[Labelled], confidence: Numbers) -> None:
    """Prints a table row: AUROC over all, far and near unanswerable questions, and the calibration error."""
    y = truth(rows)
    near = np.array([row.near is True for row in rows])
    weights = shares(y)
    cells = [
        f"{y.sum()} / {(~y).sum()}",
        auroc(y, confidence),
        auroc(y[y | ~near], confidence[y | ~near]),
        auroc(y[y | near], confidence[y | near]),
        interval(lambda r: calibration_error(bins(y[r], confidence[r], weights[r])), len(y)),
    ]
    print(f"| {name} | {' | '.join(cells)} |", flush=True)


def print_thresholds(name: str, rows: Sequence[Labelled], confidence: Numbers) -> None:
    """Prints the share of each kind of question that reaches each threshold."""
    y = truth(rows)
    near = np.array([row.near is True for row in rows])
    for threshold in THRESHOLDS:
        parts = (confidence[y], confidence[~y & ~near], confidence[~y & near])
        figures = ["–" if not len(part) else f"{np.mean(part >= threshold):.2f}" for part in parts]
        print(f"| {name} | {threshold} | {' | '.join(figures)} |")


def print_reliability(y: Truth, confidence: Numbers) -> None:
    """Prints for each bin the mean confidence and the share that is answerable, as a diagram."""
    for part in bins(y, confidence, shares(y)):
        bar = "#" * round(20 * part.found)
        print(
            f"confidence {part.low:.2f} to {part.high:.2f}: says {part.says:.2f}, is {part.found:.2f} {bar}"
        )


def library_pools(assistant: Assistant, folder: Path) -> tuple[dict[str, Pool], dict[str, Pool]]:
    """Returns the pools to fit and the unseen ones, over the library in a folder."""
    own, held_out = read_questions(BRIEFING_QUESTIONS), read_questions(HELD_OUT_QUESTIONS)
    few = among_reports(assistant)
    written = held_questions(assistant.index)
    answerable = drawn([q for q in written if q.answerable], ASKED)
    near = drawn([q for q in written if not q.answerable], ASKED)
    rules = held_rule_questions()
    bare, scenes = ([question for question in rules if question.scene is kind] for kind in (False, True))
    fitted = {
        "briefing in a library": labelled(assistant, own),
        "briefing alone": labelled(assistant, own, [BRIEFING]),
        "briefing among 8 reports": labelled(assistant, own, few),
        "our own over the library": labelled(assistant, [*answerable, *near]),
        "rule texts in a library": labelled_scenes(assistant, bare),
        SCENES: labelled_scenes(assistant, scenes),
    }
    unseen = {
        "briefing in a library, held out": labelled(assistant, held_out),
        "briefing alone, held out": labelled(assistant, held_out, [BRIEFING]),
        "briefing among 8 reports, held out": labelled(assistant, held_out, few),
    }
    for kind in ("bare", "scenario"):
        asked = read_questions(folder / f"questions-{kind}.jsonl")
        unseen[f"conditionalqa {kind} in a library"] = labelled(assistant, asked)
    return fitted, unseen


def main() -> None:
    """Fits, then prints the figures: cross-validated on the fitted questions, and on the unseen sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", default=default_model())
    parser.add_argument("--write", action="store_true", help="save it as this version's, for these models")
    options = parser.parse_args()
    if not BENCH.is_dir():
        sys.exit(f"skipped: the benchmark sets that the confidence is fitted on are not in {BENCH}")
    embedder = SentenceTransformerEmbedder.load(options.model)
    with library() as folder, asking(folder / "corpus", embedder) as assistant:
        fitted, unseen = library_pools(assistant, folder)
    reader = load_reader(DEFAULT_READER)
    models = (embedder.fingerprint, reader.fingerprint if reader else None)
    # Questions with a scene get as much weight as the briefing's, which are asked of three libraries.
    pools = [*fitted.values(), *2 * [fitted[SCENES]]]
    calibration = fit(pools, models).calibration
    print(f"{options.model}\n\n{HEADER}")
    for name, rows in fitted.items():
        others = [pool for other, pool in fitted.items() if name.split()[0] != other.split()[0]]
        report(f"{name} (10-fold)", rows, cross_validated(rows, others))
    for name, rows in unseen.items():
        report(name, rows, said(calibration, rows))
    print(f"\n{THRESHOLD_HEADER}")
    for name, rows in unseen.items():
        print_thresholds(name, rows, said(calibration, rows))
    rows = unseen["briefing in a library, held out"]
    print("\nbriefing in a library, held out:")
    print_reliability(truth(rows), said(calibration, rows))
    print(calibration)
    if options.write:
        kept = [one for one in read_calibrations() if one.models[0] != embedder.fingerprint]
        write_calibrations(CALIBRATIONS, [*kept, calibration])


if __name__ == "__main__":
    main()
