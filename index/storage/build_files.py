"""One build on disk: a folder with meta.json, passages.sqlite (FTS5), two FAISS indexes and token vectors.

The files do not depend on when or where they are made: the same corpus, settings and model give the same
files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from index.documents import Passage
from index.embedding.embedder import Embedded
from index.embedding.token_vectors import TokenVectors, Vectors
from index.read_corpus import Corpus
from index.storage.checked_files import read_file, sha256, write_file
from index.storage.database import DATABASE, write_database
from index.storage.metadata import BuildMeta, write_meta
from index.storage.vector_rows import write_rows
from index.storage.word_boxes import PageBoxes


def save_build(
    folder: Path,
    meta: BuildMeta,
    corpus: Corpus,
    boxes: Mapping[str, Sequence[PageBoxes]],
    passages: tuple[Passage, ...],
    lexicon: Sequence[tuple[str, str]],
    keys: Sequence[str],
    embedded: Embedded,
    sentence_vectors: Vectors,
) -> BuildMeta:
    """Writes a build into an empty folder; the functions below read it back.

    boxes, lexicon, keys: see `write_database`.
    """
    write_database(folder / DATABASE, corpus, boxes, passages, lexicon, keys)
    written = replace(
        meta,
        database_sha256=sha256((folder / DATABASE).read_bytes()),
        vectors_sha256=write_rows(folder / "vectors.faiss", embedded.vectors),
        sentences_sha256=write_rows(folder / "sentences.faiss", sentence_vectors),
        tokens_sha256=write_file(folder / "tokens.npz", embedded.tokens.to_bytes()),
    )
    write_meta(folder, written)
    return written


def read_tokens(path: Path, expected: str) -> TokenVectors:
    """Reads token vectors. Raises UnreadableIndex if the file's SHA-256 is not `expected`."""
    return TokenVectors.from_bytes(read_file(path, expected))
