"""The database of a build: sources, documents and passages as rows, and the lexical index (FTS5)."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import starmap
from pathlib import Path

from index.documents import Passage
from index.read_corpus import Corpus, Unreadable
from index.storage.records import (
    ENTRIES,
    corpus_of,
    document_record,
    entries_of,
    entry_record,
    passage_record,
    passages_of,
    words_of,
)
from index.storage.stems import TOKENIZER
from index.storage.word_boxes import PageBoxes

DATABASE = "passages.sqlite"

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
            records = [(entry_record(entry),) for entry in getattr(corpus, table)]
            database.executemany(f"INSERT INTO {table} VALUES (?)", records)  # noqa: S608
        database.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            map(document_record, corpus.documents),
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
            starmap(passage_record, zip(passages, keys, strict=True)),
        )
        database.executemany(
            "INSERT INTO lexicon (rowid, words, context) VALUES (?, ?, ?)",
            ((row, words, context) for row, (words, context) in enumerate(lexicon, start=1)),
        )


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


def read_originals(database: sqlite3.Connection) -> set[str]:
    """Returns the SHA-256 of every file that went into the build, unreadable ones included."""
    unreadable = entries_of(Unreadable, database.execute("SELECT entry FROM unreadable"))
    documents = database.execute("SELECT sha256 FROM documents")
    return {found.sha256 for found in unreadable} | {found for (found,) in documents}


def read_keys(database: sqlite3.Connection) -> tuple[str, ...]:
    """Returns for each passage, in order, the key of the text that its vector was made from."""
    return tuple(key for (key,) in database.execute("SELECT key FROM passages ORDER BY rowid"))


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
