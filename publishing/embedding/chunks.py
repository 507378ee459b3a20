"""Chunks of texts: what is embedded, kept and sent to another machine as one piece."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from index.embedding.embedder import Embedded, Embedder, Progress
from index.embedding.token_vectors import TokenVectors

# Few enough texts that an interrupted ingest loses little and that many machines have work; many enough that
# a chunk has texts of similar length to share a batch.
CHUNK = 512

Kind = Literal["passages", "sentences"]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Texts of one kind."""

    kind: Kind
    texts: tuple[str, ...]


# Embeds chunks and yields each one's position and result, in any order. Progress counts texts.
EmbedChunks = Callable[[Sequence[Chunk], Progress | None], Iterator[tuple[int, Embedded]]]


def cut(kind: Kind, texts: Sequence[str]) -> list[Chunk]:
    """Cuts texts into chunks, in order."""
    return [Chunk(kind, tuple(texts[first : first + CHUNK])) for first in range(0, len(texts), CHUNK)]


def embed(chunk: Chunk, embedder: Embedder, progress: Progress | None = None) -> Embedded:
    """Embeds a chunk. Sentences get no token vectors."""
    if chunk.kind == "passages":
        return embedder.embed_passages(chunk.texts, progress)
    vectors = embedder.embed_sentences(chunk.texts, progress)
    return Embedded(vectors, no_tokens(len(chunk.texts), embedder.dimension))


def no_tokens(texts: int, dimension: int) -> TokenVectors:
    """Returns token vectors of texts that have none."""
    return TokenVectors.of([np.zeros((0, dimension), dtype=np.int8)] * texts, dimension)


def embed_here(embedder: Embedder) -> EmbedChunks:
    """Embeds chunks on this machine, one after the other."""

    def chunks(found: Sequence[Chunk], progress: Progress | None) -> Iterator[tuple[int, Embedded]]:
        return ((number, embed(chunk, embedder, progress)) for number, chunk in enumerate(found))

    return chunks
