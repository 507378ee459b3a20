"""The reader: reads the question together with each of the first passages."""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from index.embedding.batches import batches_by_length
from index.embedding.embedding_models import KNOWN, SMALL, model_fingerprint
from index.embedding.precision import number_type
from index.errors import UnsuitableModel
from index.settings import DEFAULT_READER, NO_READER

if TYPE_CHECKING:
    from assistant.retrieval.reader_network import Pair

WEIGHTS = Path(__file__).parent / "reader.safetensors"
# How many passages of similar length are read at once.
BATCH = 2


@dataclass(frozen=True, slots=True)
class Readable:
    """A passage for the reader. heading: what stands above it and introduces it."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader's scores for a passage, as logits; higher is more.

    relevance: that it belongs to the question, beyond what the retriever saw. answer: that it contains the
    answer.
    """

    relevance: float
    answer: float


class Reader(Protocol):
    """What an assistant needs from a reader. fingerprint identifies the model."""

    fingerprint: str

    def read(self, question: str, passages: Sequence[Readable]) -> tuple[Reading, ...]:
        """Returns one reading for each passage, in order; none for no passages."""


def load_reader(name: str) -> Reader | None:
    """Loads Signpost's own reader, a sentence-transformers cross-encoder, or none.

    Raises UnsuitableModel if it is missing or cannot be loaded.
    """
    if name == NO_READER:
        return None
    return EvidenceReader.load() if name == DEFAULT_READER else CrossEncoderReader.load(name)


class EvidenceReader:
    """Signpost's own reader (docs/reader.md). Safe to share."""

    def __init__(self, fingerprint: str, network: Any, pairs: Any) -> None:  # noqa: ANN401
        self.fingerprint = fingerprint
        self._network = network
        self._pairs = pairs

    @classmethod
    def load(cls, weights: Path = WEIGHTS) -> "EvidenceReader":
        """Loads the trained layers, and the word embeddings from the small model's package.

        Raises UnsuitableModel if the base model is not installed, or the weights file is missing or damaged.
        """
        base = KNOWN[SMALL].folder()
        data = _bytes(weights)
        parts = f"{model_fingerprint(SMALL)} {hashlib.sha256(data).hexdigest()}"
        # Imported here because they take seconds and most commands read nothing.
        from safetensors import SafetensorError
        from safetensors.torch import load

        from assistant.retrieval.reader_network import Network, Pairs

        network = Network(base)
        try:
            network.load_trained(load(data))
        except (SafetensorError, ValueError) as error:
            raise UnsuitableModel(f"{weights} is damaged ({error}): reinstall Signpost") from error
        network.encoder.to(number_type())
        network.eval()
        return cls(hashlib.sha256(parts.encode()).hexdigest(), network, Pairs(base))

    def read(self, question: str, passages: Sequence[Readable]) -> tuple[Reading, ...]:
        """See Reader."""
        if not passages:
            return ()
        pairs = self.pairs(question, passages)
        readings: dict[int, Reading] = {}
        for batch in batches_by_length([len(pair.tokens) for pair in pairs], BATCH):
            readings.update(zip(batch, self.readings([pairs[i] for i in batch]), strict=True))
        return tuple(readings[i] for i in range(len(pairs)))

    def pairs(self, question: str, passages: Sequence[Readable]) -> list["Pair"]:
        """Returns the network's input for each passage."""
        return [self._pairs.of(question, passage.heading, passage.words) for passage in passages]

    def readings(self, pairs: Sequence["Pair"]) -> list[Reading]:
        """Returns one reading for each pair, computed as one batch."""
        import torch

        with torch.inference_mode():
            logits = self._network(pairs)
        return list(map(Reading, logits.relevance.tolist(), logits.answer.tolist()))


class CrossEncoderReader:
    """Any cross-encoder with one output that sentence-transformers can load."""

    def __init__(self, fingerprint: str, model: Any) -> None:  # noqa: ANN401
        self.fingerprint = fingerprint
        self._model = model

    @classmethod
    def load(cls, name: str) -> "CrossEncoderReader":
        """Loads it from a folder or by name.

        Raises UnsuitableModel if it cannot be loaded or has several outputs.
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(name, device="cpu")
        except (OSError, ValueError, KeyError, ImportError) as error:
            raise UnsuitableModel(
                f"the reader {name!r} cannot be loaded ({error}): set SIGNPOST_READER to "
                f"{DEFAULT_READER!r}, {NO_READER!r} or the folder of a sentence-transformers cross-encoder"
            ) from error
        if model.config.num_labels != 1:
            raise UnsuitableModel(
                f"the reader {name!r} gives {model.config.num_labels} numbers for each passage: "
                "set SIGNPOST_READER to a cross-encoder that gives one"
            )
        return cls(model_fingerprint(name), model)

    def read(self, question: str, passages: Sequence[Readable]) -> tuple[Reading, ...]:
        """See Reader. Its single score serves as both relevance and answer."""
        if not passages:
            return ()
        from torch import nn

        pairs = [(question, f"{passage.heading}\n{passage.words}".strip()) for passage in passages]
        scores = self._model.predict(pairs, activation_fn=nn.Identity(), show_progress_bar=False)
        return tuple(Reading(float(score), float(score)) for score in scores)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnsuitableModel(f"{path} cannot be read ({error}): reinstall Signpost") from error
