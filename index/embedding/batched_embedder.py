"""Embeds many people's questions together. For a server."""

from collections.abc import Sequence

from index.embedding.batching import Batching
from index.embedding.embedder import Embedded, Embedder, Progress
from index.embedding.token_vectors import TokenVectors, Vectors

# How many questions are embedded at once, and how many may wait.
SIZE = 8
LIMIT = 64


class BatchedEmbedder:
    """An Embedder for many threads: questions that wait are embedded in one batch.

    Passages and sentences are embedded as by the embedder itself, in the caller's thread.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension
        self.words = embedder.words
        self._embedder = embedder
        self._batching = Batching[str, Embedded](self._each, len, size=SIZE, threads=1, limit=LIMIT)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """See Embedder."""
        return self._embedder.embed_passages(texts, progress)

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See Embedder."""
        return self._embedder.embed_sentences(texts, progress)

    def embed_question(self, text: str) -> Embedded:
        """See Embedder. Raises TooManyQuestions if more questions wait than can be embedded."""
        return self._batching.results([text])[0]

    def _each(self, texts: list[str]) -> list[Embedded]:
        """Returns the texts embedded together, each by itself."""
        together = self._embedder.embed_passages(texts)
        return [
            Embedded(
                together.vectors[at : at + 1],
                TokenVectors.of([together.tokens.of_text(at)], self.dimension),
            )
            for at in range(len(texts))
        ]
