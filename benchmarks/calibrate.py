"""Fits assistant/calibration.json: the evidence of both stages into the probability that the corpus answers.

Fitted on four pools of questions that no part was trained on, each of equal weight and with answerable and
unanswerable questions in equal shares: the briefing's own (corpus/questions.jsonl), asked as practitioners
ask; the same over the briefing among inspection reports, since the more passages there are, the nearer is
the nearest by chance; the SQuAD 2.0 articles held out, whose unanswerable questions are near, and whose
answerable ones are also asked of the other articles; and the OR-ShARC questions with a scene, of the rule
trees held out, also asked of the other pages' rule texts. The briefing's held-out questions and
ConditionalQA are not fitted on: they show how far the fit carries.

Run: .venv/bin/python -m benchmarks.calibrate [--write]
"""

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.evidence import CALIBRATION
from assistant.reader import load_reader
from benchmarks.intervals import auroc, interval
from benchmarks.material import (
    BENCH,
    BRIEFING_QUESTIONS,
    HELD_ARTICLES,
    HELD_OUT_QUESTIONS,
    ROOT,
    SEED,
    UNANSWERABLE,
    benchmark_set,
    read_questions,
    thinned,
)
from benchmarks.pools import Labelled, among_reports, asking, labelled, labelled_elsewhere, labelled_scenes
from benchmarks.reliability import Numbers, Truth, bins, calibration_error, print_reliability, shares
from index.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_MODEL, DEFAULT_READER
from training.material import held_scenes

FEATURES = ("sentence", "tokens", "answer", "size")
FOLDS = 10
THRESHOLDS = (0.3, 0.35, 0.4, 0.5, 0.6)
HEADER = """\
| set | answerable / not | AUROC | far | near | calibration error |
|---|---|---|---|---|---|"""
THRESHOLD_HEADER = """\
| set | threshold | wrong refusals | false answers far | near |
|---|---|---|---|---|"""


def features(rows: Sequence[Labelled]) -> Numbers:
    """One row of numbers for each question."""
    return np.array([[getattr(row.evidence, name) for name in FEATURES] for row in rows], dtype=np.float64)


def truth(rows: Sequence[Labelled]) -> Truth:
    """Which of the questions are answerable."""
    return np.array([row.answerable for row in rows])


def fit(pools: Sequence[Sequence[Labelled]]) -> Pipeline:
    """The regression on these pools, each of equal weight."""
    model = make_pipeline(StandardScaler(), LogisticRegression())
    rows = [row for pool in pools for row in pool]
    weights = np.concatenate([shares(truth(pool)) for pool in pools])
    weights *= len(rows) / weights.sum()
    model.fit(features(rows), truth(rows), logisticregression__sample_weight=weights)
    return model


def said(model: Pipeline, rows: Sequence[Labelled]) -> Numbers:
    """The confidence in each question: as the product gives it, 0 where none of its words is known."""
    confidence: Numbers = model.predict_proba(features(rows))[:, 1]
    confidence[[not row.evidence.known for row in rows]] = 0.0
    return confidence


def cross_validated(
    pools: Sequence[Sequence[Labelled]], others: Sequence[Sequence[Labelled]]
) -> list[Numbers]:
    """The confidence in each question of pools of the same questions, fitted on the others.

    A question is left out of every pool at once.
    """
    folds = np.random.default_rng(SEED).permutation(len(pools[0])) % FOLDS
    unseen = [np.zeros(len(pool)) for pool in pools]
    for fold in range(FOLDS):
        kept = [[row for row, f in zip(pool, folds, strict=True) if f != fold] for pool in pools]
        model = fit([*kept, *others])
        for pool, confidence in zip(pools, unseen, strict=True):
            confidence[folds == fold] = said(model, pool)[folds == fold]
    return unseen


def report(name: str, rows: Sequence[Labelled], confidence: Numbers) -> None:
    """A row of the table: AUROC over all, far and near unanswerable questions, the calibration error."""
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
    """Wrong refusals, and false answers far and near, at each threshold."""
    y = truth(rows)
    near = np.array([row.near is True for row in rows])
    for threshold in THRESHOLDS:
        figures = (
            np.mean(confidence[y] < threshold),
            np.mean(confidence[~y & ~near] >= threshold),
            np.mean(confidence[~y & near] >= threshold),
        )
        print(f"| {name} | {threshold} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")


def main() -> None:
    """Fit, show the figures of a cross-validation on the fitted questions and of the unseen sets."""
    if not BENCH.is_dir():
        sys.exit(f"skipped: the benchmark sets that the confidence is fitted on are not in {BENCH}")
    embedder = SentenceTransformerEmbedder.load(DEFAULT_MODEL)
    own, held_out = read_questions(BRIEFING_QUESTIONS), read_questions(HELD_OUT_QUESTIONS)
    with asking(ROOT / "corpus", embedder) as assistant:
        briefing, briefing_held = labelled(assistant, own), labelled(assistant, held_out)
    with among_reports() as corpus, asking(corpus, embedder) as assistant:
        among, among_held = labelled(assistant, own), labelled(assistant, held_out)
    with benchmark_set("squad2") as folder, asking(folder / "corpus", embedder) as assistant:
        asked = read_questions(thinned(folder / "questions.jsonl", lambda e: e["source"] in HELD_ARTICLES))
        answerable = random.Random(SEED).sample([q for q in asked if q.answerable], UNANSWERABLE)
        near = [q for q in asked if not q.answerable]
        elsewhere = labelled_elsewhere(assistant, [(q.text, (q.source or "",)) for q in answerable])
        articles = [*labelled(assistant, [*answerable, *near]), *elsewhere]
    with tempfile.TemporaryDirectory() as made:
        scenes_asked = held_scenes(Path(made))
        with asking(Path(made), embedder) as assistant:
            scenes = labelled_scenes(assistant, scenes_asked)
    model = fit([briefing, among, articles, scenes])
    ten_fold = cross_validated([briefing, among], [articles, scenes])
    print(HEADER)
    report("briefing (10-fold)", briefing, ten_fold[0])
    report("briefing among reports (10-fold)", among, ten_fold[1])
    report("squad2, articles held out (fitted on)", articles, said(model, articles))
    report("orsharc, scenes held out (fitted on)", scenes, said(model, scenes))
    report("briefing, held out", briefing_held, said(model, briefing_held))
    report("briefing among reports, held out", among_held, said(model, among_held))
    with benchmark_set("conditionalqa") as folder, asking(folder / "corpus", embedder) as assistant:
        for kind in ("bare", "scenario"):
            rows = labelled(assistant, read_questions(thinned(folder / f"questions-{kind}.jsonl")))
            report(f"conditionalqa {kind}", rows, said(model, rows))
    print(f"\n{THRESHOLD_HEADER}")
    print_thresholds("briefing (10-fold)", briefing, ten_fold[0])
    print_thresholds("briefing, held out", briefing_held, said(model, briefing_held))
    print_thresholds("briefing among reports, held out", among_held, said(model, among_held))
    print("\nbriefing, held out:")
    print_reliability(truth(briefing_held), said(model, briefing_held))
    scaler, regression = model.named_steps["standardscaler"], model.named_steps["logisticregression"]
    weights = regression.coef_[0] / scaler.scale_
    reader = load_reader(DEFAULT_READER)
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
