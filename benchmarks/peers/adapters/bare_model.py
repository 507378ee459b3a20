"""The embedding model alone, which is the physical limit: it encodes, but stores and finds nothing."""

from pathlib import Path

from sentence_transformers import SentenceTransformer

from benchmarks.peers.adapters.wire import Reply, entries, model_folder, serve


class BareModel:
    """`SentenceTransformer.encode` on the texts that Signpost embeds for its passages."""

    def load(self) -> None:
        """Loads the model."""
        self._model = SentenceTransformer(model_folder(), device="cpu")

    def ingest(self, material: Path, store: Path) -> int:  # noqa: ARG002
        """Encodes every passage in one call, with the library's defaults."""
        passages = [entry["embedded"] for entry in entries(material / "passages.jsonl")]
        return len(self._model.encode(passages))

    def open(self, store: Path) -> None:  # noqa: ARG002
        """Loads the model."""
        self.load()

    def ask(self, question: str, *, refuse: bool) -> Reply:  # noqa: ARG002
        """Encodes the question. There is no answer."""
        self._model.encode([question])
        return Reply.of(())


if __name__ == "__main__":
    serve(BareModel())
