"""Finds candidate passages, dense and lexical, and scores them by whole, sentence, token and word."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from assistant.questions.question import Question, content_words
from assistant.retrieval.question_vectors import QuestionVectors
from index.embedding.embedder import Embedded, Embedder
from index.embedding.token_vectors import Vectors
from index.hits import Hit, Likeness
from index.storage.passage_index import PassageIndex
from index.storage.text_rows import Held

# How many candidates each search contributes.
CANDIDATES = 50
# Weights of the best sentence, the shared words and the tokens, relative to the passage's own cosine
# similarity: the middle of a flat optimum on the question sets of benchmarks/questions.py, for both known
# models.
SENTENCE_WEIGHT = 0.5
LEXICAL_WEIGHT = 0.2
TOKEN_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits, best first.

    searched: how many passages each searched document holds. known: whether these contain any content word
    of the question or of the terms added to it.
    """

    hits: tuple[Hit, ...]
    searched: tuple[int, ...]
    known: bool


class Retriever:
    """Finds and scores passages for a question."""

    def __init__(self, index: PassageIndex, embedder: Embedder) -> None:
        self._index = index
        self._vectors = QuestionVectors(embedder)

    def search(self, question: Question, sources: Collection[str] = ()) -> Retrieved:
        """Returns the candidates by their combined score, from these sources only if any are named.

        A passage's score is its cosine similarity, plus its best sentence's, its share of the best BM25
        score and its token similarity, weighted as above. A sentence's score is its cosine similarity plus
        its passage's token similarity.
        """
        index = self._index
        by_source = index.passages_by_source
        searched = [by_source[source] for source in sources or by_source if source in by_source]
        allowed = [row for rows in searched for row in rows] if sources else None
        vector, tokens_asked = self._vectors.of(question)
        lexical = index.lexical(question.all_terms, CANDIDATES, allowed)
        found = {row for row, _ in lexical}
        found |= index.vectors.nearest(vector, CANDIDATES, allowed)
        in_sentences = None if allowed is None else [s for row in allowed for s in index.sentence_rows[row]]
        nearest = index.sentence_vectors.nearest(vector, CANDIDATES, in_sentences)
        found |= index.sentence_rows.holding(nearest)
        if not found:
            return Retrieved((), (), known=False)
        rows = sorted(found)
        holding = index.held(question.all_terms, rows)
        terms = self._terms(question, rows, holding)
        words = dict(lexical)
        best_words = max(words.values(), default=0.0) or 1.0
        by_tokens = index.tokens.similarities(tokens_asked, rows).tolist()
        hits = []
        cosines = _cosines(index, vector, rows)
        for row, (cosine, sentences), tokens, share in zip(rows, cosines, by_tokens, terms, strict=True):
            like = Likeness(
                passage=cosine,
                sentence=max(sentences, default=cosine),
                words=words.get(row, 0.0) / best_words,
                tokens=tokens,
                terms=share,
            )
            passage = index.passages[row]
            score = (
                like.passage
                + SENTENCE_WEIGHT * like.sentence
                + LEXICAL_WEIGHT * like.words
                + TOKEN_WEIGHT * like.tokens
            )
            sentence_scores = tuple(similarity + tokens for similarity in sentences or [cosine])
            hits.append((score, row, Hit(passage, score, sentence_scores, like)))
        hits.sort(key=lambda hit: (-hit[0], hit[1]))
        return Retrieved(
            tuple(hit for _, _, hit in hits),
            searched=tuple(map(len, searched)),
            known=bool(lexical),
        )

    def _terms(self, question: Question, rows: Sequence[int], holding: Mapping[str, Held]) -> list[float]:
        """Returns each row's share of the question's content words, weighted by rarity.

        Rarity is the inverse document frequency (K. Spärck Jones, "A statistical interpretation of term
        specificity", Journal of Documentation 28, 1972). A term added for a word counts as that word; one
        that the whole question means counts as none of its words.
        holding: for each term how many passages hold it, and which of these rows.
        """
        expanded: dict[str, list[frozenset[int]]] = {}
        for expansion in question.also_searched:
            if expansion.meant:
                continue
            words = [holding[word][1] for word in content_words(expansion.expansion) if word in holding]
            if words:
                whole = frozenset.intersection(*words)
                for word in content_words(expansion.term):
                    expanded.setdefault(word, []).append(whole)
        total = 0.0
        shares = np.zeros(len(rows))
        for term in question.terms:
            count, here = holding[term]
            holds = [here, *expanded.get(term, ())]
            rarity = math.log((len(self._index.passages) + 1) / (count + 0.5))
            total += rarity
            shares += rarity * np.array([any(row in found for found in holds) for row in rows])
        return [float(share) for share in (shares / total if total else shares)]


def closeness(index: PassageIndex, asked: Embedded, rows: Sequence[int]) -> list[float]:
    """Returns each row's score without words in common: its cosine, its best sentence's and its tokens'."""
    vector = asked.vectors[0]
    tokens = index.tokens.similarities(asked.tokens.unit(0), rows).tolist()
    return [
        cosine + SENTENCE_WEIGHT * max(sentences, default=cosine) + TOKEN_WEIGHT * by_tokens
        for (cosine, sentences), by_tokens in zip(_cosines(index, vector, rows), tokens, strict=True)
    ]


def _cosines(index: PassageIndex, vector: Vectors, rows: Sequence[int]) -> list[tuple[float, list[float]]]:
    """Returns each row's cosine similarity and those of its sentences; none for a single sentence."""
    sentences = [sentence for row in rows for sentence in index.sentence_rows[row]]
    of_sentences = iter(index.sentence_vectors.similarities(vector, sentences).tolist())
    of_passages = index.vectors.similarities(vector, rows).tolist()
    return [
        (cosine, list(islice(of_sentences, len(index.sentence_rows[row]))))
        for row, cosine in zip(rows, of_passages, strict=True)
    ]
