"""haystack: a hybrid pipeline (BM25 and vectors in memory, joined by reciprocal rank)."""

import hashlib
import os
from pathlib import Path
from typing import Any

os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")

from haystack import Document, Pipeline
from haystack.components.caching import CacheChecker
from haystack.components.joiners import DocumentJoiner
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.components.writers import DocumentWriter
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack.document_stores.types import DuplicatePolicy
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)

from benchmarks.peers.adapters.wire import TOP, Quoted, Reply, model_folder, serve, texts

# Under the 200 words that the scoring allows a quote, and within the model's 256 tokens.
WORDS, OVERLAP = 150, 32
# What is kept with each passage; its splitter overwrites `source_id`.
SOURCE, HASH = "document", "sha256"


class Haystack:
    """An indexing and a querying pipeline over the document store in memory, saved to a file."""

    def load(self) -> None:
        """Loads the model."""
        self._embedder = SentenceTransformersDocumentEmbedder(model=model_folder(), progress_bar=False)
        self._embedder.warm_up()

    def ingest(self, material: Path, store: Path) -> int:
        """Splits, embeds and writes each text whose hash the store does not have."""
        file = store / "store.json"
        documents = (
            InMemoryDocumentStore.load_from_disk(str(file))
            if file.exists()
            else InMemoryDocumentStore(embedding_similarity_function="cosine")
        )
        found = {
            hashlib.sha256(text.encode()).hexdigest(): (source, text)
            for source, text in texts(material / "texts")
        }
        missing = CacheChecker(documents, HASH).run(items=list(found))["misses"]
        if missing:
            self._write(
                documents,
                [Document(content=found[key][1], meta={SOURCE: found[key][0], HASH: key}) for key in missing],
            )
            documents.save_to_disk(str(file))
        return int(documents.count_documents())

    def _write(self, documents: Any, read: list[Any]) -> None:  # noqa: ANN401
        pipeline = Pipeline()
        pipeline.add_component(
            "splitter", DocumentSplitter(split_by="word", split_length=WORDS, split_overlap=OVERLAP)
        )
        pipeline.add_component("embedder", self._embedder)
        pipeline.add_component("writer", DocumentWriter(documents, policy=DuplicatePolicy.SKIP))
        pipeline.connect("splitter", "embedder")
        pipeline.connect("embedder", "writer")
        pipeline.run({"splitter": {"documents": read}})

    def open(self, store: Path) -> None:
        """Loads the model and the store."""
        documents = InMemoryDocumentStore.load_from_disk(str(store / "store.json"))
        pipeline = Pipeline()
        pipeline.add_component(
            "embedder", SentenceTransformersTextEmbedder(model=model_folder(), progress_bar=False)
        )
        pipeline.add_component("dense", InMemoryEmbeddingRetriever(documents))
        pipeline.add_component("words", InMemoryBM25Retriever(documents))
        pipeline.add_component("joiner", DocumentJoiner(join_mode="reciprocal_rank_fusion", top_k=TOP))
        pipeline.connect("embedder.embedding", "dense.query_embedding")
        pipeline.connect("dense", "joiner")
        pipeline.connect("words", "joiner")
        self._pipeline = pipeline

    def ask(self, question: str, *, refuse: bool) -> Reply:  # noqa: ARG002
        """Searches; the pipeline never refuses."""
        found = self._pipeline.run({"embedder": {"text": question}, "words": {"query": question}})
        return Reply.of(Quoted(hit.content, hit.meta[SOURCE]) for hit in found["joiner"]["documents"])


if __name__ == "__main__":
    serve(Haystack())
