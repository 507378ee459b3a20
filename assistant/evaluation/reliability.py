"""Reliability: how close the confidence is to the share of questions that are answerable.

The calibration error is the mean distance between confidence and share of answerable questions over ten bins
of equal size (M. P. Naeini, G. F. Cooper and M. Hauskrecht, "Obtaining well calibrated probabilities using
Bayesian binning", AAAI 2015), with the classes weighted to equal shares.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BINS = 10

Numbers = NDArray[np.float64]
Truth = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of similar confidence, from low to high.

    says: their mean confidence. found: the share that is answerable. weight: the sum of their weights.
    """

    low: float
    high: float
    says: float
    found: float
    weight: float


def shares(y: Truth) -> Numbers:
    """Returns weights that sum to one half for each of the two kinds."""
    weights: Numbers = np.where(y, 0.5 / y.sum(), 0.5 / (~y).sum())
    return weights


def bins(y: Truth, confidence: Numbers, weights: Numbers) -> list[Bin]:
    """Sorts the questions by confidence into ten bins of equal size. y: which of them are answerable."""
    return [
        Bin(
            float(confidence[part].min()),
            float(confidence[part].max()),
            float(np.average(confidence[part], weights=weights[part])),
            float(np.average(y[part], weights=weights[part])),
            float(weights[part].sum()),
        )
        for part in np.array_split(np.argsort(confidence), BINS)
    ]


def calibration_error(parts: Sequence[Bin]) -> float:
    """Returns the mean distance over the bins between confidence and share of answerable questions."""
    return sum(part.weight * abs(part.says - part.found) for part in parts) / sum(p.weight for p in parts)
