"""Search results: passages, each with its similarity to the question."""

from dataclasses import dataclass

from index.documents import Passage


@dataclass(frozen=True, slots=True)
class Likeness:
    """How similar a passage is to a question, by each measure separately.

    passage: cosine similarity of the whole passage. sentence: that of its best sentence.
    words: its BM25 score as a share of the best among all candidates.
    tokens: mean over the question's tokens of the best match in the passage (see
    `TokenVectors.similarities`).
    terms: the share of the question's content words found in the passage, rarer words weighing more.
    """

    passage: float = 0.0
    sentence: float = 0.0
    words: float = 0.0
    tokens: float = 0.0
    terms: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    score: higher is more similar. sentence_scores: one for each sentence, comparable among the passages
    found for one question. likeness: the measures that make up the score.
    """

    passage: Passage
    score: float
    sentence_scores: tuple[float, ...] = ()
    likeness: Likeness = Likeness()
