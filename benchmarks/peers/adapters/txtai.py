"""txtai: a hybrid index (vectors and BM25) of passages that its user cuts, here those of Signpost."""

from pathlib import Path

from txtai import Embeddings

from benchmarks.peers.adapters.wire import TOP, Quoted, Reply, entries, model_folder, serve


class Txtai:
    """`Embeddings` with stored content and hybrid search."""

    def load(self) -> None:
        """Loads the model."""
        self._embeddings = Embeddings(path=model_folder(), content=True, hybrid=True)

    def ingest(self, material: Path, store: Path) -> int:
        """Upserts every passage under the id SOURCE#NUMBER; txtai itself skips nothing that is unchanged."""
        if self._embeddings.exists(str(store)):
            self._embeddings.load(str(store))
        passages = entries(material / "passages.jsonl")
        self._embeddings.upsert(
            (f"{passage['source']}#{number}", passage["text"]) for number, passage in enumerate(passages)
        )
        self._embeddings.save(str(store))
        return int(self._embeddings.count())

    def open(self, store: Path) -> None:
        """Loads the model and the index."""
        self.load()
        self._embeddings.load(str(store))

    def ask(self, question: str, *, refuse: bool) -> Reply:  # noqa: ARG002
        """Searches; there is no threshold by default."""
        found = self._embeddings.search(question, TOP)
        return Reply.of(Quoted(hit["text"], hit["id"].rsplit("#", 1)[0]) for hit in found)


if __name__ == "__main__":
    serve(Txtai())
