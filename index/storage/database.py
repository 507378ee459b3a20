"""The database of a build: sources, documents and passages as rows, and the lexical index (FTS5)."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
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
from index.storage.stems import TOKENIZER
from index.storage.word_boxes import PageBoxes

T = TypeVar("T")
DATABASE = "passages.sqlite"
WORD = re.compile(r"[^\W_]+")
# The tables with one JSON entry a row, each named like the field of the corpus that it holds.
ENTRIES = ("sources", "meanings", "terms", "health", "unreadable")

SCHEMA = f"""
CREATE TABLE sources (entry TEXT NOT NULL) STRICT;
CREATE TABLE meanings (entry TEXT NOT NULL) STRICT;
CREATE TABLE terms (entry TEXT NOT NULL) STRICT;
CREATE TABLE health (entry TEXT NOT NULL) STRICT;
CREATE TABLE unreadable (entry TEXT NOT NULL) STRICT;
CREATE TABLE documents (
    source_id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    pages TEXT NOT NULL, sections TEXT NOT NULL, links TEXT NOT NULL, edits TEXT NOT NULL,
    amendments TEXT NOT NULL, notices TEXT NOT NULL,
    machine_read INTEGER NOT NULL, struck TEXT NOT NULL, pictures TEXT NOT NULL, scanned TEXT NOT NULL
) STRICT;
CREATE TABLE boxes (
    source_id TEXT NOT NULL REFERENCES documents, page INTEGER NOT NULL, places TEXT NOT NULL,
    PRIMARY KEY (source_id, page)
) STRICT;
CREATE TABLE passages (
    id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL REFERENCES documents, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, depth INTEGER NOT NULL,
    context TEXT NOT NULL, sentences TEXT NOT NULL, key TEXT NOT NULL
) STRICT;
CREATE TABLE words (word TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE lexicon USING fts5(
    words, context, content='', tokenize='{TOKENIZER}'
);
"""


def write_database(
    path: Path,
    corpus: Corpus,
    boxes: Mapping[str, Sequence[PageBoxes]],
    passages: Iterable[Passage],
    lexicon: Iterable[tuple[str, str]],
    keys: Iterable[str],
) -> None:
    """Writes the database into a new file; the functions below read it back.

    boxes: by source id, as `stored_boxes` gives them. lexicon: for each passage its words and its context,
    as they are searched. keys: for each passage, the key of the text that its vector was made from.
    """
    with closing(sqlite3.connect(path)) as database, database:
        # No journal is needed: `new_build` syncs the file when complete, and half a file is thrown away.
        database.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {SCHEMA} COMMIT;"
        )
        for table in ENTRIES:
            records = [(_record(entry),) for entry in getattr(corpus, table)]
            database.executemany(f"INSERT INTO {table} VALUES (?)", records)  # noqa: S608
        database.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    d.source_id,
                    d.file,
                    d.sha256,
                    d.text,
                    sha256(d.text.encode()),
                    *map(_record, (d.pages, d.sections, d.links, d.edits, d.amendments, d.notices)),
                    int(d.machine_read),
                    *map(_record, (d.struck, d.pictures, d.scanned)),
                )
                for d in corpus.documents
            ),
        )
        database.executemany(
            "INSERT INTO words VALUES (?)", [(word,) for word in sorted(words_of(corpus.documents))]
        )
        database.executemany(
            "INSERT INTO boxes VALUES (?, ?, ?)",
            [(source_id, page, places) for source_id, pages in boxes.items() for page, places in pages],
        )
        database.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    p.id,
                    p.source_id,
                    p.start,
                    p.end,
                    p.kind,
                    p.depth,
                    _record(p.context),
                    _record(p.sentences),
                    key,
                )
                for p, key in zip(passages, keys, strict=True)
            ),
        )
        database.executemany(
            "INSERT INTO lexicon (rowid, words, context) VALUES (?, ?, ?)",
            ((row, words, context) for row, (words, context) in enumerate(lexicon, start=1)),
        )


def _record(value: object) -> str:
    return to_json(value).decode()


def connect(folder: Path, *, shared: bool = False) -> sqlite3.Connection:
    """Opens a build's database, read-only. shared: for several threads, of which one at a time uses it."""
    uri = (folder / DATABASE).resolve().as_uri() + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=not shared)


def read_corpus(database: sqlite3.Connection, name: str, folder: Path) -> Corpus:
    """Reads the sources and documents. Raises as `corpus_of` does."""
    entries = {table: database.execute(f"SELECT entry FROM {table} ORDER BY rowid") for table in ENTRIES}  # noqa: S608
    documents = database.execute(
        "SELECT source_id, file, sha256, CAST(text AS BLOB), text_sha256, CAST(pages AS BLOB), "
        "CAST(sections AS BLOB), CAST(links AS BLOB), CAST(edits AS BLOB), "
        "CAST(amendments AS BLOB), CAST(notices AS BLOB), machine_read, CAST(struck AS BLOB), "
        "CAST(pictures AS BLOB), CAST(scanned AS BLOB) FROM documents ORDER BY rowid"
    )
    return corpus_of(name, entries, documents, f"{folder / DATABASE}")


def corpus_of(
    name: str,
    entries: Mapping[str, Iterable[tuple[str]]],
    documents: Iterable[tuple[Any, ...]],
    where: str,
    remedy: str = REBUILD,
) -> Corpus:
    """Returns the corpus in these rows, checking each canonical text against its hash.

    entries: the rows of each table of ENTRIES. documents: the columns as in the schema, the text as UTF-8.
    Raises UnreadableIndex, naming the place and the document, if one is damaged.
    """
    return Corpus(
        name=name,
        sources=_all(Source, entries["sources"]),
        meanings=_all(LinkMeaning, entries["meanings"]),
        documents=tuple(_document(row, where, remedy) for row in documents),
        unreadable=_all(Unreadable, entries["unreadable"]),
        terms=_all(Term, entries["terms"]),
        health=_all(Health, entries["health"]),
    )


def _all(kind: type[T], rows: Iterable[tuple[str]]) -> tuple[T, ...]:
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


def read_originals(database: sqlite3.Connection) -> set[str]:
    """Returns the SHA-256 of every file that went into the build, unreadable ones included."""
    unreadable = _all(Unreadable, database.execute("SELECT entry FROM unreadable"))
    documents = database.execute("SELECT sha256 FROM documents")
    return {found.sha256 for found in unreadable} | {found for (found,) in documents}


def read_keys(database: sqlite3.Connection) -> tuple[str, ...]:
    """Returns for each passage, in order, the key of the text that its vector was made from."""
    return tuple(key for (key,) in database.execute("SELECT key FROM passages ORDER BY rowid"))


def _spans(stored: bytes | str) -> tuple[Span, ...]:
    return restored(tuple[Span, ...], from_json(stored))


def words_of(documents: Iterable[Document]) -> set[str]:
    """Returns every word of the documents, in lower case."""
    return {word.lower() for document in documents for word in WORD.findall(document.text)}


def read_words(database: sqlite3.Connection) -> frozenset[str]:
    """Returns every word of the documents, in lower case."""
    return frozenset(word for (word,) in database.execute("SELECT word FROM words"))


def read_passages(database: sqlite3.Connection, first: int = 0, count: int = -1) -> Iterator[Passage]:
    """Yields so many passages (-1: all) from a row on, in the order of their vectors."""
    found = database.execute(
        'SELECT id, source_id, start, "end", kind, depth, context, sentences FROM passages '
        "WHERE rowid > ? ORDER BY rowid LIMIT ?",
        (first, count),
    )
    return passages_of(found)


def passages_of(rows: Iterable[tuple[Any, ...]]) -> Iterator[Passage]:
    """Yields the passages in these rows, whose columns are as in the schema, without the key."""
    for id_, source_id, start, end, kind, depth, context, sentences in rows:
        yield Passage(id_, source_id, start, end, kind, depth, _spans(context), _spans(sentences))
