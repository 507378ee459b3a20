"""A fitted confidence as JSON and as text. The shares come from cross-validation."""

from typing import Any

from assistant.evaluation.fitting import Fit
from assistant.library.descriptions import counted


def fit_record(fit: Fit, threshold: float, related: float) -> dict[str, Any]:
    """Returns a fitted confidence as `calibrate --json` prints it; the shares come from cross-validation."""
    answered, falsely_answered = fit.shares(threshold)
    shown, falsely_shown = fit.shares(related)
    return {
        "build": fit.calibration.build,
        "questions": fit.questions,
        "answerable": fit.answerable,
        "auroc": fit.auroc,
        "calibration_error": round(fit.error, 4),
        "threshold": threshold,
        "answered": round(answered, 4),
        "false_answers": round(falsely_answered, 4),
        "related_threshold": related,
        "wrong_refusals": round(1 - shown, 4),
        "silent": round(1 - falsely_shown, 4),
        "weights": dict(fit.calibration.weights),
    }


def fit_text(fit: Fit, threshold: float, related: float) -> str:
    """Returns the figures of a fitted confidence in words, from cross-validation on unseen questions."""
    answered, falsely_answered = fit.shares(threshold)
    shown, falsely_shown = fit.shares(related)
    return "\n".join(
        [
            f"{counted(fit.questions, 'question')}, {fit.answerable} of them answerable",
            f"  AUROC of the confidence      {fit.auroc:.2f}",
            f"  calibration error            {fit.error:.2f}",
            f"  at {threshold}: answered          {answered:.2f} of the answerable, "
            f"{falsely_answered:.2f} of the others",
            f"  at {related}: shown at all      {shown:.2f} of the answerable, "
            f"{falsely_shown:.2f} of the others",
        ]
    )
