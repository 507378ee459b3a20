"""Candidates for a question: dense and lexical, scored by whole, by sentence, by token and by word."""

import math
from collections.abc import Collection
from dataclasses import dataclass

import faiss
import numpy as np

from assistant.question import Question
from index.embedder import Embedder
from index.model import Hit
from index.passage_index import PassageIndex
from index.tokens import Vectors

# How many of each kind of candidates are looked at.
CANDIDATES = 50
# What the best sentence, the words in common and the tokens add to the passage's own cosine similarity:
# the middle of a flat optimum on the question sets of benchmarks/questions.py.
SENTENCE_WEIGHT = 0.5
LEXICAL_WEIGHT = 0.2
TOKEN_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """How near the corpus comes to a question.

    passage: the highest cosine similarity of a passage. sentence: of a sentence. tokens: the highest
    share of the question's tokens in a passage (see `TokenVectors.similarities`). size: the natural
    logarithm of how many passages were searched: the more, the nearer is the nearest by chance.
    known: whether these hold any of the question's content words, or of those searched besides.
    answer: the reader's answer logit, the mean over the highest, up to a ceiling, and nearer to
    undecided the longer the question; 0 without a reader.
    """

    passage: float
    sentence: float
    tokens: float
    size: float
    known: bool
    answer: float = 0.0


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits, best first, and the evidence."""

    hits: tuple[Hit, ...]
    evidence: Evidence


class Retriever:
    """Question in, scored hits out. Holds no state but the index and the embedder."""

    def __init__(self, index: PassageIndex, embedder: Embedder) -> None:
        self._index = index
        self._embedder = embedder

    def search(self, question: Question, sources: Collection[str] = ()) -> Retrieved:
        """The candidates in the order of their fused score; from these sources only, where any are named.

        A passage's score is its cosine similarity, plus its best sentence's, plus its share of the
        best BM25 score, plus how much of the question's tokens it holds, weighted as above. A sentence's
        score is its cosine similarity and its passage's tokens.
        """
        index = self._index
        allowed = None
        if sources:
            allowed = [row for source in sources for row in index.passages_by_source.get(source, ())]
        asked = self._embedder.embed_question(question.phrased)
        vector = asked.vectors[0]
        lexical = self._lexical(question, allowed)
        found = {row for row, _ in lexical}
        found |= _nearest(index.vectors, vector, allowed)
        in_sentences = None if allowed is None else [s for row in allowed for s in index.sentence_rows[row]]
        found |= {
            index.passage_of_sentence[s] for s in _nearest(index.sentence_vectors, vector, in_sentences)
        }
        if not found:
            return Retrieved((), Evidence(0.0, 0.0, 0.0, 0.0, known=False))
        rows = sorted(found)
        words = dict(lexical)
        best_words = max(words.values(), default=0.0) or 1.0
        by_tokens = index.tokens.similarities(asked.tokens.unit(0), rows).tolist()
        hits = []
        cosines, sentence_bests = [], []
        for row, tokens in zip(rows, by_tokens, strict=True):
            cosine = float(index.vectors.reconstruct(row) @ vector)
            sentences = [
                float(index.sentence_vectors.reconstruct(s) @ vector) for s in index.sentence_rows[row]
            ]
            best = max(sentences, default=cosine)
            score = (
                cosine
                + SENTENCE_WEIGHT * best
                + LEXICAL_WEIGHT * words.get(row, 0.0) / best_words
                + TOKEN_WEIGHT * tokens
            )
            sentence_scores = tuple(similarity + tokens for similarity in sentences or [cosine])
            hits.append((score, row, Hit(index.passages[row], score, sentence_scores)))
            cosines.append(cosine)
            sentence_bests.append(best)
        hits.sort(key=lambda hit: (-hit[0], hit[1]))
        evidence = Evidence(
            passage=max(cosines),
            sentence=max(sentence_bests),
            tokens=max(by_tokens),
            size=math.log(len(index.passages) if allowed is None else len(allowed)),
            known=self._known(question, allowed),
        )
        return Retrieved(tuple(hit for _, _, hit in hits), evidence)

    def _known(self, question: Question, allowed: list[int] | None) -> bool:
        holding = (self._index.rows_with(term) for term in question.all_terms)
        return any(rows if allowed is None else rows & set(allowed) for rows in holding)

    def _lexical(self, question: Question, allowed: list[int] | None) -> list[tuple[int, float]]:
        if allowed is None:
            return self._index.lexical(question.all_terms, CANDIDATES)
        inside = set(allowed)
        found = self._index.lexical(question.all_terms, len(self._index.passages))
        return [(row, score) for row, score in found if row in inside][:CANDIDATES]


def _nearest(vectors: faiss.Index, vector: Vectors, allowed: list[int] | None) -> set[int]:
    """The rows nearest to a vector. FAISS fills up with -1 where it holds fewer: these are dropped."""
    count = min(CANDIDATES, vectors.ntotal)
    if count == 0 or (allowed is not None and not allowed):
        return set()
    parameters = None
    if allowed is not None:
        selected = faiss.IDSelectorBatch(np.array(allowed, dtype=np.int64))
        parameters = faiss.SearchParameters(sel=selected)  # type: ignore[call-arg]
    _, rows = vectors.search(vector.reshape(1, -1), count, params=parameters)
    return {int(row) for row in rows[0] if row >= 0}
