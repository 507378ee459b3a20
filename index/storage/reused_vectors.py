"""Vectors reused from the previous build: a text that has not changed is not embedded again."""

from collections.abc import Sequence

import numpy as np

from index.embedding.embedder import Embedded, Embedder, Progress
from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import TokenVectors, Vectors
from index.storage.checked_files import sha256
from index.storage.metadata import EXACT_ROWS, BuildMeta
from index.storage.passage_index import PassageIndex
from index.storage.vector_rows import VectorRows


def embedded_text(words: str, context: str) -> str:
    """Returns the text that a passage's vectors are made from: its context, then its own words."""
    return f"{context}\n{words}"


def text_key(text: str) -> str:
    """Returns a text's key: the first 16 bytes of its SHA-256, as 32 hex digits."""
    return sha256(text.encode())[:32]


class KeptVectors:
    """The vectors of a build, by the texts they were made from; empty without a build.

    Reused vectors are identical to the last bit. A vector made again may differ in its last digits, because
    a model computes in batches.
    """

    def __init__(self, build: PassageIndex | None) -> None:
        self._build = build
        self._passages: dict[str, int] = {}
        self._sentences: dict[str, int] = {}
        if build is not None:
            self._passages = {key: row for row, key in enumerate(build.keys)}
            for passage, rows in zip(build.passages, build.sentence_rows, strict=True):
                text = build.documents[passage.source_id].text
                for row, (start, end) in zip(rows, passage.sentences, strict=False):
                    self._sentences[text[start:end]] = row

    def missing(self, texts: Sequence[str]) -> int:
        """Returns how many passages must be embedded. texts: one for each passage (see `embedded_text`)."""
        return sum(text_key(text) not in self._passages for text in texts)

    def missing_sentences(self, texts: Sequence[str]) -> int:
        """Returns how many sentences must be embedded."""
        return sum(text not in self._sentences for text in texts)

    def embed_passages(
        self, texts: Sequence[str], embedder: Embedder, progress: Progress | None = None
    ) -> Embedded:
        """Works as `Embedder.embed_passages`, but embeds only texts without a kept vector."""
        rows = [self._passages.get(text_key(text)) for text in texts]
        new = [i for i, row in enumerate(rows) if row is None]
        made = embedder.embed_passages([texts[i] for i in new], progress)
        vectors = self._joined(rows, made.vectors, self._build.vectors if self._build else None)
        made_tokens = made.tokens.coded(self.codebook)
        fresh = iter(range(len(new)))
        tokens = [
            made_tokens.of_text(next(fresh)) if row is None or self._build is None
            else self._build.tokens.of_text(row)
            for row in rows
        ]  # fmt: skip
        return Embedded(vectors, TokenVectors.of(tokens, embedder.dimension, self.codebook))

    @property
    def codebook(self) -> Codebook | None:
        """The codebook of the build's token vectors, if they are codes."""
        return self._build.tokens.codebook if self._build else None

    def embed_sentences(
        self, texts: Sequence[str], embedder: Embedder, progress: Progress | None = None
    ) -> Vectors:
        """Works as `Embedder.embed_sentences`, but embeds only texts without a kept vector."""
        rows = [self._sentences.get(text) for text in texts]
        made = embedder.embed_sentences(
            [t for t, row in zip(texts, rows, strict=True) if row is None], progress
        )
        return self._joined(rows, made, self._build.sentence_vectors if self._build else None)

    @staticmethod
    def _joined(rows: Sequence[int | None], made: Vectors, kept: VectorRows | None) -> Vectors:
        """Fills each kept row with its old vector, and each None with the next new one."""
        vectors = np.empty((len(rows), made.shape[1]), dtype=np.float32)
        old = [i for i, row in enumerate(rows) if row is not None]
        if kept is not None and old:
            vectors[old] = kept.of([row for row in rows if row is not None])
        vectors[[i for i, row in enumerate(rows) if row is None]] = made
        return vectors


def kept_vectors(meta: BuildMeta, base: PassageIndex | None) -> KeptVectors:
    """Returns the base's vectors if the same model made them, and if they are as exact as the build needs.

    meta: of the new build, with its counts.
    """
    if base is None or base.meta.model_fingerprint != meta.model_fingerprint:
        return KeptVectors(None)
    rounded = (
        (base.tokens.codebook is not None, meta.passages),
        (base.meta.sentence_form == "float16", meta.sentences),
    )
    exact_due = any(is_rounded and rows <= EXACT_ROWS for is_rounded, rows in rounded)
    return KeptVectors(None if exact_due else base)
