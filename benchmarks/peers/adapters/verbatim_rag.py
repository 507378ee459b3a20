"""verbatim-rag: quotes spans of the passages that it finds, in its static mode, which writes nothing.

Its own extractors need a language model or a model from the hub, so a stand-in picks the sentences.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# Its client asks for a key even where no language model is called.
os.environ.setdefault("OPENAI_API_KEY", "unused")

from verbatim_rag import VerbatimIndex, VerbatimRAG
from verbatim_rag.embedding_providers import SentenceTransformersProvider
from verbatim_rag.ingestion import schema_to_document
from verbatim_rag.schema import DocumentSchema
from verbatim_rag.vector_stores import LocalMilvusStore

from benchmarks.peers.adapters.wire import Quoted, Reply, model_folder, serve, texts

DIMENSION = 384
# The stand-in extractor takes sentences with at least this cosine to the question.
LEAST_COSINE = 0.45
SENTENCE = re.compile(r"[^\s#][^\n]*?(?:[.!?](?=\s)|$)", re.MULTILINE)


class StandInExtractor:
    """Takes the sentences whose vectors are close to the question's, best first in each passage."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401
        self._model = model
        self.least = LEAST_COSINE

    def extract_spans(self, question: str, search_results: Sequence[Any]) -> dict[str, list[str]]:
        """Returns each passage's text with the sentences taken from it."""
        passages = {found.text: SENTENCE.findall(found.text) for found in search_results}
        sentences = [sentence for found in passages.values() for sentence in found]
        if not sentences:
            return {}
        vectors = self._model.encode([question, *sentences], normalize_embeddings=True)
        cosine = dict(zip(sentences, (vectors[1:] @ vectors[0]).tolist(), strict=True))
        return {
            passage: sorted((s for s in found if cosine[s] >= self.least), key=lambda s: -cosine[s])
            for passage, found in passages.items()
        }


class VerbatimRag:
    """The index in Milvus Lite with dense vectors; quotes by the stand-in extractor."""

    def load(self) -> None:
        """Loads the model."""
        self._provider = SentenceTransformersProvider(model_name=model_folder())

    def _index(self, store: Path) -> Any:  # noqa: ANN401
        milvus = LocalMilvusStore(
            db_path=str(store / "milvus.db"), dense_dim=DIMENSION, enable_dense=True, enable_sparse=False
        )
        return VerbatimIndex(vector_store=milvus, dense_provider=self._provider)

    def ingest(self, material: Path, store: Path) -> int:
        """Adds each document as Markdown. It knows no unchanged document, so it adds all of them again."""
        index = self._index(store)
        documents = [
            schema_to_document(DocumentSchema(content=text, title=source, source=source))
            for source, text in texts(material / "markdown")
        ]
        index.add_documents_bulk(documents)
        rows = index.vector_store.client.query(
            collection_name=index.vector_store.collection_name, filter="", output_fields=["count(*)"]
        )
        return int(rows[0]["count(*)"])

    def open(self, store: Path) -> None:
        """Loads the model and the index."""
        self.load()
        self._extractor = StandInExtractor(self._provider.model)
        self._rag = VerbatimRAG(self._index(store), extractor=self._extractor, template_mode="static")

    def ask(self, question: str, *, refuse: bool) -> Reply:
        """Asks in static mode. It refuses where the extractor takes nothing."""
        self._extractor.least = LEAST_COSINE if refuse else -1.0
        return Reply.of(self._quotes(question))

    def _quotes(self, question: str) -> Iterator[Quoted]:
        for document in self._rag.query(question).documents:
            for highlight in document.highlights:
                yield Quoted(highlight.text, document.title)


if __name__ == "__main__":
    serve(VerbatimRag())
