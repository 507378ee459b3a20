"""Prepares the documents of a build: reads them, or reuses unchanged ones from the build before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents import Box, Document, Passage
from index.errors import UnreadableDocument
from index.read_corpus import Corpus, Health, Unreadable
from index.serialization import from_json, restored
from index.storage.passage_index import PassageIndex
from index.storage.word_boxes import PageBoxes, stored_boxes
from ingest.corpus.files import HeldFile
from ingest.corpus.health import health_of
from ingest.corpus.read_documents import ReadDocument, ReadOne
from ingest.corpus.register import Register


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    """A document with its passages, ready to be stored. title: the title it gives itself."""

    document: Document
    passages: tuple[Passage, ...]
    boxes: tuple[PageBoxes, ...]
    health: Health
    title: str | None

    @property
    def placed(self) -> tuple[Box, ...]:
        """Returns where its words stand on their pages, in the order of the text."""
        found = [box for _, places in self.boxes for box in restored(tuple[Box, ...], from_json(places))]
        return tuple(sorted(found, key=lambda box: box.start))

    @classmethod
    def of(cls, found: ReadDocument) -> "PreparedDocument":
        """Prepares a document that was read."""
        return cls(found.document, found.passages, stored_boxes(found.boxes), health_of(found), found.title)


def is_kept(build: PassageIndex | None, file: HeldFile) -> bool:
    """Returns whether a build's document was read from these bytes, for this source and in this format."""
    document = build.documents.get(file.source.id) if build else None
    return (
        document is not None
        and file.refusal is None
        and document.sha256 == file.sha256
        and Path(document.file).suffix.lower() == Path(file.name).suffix.lower()
    )


def kept_document(build: PassageIndex, file: HeldFile) -> PreparedDocument:
    """Returns a build's document that was read from these bytes, under the file's present name."""
    source_id = file.source.id
    return PreparedDocument(
        replace(build.documents[source_id], file=file.name),
        tuple(build.passages[row] for row in build.passages_by_source[source_id]),
        build.stored_boxes(source_id),
        replace(build.health[source_id], file=file.name),
        build.sources[source_id].title,
    )


def prepare_documents(
    register: Register,
    files: Iterable[HeldFile],
    read_one: ReadOne,
    before: PassageIndex | None = None,
    progress: Callable[[], None] = lambda: None,
) -> tuple[Corpus, tuple[PreparedDocument, ...]]:
    """Reads every file that is not reused; lists unreadable files in the corpus and goes on.

    before: a build made with the same reading code. progress is called after each file that is read.
    """
    prepared: list[PreparedDocument] = []
    unreadable: list[Unreadable] = []
    sources = {source.id: source for source in register.sources}
    for file in files:
        source = sources[file.source.id] = file.source
        try:
            if before and is_kept(before, file):
                found = kept_document(before, file)
            else:
                found = PreparedDocument.of(read_one(source.id, file.name, file.opened()))
                progress()
        except UnreadableDocument as error:
            unreadable.append(Unreadable(source.id, file.name, file.sha256, error.reason))
            progress()
            continue
        prepared.append(found)
        if not source.registered and found.title:
            sources[source.id] = replace(source, title=found.title)
    order = {source_id: i for i, source_id in enumerate(sources)}
    prepared.sort(key=lambda found: order[found.document.source_id])
    corpus = Corpus(
        name=register.name,
        sources=tuple(sources.values()),
        meanings=register.meanings,
        documents=tuple(found.document for found in prepared),
        unreadable=tuple(unreadable),
        terms=register.terms,
        health=tuple(found.health for found in prepared),
    )
    return corpus, tuple(prepared)
