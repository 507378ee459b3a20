"""Fits assistant/calibration.json: the evidence of both stages into the probability that the corpus answers.

Fitted on the briefing's own questions (corpus/questions.jsonl), answerable and unanswerable ones in equal
shares: they are asked as practitioners ask. The briefing's held-out questions and ConditionalQA are not
fitted on: they show how far the fit carries. Fitting on SQuAD 2.0 or OR-ShARC too was tried: there the
briefing's answerable questions were refused two to three times as often.

The calibration error is the mean distance between confidence and share of answerable questions over ten
bins of equal size (M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities
using Bayesian binning", AAAI 2015), with the classes weighted to equal shares, and its bootstrap interval.

Run: .venv/bin/python -m benchmarks.calibrate [--write]
"""

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answer import Assistant
from assistant.evidence import CALIBRATION, Calibration
from assistant.reader import load_reader
from assistant.retriever import Evidence
from benchmarks.material import (
    BENCH,
    BRIEFING_QUESTIONS,
    HELD_OUT_QUESTIONS,
    ROOT,
    SEED,
    Question,
    benchmark_set,
    build,
    read_questions,
    thinned,
)
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_MODEL, DEFAULT_READER, DEFAULT_THRESHOLD

FEATURES = ("passage", "answer")
BINS = 10
RESAMPLES = 1000
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The evidence for a question, and whether the corpus answers it."""

    evidence: Evidence
    answerable: bool
    near: bool | None


def labelled(
    corpus: Path, sets: list[list[Question]], embedder: SentenceTransformerEmbedder
) -> list[list[Labelled]]:
    """Ask the questions of each set of a fresh build of the corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build(corpus, Path(folder), embedder)
        index = open_current(Path(folder))
        assistant = Assistant(index, embedder, Calibration.load(), load_reader(DEFAULT_READER))
        return [
            [Labelled(assistant.find(q.text).ranking.evidence, q.answerable, q.near) for q in questions]
            for questions in sets
        ]


def features(rows: list[Labelled]) -> Numbers:
    """One row of numbers for each question."""
    return np.array([[getattr(row.evidence, name) for name in FEATURES] for row in rows], dtype=np.float64)


def report(name: str, rows: list[Labelled], confidence: Numbers) -> None:
    """AUROC, the rates at some thresholds, and how far the confidence is from what it says."""
    y = np.array([row.answerable for row in rows])
    print(f"{name}: {y.sum()} answerable, {(~y).sum()} not; AUROC {roc_auc_score(y, confidence):.3f}")
    kinds = {
        "far": ~y & np.array([r.near is not True for r in rows]),
        "near": ~y & np.array([r.near is True for r in rows]),
    }
    for kind, negative in kinds.items():
        if negative.any():
            both = y | negative
            print(f"  {kind}: AUROC {roc_auc_score(y[both], confidence[both]):.3f}")
    for threshold in THRESHOLDS:
        rates = [f"wrong refusals {np.mean(confidence[y] < threshold):.2f}"]
        rates += [
            f"false answers {kind} {np.mean(confidence[negative] >= threshold):.2f}"
            for kind, negative in kinds.items()
            if negative.any()
        ]
        chosen = " (the default)" if threshold == DEFAULT_THRESHOLD else ""
        print(f"  at {threshold}{chosen}: {', '.join(rates)}")
    weights = np.where(y, 0.5 / y.sum(), 0.5 / (~y).sum())
    print(f"  calibration error {calibration_error(y, confidence, weights)}")
    for low, high, said, found in reliability(y, confidence, weights):
        bar = "#" * round(20 * found)
        print(f"    confidence {low:.2f} to {high:.2f}: says {said:.2f}, is {found:.2f} {bar}")


def reliability(
    y: NDArray[np.bool_], confidence: Numbers, weights: Numbers
) -> list[tuple[float, float, float, float]]:
    """For each bin: lowest and highest confidence, its mean, and the weighted share of the answerable."""
    return [
        (
            float(confidence[rows].min()),
            float(confidence[rows].max()),
            float(np.average(confidence[rows], weights=weights[rows])),
            float(np.average(y[rows], weights=weights[rows])),
        )
        for rows in np.array_split(np.argsort(confidence), BINS)
    ]


def calibration_error(y: NDArray[np.bool_], confidence: Numbers, weights: Numbers) -> str:
    """The error over all questions, and its interval."""

    def error(rows: NDArray[np.int64]) -> float:
        bins = np.array_split(rows[np.argsort(confidence[rows])], BINS)
        total = weights[rows].sum()
        return float(
            sum(
                weights[part].sum()
                / total
                * abs(
                    np.average(confidence[part], weights=weights[part])
                    - np.average(y[part], weights=weights[part])
                )
                for part in bins
            )
        )

    picks = np.random.default_rng(SEED).integers(0, len(y), (RESAMPLES, len(y)))
    low, high = np.percentile([error(pick) for pick in picks], [2.5, 97.5])
    return f"{error(np.arange(len(y))):.2f} ({low:.2f}–{high:.2f})"


def main() -> None:
    """Fit, show the figures of a cross-validation on the fitted set and of the unseen sets."""
    embedder = SentenceTransformerEmbedder.load(DEFAULT_MODEL)
    reader = load_reader(DEFAULT_READER)
    sets = [read_questions(BRIEFING_QUESTIONS), read_questions(HELD_OUT_QUESTIONS)]
    fitted, held_out = labelled(ROOT / "corpus", sets, embedder)
    x, y = features(fitted), np.array([int(row.answerable) for row in fitted])
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    folds = StratifiedKFold(10, shuffle=True, random_state=SEED)
    unseen = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    report("briefing (10-fold)", fitted, unseen)
    model.fit(x, y)
    report("briefing, held out", held_out, model.predict_proba(features(held_out))[:, 1])
    if BENCH.is_dir():
        with benchmark_set("conditionalqa") as folder:
            kinds = ("bare", "scenario")
            asked = [read_questions(thinned(folder / f"questions-{kind}.jsonl")) for kind in kinds]
            for kind, rows in zip(kinds, labelled(folder / "corpus", asked, embedder), strict=True):
                report(f"conditionalqa {kind}", rows, model.predict_proba(features(rows))[:, 1])
    scaler, regression = model.named_steps["standardscaler"], model.named_steps["logisticregression"]
    weights = regression.coef_[0] / scaler.scale_
    entry = {
        "embedder": embedder.fingerprint,
        "reader": reader.fingerprint if reader else None,
        "intercept": round(float(regression.intercept_[0] - weights @ scaler.mean_), 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
    }
    print(json.dumps(entry, indent=2))
    if "--write" in sys.argv:
        CALIBRATION.write_text(json.dumps(entry, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
