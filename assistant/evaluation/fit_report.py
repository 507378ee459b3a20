"""A fitted confidence as JSON and as text. The shares are of a cross-validation."""

from typing import Any

from assistant.evaluation.fitting import Fit
from assistant.library.descriptions import counted


def fit_record(fit: Fit, threshold: float, related: float) -> dict[str, Any]:
    """A fitted confidence as `calibrate --json` gives it: the shares are of a cross-validation."""
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
    """The figures of a fitted confidence, of a cross-validation: no question was fitted on itself."""
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
