"""The shared state of maintaining in one process: one job at a time, and the last review."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from index.embedding.embedder import Embedder, LoadEmbedder, SentenceTransformerEmbedder
from index.embedding.embedding_models import model_fingerprint
from index.errors import UnreadableIndex
from index.settings import Settings
from index.storage.builds import current_name
from index.storage.publications import Publication
from publishing.builds.ingestion import IngestReport
from publishing.editing.drafts import Draft
from publishing.editing.editing import Desk, Review
from publishing.editing.jobs import Jobs
from publishing.editing.maintainers import Person
from publishing.progress import Bars
from views.current_build import current_embedder, current_index

Result = Review | IngestReport | Publication
# What the jobs that end the steps are called.
PUBLISHING, GOING_BACK = "Publishing", "Going back"


@dataclass(slots=True)
class Bench:
    """The running or last job, and the last review."""

    jobs: Jobs[Result] = field(default_factory=Jobs)
    review: Review | None = None

    def start(self, what: str, person: Person, work: Callable[[Bars], Result]) -> None:
        """Starts a job and keeps its review, if it makes one. Raises BusyIndex if another job is running."""

        def kept(bars: Bars) -> Result:
            result = work(bars)
            if isinstance(result, Review):
                self.review = result
            return result

        self.jobs.start(what, person.label, kept)

    def review_of(self, index: Path, draft: Draft) -> Review | None:
        """Returns the review of this draft against the current build, or None if there is none."""
        review = self.review
        if review and (review.digest, review.before) == (draft.digest, current_name(index)):
            return review
        return None


@lru_cache
def bench_of(index: Path) -> Bench:
    """Returns the only bench of this index."""
    del index
    return Bench()


def desk_of(settings: Settings) -> Desk:
    """Returns a desk that reuses the loaded model of the pages if it is the right one."""
    return Desk(settings, _loading(settings))


def _loading(settings: Settings) -> LoadEmbedder:
    def load(name: str) -> Embedder:
        try:
            meta = current_index(settings).meta
            if (meta.model, meta.model_fingerprint) == (name, model_fingerprint(name)):
                return current_embedder(settings)
        except UnreadableIndex:
            pass  # publishing repairs this, and reports it
        return SentenceTransformerEmbedder.load(name)

    return load
