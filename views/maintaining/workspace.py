"""What one process does for its maintainers: one job at a time, and the review that it made last."""

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
from publishing.editing.people import Person
from publishing.progress import Bars
from views.current_build import current_embedder, current_index

Result = Review | IngestReport | Publication


@dataclass(slots=True)
class Bench:
    """The job that runs, or ran last, and the last review."""

    jobs: Jobs[Result] = field(default_factory=Jobs)
    review: Review | None = None

    def start(self, what: str, person: Person, work: Callable[[Bars], Result]) -> None:
        """Begin; a review that it makes is kept. BusyIndex: another job is running."""

        def kept(bars: Bars) -> Result:
            result = work(bars)
            if isinstance(result, Review):
                self.review = result
            return result

        self.jobs.start(what, person.label, kept)

    def review_of(self, index: Path, draft: Draft) -> Review | None:
        """The review of this draft against the current build; None where there is none."""
        review = self.review
        if review and (review.digest, review.before) == (draft.digest, current_name(index)):
            return review
        return None


@lru_cache
def bench_of(index: Path) -> Bench:
    """The one of this index."""
    del index
    return Bench()


def desk_of(settings: Settings) -> Desk:
    """The desk, with the model that the pages use already where that is the one that is wanted."""
    return Desk(settings, _loading(settings))


def _loading(settings: Settings) -> LoadEmbedder:
    def load(name: str) -> Embedder:
        try:
            meta = current_index(settings).meta
            if (meta.model, meta.model_fingerprint) == (name, model_fingerprint(name)):
                return current_embedder(settings)
        except UnreadableIndex:
            pass  # a publication is the way out of it, and tells of it
        return SentenceTransformerEmbedder.load(name)

    return load
