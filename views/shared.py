"""What all sessions of the page share: the assistant of the current build. Read-only."""

import threading
from functools import lru_cache
from pathlib import Path

from assistant.answer import Assistant
from assistant.evidence import Calibration
from index.builds import current_name, open_current
from index.embedder import SentenceTransformerEmbedder
from index.settings import Settings

_LOADING = threading.Lock()


def current_assistant(settings: Settings) -> Assistant:
    """The assistant of the build that is current now: loaded once, and anew after a publication.

    A question that has begun keeps the assistant that it began with. UnreadableIndex: there is no
    build, or it is damaged. UnsuitableModel: its model cannot be loaded.
    """
    with _LOADING:
        return _assistant(settings.index, current_name(settings.index))


@lru_cache(maxsize=2)
def _assistant(index: Path, _build: str | None) -> Assistant:
    build = open_current(index)
    return Assistant(build, _embedder(build.meta.model, build.meta.model_fingerprint), Calibration.load())


@lru_cache(maxsize=1)
def _embedder(name: str, _fingerprint: str) -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder.load(name)
