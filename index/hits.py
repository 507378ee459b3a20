"""What a search finds: passages, with how near each is to the question."""

from dataclasses import dataclass

from index.documents import Passage


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a passage comes to a question, each way of comparing by itself.

    passage: cosine similarity of the whole. sentence: of the best sentence. words: the share of the best
    BM25 score among all candidates. tokens: the share of the question's tokens that it holds (see
    `TokenVectors.similarities`). terms: the share of the question's content words that it holds, the rarer
    the more.
    """

    passage: float = 0.0
    sentence: float = 0.0
    words: float = 0.0
    tokens: float = 0.0
    terms: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    score: higher is nearer. sentence_scores: how near each sentence is, comparable among the passages
    found for one question. likeness: what the score is made of.
    """

    passage: Passage
    score: float
    sentence_scores: tuple[float, ...] = ()
    likeness: Likeness = Likeness()
