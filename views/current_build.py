"""The current build and its assistant, loaded once per process. Read-only."""

import threading
from functools import lru_cache
from pathlib import Path

from assistant.answers.answer import Assistant
from assistant.retrieval.calibration import OWN, calibrations_for
from assistant.retrieval.reader import Reader, load_reader
from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.settings import Settings, Switch
from index.storage.builds import current_folder, open_current
from index.storage.passage_index import PassageIndex
from index.storage.publications import current_publication, withdrawals

_LOADING = threading.RLock()


def current_index(settings: Settings) -> PassageIndex:
    """Returns the current build. Opens it once, and again after each publication.

    Raises UnreadableIndex if there is no build or it is damaged.
    """
    with _LOADING:
        return _index(settings.index, current_folder(settings.index))


def current_assistant(settings: Settings) -> Assistant:
    """Returns the assistant of the current build, with its model.

    A question in progress keeps the assistant it started with. Raises UnreadableIndex as `current_index`
    does, and UnsuitableModel if the build's model cannot be loaded.
    """
    with _LOADING:
        own = settings.index / OWN
        made = own.stat().st_mtime_ns if own.is_file() else None
        index = current_index(settings)
        return _assistant(index, settings.reader, settings.glossary, settings.index, made)


def current_embedder(settings: Settings) -> Embedder:
    """Returns the model of the current build. Raises as `current_assistant` does."""
    return embedder_of(current_index(settings))


def embedder_of(index: PassageIndex) -> Embedder:
    """Returns the model of a build. Raises UnsuitableModel if it cannot be loaded."""
    with _LOADING:
        return _embedder(index.meta.model, index.meta.model_fingerprint)


def withdrawn(settings: Settings) -> frozenset[str]:
    """Returns the SHA-256 of every withdrawn document version. None of them may be shown."""
    newest = current_publication(settings.index)
    return _withdrawn(settings.index, newest.number) if newest else frozenset()


@lru_cache(maxsize=2)
def _withdrawn(index: Path, _number: int) -> frozenset[str]:
    found = (one.withdrawal for one in withdrawals(index))
    return frozenset(digest for entry in found if entry for digest in entry.documents)


@lru_cache(maxsize=2)
def _index(index: Path, _folder: Path) -> PassageIndex:
    return open_current(index)


@lru_cache(maxsize=2)
def _assistant(
    build: PassageIndex, reader: str, glossary: Switch, index: Path, _calibrated: int | None
) -> Assistant:
    embedder = _embedder(build.meta.model, build.meta.model_fingerprint)
    return Assistant(build, embedder, calibrations_for(index), _reader(reader), glossary=glossary == "on")


@lru_cache(maxsize=1)
def _reader(name: str) -> Reader | None:
    return load_reader(name)


@lru_cache(maxsize=1)
def _embedder(name: str, _fingerprint: str) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder.load(name)
