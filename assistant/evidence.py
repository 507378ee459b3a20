"""Which sentences bear on the question, and how likely it is that the corpus answers it at all."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.retriever import Evidence
from index.errors import UnreadableIndex
from index.model import Hit, Span

CALIBRATION = Path(__file__).parent / "calibration.json"
# A sentence is highlighted when its similarity comes this near to that of the passage's best one.
HIGHLIGHT_MARGIN = 0.1


def highlights(hit: Hit) -> tuple[Span, ...]:
    """The sentences that bear on the question, [start, end) in the passage's own text; one at least."""
    passage = hit.passage
    if len(passage.sentences) != len(hit.sentence_scores):
        return ((0, passage.end - passage.start),)
    least = max(hit.sentence_scores) - HIGHLIGHT_MARGIN
    return tuple(
        (start - passage.start, end - passage.start)
        for (start, end), score in zip(passage.sentences, hit.sentence_scores, strict=True)
        if score >= least
    )


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression from the evidence to the probability that the corpus answers.

    Fitted, for one embedding model, on answerable and unanswerable questions in equal shares
    (benchmarks/calibrate.py). Another model's similarities mean something else.
    """

    model_fingerprint: str
    intercept: float
    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path = CALIBRATION) -> "Calibration":
        """The calibration that comes with this version."""
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            return cls(entry["model_fingerprint"], entry["intercept"], entry["weights"])
        except (OSError, ValueError, KeyError) as error:
            raise UnreadableIndex(f"{path} cannot be read ({error}): reinstall Signpost") from error

    def confidence(self, evidence: Evidence, model_fingerprint: str) -> float | None:
        """From 0 to 1; None for a model that this was not fitted for."""
        if model_fingerprint != self.model_fingerprint:
            return None
        total = self.intercept + sum(
            weight * float(getattr(evidence, feature)) for feature, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-total))
