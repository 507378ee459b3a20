"""Figures with 95 % intervals: percentiles of 1,000 bootstrap resamples of the questions.

B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), pages 1 to 26.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from benchmarks.material import SEED

RESAMPLES = 1000
# Printed instead of a figure over no questions.
DASH = "–"

Rows = NDArray[np.int64]


def interval(figure: Callable[[Rows], float], count: int) -> str:
    """Returns the figure over `count` questions, with its interval over resamples of them."""
    picks = np.random.default_rng(SEED).integers(0, count, (RESAMPLES, count))
    low, high = np.percentile([figure(rows) for rows in picks], [2.5, 97.5])
    return f"{figure(np.arange(count)):.2f} ({low:.2f}–{high:.2f})"


def mean(values: NDArray[np.float64]) -> str:
    """Returns the mean and its interval; a dash for no values."""
    return interval(lambda rows: float(values[rows].mean()), len(values)) if len(values) else DASH


def auroc(answerable: NDArray[np.bool_], confidence: NDArray[np.float64]) -> str:
    """Returns how well the confidence separates the two kinds, with its interval; a dash for one kind."""
    if answerable.all():
        return DASH
    return interval(lambda rows: float(roc_auc_score(answerable[rows], confidence[rows])), len(answerable))
