"""Figures with their 95 % interval: percentiles of 1,000 resamples of the questions.

B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979), pages 1 to 26.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

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
