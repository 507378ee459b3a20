"""One build on disk: a folder with meta.json, passages.sqlite (FTS5) and two FAISS indexes.

Nothing in it depends on the time or the place of its making: the same corpus, settings and model
give the same files.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.embedder import Vectors
from index.errors import IncompatibleIndex, UnreadableIndex
from index.model import (
    Corpus,
    Document,
    Edit,
    Link,
    LinkMeaning,
    Page,
    Passage,
    Section,
    Source,
    Unreadable,
)

FORMAT = 1
REBUILD = "run `signpost ingest --full` to make it anew"

SCHEMA = """
CREATE TABLE sources (id TEXT PRIMARY KEY, entry TEXT NOT NULL) STRICT;
CREATE TABLE meanings (entry TEXT NOT NULL) STRICT;
CREATE TABLE unreadable (
    source_id TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE documents (
    source_id TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL,
    text TEXT NOT NULL, text_sha256 TEXT NOT NULL,
    pages TEXT NOT NULL, sections TEXT NOT NULL, links TEXT NOT NULL, edits TEXT NOT NULL
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
# How much a word of the context (stem, headings, title) counts beside one of the passage itself.
CONTEXT_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class BuildMeta:
    """What a build was made of. build: its name, derived from all that went into it.

    registered: made from a corpus folder with its register; False: from files named one by one.
    """

    build: str
    registered: bool
    corpus_name: str
    corpus_fingerprint: str
    model: str
    model_fingerprint: str
    dimension: int
    settings: dict[str, int | str]
    passages: int
    sentences: int
    vectors_sha256: str = ""
    sentences_sha256: str = ""
    format: int = FORMAT


class PassageIndex:
    """The passages of one build with their vectors and their lexical index. Read-only, safe to share.

    Rows are positions in `passages`. `sentence_rows[i]` are the rows, in the sentence vectors, of the
    sentences of passage i; it is empty for a passage of one sentence, which its own vector stands for.
    """

    def __init__(
        self,
        folder: Path,
        meta: BuildMeta,
        corpus: Corpus,
        passages: tuple[Passage, ...],
        vectors: faiss.Index,
        sentence_vectors: faiss.Index,
    ) -> None:
        self.folder = folder
        self.meta = meta
        self.corpus = corpus
        self.passages = passages
        self.vectors = vectors
        self.sentence_vectors = sentence_vectors
        self.sources = {source.id: source for source in corpus.sources}
        self.documents = {document.source_id: document for document in corpus.documents}
        self.sentence_rows = sentence_rows(passages)
        for name, found, expected in (
            ("passage vectors", vectors.ntotal, len(passages)),
            ("sentence vectors", sentence_vectors.ntotal, sum(map(len, self.sentence_rows))),
        ):
            if found != expected:
                raise UnreadableIndex(f"{folder} holds {found} {name} for {expected}: {REBUILD}")

    @cached_property
    def passages_by_source(self) -> dict[str, tuple[int, ...]]:
        """The rows of each document's passages, in the document's order."""
        rows: dict[str, list[int]] = {source_id: [] for source_id in self.documents}
        for row, passage in enumerate(self.passages):
            rows[passage.source_id].append(row)
        return {source_id: tuple(found) for source_id, found in rows.items()}

    @cached_property
    def passage_of_sentence(self) -> list[int]:
        """For each row of the sentence vectors, the row of its passage."""
        return [row for row, sentences in enumerate(self.sentence_rows) for _ in sentences]

    @cached_property
    def centroid(self) -> Vectors:
        """The mean of the passage vectors, shape (dimension,); not of unit length."""
        mean: Vectors = self.vectors.reconstruct_n(0, self.vectors.ntotal).mean(axis=0)
        return mean

    def lexical(self, terms: Iterable[str], limit: int) -> list[tuple[int, float]]:
        """Rows that hold any of the terms, best first, with their BM25 score (higher is better)."""
        match = " OR ".join(map(_quoted, terms))
        if not match:
            return []
        return [
            (int(row) - 1, -float(score))
            for row, score in self._query(
                "SELECT rowid, bm25(lexicon, 1.0, ?) AS score FROM lexicon WHERE lexicon MATCH ? "
                "ORDER BY score, rowid LIMIT ?",
                (CONTEXT_WEIGHT, match, limit),
            )
        ]

    def rows_with(self, term: str) -> frozenset[int]:
        """The rows that hold this term, in any inflection, in their words or their context."""
        found = self._query("SELECT rowid FROM lexicon WHERE lexicon MATCH ?", (_quoted(term),))
        return frozenset(int(row) - 1 for (row,) in found)

    def _query(self, sql: str, arguments: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            with closing(_connect(self.folder)) as database:
                return database.execute(sql, arguments).fetchall()
        except sqlite3.Error as error:
            raise UnreadableIndex(f"{self.folder / 'passages.sqlite'}: {error}: {REBUILD}") from error

    @classmethod
    def load(cls, folder: Path) -> "PassageIndex":
        """Open a build, checking its format, its vectors and each canonical text against their hashes.

        IncompatibleIndex: another format made it. UnreadableIndex: it is missing or damaged; the
        message names the file, and the document where it is one document's.
        """
        meta = _read_meta(folder)
        try:
            with closing(_connect(folder)) as database:
                corpus = _read_corpus(database, meta.corpus_name, folder)
                passages = _read_passages(database)
        except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
            raise UnreadableIndex(f"{folder / 'passages.sqlite'} is damaged ({error}): {REBUILD}") from error
        return cls(
            folder,
            meta,
            corpus,
            passages,
            _read_vectors(folder / "vectors.faiss", meta.vectors_sha256),
            _read_vectors(folder / "sentences.faiss", meta.sentences_sha256),
        )


def sentence_rows(passages: Iterable[Passage]) -> list[range]:
    """For each passage, the rows of its sentences among the sentence vectors; none for a single one."""
    rows, first = [], 0
    for passage in passages:
        count = len(passage.sentences) if len(passage.sentences) > 1 else 0
        rows.append(range(first, first + count))
        first += count
    return rows


def save_build(
    folder: Path,
    meta: BuildMeta,
    corpus: Corpus,
    passages: tuple[Passage, ...],
    lexicon: Iterable[tuple[str, str]],
    vectors: Vectors,
    sentence_vectors: Vectors,
) -> BuildMeta:
    """Write a build into an empty folder; the mirror image of `PassageIndex.load`.

    lexicon: for each passage its words and its context, as they are searched.
    """
    with closing(sqlite3.connect(folder / "passages.sqlite")) as database, database:
        database.executescript(SCHEMA)
        database.executemany(
            "INSERT INTO sources VALUES (?, ?)", [(s.id, _json(asdict(s))) for s in corpus.sources]
        )
        database.executemany(
            "INSERT INTO meanings VALUES (?)", [(_json(asdict(m)),) for m in corpus.meanings]
        )
        database.executemany(
            "INSERT INTO unreadable VALUES (?, ?, ?, ?)",
            [(u.source_id, u.file, u.sha256, u.reason) for u in corpus.unreadable],
        )
        database.executemany(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    d.source_id,
                    d.file,
                    d.sha256,
                    d.text,
                    sha256(d.text.encode()),
                    *(_json([asdict(x) for x in part]) for part in (d.pages, d.sections, d.links, d.edits)),
                )
                for d in corpus.documents
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
    written = replace(
        meta,
        vectors_sha256=_write_vectors(folder / "vectors.faiss", vectors),
        sentences_sha256=_write_vectors(folder / "sentences.faiss", sentence_vectors),
    )
    (folder / "meta.json").write_text(json.dumps(asdict(written), indent=2) + "\n", encoding="utf-8")
    return written


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def _quoted(term: str) -> str:
    """A term as an FTS5 string, so that nothing in it can be an operator."""
    return '"' + term.replace('"', '""') + '"'


def _json(value: object) -> str:
    def plain(other: object) -> str:
        if isinstance(other, date):
            return other.isoformat()
        raise TypeError(type(other).__name__)

    return json.dumps(value, ensure_ascii=False, default=plain)


def _connect(folder: Path) -> sqlite3.Connection:
    uri = (folder / "passages.sqlite").resolve().as_uri() + "?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True)


def _read_meta(folder: Path) -> BuildMeta:
    path = folder / "meta.json"
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        found = entry["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    if found != FORMAT:
        raise IncompatibleIndex(
            f"{folder} was made in format {found}, this version reads {FORMAT}: {REBUILD}"
        )
    try:
        return BuildMeta(**entry)
    except TypeError as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): {REBUILD}") from error


def _read_corpus(database: sqlite3.Connection, name: str, folder: Path) -> Corpus:
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
                "CAST(sections AS BLOB), CAST(links AS BLOB), CAST(edits AS BLOB) "
                "FROM documents ORDER BY rowid"
            )
        ),
        unreadable=tuple(
            Unreadable(*row)
            for row in database.execute("SELECT source_id, file, sha256, reason FROM unreadable")
        ),
    )


def _source(entry: dict[str, Any]) -> Source:
    for key in ("url_checked", "published", "in_force", "review_by"):
        if entry[key] is not None:
            entry[key] = date.fromisoformat(entry[key])
    return Source(**{**entry, "hosts": tuple(entry["hosts"])})


def _document(row: tuple[Any, ...], folder: Path) -> Document:
    source_id, file, file_sha256, text, text_sha256, pages, sections, links, edits = row
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
        )
    except (ValueError, TypeError, KeyError) as error:
        raise UnreadableIndex(
            f"{folder / 'passages.sqlite'}: what is stored of {source_id} ({file}) is damaged "
            f"({error}): {REBUILD}"
        ) from error


def _read_passages(database: sqlite3.Connection) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            id=id_,
            source_id=source_id,
            start=start,
            end=end,
            kind=kind,
            depth=depth,
            context=tuple((s, e) for s, e in json.loads(context)),
            sentences=tuple((s, e) for s, e in json.loads(sentences)),
        )
        for id_, source_id, start, end, kind, depth, context, sentences in database.execute(
            'SELECT id, source_id, start, "end", kind, depth, context, sentences FROM passages ORDER BY rowid'
        )
    )


def _write_vectors(path: Path, vectors: Vectors) -> str:
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    data = faiss.serialize_index(index).tobytes()
    path.write_bytes(data)
    return sha256(data)


def _read_vectors(path: Path, expected: str) -> faiss.Index:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    if sha256(data) != expected:
        raise UnreadableIndex(f"{path} is not the file that was written: {REBUILD}")
    return faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
