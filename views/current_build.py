"""The current build and its assistant, loaded once per process. Read-only."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from assistant.answers.answer import Assistant
from assistant.evaluation.examples import answered_examples
from assistant.evaluation.gold import QUESTIONS, read_gold
from assistant.retrieval.batched_reader import BatchedReader
from assistant.retrieval.calibration import calibrations_with
from assistant.retrieval.reader import EvidenceReader, Reader, load_reader
from index.embedding.cores import one_core_each
from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.embedding.queued_embedder import QueuedEmbedder
from index.errors import InvalidSetting, SignpostError
from index.settings import Settings, Switch
from index.storage.passage_index import PassageIndex
from index.storage.publications import versions_withdrawn_by
from index.storage.published import Published, PublishedFolder
from publishing.builds.history import compared
from publishing.changes.changes import Changes

# Set by `signpost serve`: many people ask at once, so their questions go through shared queues.
SHARED = threading.Event()
# Two locks: a page that needs only the index never waits for the models, which take seconds to load.
_OPENING = threading.Lock()
_LOADING = threading.RLock()
_ASKING = threading.Lock()


def published(settings: Settings) -> Published:
    """Returns the place of the published builds: the PostgreSQL store if set, else the index folder."""
    if settings.store is None:
        return PublishedFolder(settings.index)
    with needing_psycopg():
        from index.postgres.store import PostgresStore
    return PostgresStore(settings.store)


@contextmanager
def needing_psycopg() -> Iterator[None]:
    """For imports that need psycopg, which only the extra `postgres` installs. Raises InvalidSetting."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise InvalidSetting(
            f"a PostgreSQL store needs {error.name}, which is not installed: pip install 'signpost[postgres]'"
        ) from error


def current_index(settings: Settings) -> PassageIndex:
    """Returns the current build. Opens it once, and again after each publication.

    Raises UnreadableIndex if there is no build or it is damaged.
    """
    where = published(settings)
    current = where.current()
    with _OPENING:
        return _index(where, current)


def current_assistant(settings: Settings) -> Assistant:
    """Returns the assistant of the current build, with its model.

    A question in progress keeps the assistant it started with. Raises UnreadableIndex as `current_index`
    does, and UnsuitableModel if the build's model cannot be loaded.
    """
    own = published(settings).calibration()
    index = current_index(settings)
    with _LOADING:
        return _assistant(index, settings.reader, settings.glossary, own)


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
    where = published(settings)
    return _withdrawn(where, where.numbers())


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
    found = (one.withdrawal for one in published(settings).publications())
    return frozenset(entry.source_id for entry in found if entry)


@lru_cache(maxsize=4)
def changes_between(where: Published, keep: int, before: str, after: str) -> Changes:
    """Returns the changes from one build to another; compared once. Raises as `compared` does."""
    return compared(where, keep, before, after)


@lru_cache(maxsize=2)
def _examples(
    assistant: Assistant, path: Path, _written: int, threshold: float, related: float, most: int
) -> tuple[str, ...]:
    return answered_examples(assistant, read_gold(path), threshold, related, most)


@lru_cache(maxsize=2)
def _withdrawn(where: Published, _numbers: tuple[int, ...]) -> frozenset[str]:
    # Not cached by the newest number alone: a follower adds older publications after it.
    return versions_withdrawn_by(where.publications())


@lru_cache(maxsize=2)
def _index(where: Published, _current: Hashable) -> PassageIndex:
    return where.open_current()


@lru_cache(maxsize=2)
def _assistant(build: PassageIndex, reader: str, glossary: Switch, own: str | None) -> Assistant:
    embedder = _embedder(build.meta.model, build.meta.model_fingerprint)
    return Assistant(build, embedder, calibrations_with(own), _reader(reader), glossary=glossary == "on")


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
    return QueuedEmbedder(embedder)
