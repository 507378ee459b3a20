"""Rewrites a build without some of its documents, reading and embedding nothing again."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from index.documents import Document
from index.embedding.embedder import Embedded
from index.embedding.token_vectors import TokenVectors
from index.read_corpus import Corpus, Unreadable
from index.storage.build_files import in_pieces, save_build
from index.storage.builds import free_folder, new_build
from index.storage.checked_files import sha256
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, Rewritten
from ingest.text.passages import searched_text


def files_of(build: PassageIndex) -> tuple[Document | Unreadable, ...]:
    """Returns a build's entry for each of its source files, readable or not."""
    return (*build.corpus.documents, *build.corpus.unreadable)


def name_without(build: str, versions: Collection[str]) -> str:
    """Returns the name of a build after these documents are taken out."""
    return sha256(json.dumps([build, "without", sorted(versions)]).encode())[:16]


def rewritten_without(
    index: Path, one: Publication, build: PassageIndex | None, versions: Collection[str], reason: str
) -> Rewritten:
    """Rewrites a kept build without these documents, if it can be opened and other documents remain.

    Does not publish the new build. reason: why the documents' files must not be read.
    """
    rows = [
        row
        for row, passage in enumerate(build.passages if build else ())
        if build and build.documents[passage.source_id].sha256 not in versions
    ]
    if build is None or not rows:
        return Rewritten(one.build, one.folder, None, None)
    name = name_without(one.build, versions)
    folder_name = free_folder(index, name)
    with new_build(index, folder_name) as folder:
        _write_without(folder, name, build, rows, _corpus_without(build.corpus, versions, reason))
    return Rewritten(one.build, one.folder, name, folder_name)


def _corpus_without(corpus: Corpus, versions: Collection[str], reason: str) -> Corpus:
    """Returns the corpus without these documents, marking their sources unreadable for this reason."""
    held: tuple[Document | Unreadable, ...] = (*corpus.documents, *corpus.unreadable)
    gone = {entry.source_id: entry for entry in held if entry.sha256 in versions}
    sources = tuple(
        # An unregistered source's title comes from its document, so it must not stay.
        replace(source, title=Path(gone[source.id].file).stem)
        if source.id in gone and not source.registered
        else source
        for source in corpus.sources
    )
    refused = [
        # The same hash as `HeldFile.sha256` gives a refused file.
        Unreadable(source.id, gone[source.id].file, sha256(reason.encode()), reason)
        for source in sources
        if source.id in gone
    ]
    return replace(
        corpus,
        sources=sources,
        documents=tuple(d for d in corpus.documents if d.source_id not in gone),
        unreadable=(*(u for u in corpus.unreadable if u.source_id not in gone), *refused),
        health=tuple(h for h in corpus.health if h.source_id not in gone),
    )


def _write_without(folder: Path, name: str, build: PassageIndex, rows: list[int], corpus: Corpus) -> None:
    """Writes the remaining rows with their existing vectors."""
    passages = tuple(build.passages[row] for row in rows)
    titles = {source.id: source.title for source in corpus.sources}
    documents = {document.source_id: document for document in corpus.documents}
    sentences = [sentence for row in rows for sentence in build.sentence_rows[row]]
    meta = replace(
        build.meta,
        build=name,
        corpus_fingerprint=sha256(f"{build.meta.corpus_fingerprint} {name}".encode()),
        passages=len(rows),
        sentences=len(sentences),
    )
    save_build(
        folder,
        meta,
        corpus,
        {source_id: build.stored_boxes(source_id) for source_id in documents},
        passages,
        (searched_text(documents[p.source_id], p, titles[p.source_id]) for p in passages),
        (build.keys[row] for row in rows),
        (_embedded(build, piece) for piece in in_pieces(rows)),
        (build.sentence_vectors.of(piece) for piece in in_pieces(sentences)),
        build.tokens.codebook,
    )


def _embedded(build: PassageIndex, rows: Sequence[int]) -> Embedded:
    texts = [build.tokens.of_text(row) for row in rows]
    tokens = TokenVectors.of(texts, build.meta.dimension, build.tokens.codebook)
    return Embedded(build.vectors.of(rows), tokens)
