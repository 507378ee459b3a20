"""Everyday terms by meaning: recognises them in a question that contains no phrase of the glossary.

A multinomial logistic regression on the question's vector, trained on sentences of our own
(training/everyday.py): one class for each everyday entry of the glossary, and one for none of them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.questions.glossary import folded
from assistant.questions.question import Expansion
from index.documents import Term
from index.embedding.embedder import Embedded, Embedder
from index.embedding.token_vectors import Vectors
from index.errors import UnreadableIndex

WEIGHTS = Path(__file__).parent / "everyday.safetensors"

# The official terms of an everyday entry.
Official = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeaningModel:
    """What was learnt for one embedder. entries: the classes after the first, which is for none of them.

    weights: shape (classes, dimension). biases: one for each class. least: the probability from which a term
    is added.
    """

    entries: tuple[Official, ...]
    weights: NDArray[np.float32]
    biases: NDArray[np.float32]
    least: float

    def probabilities(self, vector: Vectors) -> NDArray[np.float64]:
        """Returns the probability of each entry for a sentence's vector."""
        logits = self.weights.astype(np.float64) @ vector + self.biases
        odds = np.exp(logits - logits.max())
        return np.asarray(odds / odds.sum())[1:]


class Meanings:
    """The everyday entries of one glossary, recognised by meaning. Read-only, safe to share."""

    def __init__(self, model: MeaningModel, terms: Sequence[Term], embedder: Embedder) -> None:
        """Takes the glossary's terms; what was learnt for entries that it does not have adds nothing.

        embedder: the one that the model was trained for.
        """
        self._model = model
        self._embedder = embedder
        related = {term.official: term.related for term in terms if term.everyday}
        # Which classes each official term belongs to, and whether it is only related in all of them.
        self._classes: dict[str, list[int]] = {}
        self._related: dict[str, bool] = {}
        for column, official in enumerate(model.entries):
            if official in related:
                for name in official:
                    self._classes.setdefault(name, []).append(column)
                    self._related[name] = self._related.get(name, True) and related[official]
        self._names = frozenset(map(folded, self._classes))
        self._longest = max(map(len, self._names), default=0)

    def expansions(self, question: str) -> tuple[tuple[Expansion, ...], Embedded | None]:
        """Returns the official terms that a question means, likeliest first, and the question's vectors.

        There are no terms and no vectors if the question contains such a term, because then it already
        speaks as the guidance does.
        """
        if self._contains_term(question):
            return (), None
        embedded = self._embedder.embed_question(question)
        likely = self.probabilities(embedded.vectors[0])
        expansions = tuple(
            Expansion(question, name, related=self._related[name], meant=True)
            for name in sorted(likely, key=lambda name: -likely[name])
            if likely[name] >= self._model.least
        )
        return expansions, embedded

    def probabilities(self, vector: Vectors) -> dict[str, float]:
        """Returns the probability of each official term: the sum of those of its entries."""
        by_entry = self._model.probabilities(vector)
        return {name: float(by_entry[columns].sum()) for name, columns in self._classes.items()}

    def _contains_term(self, question: str) -> bool:
        words = folded(question)
        lengths = range(1, self._longest + 1)
        return any(words[i : i + length] in self._names for i in range(len(words)) for length in lengths)


def meanings_of(embedder: Embedder, terms: Sequence[Term]) -> Meanings | None:
    """Returns the everyday terms by meaning, or None if nothing was learnt for this embedder."""
    model = read_meanings().get(embedder.fingerprint) if terms else None
    return Meanings(model, terms, embedder) if model else None


def read_meanings(path: Path = WEIGHTS) -> Mapping[str, MeaningModel]:
    """Reads what was learnt, by the embedder's fingerprint.

    Raises UnreadableIndex if the file is missing or damaged.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="numpy") as file:
            about: dict[str, Any] = json.loads(file.metadata()["meanings"])
            entries = tuple(map(tuple, about["entries"]))
            return {
                fingerprint: MeaningModel(
                    entries,
                    file.get_tensor(f"{fingerprint}.weights").astype(np.float32),
                    file.get_tensor(f"{fingerprint}.biases").astype(np.float32),
                    least,
                )
                for fingerprint, least in about["least"].items()
            }
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): reinstall Signpost") from error


def write_meanings(models: Mapping[str, MeaningModel], path: Path = WEIGHTS) -> None:
    """Writes models over the same entries, by their embedder's fingerprint, in half precision."""
    from safetensors.numpy import save_file

    (entries,) = {model.entries for model in models.values()}
    about = {"entries": entries, "least": {name: model.least for name, model in models.items()}}
    tensors = {
        f"{name}.{part}": np.ascontiguousarray(array, dtype=np.float16)
        for name, model in models.items()
        for part, array in (("weights", model.weights), ("biases", model.biases))
    }
    save_file(tensors, path, metadata={"meanings": json.dumps(about)})
