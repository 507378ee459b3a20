"""Embeds many people's questions, one on each core. For a server."""

from collections.abc import Sequence

from index.embedding.batching import Batching
from index.embedding.cores import cores
from index.embedding.embedder import Embedded, Embedder, Progress
from index.embedding.token_vectors import Vectors

# How many questions may wait.
LIMIT = 64


class QueuedEmbedder:
    """An Embedder for many threads: questions wait in a queue, and each is embedded by itself.

    Together, questions of different lengths would be padded, and that changes the last digits of a vector: of
    two passages that score alike, now one and now the other would be quoted. Passages and sentences are
    embedded as by the embedder itself, in the caller's thread.
    """

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension
        self.words = embedder.words
        self._embedder = embedder
        self._queue = Batching[str, Embedded](self._each, len, size=1, threads=cores(), limit=LIMIT)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """See Embedder."""
        return self._embedder.embed_passages(texts, progress)

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See Embedder."""
        return self._embedder.embed_sentences(texts, progress)

    def embed_question(self, text: str) -> Embedded:
        """See Embedder. Raises TooManyQuestions if more questions wait than can be embedded."""
        return self._queue.results([text])[0]

    def _each(self, texts: list[str]) -> list[Embedded]:
        return [self._embedder.embed_question(text) for text in texts]
