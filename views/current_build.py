"""The current build and its assistant, loaded once per process. Read-only."""

import threading
from functools import lru_cache
from pathlib import Path

from assistant.answers.answer import Assistant
from assistant.evaluation.examples import answered_examples
from assistant.evaluation.gold import read_gold
from assistant.retrieval.batched_reader import BatchedReader
from assistant.retrieval.calibration import OWN, calibrations_for
from assistant.retrieval.reader import EvidenceReader, Reader, load_reader
from index.embedding.batched_embedder import BatchedEmbedder
from index.embedding.batching import one_core_each
from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.errors import SignpostError
from index.settings import Settings, Switch
from index.storage.builds import current_folder, open_current
from index.storage.passage_index import PassageIndex
from index.storage.publications import numbers, withdrawals, withdrawn_versions
from publishing.builds.history import differences
from publishing.changes.changes import Changes

# The lead's questions, in the corpus folder.
QUESTIONS = "questions.jsonl"
# Set by `signpost serve`: many people ask at once, so their questions are embedded and read together.
SHARED = threading.Event()
# Two locks: a page that needs only the index never waits for the models, which take seconds to load.
_OPENING = threading.Lock()
_LOADING = threading.RLock()
_ASKING = threading.Lock()


def current_index(settings: Settings) -> PassageIndex:
    """Returns the current build. Opens it once, and again after each publication.

    Raises UnreadableIndex if there is no build or it is damaged.
    """
    with _OPENING:
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


def corpus_name(settings: Settings) -> str | None:
    """The name that the register gives the corpus; None where it has none, or no build can be read."""
    try:
        return current_index(settings).meta.corpus_name
    except SignpostError:
        # Whatever the page does next says so itself.
        return None


def current_embedder(settings: Settings) -> Embedder:
    """Returns the model of the current build. Raises as `current_assistant` does."""
    return embedder_of(current_index(settings))


def embedder_of(index: PassageIndex) -> Embedder:
    """Returns the model of a build. Raises UnsuitableModel if it cannot be loaded."""
    with _LOADING:
        return _embedder(index.meta.model, index.meta.model_fingerprint)


def withdrawn(settings: Settings) -> frozenset[str]:
    """Returns the SHA-256 of every withdrawn document version. None of them may be shown."""
    return _withdrawn(settings.index, numbers(settings.index))


def current_examples(settings: Settings, most: int) -> tuple[str, ...]:
    """The example questions that the current build answers; asked once for a build and a question set.

    SignpostError: the build or the question set cannot be read.
    """
    path = settings.corpus / QUESTIONS
    if not path.is_file():
        return ()
    with _LOADING:
        assistant = current_assistant(settings)
    with _ASKING:
        return _examples(assistant, path, path.stat().st_mtime_ns, settings.threshold, settings.related, most)


def withdrawn_sources(settings: Settings) -> frozenset[str]:
    """Returns the ids of the sources that were ever withdrawn."""
    found = (one.withdrawal for one in withdrawals(settings.index))
    return frozenset(entry.source_id for entry in found if entry)


@lru_cache(maxsize=4)
def changes_between(index: Path, keep: int, before: str, after: str) -> Changes:
    """Returns the changes from one build to another; compared once. Raises as `differences` does."""
    return differences(index, keep, before, after)


@lru_cache(maxsize=2)
def _examples(
    assistant: Assistant, path: Path, _written: int, threshold: float, related: float, most: int
) -> tuple[str, ...]:
    return answered_examples(assistant, read_gold(path), threshold, related, most)


@lru_cache(maxsize=2)
def _withdrawn(index: Path, _numbers: tuple[int, ...]) -> frozenset[str]:
    # Not cached by the newest number alone: a follower adds older publications after it.
    return withdrawn_versions(index)


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
    reader = load_reader(name)
    return BatchedReader(reader) if SHARED.is_set() and isinstance(reader, EvidenceReader) else reader


@lru_cache(maxsize=1)
def _embedder(name: str, _fingerprint: str) -> Embedder:
    embedder = SentenceTransformerEmbedder.load(name)
    if not SHARED.is_set():
        return embedder
    one_core_each()
    return BatchedEmbedder(embedder)
