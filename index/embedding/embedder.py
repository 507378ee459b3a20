"""Turns text into unit-length float32 vectors. The only module that uses sentence-transformers."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from index.embedding.batches import batches_by_length
from index.embedding.embedding_models import SMALL, model_fingerprint, model_folder
from index.embedding.precision import number_type
from index.embedding.token_vectors import Bytes, TokenVectors, Vectors, in_bytes
from index.errors import UnsuitableModel

Progress = Callable[[int], None]

BATCH = 64


@dataclass(frozen=True, slots=True)
class Embedded:
    """Texts as vectors. vectors: one row for each text. tokens: each text's token vectors. Both in order."""

    vectors: Vectors
    tokens: TokenVectors


class Embedder(Protocol):
    """What an index needs from a model.

    name and fingerprint identify the model; every vector has `dimension` numbers and length 1.
    words: the whole words in the model's vocabulary, in lower case; empty if not known.
    progress: called with the number of texts completed since the last call.
    """

    name: str
    fingerprint: str
    dimension: int
    words: frozenset[str]

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """Returns a vector for each whole text, and its token vectors."""

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Returns one row for each text, in order."""

    def embed_question(self, text: str) -> Embedded:
        """Returns the same for one text."""


# Loads an embedder by its model's name.
LoadEmbedder = Callable[[str], Embedder]


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers can load."""

    def __init__(self, name: str, fingerprint: str, model: Any) -> None:  # noqa: ANN401
        self.name = name
        self.fingerprint = fingerprint
        self._model = model
        self.dimension: int = model.get_embedding_dimension()
        self.words = _whole_words(model.tokenizer)
        self._framing = _framing(model.tokenizer)

    @classmethod
    def load(cls, name: str) -> "SentenceTransformerEmbedder":
        """Loads a known model from where it was set up, or any other from a folder or by name.

        It computes in the number format that is fast on this processor (see `number_type`). The model hub is
        switched off unless HF_HUB_OFFLINE=0 is set.

        Raises UnsuitableModel if the model is missing, cannot be loaded, or is not the published one.
        """
        folder = model_folder(name)
        fingerprint = model_fingerprint(name)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Imported here because it takes seconds and most commands embed nothing.
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        try:
            model = SentenceTransformer(
                str(folder or name), device="cpu", model_kwargs={"dtype": number_type()}
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise UnsuitableModel(
                f"the embedding model {name!r} cannot be loaded ({error}): set SIGNPOST_MODEL to "
                f"{SMALL!r} or to the folder of a sentence-transformers model"
            ) from error
        return cls(name, fingerprint, model)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """See Embedder."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens: dict[int, Bytes] = {}
        for rows in _by_length(texts, progress):
            for row, outputs in zip(rows, self._outputs([texts[i] for i in rows]), strict=True):
                vectors[row] = outputs["sentence_embedding"].float()
                tokens[row] = in_bytes(self._tokens(outputs))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return Embedded(vectors, TokenVectors.of([tokens[row] for row in range(len(texts))], self.dimension))

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See Embedder."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows in _by_length(texts, progress):
            vectors[rows] = self._model.encode(
                [texts[i] for i in rows],
                batch_size=BATCH,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def embed_question(self, text: str) -> Embedded:
        """See Embedder."""
        return self.embed_passages([text])

    def _outputs(self, texts: list[str]) -> list[dict[str, Any]]:
        """Returns everything that the model computes for each text."""
        outputs: list[dict[str, Any]] = self._model.encode(
            texts, batch_size=BATCH, output_value=None, convert_to_numpy=False, show_progress_bar=False
        )
        return outputs

    def _tokens(self, outputs: dict[str, Any]) -> Vectors:
        """Returns the vectors of a text's tokens, leaving out special tokens unless there are no others."""
        read = outputs["attention_mask"].numpy().astype(bool)
        of_words = read & ~np.isin(outputs["input_ids"].numpy(), self._framing)
        vectors: Vectors = outputs["token_embeddings"].float().numpy()[of_words if of_words.any() else read]
        return vectors


def _by_length(texts: Sequence[str], progress: Progress | None) -> Iterator[list[int]]:
    """Yields positions of the texts in batches of similar length; reports progress after each batch."""
    for rows in batches_by_length([len(text) for text in texts], BATCH):
        yield rows
        if progress:
            progress(len(rows))


def _whole_words(tokenizer: Any) -> frozenset[str]:  # noqa: ANN401
    """Returns the words of a WordPiece vocabulary; other kinds do not mark which entries are whole words."""
    tokens = tokenizer.get_vocab() if hasattr(tokenizer, "get_vocab") else {}
    if not any(token.startswith("##") for token in tokens):
        return frozenset()
    return frozenset(token.lower() for token in tokens if token.isalpha())


def _framing(tokenizer: Any) -> list[int]:  # noqa: ANN401
    """Returns the special tokens, except the one for an unknown word, which stands for real text."""
    unknown = getattr(tokenizer, "unk_token_id", None)
    return [token for token in getattr(tokenizer, "all_special_ids", []) if token != unknown]
