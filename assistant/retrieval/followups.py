"""Follow-up questions: whether a question leans on the one before, and what is searched then."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.questions.question import LONGEST_QUESTION, Question, content_words
from assistant.retrieval.retriever import Retrieved

# What points back at something said before.
POINTING = re.compile(
    r"\b(it|its|they|them|their|theirs|this|that|these|those|he|him|his|she|her|hers|there|ones?|both|such"
    r"|same|else|another|others?|too|also)\b",
    re.IGNORECASE,
)
# A question that alone finds a passage of this cosine similarity stands by itself, whatever it points at.
SURE = 0.75
# With no more content words than this, a question says nothing by itself.
FEWEST_TERMS = 1
# With more content words than this it stands on its own feet, whatever pronouns it has. Chosen on
# benchmarks/followups.jsonl.
MOST_TERMS = 2


def leans(question: Question, search_alone: Callable[[], Retrieved]) -> bool:
    """Whether a question cannot be answered without what was asked before.

    It has few content words, and they point at something or say little; and what it finds alone is not very
    near. A word that the corpus does not know says too little to be understood from what was before.
    search_alone: what the retriever finds for the question alone, where the words leave it open.
    """
    points = bool(POINTING.search(question.searched))
    if len(question.terms) > (MOST_TERMS if points else FEWEST_TERMS):
        return False
    alone = search_alone()
    nearest = max((hit.likeness.passage for hit in alone.hits), default=0.0)
    return (points or alone.known or not question.terms) and nearest < SURE


def continued(question: Question, history: Sequence[str]) -> Question:
    """The question with the last earlier one that says something, to be searched together.

    history: earlier questions, oldest first. Without one that says something, or where both together
    are too long for a question, the question stays as it is.
    """
    earlier = next((text for text in reversed(history) if content_words(text)), None)
    if earlier is None or len(earlier) + len(question.searched) >= LONGEST_QUESTION:
        return question
    together = Question.of(f"{earlier} {question.searched}")
    return replace(together, asked=question.asked, continues=True)
