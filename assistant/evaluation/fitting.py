"""Fits the confidence: from the evidence of labelled questions to a calibration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.answers.answer import Assistant
from assistant.evaluation.evaluation import auroc
from assistant.evaluation.gold import Gold
from assistant.evaluation.reliability import Numbers, Truth, bins, calibration_error, shares
from assistant.retrieval.calibration import Calibration, Models
from assistant.retrieval.evidence import Evidence
from index.errors import UnsuitableQuestions

# What the confidence is made of.
FEATURES = ("sentence", "terms", "answers", "missing", "size", "scene", "scene_sentence")
# Regularisation: the inverse strength for the standardised features.
STRENGTH = 0.3
FOLDS = 10
FEWEST = 60
FEWEST_OF_A_KIND = 15
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Labelled:
    """The evidence for a question, and whether the corpus answers it.

    near: whether an unanswerable one's subject is close to the corpus's; None: not said.
    """

    evidence: Evidence
    answerable: bool
    near: bool | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration with its figures, of a ten-fold cross-validation.

    auroc: see `evaluation.auroc`. error: the calibration error. confidences: for each question the
    confidence of the fit that had not seen it, and whether it is answerable.
    """

    calibration: Calibration
    questions: int
    answerable: int
    auroc: float
    error: float
    confidences: tuple[tuple[float, bool], ...]

    def shares(self, least: float) -> tuple[float, float]:
        """The shares of the answerable and of the unanswerable questions with this confidence or more."""
        by_kind = [[c for c, answerable in self.confidences if answerable is kind] for kind in (True, False)]
        answerable, unanswerable = (fmean(c >= least for c in found) for found in by_kind)
        return answerable, unanswerable


def calibrate(
    assistant: Assistant, questions: Sequence[Gold], progress: Callable[[], None] = lambda: None
) -> Fit:
    """Ask every question of the assistant's build, and fit the confidence for it and its models.

    progress: called after each question. UnsuitableQuestions: there are too few, or too few of one kind.
    """
    answerable = sum(gold.answerable for gold in questions)
    if len(questions) < FEWEST or min(answerable, len(questions) - answerable) < FEWEST_OF_A_KIND:
        raise UnsuitableQuestions(
            f"{len(questions)} questions, {answerable} of them answerable, are too few or too one-sided: "
            f"{FEWEST} are needed, with at least {FEWEST_OF_A_KIND} of each kind"
        )
    rows = []
    for gold in questions:
        finding = assistant.find(gold.asked.question, history=gold.asked.history)
        rows.append(Labelled(finding.evidence, gold.answerable))
        progress()
    return fit([rows], assistant.models, assistant.index.meta.build)


def fit(pools: Sequence[Sequence[Labelled]], models: Models, build: str | None = None) -> Fit:
    """The regression on these pools, each of equal weight, and in each pool both kinds of questions.

    The figures are those of the first pool.
    """
    model = _fitted(pools)
    scaler, regression = model.named_steps["standardscaler"], model.named_steps["logisticregression"]
    weights = regression.coef_[0] / scaler.scale_
    calibration = Calibration(
        models,
        float(regression.intercept_[0] - weights @ scaler.mean_),
        {name: float(weight) for name, weight in zip(FEATURES, weights, strict=True)},
        build,
    )
    first, *others = pools
    y, confidence = truth(first), cross_validated(first, others)
    error = calibration_error(bins(y, confidence, shares(y)))
    told = auroc(list(confidence[y]), list(confidence[~y])) or 0.0
    return Fit(
        calibration,
        len(first),
        int(y.sum()),
        told,
        error,
        tuple(zip(map(float, confidence), map(bool, y), strict=True)),
    )


def cross_validated(pool: Sequence[Labelled], others: Sequence[Sequence[Labelled]] = ()) -> Numbers:
    """The confidence in each question of a pool from a fit on the others and on nine tenths of the pool."""
    folds = np.random.default_rng(SEED).permutation(len(pool)) % FOLDS
    unseen = np.zeros(len(pool))
    for fold in range(FOLDS):
        kept = [row for row, f in zip(pool, folds, strict=True) if f != fold]
        unseen[folds == fold] = _said(_fitted([kept, *others]), pool)[folds == fold]
    return unseen


def _fitted(pools: Sequence[Sequence[Labelled]]) -> Pipeline:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))
    rows = [row for pool in pools for row in pool]
    weights = np.concatenate([shares(truth(pool)) for pool in pools])
    weights *= len(rows) / weights.sum()
    model.fit(_features(rows), truth(rows), logisticregression__sample_weight=weights)
    return model


def _said(model: Pipeline, rows: Sequence[Labelled]) -> Numbers:
    """The confidence as the product gives it: 0 where none of a question's words is known."""
    confidence: Numbers = model.predict_proba(_features(rows))[:, 1]
    confidence[[not row.evidence.known for row in rows]] = 0.0
    return confidence


def _features(rows: Sequence[Labelled]) -> Numbers:
    return np.array([[getattr(row.evidence, name) for name in FEATURES] for row in rows], dtype=np.float64)


def truth(rows: Sequence[Labelled]) -> Truth:
    """Which of the questions are answerable."""
    return np.array([row.answerable for row in rows], dtype=bool)
