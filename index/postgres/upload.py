"""Copies an index folder into a PostgreSQL store: every reader sees all of it at once, or nothing."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from index.errors import BusyIndex, IncompatibleIndex, Outdated, UnwritableIndex
from index.postgres.connections import connected, place_of, reason_of
from index.postgres.lexicon import lengths, occurrences
from index.postgres.rows import STORED, vector_text
from index.postgres.schema import COPIED, LAYOUT, OTHERS, STORE, build_schema, tables_of
from index.storage.builds import (
    CALIBRATION,
    build_folder,
    current_folder,
    is_emptied,
    kept_publications,
    opened,
    original,
)
from index.storage.checked_files import read_file
from index.storage.database import connect
from index.storage.lock import exclusive
from index.storage.metadata import META
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, publication_of, publications
from index.storage.vector_rows import VectorRows

# Held by whoever uploads: the letters "SIGNPOST" as a number.
UPLOADING = int.from_bytes(b"SIGNPOST")
BATCH = 1000
Cursor = psycopg.Cursor[Any]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What an upload did. build: the current one. copied, removed: how many builds."""

    build: str
    number: int
    copied: int
    removed: int


def upload(index: Path, address: str, keep: int, *, full: bool = False) -> Uploaded:
    """Makes a store hold what an index folder holds: the history, the kept builds and their originals.

    One transaction: a reader sees all of it or nothing. Builds that the store has are not copied again,
    unless full. After a withdrawal that left no build, readers have nothing to answer from.

    Raises UnreadableIndex if the current build cannot be opened; BusyIndex as `exclusive` does or while
    another upload runs; Outdated if the store holds publications that the folder does not know;
    IncompatibleIndex if another version made the store; UnwritableIndex if the server cannot be reached or
    written to.
    """
    where = place_of(address)
    with exclusive(index, "signpost upload"):
        entries = publications(index)
        if not is_emptied(index):
            PassageIndex.load(current_folder(index))
        builds = {one.folder: one for one in kept_publications(index, keep) if opened(index, one)}
        with (
            _writing(where),
            closing(connected(address, target_session_attrs="read-write")) as connection,
            connection.transaction(),
            connection.cursor() as cursor,
        ):
            _prepare(cursor, where)
            _check_history(cursor, where, entries)
            removed = _forget(cursor, () if full else builds)
            held = {folder for (folder,) in cursor.execute("SELECT folder FROM signpost.builds")}
            new = [folder for folder in builds if folder not in held]
            for folder in reversed(new):
                _copy_build(cursor, build_folder(index, folder))
            _copy_originals(cursor, index, builds)
            _copy_calibration(cursor, index / CALIBRATION)
            _copy_history(cursor, entries)
            # Last, because readers of a dropped table wait from now until the transaction ends.
            for number in removed:
                cursor.execute(SQL("DROP SCHEMA {} CASCADE").format(build_schema(number)))
    return Uploaded(entries[0].build, entries[0].number, len(new), len(removed))


@contextmanager
def _writing(where: str) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        raise UnwritableIndex(
            f"cannot upload to {where} ({reason_of(error)}): the index there stays as it was; check that the "
            "server runs, has the extension pgvector and lets this user create schemas"
        ) from error


def _prepare(cursor: Cursor, where: str) -> None:
    """Takes the turn to upload, and creates the store's tables in an empty database."""
    ((free,),) = cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", (UPLOADING,)).fetchall()
    if not free:
        raise BusyIndex(f"somebody else is uploading to {where}: wait until that has finished")
    ((found,),) = cursor.execute("SELECT to_regclass('signpost.layout') IS NOT NULL").fetchall()
    if not found:
        cursor.execute(STORE)
        cursor.execute("INSERT INTO signpost.layout VALUES (%s)", (LAYOUT,))
    ((layout,),) = cursor.execute("SELECT number FROM signpost.layout").fetchall()
    if layout != LAYOUT:
        raise IncompatibleIndex(
            f"{where} is in layout {layout}, this version writes layout {LAYOUT}: upload to a new database"
        )


def _check_history(cursor: Cursor, where: str, entries: Sequence[Publication]) -> None:
    known = {one.number: one for one in entries}
    for number, entry in cursor.execute("SELECT number, entry FROM signpost.publications").fetchall():
        if known.get(number) != publication_of(entry):
            raise Outdated(
                f"{where} has a publication {number} that this index does not know, so nothing was changed: "
                "upload from the index that it came from, or to another database"
            )


def _forget(cursor: Cursor, kept: Iterable[str]) -> list[int]:
    """Takes the builds that are no longer kept off the list. Returns their numbers."""
    query = "DELETE FROM signpost.builds WHERE folder != ALL(%s::text[]) RETURNING number"
    return [number for (number,) in cursor.execute(query, (list(kept),)).fetchall()]


def _copy_build(cursor: Cursor, folder: Path) -> None:
    """Copies a build from its folder."""
    build = PassageIndex.load(folder)
    ((number,),) = cursor.execute(
        "INSERT INTO signpost.builds (folder, meta) VALUES (%s, %s) RETURNING number",
        (folder.name, (folder / META).read_text(encoding="utf-8")),
    ).fetchall()
    schema = build_schema(number)
    cursor.execute(tables_of(number, build.meta.dimension))
    with closing(connect(folder)) as database:
        for table in COPIED:
            rows = database.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608
            _copy(cursor, schema, table, ((row, *values) for row, values in enumerate(rows)))
        _copy(cursor, schema, "words", database.execute("SELECT word FROM words"))
        _copy(cursor, schema, "lengths", lengths(database, len(build.passages)))
        _copy(cursor, schema, "lexicon", occurrences(database))
    _copy(cursor, schema, "vectors", _vectors(build.vectors))
    _copy(cursor, schema, "sentences", _vectors(build.sentence_vectors))
    tokens = ((row, build.tokens.of_text(row).tobytes()) for row in range(len(build.passages)))
    _copy(cursor, schema, "tokens", tokens, "int4", "bytea")
    if book := build.tokens.codebook:
        row = tuple(numbers.astype(STORED).tobytes() for numbers in (book.centres, book.spread))
        _copy(cursor, schema, "codebook", [row], "bytea", "bytea")
    for table in (*COPIED, *OTHERS):
        cursor.execute(SQL("ANALYZE {}.{}").format(schema, Identifier(table)))


def _copy(
    cursor: Cursor, schema: Identifier, table: str, rows: Iterable[Sequence[object]], *types: str
) -> None:
    """Copies rows into a table. types: those of its columns, to send them in binary form."""
    form = SQL("(FORMAT BINARY)" if types else "(FORMAT TEXT)")
    query = SQL("COPY {}.{} FROM STDIN {}").format(schema, Identifier(table), form)
    with cursor.copy(query) as copy:
        if types:
            copy.set_types(types)
        for row in rows:
            copy.write_row(row)


def _vectors(vectors: VectorRows) -> Iterator[tuple[int, str]]:
    for first in range(0, len(vectors), BATCH):
        rows = range(first, min(first + BATCH, len(vectors)))
        for row, vector in zip(rows, vectors.of(rows), strict=True):
            yield row, vector_text(vector)


def _copy_originals(cursor: Cursor, index: Path, folders: Iterable[str]) -> None:
    """Copies the originals of these builds' documents that the store lacks, and removes all others."""
    needed: set[str] = set()
    for folder in folders:
        with closing(connect(build_folder(index, folder))) as database:
            needed |= {found for (found,) in database.execute("SELECT sha256 FROM documents")}
    cursor.execute("DELETE FROM signpost.originals WHERE sha256 != ALL(%s::text[])", (list(needed),))
    held = {found for (found,) in cursor.execute("SELECT sha256 FROM signpost.originals")}
    missing = sorted(needed - held)
    files = ((found, read_file(original(index, found), found)) for found in missing)
    _copy(cursor, Identifier("signpost"), "originals", files, "text", "bytea")


def _copy_calibration(cursor: Cursor, path: Path) -> None:
    cursor.execute("DELETE FROM signpost.calibration")
    if path.is_file():
        text = path.read_text(encoding="utf-8")
        cursor.execute("INSERT INTO signpost.calibration VALUES (%s)", (text,))


def _copy_history(cursor: Cursor, entries: Iterable[Publication]) -> None:
    cursor.executemany(
        "INSERT INTO signpost.publications VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        [(one.number, one.folder, json.dumps(asdict(one))) for one in entries],
    )
