"""An evaluation as JSON and as text."""

from dataclasses import asdict
from typing import Any

from assistant.evaluation.evaluation import Evaluation
from assistant.library.descriptions import counted

# The label of each figure.
FIGURES = {
    "right_first": "right quote first",
    "right_in_3": "right quote in the first 3",
    "right_in_5": "right quote in the first 5",
    "complete": "gold quotes in the first 5",
    "answered_right": "answered, right in the first 3",
    "shown_right": "shown, right in the first 3",
    "wrong_refusals": "wrong refusals",
    "false_answers": "false answers",
    "silent": "silent on the unanswerable",
    "auroc": "AUROC of the confidence",
}


def evaluation_record(evaluation: Evaluation) -> dict[str, Any]:
    """Returns the figures as `evaluate --json` prints them."""
    return asdict(evaluation)


def evaluation_text(evaluation: Evaluation) -> str:
    """Returns the number of questions, then one line for each figure; a dash for a missing one."""
    width = max(map(len, FIGURES.values()))
    lines = [f"{counted(evaluation.questions, 'question')}, {evaluation.answerable} of them answerable"]
    for name, label in FIGURES.items():
        figure = getattr(evaluation, name)
        lines.append(f"  {label:{width}}  {'–' if figure is None else f'{figure:.2f}'}")
    refused = sum(failure.refused for failure in evaluation.failures)
    lines.append(f"  {'failures':{width}}  {len(evaluation.failures)}, {refused} of them refused")
    return "\n".join(lines)
