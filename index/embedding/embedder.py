"""Text into unit-length float32 vectors. The only place that knows sentence-transformers."""

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
    """Texts as vectors. vectors: one row for each text, in order. tokens: those of each, in order."""

    vectors: Vectors
    tokens: TokenVectors


class Embedder(Protocol):
    """What an index needs of a model.

    name and fingerprint say which model it is; every vector has `dimension` numbers and length 1.
    words: the whole words, in small letters, that the model was taught; empty where that is not known.
    progress is told how many more texts are done.
    """

    name: str
    fingerprint: str
    dimension: int
    words: frozenset[str]

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """The texts as wholes and by their tokens."""

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row for each text, in order."""

    def embed_question(self, text: str) -> Embedded:
        """One text."""


# A model's name into its embedder.
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
        """Load a known model from where it was set up, or any other from a folder or by its name.

        It computes in the numbers that this processor is fast at (see `number_type`).

        The model hub is switched off unless HF_HUB_OFFLINE=0 is set.
        UnsuitableModel: it is not there, cannot be loaded, or is not the model it claims to be.
        """
        folder = model_folder(name)
        fingerprint = model_fingerprint(name)
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        # Imported here: it takes seconds, and most commands never embed anything.
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
        """All that the model makes of each text."""
        outputs: list[dict[str, Any]] = self._model.encode(
            texts, batch_size=BATCH, output_value=None, convert_to_numpy=False, show_progress_bar=False
        )
        return outputs

    def _tokens(self, outputs: dict[str, Any]) -> Vectors:
        """The vectors of a text's tokens, without those that frame it, unless it has no others."""
        read = outputs["attention_mask"].numpy().astype(bool)
        of_words = read & ~np.isin(outputs["input_ids"].numpy(), self._framing)
        vectors: Vectors = outputs["token_embeddings"].float().numpy()[of_words if of_words.any() else read]
        return vectors


def _by_length(texts: Sequence[str], progress: Progress | None) -> Iterator[list[int]]:
    """The numbers of the texts in batches of like length; the progress of each is told once it is done."""
    for rows in batches_by_length([len(text) for text in texts], BATCH):
        yield rows
        if progress:
            progress(len(rows))


def _whole_words(tokenizer: Any) -> frozenset[str]:  # noqa: ANN401
    """The words of a WordPiece vocabulary; of another kind's entries nothing says which are words."""
    tokens = tokenizer.get_vocab() if hasattr(tokenizer, "get_vocab") else {}
    if not any(token.startswith("##") for token in tokens):
        return frozenset()
    return frozenset(token.lower() for token in tokens if token.isalpha())


def _framing(tokenizer: Any) -> list[int]:  # noqa: ANN401
    """The special tokens but the one for an unknown word, which stands for something written."""
    unknown = getattr(tokenizer, "unk_token_id", None)
    return [token for token in getattr(tokenizer, "all_special_ids", []) if token != unknown]
