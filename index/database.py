"""The database of a build: sources, documents and passages as rows, and the lexical index (FTS5)."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import UnreadableIndex
from index.files import sha256
from index.meta import REBUILD
from index.model import (
    Box,
    Corpus,
    Document,
    Edit,
    Health,
    Link,
    LinkMeaning,
    Page,
    Passage,
    Section,
    Source,
    Span,
    Term,
    Unreadable,
)

DATABASE = "passages.sqlite"

SCHEMA = """
CREATE TABLE sources (id TEXT PRIMARY KEY, entry TEXT NOT NULL) STRICT;
CREATE TABLE meanings (entry TEXT NOT NULL) STRICT;
CREATE TABLE terms (entry TEXT NOT NULL) STRICT;
CREATE TABLE health (entry TEXT NOT NULL) STRICT;
CREATE TABLE unreadable (
    source_id TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE documents (
    source_id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    pages TEXT NOT NULL, sections TEXT NOT NULL, links TEXT NOT NULL, edits TEXT NOT NULL,
    amendments TEXT NOT NULL, notices TEXT NOT NULL,
    machine_read INTEGER NOT NULL
) STRICT;
CREATE TABLE boxes (
    source_id TEXT NOT NULL REFERENCES documents, page INTEGER NOT NULL, places TEXT NOT NULL,
    PRIMARY KEY (source_id, page)
) STRICT;
CREATE TABLE passages (
    id TEXT NOT NULL UNIQUE, source_id TEXT NOT NULL REFERENCES documents, start INTEGER NOT NULL,
    "end" INTEGER NOT NULL, kind TEXT NOT NULL, depth INTEGER NOT NULL,
    context TEXT NOT NULL, sentences TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE lexicon USING fts5(
    words, context, content='', tokenize='porter unicode61 remove_diacritics 2'
);
"""


def write_database(
    path: Path,
    corpus: Corpus,
    boxes: Mapping[str, Sequence[Box]],
    passages: tuple[Passage, ...],
    lexicon: Iterable[tuple[str, str]],
) -> None:
    """Write it into a new file; the mirror image of what follows it here.

    boxes: of each document's words, by its source. lexicon: for each passage its words and its context,
    as they are searched.
    """
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(SCHEMA)
        database.executemany(
            "INSERT INTO sources VALUES (?, ?)", [(s.id, _json(asdict(s))) for s in corpus.sources]
        )
        database.executemany(
            "INSERT INTO meanings VALUES (?)", [(_json(asdict(m)),) for m in corpus.meanings]
        )
        database.executemany("INSERT INTO terms VALUES (?)", [(_json(asdict(t)),) for t in corpus.terms])
        database.executemany("INSERT INTO health VALUES (?)", [(_json(asdict(h)),) for h in corpus.health])
        database.executemany(
            "INSERT INTO unreadable VALUES (?, ?, ?, ?)",
            [(u.source_id, u.file, u.sha256, u.reason) for u in corpus.unreadable],
        )
        database.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    d.source_id,
                    d.file,
                    d.sha256,
                    d.text,
                    sha256(d.text.encode()),
                    *(_json([asdict(x) for x in part]) for part in (d.pages, d.sections, d.links, d.edits)),
                    _json(d.amendments),
                    _json(d.notices),
                    int(d.machine_read),
                )
                for d in corpus.documents
            ],
        )
        database.executemany(
            "INSERT INTO boxes VALUES (?, ?, ?)",
            [
                (source_id, page, _json(places))
                for source_id, found in boxes.items()
                for page, places in sorted(_by_page(found).items())
            ],
        )
        database.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (p.id, p.source_id, p.start, p.end, p.kind, p.depth, _json(p.context), _json(p.sentences))
                for p in passages
            ],
        )
        database.executemany(
            "INSERT INTO lexicon (rowid, words, context) VALUES (?, ?, ?)",
            [(row, words, context) for row, (words, context) in enumerate(lexicon, start=1)],
        )


def _by_page(boxes: Iterable[Box]) -> dict[int, list[list[float]]]:
    pages: dict[int, list[list[float]]] = {}
    for box in boxes:
        place = [box.start, box.end, box.left, box.top, box.right, box.bottom]
        pages.setdefault(box.page, []).append(place)
    return pages


def _json(value: object) -> str:
    def plain(other: object) -> str:
        if isinstance(other, date):
            return other.isoformat()
        raise TypeError(type(other).__name__)

    return json.dumps(value, ensure_ascii=False, default=plain)


def connect(folder: Path) -> sqlite3.Connection:
    """Open a build's database, read-only."""
    uri = (folder / DATABASE).resolve().as_uri() + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True)


def read_corpus(database: sqlite3.Connection, name: str, folder: Path) -> Corpus:
    """The sources and documents; each canonical text is checked against its hash.

    UnreadableIndex: a document is damaged; names it.
    """
    return Corpus(
        name=name,
        sources=tuple(_source(json.loads(e)) for (e,) in database.execute("SELECT entry FROM sources")),
        meanings=tuple(
            LinkMeaning(**{**entry, "to": tuple(entry["to"])})
            for entry in (json.loads(e) for (e,) in database.execute("SELECT entry FROM meanings"))
        ),
        documents=tuple(
            _document(row, folder)
            for row in database.execute(
                "SELECT source_id, file, sha256, CAST(text AS BLOB), text_sha256, CAST(pages AS BLOB), "
                "CAST(sections AS BLOB), CAST(links AS BLOB), CAST(edits AS BLOB), "
                "CAST(amendments AS BLOB), CAST(notices AS BLOB), machine_read FROM documents ORDER BY rowid"
            )
        ),
        unreadable=tuple(
            Unreadable(*row)
            for row in database.execute("SELECT source_id, file, sha256, reason FROM unreadable")
        ),
        terms=tuple(
            _term(json.loads(e)) for (e,) in database.execute("SELECT entry FROM terms ORDER BY rowid")
        ),
        health=tuple(
            _health(json.loads(e)) for (e,) in database.execute("SELECT entry FROM health ORDER BY rowid")
        ),
    )


def _source(entry: dict[str, Any]) -> Source:
    for key in ("url_checked", "published", "in_force", "review_by"):
        if entry[key] is not None:
            entry[key] = date.fromisoformat(entry[key])
    return Source(**{**entry, "hosts": tuple(entry["hosts"]), "found": tuple(entry.get("found", ()))})


def _term(entry: dict[str, Any]) -> Term:
    reviewed = date.fromisoformat(entry["reviewed"]) if entry["reviewed"] else None
    lists = {key: tuple(entry[key]) for key in ("words", "official")}
    return Term(**{**entry, **lists, "reviewed": reviewed})


def _health(entry: dict[str, Any]) -> Health:
    lists = {key: tuple(entry[key]) for key in ("running_lines", "oddities")}
    return Health(**{**entry, **lists})


def _document(row: tuple[Any, ...], folder: Path) -> Document:
    (
        source_id, file, file_sha256, text, text_sha256, pages, sections, links, edits, amendments, notices,
        machine_read,
    ) = row  # fmt: skip
    if sha256(text) != text_sha256:
        raise UnreadableIndex(
            f"{folder / 'passages.sqlite'}: the stored text of {source_id} ({file}) is not the text "
            f"that was read from it: {REBUILD}"
        )
    try:
        return Document(
            source_id=source_id,
            file=file,
            sha256=file_sha256,
            text=text.decode(),
            pages=tuple(Page(**entry) for entry in json.loads(pages)),
            sections=tuple(
                Section(**{**entry, "path": tuple(entry["path"])}) for entry in json.loads(sections)
            ),
            links=tuple(Link(**entry) for entry in json.loads(links)),
            edits=tuple(Edit(**entry) for entry in json.loads(edits)),
            amendments=_spans(amendments),
            notices=_spans(notices),
            machine_read=bool(machine_read),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableIndex(
            f"{folder / 'passages.sqlite'}: what is stored of {source_id} ({file}) is damaged "
            f"({error}): {REBUILD}"
        ) from error


def read_boxes(database: sqlite3.Connection, source_id: str, pages: Iterable[int]) -> tuple[Box, ...]:
    """Where the words of a document stand on these pages, in the order of the text."""
    found = [
        Box(start, end, page, *sides)
        for page in pages
        for (places,) in database.execute(
            "SELECT places FROM boxes WHERE source_id = ? AND page = ?", (source_id, page)
        )
        for start, end, *sides in json.loads(places)
    ]
    return tuple(sorted(found, key=lambda box: box.start))


def _spans(stored: bytes | str) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in json.loads(stored))


def read_passages(database: sqlite3.Connection) -> tuple[Passage, ...]:
    """The passages, in the order of their vectors."""
    return tuple(
        Passage(
            id=id_,
            source_id=source_id,
            start=start,
            end=end,
            kind=kind,
            depth=depth,
            context=_spans(context),
            sentences=_spans(sentences),
        )
        for id_, source_id, start, end, kind, depth, context, sentences in database.execute(
            'SELECT id, source_id, start, "end", kind, depth, context, sentences FROM passages ORDER BY rowid'
        )
    )
