"""Tests the vectors that a question is searched with."""

from dataclasses import replace

import numpy as np
import pytest
from parts import WordEmbedder

from assistant.questions.question import Expansion, Question
from assistant.retrieval.question_vectors import QuestionVectors
from index.embedding.embedder import Embedded

ASKED = Question.of("my puppy chewed the pages")
DAMAGE, REPAIR = Expansion("puppy", "damaged book"), Expansion("pages", "repair")


class CountingEmbedder(WordEmbedder):
    """The tests' embedder, with a list of what it embedded."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_question(self, text: str) -> Embedded:
        self.embedded.append(text)
        return super().embed_question(text)


def test_a_question_without_terms_has_its_own_vectors() -> None:
    """This test ensures that nothing is mixed in."""
    own = WordEmbedder().embed_question(ASKED.searched)
    vector, tokens = QuestionVectors(WordEmbedder()).of(ASKED)
    assert (vector == own.vectors[0]).all()
    assert (tokens == own.tokens.unit(0)).all()


def test_added_terms_weigh_as_much_as_the_question_however_many_there_are() -> None:
    """This test ensures that the sum is of the question and of all terms together."""
    embedder = WordEmbedder()
    own, damage, repair = (
        embedder.embed_question(text) for text in (ASKED.searched, "damaged book", "repair")
    )
    terms = damage.vectors[0] + repair.vectors[0]
    whole = own.vectors[0] + terms / np.linalg.norm(terms)
    widened = replace(ASKED, also_searched=(DAMAGE, REPAIR))
    vector, tokens = QuestionVectors(embedder).of(widened)
    assert vector == pytest.approx(whole / np.linalg.norm(whole), abs=1e-6)
    parts = [own.tokens.unit(0), damage.tokens.unit(0), repair.tokens.unit(0)]
    assert (tokens == np.concatenate(parts)).all()


def test_no_text_is_embedded_twice() -> None:
    """This test ensures that a term costs nothing the second time, and a known question nothing at all."""
    embedder = CountingEmbedder()
    vectors = QuestionVectors(embedder)
    widened = replace(ASKED, also_searched=(DAMAGE,))
    known = replace(widened, embedded=WordEmbedder().embed_question(ASKED.searched))
    assert (vectors.of(widened)[0] == vectors.of(known)[0]).all()
    assert embedder.embedded == [ASKED.searched, "damaged book"]
