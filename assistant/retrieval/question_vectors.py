"""The vectors that a question is searched with: its own, joined with those of the terms added to it."""

from functools import lru_cache

import numpy as np

from assistant.questions.question import Question
from index.embedding.embedder import Embedder
from index.embedding.token_vectors import Vectors

# How many added terms' vectors are kept. They come from the glossary and the corpus, never from a person.
KEPT_TERMS = 512


class QuestionVectors:
    """Embeds questions and the terms added to them apart. Safe to share.

    A question and its terms, embedded as one text, take a second pass through the model where the question
    was embedded already to find them, and rank no better (docs/evaluation.md).
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._of_term = lru_cache(KEPT_TERMS)(embedder.embed_question)

    def of(self, question: Question) -> tuple[Vectors, Vectors]:
        """Returns a unit vector for the whole question, and a unit row for each token.

        The first is the sum of the question's own and of all added terms' together, both of length 1. The
        rows of the added terms follow the question's own.
        """
        asked = question.embedded or self._embedder.embed_question(question.searched)
        vector, tokens = asked.vectors[0], asked.tokens.unit(0)
        added = [self._of_term(expansion.expansion) for expansion in question.also_searched]
        if not added:
            return vector, tokens
        terms = _unit(np.sum([term.vectors[0] for term in added], axis=0))
        return _unit(vector + terms), np.concatenate([tokens, *(term.tokens.unit(0) for term in added)])


def _unit(vector: Vectors) -> Vectors:
    return vector / np.linalg.norm(vector)
