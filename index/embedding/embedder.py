"""Turns text into unit-length float32 vectors. The only module that uses sentence-transformers."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Protocol, TypeVar

import numpy as np

from index.embedding.batches import batches_within
from index.embedding.cores import on_every_core
from index.embedding.embedding_models import SMALL, model_fingerprint, model_folder
from index.embedding.precision import number_type
from index.embedding.token_vectors import Bytes, TokenVectors, Vectors, in_bytes
from index.errors import UnsuitableModel

Progress = Callable[[int], None]
Made = TypeVar("Made")

# How many characters a batch has, padding included: about a thousand tokens, which suits a core's cache.
BATCH = 4096
# How many characters a text's special tokens count as.
FRAMING = 8


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
        self._prompt = model.prompts.get(model.default_prompt_name)
        # A tokenizer must not be used by two threads at once.
        self._tokenizing = Lock()
        model.eval()

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
        with _importing():
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
        for rows, (made, of_tokens) in self._batches(texts, self._passages, progress):
            vectors[rows] = made
            tokens.update(zip(rows, of_tokens, strict=True))
        return Embedded(vectors, TokenVectors.of([tokens[row] for row in range(len(texts))], self.dimension))

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See Embedder."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows, made in self._batches(texts, self._sentences, progress):
            vectors[rows] = made
        return vectors

    def embed_question(self, text: str) -> Embedded:
        """See Embedder. All cores compute it together, since nothing else waits."""
        vectors, tokens = self._passages([text])
        return Embedded(vectors, TokenVectors.of(tokens, self.dimension))

    def _batches(
        self, texts: Sequence[str], embed: Callable[[list[str]], Made], progress: Progress | None
    ) -> Iterator[tuple[list[int], Made]]:
        """Yields the positions of the texts of each batch with what is made of them."""
        batches = list(batches_within([len(text) + FRAMING for text in texts], BATCH))
        made = on_every_core(lambda rows: embed([texts[row] for row in rows]), batches)
        for rows, found in zip(batches, made, strict=True):
            yield rows, found
            if progress:
                progress(len(rows))

    def _passages(self, texts: list[str]) -> tuple[Vectors, list[Bytes]]:
        """Returns a unit row for each text, and each text's token vectors.

        Leaves out the vectors of special tokens, unless a text has no others.
        """
        outputs = self._outputs(texts)
        read = outputs["attention_mask"].numpy().astype(bool)
        of_words = read & ~np.isin(outputs["input_ids"].numpy(), self._framing)
        kept = np.where(of_words.any(axis=1, keepdims=True), of_words, read)
        numbers = in_bytes(outputs["token_embeddings"].float().numpy()[kept])
        return _unit(outputs), np.split(numbers, np.cumsum(kept.sum(axis=1))[:-1])

    def _sentences(self, texts: list[str]) -> Vectors:
        """Returns a unit row for each text."""
        return _unit(self._outputs(texts))

    def _outputs(self, texts: list[str]) -> dict[str, Any]:
        """Returns everything that the model computes for these texts."""
        import torch

        with self._tokenizing:
            features = self._model.preprocess(texts, prompt=self._prompt)
        with torch.inference_mode():
            outputs: dict[str, Any] = self._model(features)
        return outputs


@contextmanager
def _importing() -> Iterator[None]:
    """Imports without the garbage collector, which finds nothing there and takes a quarter of the time.

    Whatever exists by then is left out of later collections, too.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def _unit(outputs: dict[str, Any]) -> Vectors:
    vectors: Vectors = outputs["sentence_embedding"].float().numpy()
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


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
