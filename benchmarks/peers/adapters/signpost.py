"""Signpost itself, measured as its peers are."""

from pathlib import Path

from assistant.answers.answer import Assistant
from benchmarks.material import build
from benchmarks.peers.adapters.wire import TOP, Quoted, Reply, serve
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import SMALL
from index.settings import Settings
from views.current_build import current_assistant


class Signpost:
    """The whole product: readers, gates, reader model and refusals, with its default settings."""

    _assistant: Assistant

    def load(self) -> None:
        """Loads the embedding model."""
        self._embedder = SentenceTransformerEmbedder.load(SMALL)

    def ingest(self, material: Path, store: Path) -> int:
        """Reads the original files and publishes a build."""
        passages = build(material / "corpus", store, self._embedder).passages
        return passages.added + passages.kept

    def open(self, store: Path) -> None:
        """Opens the current build with its models."""
        self._settings = Settings(index=store)
        self._assistant = current_assistant(self._settings)

    def ask(self, question: str, *, refuse: bool) -> Reply:
        """Answers as `signpost ask` does; without refusals, as `signpost ask --threshold 0` does."""
        answer = self._assistant.answer(
            question,
            threshold=self._settings.threshold if refuse else 0,
            related=self._settings.related,
            top=TOP,
        )
        quotes = tuple(Quoted(quote.text, quote.place.source.id) for quote in answer.quotes)
        return Reply(answer.outcome, quotes)


if __name__ == "__main__":
    serve(Signpost())
