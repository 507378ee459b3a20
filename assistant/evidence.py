"""Which sentences bear on the question, and how likely it is that the corpus answers it at all."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.retriever import Evidence
from index.errors import UnreadableIndex
from index.model import Hit, Span

CALIBRATION = Path(__file__).parent / "calibration.json"
# A sentence is highlighted when its score comes this near to that of the quote's best one.
HIGHLIGHT_MARGIN = 0.12


def highlights(hits: Sequence[Hit]) -> tuple[Span, ...]:
    """The sentences that bear on the question, in these passages of one document; one at least.

    [start, end) in the document's text, in order.
    """
    scored = [
        (span, score)
        for hit in hits
        for span, score in zip(hit.passage.sentences, hit.sentence_scores, strict=True)
    ]
    least = max(score for _, score in scored) - HIGHLIGHT_MARGIN
    return tuple(span for span, score in scored if score >= least)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression from the evidence to the probability that the corpus answers.

    Fitted, for one embedding model and one reader, on answerable and unanswerable questions in equal shares
    (benchmarks/calibrate.py). Other models' numbers mean something else.
    """

    models: tuple[str, str | None]
    intercept: float
    weights: Mapping[str, float]

    @classmethod
    def load(cls, path: Path = CALIBRATION) -> "Calibration":
        """The calibration that comes with this version."""
        try:
            entry = json.loads(path.read_text(encoding="utf-8"))
            models = (entry["embedder"], entry["reader"])
            return cls(models, entry["intercept"], entry["weights"])
        except (OSError, ValueError, KeyError) as error:
            raise UnreadableIndex(f"{path} cannot be read ({error}): reinstall Signpost") from error

    def confidence(self, evidence: Evidence, models: tuple[str, str | None]) -> float | None:
        """From 0 to 1; None for models, an embedder and a reader, that this was not fitted for.

        0 where the corpus holds none of the words: similarity to signs, or to another language, is chance.
        """
        if models != self.models:
            return None
        if not evidence.known:
            return 0.0
        total = self.intercept + sum(
            weight * float(getattr(evidence, feature)) for feature, weight in self.weights.items()
        )
        return 1 / (1 + math.exp(-total))
