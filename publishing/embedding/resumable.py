"""An embedder that embeds each text once, chunk by chunk, and keeps each chunk until the ingest has ended."""

from collections.abc import Sequence
from pathlib import Path

from index.embedding.embedder import Embedded, Embedder, Progress
from index.embedding.token_vectors import TokenVectors, Vectors
from publishing.embedding.chunks import EmbedChunks, Kind, cut
from publishing.embedding.unfinished import Unfinished


class ResumableEmbedder:
    """An Embedder: another one, of which this one keeps what it made.

    Vectors that are kept are returned to the last bit. The caller holds the index lock.
    """

    def __init__(self, embedder: Embedder, embed_chunks: EmbedChunks, index: Path) -> None:
        """embed_chunks: where passages and sentences are embedded, with the embedder's model."""
        self.name = embedder.name
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension
        self.words = embedder.words
        self._embedder = embedder
        self._embed_chunks = embed_chunks
        self._kept = Unfinished(index, embedder.fingerprint)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """See Embedder."""
        self._embed("passages", texts, progress)
        tokens = TokenVectors.of(list(self._kept.tokens(texts)), self.dimension)
        return Embedded(self._kept.vectors("passages", texts, self.dimension), tokens)

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See Embedder."""
        self._embed("sentences", texts, progress)
        return self._kept.vectors("sentences", texts, self.dimension)

    def embed_question(self, text: str) -> Embedded:
        """See Embedder."""
        return self._embedder.embed_question(text)

    def new(self, kind: Kind, texts: Sequence[str]) -> list[str]:
        """Returns the texts that are not kept yet, each once, in order: progress counts these."""
        return [text for text in dict.fromkeys(texts) if not self._kept.has(kind, text)]

    def _embed(self, kind: Kind, texts: Sequence[str], progress: Progress | None) -> None:
        chunks = cut(kind, self.new(kind, texts))
        for number, made in self._embed_chunks(chunks, progress):
            self._kept.keep(chunks[number], made)
