"""The passages of one build with their vectors and their lexical index."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path

from index.documents import Box, Passage
from index.embedding.token_vectors import TokenRows
from index.errors import UnknownSource, UnreadableIndex
from index.read_corpus import Corpus
from index.storage.arrays.layout import Layout, layout_of, read_layout
from index.storage.arrays.postings import read_postings
from index.storage.arrays.token_rows import TokenFile
from index.storage.checked_files import check_file
from index.storage.database import DATABASE, connect, read_corpus, read_passages
from index.storage.metadata import REBUILD, BuildMeta, read_meta
from index.storage.stored_passages import StoredPassages, StoredRowOf
from index.storage.text_rows import Held, SqliteTexts, TextRows
from index.storage.vector_rows import VectorRows, read_rows
from index.storage.word_boxes import PageBoxes


class PassageIndex:
    """The passages of one build with their vectors and their lexical index. Read-only, safe to share.

    Rows are positions in `passages`. `sentence_rows[i]` are the rows of passage i's sentences in the
    sentence vectors; empty for a passage of one sentence, whose own vector serves. `passages_by_source` holds
    the rows of each document's passages, in the document's order. folder: where the build is stored; for a
    build that is not in a folder, words for a message, such as its server.
    """

    def __init__(
        self,
        folder: Path | str,
        meta: BuildMeta,
        corpus: Corpus,
        passages: Sequence[Passage],
        vectors: VectorRows,
        sentence_vectors: VectorRows,
        tokens: TokenRows,
        texts: TextRows,
        layout: Layout | None = None,
        remedy: str = REBUILD,
    ) -> None:
        """Takes the parts of a build. layout: worked out from the passages if it is not given.

        remedy: what to do if they do not fit together.
        """
        self.folder = folder
        self.meta = meta
        self.corpus = corpus
        self.passages = passages
        self.vectors = vectors
        self.sentence_vectors = sentence_vectors
        self.tokens = tokens
        self._texts = texts
        self.sources = {source.id: source for source in corpus.sources}
        self.documents = {document.source_id: document for document in corpus.documents}
        self.health = {health.source_id: health for health in corpus.health}
        layout = layout or layout_of(passages, corpus.documents, tokens.starts, tokens.codebook)
        self.sentence_rows = layout.sentences
        self.passages_by_source: Mapping[str, Sequence[int]] = layout.documents
        for name, found, expected in (
            ("passage vectors", len(vectors), len(passages)),
            ("passages' token vectors", len(tokens.starts) - 1, len(passages)),
            ("sentence vectors", len(sentence_vectors), int(self.sentence_rows.starts[-1])),
            ("lists of sentences", len(self.sentence_rows), len(passages)),
        ):
            if found != expected:
                raise UnreadableIndex(f"{folder} has {found} {name}, expected {expected}: {remedy}")

    def require(self, source_ids: Iterable[str]) -> None:
        """Raises UnknownSource if one of these ids has no document in this index."""
        for source_id in source_ids:
            if source_id not in self.documents:
                held = ", ".join(self.documents)
                raise UnknownSource(f"no document in this index has the id {source_id!r}: choose from {held}")

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """The row of each passage, by id."""
        if isinstance(self.passages, StoredPassages):
            return StoredRowOf(self.passages)
        return {passage.id: row for row, passage in enumerate(self.passages)}

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the documents, in lower case."""
        return self._texts.words()

    def lexical(
        self, terms: Iterable[str], limit: int, allowed: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Returns rows that contain any of the terms, best first, with their scores (higher: better).

        allowed: only these rows are searched; None: all.
        """
        return self._texts.lexical(terms, limit, allowed)

    def rows_with(self, term: str) -> frozenset[int]:
        """Returns the rows that contain this term, in any inflection, in their words or their context."""
        return self._texts.rows_with(term)

    def held(self, terms: Iterable[str], rows: Sequence[int]) -> Mapping[str, Held]:
        """Returns for each term how many rows contain it (see `rows_with`), and which of these rows do."""
        return self._texts.held(terms, rows)

    def boxes(self, source_id: str, start: int, end: int) -> tuple[Box, ...]:
        """Returns the boxes of a document's words from start to end, in text order.

        Empty where positions are not known: in formats without pages, and for words that run right to left.
        """
        pages = [page.number for page in self.documents[source_id].pages_of(start, end)]
        found = self._texts.boxes(source_id, pages)
        return tuple(box for box in found if box.start < end and start < box.end)

    def stored_boxes(self, source_id: str) -> tuple[PageBoxes, ...]:
        """Returns all boxes of a document, in their stored form."""
        return self._texts.stored_boxes(source_id)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """For each row, the key of the text that its vector was made from (see `reused_vectors`)."""
        return self._texts.keys()

    @classmethod
    def load(cls, folder: Path) -> "PassageIndex":
        """Opens a build, checking its format, its vectors and each canonical text against their hashes.

        Raises IncompatibleIndex if the build has another format, UnreadableIndex if it is missing or
        damaged; the message names the file, and the document if only one is affected.
        """
        meta = read_meta(folder)
        database_file = folder / DATABASE
        try:
            with closing(connect(folder)) as database:
                corpus = read_corpus(database, meta.corpus_name, folder)
                passages: Sequence[Passage] = () if meta.postings_sha256 else tuple(read_passages(database))
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            raise UnreadableIndex(f"{database_file} is damaged ({error}): {REBUILD}") from error
        texts = SqliteTexts(folder)
        if meta.postings_sha256:
            check_file(database_file, meta.database_sha256)
            passages = StoredPassages(folder, meta.passages)
            postings = read_postings(folder / "postings.bin", meta.postings_sha256, meta.passages)
            texts = SqliteTexts(folder, postings)
        layout = read_layout(folder / "layout.npz", meta.layout_sha256, corpus.documents)
        tokens_file = folder / "tokens.bin"
        return cls(
            folder,
            meta,
            corpus,
            passages,
            read_rows(folder / "vectors.faiss", meta.vectors_sha256),
            read_rows(folder / "sentences.faiss", meta.sentences_sha256),
            TokenFile(tokens_file, meta.tokens_sha256, layout.tokens, meta.dimension, layout.codebook),
            texts,
            layout,
        )
