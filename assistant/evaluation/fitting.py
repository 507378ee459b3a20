"""Fits the confidence: turns the evidence of labelled questions into a calibration."""

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

# The features of the confidence.
FEATURES = ("sentence", "terms", "answers", "missing", "size", "documents", "scene", "scene_sentence")
# Inverse regularisation strength, for the standardised features.
STRENGTH = 0.3
FOLDS = 10
FEWEST = 60
FEWEST_OF_A_KIND = 15
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Labelled:
    """The evidence for a question, and whether the corpus answers it.

    near: whether an unanswerable question's subject is close to the corpus's; None if not recorded.
    """

    evidence: Evidence
    answerable: bool
    near: bool | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration with figures from ten-fold cross-validation.

    auroc: see `evaluation.auroc`. error: the calibration error. confidences: for each question the
    confidence from the fit that had not seen it, and whether it is answerable.
    """

    calibration: Calibration
    questions: int
    answerable: int
    auroc: float
    error: float
    confidences: tuple[tuple[float, bool], ...]

    def shares(self, least: float) -> tuple[float, float]:
        """Returns the shares of answerable and of unanswerable questions with at least this confidence."""
        by_kind = [[c for c, answerable in self.confidences if answerable is kind] for kind in (True, False)]
        answerable, unanswerable = (fmean(c >= least for c in found) for found in by_kind)
        return answerable, unanswerable


def calibrate(
    assistant: Assistant, questions: Sequence[Gold], progress: Callable[[], None] = lambda: None
) -> Fit:
    """Asks the assistant every question, and fits the confidence for its build and models.

    progress: called after each question. Raises UnsuitableQuestions if there are too few in all or of one
    kind.
    """
    answerable = sum(gold.answerable for gold in questions)
    if len(questions) < FEWEST or min(answerable, len(questions) - answerable) < FEWEST_OF_A_KIND:
        raise UnsuitableQuestions(
            f"{len(questions)} questions, {answerable} of them answerable, are too few: write at least "
            f"{FEWEST}, with {FEWEST_OF_A_KIND} or more answerable and as many unanswerable ones"
        )
    rows = []
    for gold in questions:
        finding = assistant.find(gold.asked.question, history=gold.asked.history)
        rows.append(Labelled(finding.evidence, gold.answerable))
        progress()
    return fit([rows], assistant.models, assistant.index.meta.build)


def fit(pools: Sequence[Sequence[Labelled]], models: Models, build: str | None = None) -> Fit:
    """Fits the regression to these pools, each of equal weight, with both kinds in each weighted equally.

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
    area = auroc(list(confidence[y]), list(confidence[~y])) or 0.0
    return Fit(
        calibration,
        len(first),
        int(y.sum()),
        area,
        error,
        tuple(zip(map(float, confidence), map(bool, y), strict=True)),
    )


def cross_validated(pool: Sequence[Labelled], others: Sequence[Sequence[Labelled]] = ()) -> Numbers:
    """Returns the confidence in each question of a pool, fitted to the others and nine tenths of the pool."""
    folds = np.random.default_rng(SEED).permutation(len(pool)) % FOLDS
    unseen = np.zeros(len(pool))
    for fold in range(FOLDS):
        kept = [row for row, f in zip(pool, folds, strict=True) if f != fold]
        unseen[folds == fold] = _confidence(_fitted([kept, *others]), pool)[folds == fold]
    return unseen


def _fitted(pools: Sequence[Sequence[Labelled]]) -> Pipeline:
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=1000))
    rows = [row for pool in pools for row in pool]
    weights = np.concatenate([shares(truth(pool)) for pool in pools])
    weights *= len(rows) / weights.sum()
    model.fit(_features(rows), truth(rows), logisticregression__sample_weight=weights)
    return model


def _confidence(model: Pipeline, rows: Sequence[Labelled]) -> Numbers:
    """Returns the confidence as in the product: 0 if none of a question's words is known."""
    confidence: Numbers = model.predict_proba(_features(rows))[:, 1]
    confidence[[not row.evidence.known for row in rows]] = 0.0
    return confidence


def _features(rows: Sequence[Labelled]) -> Numbers:
    return np.array([[getattr(row.evidence, name) for name in FEATURES] for row in rows], dtype=np.float64)


def truth(rows: Sequence[Labelled]) -> Truth:
    """Returns which of the questions are answerable."""
    return np.array([row.answerable for row in rows], dtype=bool)
