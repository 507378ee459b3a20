"""Example questions for the first page: those of the question set that the build answers rightly."""

from collections.abc import Iterable

from assistant.answers.answer import Assistant
from assistant.evaluation.gold import Gold

# Where a right quote must stand for an example to count as answered.
FIRST = 3


def answered_examples(
    assistant: Assistant, questions: Iterable[Gold], threshold: float, related: float, most: int
) -> tuple[str, ...]:
    """Returns the first questions that are marked as examples and are answered rightly, at most so many.

    Asks each candidate in turn, some tenths of a second each, and stops when there are enough.
    """
    found: list[str] = []
    for gold in questions:
        if len(found) == most:
            break
        if gold.example and _is_answered(assistant, gold, threshold, related):
            found.append(gold.asked.question)
    return tuple(found)


def _is_answered(assistant: Assistant, gold: Gold, threshold: float, related: float) -> bool:
    answer = assistant.answer(gold.asked.question, threshold=threshold, related=related)
    right = any(gold.found(quote.text, quote.place.source.id) for quote in answer.quotes[:FIRST])
    return answer.outcome == "answered" and right
