"""Figures with their 95 % interval: percentiles of 1,000 resamples of the questions.

B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), pages 1 to 26.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from benchmarks.material import SEED

RESAMPLES = 1000
# What stands for a figure of no questions.
DASH = "–"

Rows = NDArray[np.int64]


def interval(figure: Callable[[Rows], float], count: int) -> str:
    """What the figure is on all of so many questions, and between what it lies on resamples of them."""
    picks = np.random.default_rng(SEED).integers(0, count, (RESAMPLES, count))
    low, high = np.percentile([figure(rows) for rows in picks], [2.5, 97.5])
    return f"{figure(np.arange(count)):.2f} ({low:.2f}–{high:.2f})"


def mean(values: NDArray[np.float64]) -> str:
    """The mean and its interval; a dash where there is none."""
    return interval(lambda rows: float(values[rows].mean()), len(values)) if len(values) else DASH


def auroc(answerable: NDArray[np.bool_], confidence: NDArray[np.float64]) -> str:
    """How well the confidence tells the two kinds apart, and the interval; a dash for one kind alone."""
    if answerable.all():
        return DASH
    return interval(lambda rows: float(roc_auc_score(answerable[rows], confidence[rows])), len(answerable))
