"""Sources, documents and passages as records: rows of numbers and text, the same in either store."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from index.documents import (
    Document,
    Edit,
    Link,
    LinkMeaning,
    Page,
    Passage,
    Section,
    Source,
    Span,
    Struck,
    Term,
)
from index.errors import UnreadableIndex
from index.read_corpus import Corpus, Health, Unreadable
from index.scans import ScannedPage
from index.serialization import from_json, restored, to_json
from index.storage.checked_files import sha256
from index.storage.metadata import REBUILD

T = TypeVar("T")
WORD = re.compile(r"[^\W_]+")
# The tables with one JSON entry a row, each named like the field of the corpus that it holds.
ENTRIES = ("sources", "meanings", "terms", "health", "unreadable")


def entry_record(value: object) -> str:
    """Returns an entry of one of the tables of ENTRIES, or part of a longer record, as JSON."""
    return to_json(value).decode()


def document_record(d: Document) -> tuple[object, ...]:
    """Returns a document's columns, in the order of the schema, with the hash of its text."""
    return (
        d.source_id,
        d.file,
        d.sha256,
        d.text,
        sha256(d.text.encode()),
        *map(entry_record, (d.pages, d.sections, d.links, d.edits, d.amendments, d.notices)),
        int(d.machine_read),
        *map(entry_record, (d.struck, d.pictures, d.scanned)),
    )


def passage_record(p: Passage, key: str) -> tuple[object, ...]:
    """Returns a passage's columns, in the order of the schema. key: of the text its vector was made from."""
    context, sentences = map(entry_record, (p.context, p.sentences))
    return (p.id, p.source_id, p.start, p.end, p.kind, p.depth, context, sentences, key)


def corpus_of(
    name: str,
    entries: Mapping[str, Iterable[tuple[str]]],
    documents: Iterable[tuple[Any, ...]],
    where: str,
    remedy: str = REBUILD,
) -> Corpus:
    """Returns the corpus in these rows, checking each canonical text against its hash.

    entries: the rows of each table of ENTRIES. documents: as `document_record` gives them, text as UTF-8.
    Raises UnreadableIndex, naming the place and the document, if one is damaged.
    """
    return Corpus(
        name=name,
        sources=entries_of(Source, entries["sources"]),
        meanings=entries_of(LinkMeaning, entries["meanings"]),
        documents=tuple(_document(row, where, remedy) for row in documents),
        unreadable=entries_of(Unreadable, entries["unreadable"]),
        terms=entries_of(Term, entries["terms"]),
        health=entries_of(Health, entries["health"]),
    )


def entries_of(kind: type[T], rows: Iterable[tuple[str]]) -> tuple[T, ...]:
    """Returns the entries in these rows. Raises ValueError or TypeError if one is damaged."""
    return tuple(restored(kind, from_json(entry)) for (entry,) in rows)


def _document(row: tuple[Any, ...], where: str, remedy: str) -> Document:
    (
        source_id, file, file_sha256, text, text_sha256, pages, sections, links, edits, amendments, notices,
        machine_read, struck, pictures, scanned,
    ) = row  # fmt: skip
    if sha256(text) != text_sha256:
        raise UnreadableIndex(
            f"{where}: the stored text of {source_id} ({file}) has changed since it was written: {remedy}"
        )
    try:
        return Document(
            source_id=source_id,
            file=file,
            sha256=file_sha256,
            text=text.decode(),
            pages=restored(tuple[Page, ...], from_json(pages)),
            sections=restored(tuple[Section, ...], from_json(sections)),
            links=restored(tuple[Link, ...], from_json(links)),
            edits=restored(tuple[Edit, ...], from_json(edits)),
            amendments=_spans(amendments),
            notices=_spans(notices),
            machine_read=bool(machine_read),
            struck=restored(tuple[Struck, ...], from_json(struck)),
            pictures=_spans(pictures),
            scanned=restored(tuple[ScannedPage, ...], from_json(scanned)),
        )
    except ValueError as error:
        raise UnreadableIndex(
            f"{where}: the entry of {source_id} ({file}) is damaged ({error}): {remedy}"
        ) from error


def passages_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Passage]:
    """Yields the passages in these rows, whose columns are those of `passage_record`, without the key."""
    for id_, source_id, start, end, kind, depth, context, sentences in rows:
        yield Passage(id_, source_id, start, end, kind, depth, _spans(context), _spans(sentences))


def _spans(stored: bytes | str) -> tuple[Span, ...]:
    return restored(tuple[Span, ...], from_json(stored))


def words_of(documents: Iterable[Document]) -> set[str]:
    """Returns every word of the documents, in lower case."""
    return {word.lower() for document in documents for word in WORD.findall(document.text)}
