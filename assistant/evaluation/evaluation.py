"""Measures how well an assistant answers a question set with known answers."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answers.answer import Answer, Assistant, Outcome
from assistant.evaluation.gold import Gold
from index.settings import DEFAULT_RELATED

# How many quotes are judged; a question fails without a right one among the first FIRST_RANKS.
RANKS = 5
FIRST_RANKS = 3
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Failure:
    """An answerable question that was refused, or had no right quote among the first three."""

    id: Any
    refused: bool


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The figures: rates from 0 to 1, None if there is nothing to divide by.

    Of the answerable questions: right_first, right_in_3, right_in_5: with a right quote that early.
    answered_right: answered, with a right quote among the first three. shown_right: the same, answered or
    related. wrong_refusals: neither answered nor related.
    Of the unanswerable questions: false_answers: answered. silent: neither answered nor related.
    complete: the share of gold quotes found in the first five. auroc: how well the confidence separates the
    two kinds, 0.5 being chance; None for a model without a calibration.
    """

    questions: int
    answerable: int
    right_first: float | None
    right_in_3: float | None
    right_in_5: float | None
    complete: float | None
    answered_right: float | None
    shown_right: float | None
    wrong_refusals: float | None
    false_answers: float | None
    silent: float | None
    auroc: float | None
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _Judged:
    """A question's gold, the gold quotes that each of its first quotes contains, and its outcome.

    found: at threshold 0. shown: at the thresholds in force.
    """

    gold: Gold
    found: tuple[frozenset[str], ...]
    shown: tuple[frozenset[str], ...]
    outcome: Outcome
    confidence: float | None

    def right_in(self, ranks: int) -> bool:
        return any(self.found[:ranks])

    @property
    def refused(self) -> bool:
        return self.outcome not in {"answered", "related"}

    @property
    def shown_right(self) -> bool:
        return any(self.shown[:FIRST_RANKS])


def evaluate(
    assistant: Assistant, questions: Sequence[Gold], threshold: float, related: float = DEFAULT_RELATED
) -> Evaluation:
    """Asks every question. Judges the ranking at threshold 0 and everything else at the thresholds given."""
    judged = [_judged(assistant, gold, threshold, related) for gold in questions]
    answerable = [entry for entry in judged if entry.gold.answerable]
    unanswerable = [entry for entry in judged if not entry.gold.answerable]
    return Evaluation(
        questions=len(judged),
        answerable=len(answerable),
        right_first=_rate(sum(e.right_in(1) for e in answerable), len(answerable)),
        right_in_3=_rate(sum(e.right_in(FIRST_RANKS) for e in answerable), len(answerable)),
        right_in_5=_rate(sum(e.right_in(RANKS) for e in answerable), len(answerable)),
        complete=_rate(
            sum(len(frozenset().union(*e.found)) for e in answerable),
            sum(len(e.gold.wanted) for e in answerable),
        ),
        answered_right=_rate(
            sum(e.shown_right and e.outcome == "answered" for e in answerable), len(answerable)
        ),
        shown_right=_rate(sum(e.shown_right for e in answerable), len(answerable)),
        wrong_refusals=_rate(sum(e.refused for e in answerable), len(answerable)),
        false_answers=_rate(sum(e.outcome == "answered" for e in unanswerable), len(unanswerable)),
        silent=_rate(sum(e.refused for e in unanswerable), len(unanswerable)),
        auroc=auroc([e.confidence for e in answerable], [e.confidence for e in unanswerable]),
        failures=tuple(
            Failure(e.gold.asked.id, e.refused)
            for e in answerable
            if e.refused or not e.right_in(FIRST_RANKS)
        ),
    )


def auroc(positive: Sequence[float | None], negative: Sequence[float | None]) -> float | None:
    """Returns the probability that a positive is above a negative, a tie counting one half.

    It is the area under the ROC curve, and the Mann-Whitney U divided by the number of pairs: J. A. Hanley
    and B. J. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC)
    curve", Radiology 143 (1982), pages 29 to 36. None if either is empty or contains None.
    """
    above = [value for value in positive if value is not None]
    below = sorted(value for value in negative if value is not None)
    if len(above) < len(positive) or len(below) < len(negative):
        return None
    pairs = sum((bisect_left(below, value) + bisect_right(below, value)) / 2 for value in above)
    return _rate(pairs, len(above) * len(below))


def _judged(assistant: Assistant, gold: Gold, threshold: float, related: float) -> _Judged:
    finding = assistant.find(gold.asked.question, history=gold.asked.history)
    ranked = assistant.settle(finding, threshold=0, top=RANKS)
    in_force = assistant.settle(finding, threshold=threshold, related=related, top=FIRST_RANKS)

    def found(answer: Answer) -> tuple[frozenset[str], ...]:
        return tuple(gold.found(quote.text, quote.place.source.id) for quote in answer.quotes)

    return _Judged(
        gold=gold,
        found=found(ranked),
        shown=found(in_force),
        outcome=in_force.outcome,
        # Rounded as in `ask --json`, so that equal numbers there are ties here.
        confidence=None if ranked.confidence is None else round(ranked.confidence, DIGITS),
    )


def _rate(part: float, whole: int) -> float | None:
    return round(part / whole, DIGITS) if whole else None
