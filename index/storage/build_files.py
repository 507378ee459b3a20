"""One build on disk: a folder with meta.json, passages.sqlite (FTS5), FAISS indexes, tokens and a layout.

The files do not depend on when or where they are made: the same corpus, settings and model give the same
files.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from index.documents import Passage
from index.embedding.embedder import Embedded
from index.embedding.token_codes import Codebook
from index.embedding.token_vectors import Vectors
from index.read_corpus import Corpus
from index.storage.arrays.layout import layout_of, write_layout
from index.storage.arrays.postings import write_postings
from index.storage.arrays.token_rows import TokenWriter
from index.storage.checked_files import file_sha256
from index.storage.database import DATABASE, write_database
from index.storage.metadata import EXACT_ROWS, BuildMeta, write_meta
from index.storage.vector_rows import VectorWriter
from index.storage.word_boxes import PageBoxes

T = TypeVar("T")
# How many passages or sentences are embedded and written at a time.
PIECE = 10_000


def in_pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yields the values in order, as many at a time as `save_build` should have in memory."""
    return (values[first : first + PIECE] for first in range(0, len(values), PIECE))


def save_build(
    folder: Path,
    meta: BuildMeta,
    corpus: Corpus,
    boxes: Mapping[str, Sequence[PageBoxes]],
    passages: Sequence[Passage],
    lexicon: Iterable[tuple[str, str]],
    keys: Iterable[str],
    embedded: Iterable[Embedded],
    sentence_vectors: Iterable[Vectors],
    codebook: Codebook | None = None,
) -> BuildMeta:
    """Writes a build into an empty folder; `PassageIndex.load` reads it back.

    boxes, lexicon, keys: see `write_database`. embedded, sentence_vectors: in order, in pieces of any length,
    of which only one is in memory at a time. codebook: see `TokenWriter`.
    """
    write_database(folder / DATABASE, corpus, boxes, passages, lexicon, keys)
    postings_sha256 = ""
    if meta.passages > EXACT_ROWS:
        with closing(sqlite3.connect(folder / DATABASE)) as database, database:
            postings_sha256 = write_postings(database, folder / "postings.bin", meta.passages)
    vectors = VectorWriter(folder / "vectors.faiss", meta.passages, meta.dimension)
    tokens = TokenWriter(folder / "tokens.bin", codebook)
    for piece in embedded:
        vectors.add(piece.vectors)
        tokens.add(piece.tokens)
    vectors_sha256 = vectors.close()
    tokens_sha256, starts = tokens.close()
    sentences = VectorWriter(folder / "sentences.faiss", meta.sentences, meta.dimension)
    for rows in sentence_vectors:
        sentences.add(rows)
    written = replace(
        meta,
        vector_form=vectors.form,
        sentence_form=sentences.form,
        token_form="codes" if codebook else "bytes",
        database_sha256=file_sha256(folder / DATABASE),
        vectors_sha256=vectors_sha256,
        sentences_sha256=sentences.close(),
        tokens_sha256=tokens_sha256,
        postings_sha256=postings_sha256,
        layout_sha256=write_layout(
            folder / "layout.npz", layout_of(passages, corpus.documents, starts, codebook)
        ),
    )
    write_meta(folder, written)
    return written
