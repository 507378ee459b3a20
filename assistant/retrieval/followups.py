"""Follow-up questions: whether a question depends on an earlier one, and what to search then."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.questions.question import LONGEST_QUESTION, Question, content_words
from assistant.retrieval.retriever import Retrieved

# Words that point back at something said before.
POINTING = re.compile(
    r"\b(it|its|they|them|their|theirs|this|that|these|those|he|him|his|she|her|hers|there|ones?|both|such"
    r"|same|else|another|others?|too|also)\b",
    re.IGNORECASE,
)
# A question that finds a passage this similar (cosine) by itself is not a follow-up.
SURE = 0.75
# A question with at most this many content words says too little by itself.
FEWEST_TERMS = 1
# A question with more content words than this is complete, whatever pronouns it has. Tuned on
# benchmarks/followups.jsonl.
MOST_TERMS = 2


def leans(question: Question, search_alone: Callable[[], Retrieved]) -> bool:
    """Returns whether a question needs an earlier one to be understood.

    It does if it has few content words, these point back or say little, and it finds nothing very similar by
    itself. A single word unknown to the corpus does not make a follow-up.
    search_alone: searches for the question alone; called only if its words do not decide.
    """
    points = bool(POINTING.search(question.searched))
    if len(question.terms) > (MOST_TERMS if points else FEWEST_TERMS):
        return False
    alone = search_alone()
    nearest = max((hit.likeness.passage for hit in alone.hits), default=0.0)
    return (points or alone.known or not question.terms) and nearest < SURE


def continued(question: Question, history: Sequence[str]) -> Question:
    """Returns the question joined with the last earlier one that has content words.

    history: earlier questions, oldest first. If none has content words, or the two are too long together,
    returns the question unchanged.
    """
    earlier = next((text for text in reversed(history) if content_words(text)), None)
    if earlier is None or len(earlier) + len(question.searched) >= LONGEST_QUESTION:
        return question
    together = Question.of(f"{earlier} {question.searched}")
    return replace(together, asked=question.asked, continues=True)
