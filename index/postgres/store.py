"""What is published in a PostgreSQL store, read by any number of servers at once."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from psycopg.sql import SQL, Composed

from index.errors import IncompatibleIndex, UnreadableIndex
from index.postgres.connections import Connections, Row, connections_to
from index.postgres.rows import PostgresRows, PostgresTexts, PostgresTokens
from index.postgres.schema import LAYOUT, build_schema
from index.storage.arrays.layout import layout_of
from index.storage.builds import open_settled, states_of
from index.storage.checked_files import sha256
from index.storage.database import ENTRIES, corpus_of, passages_of
from index.storage.metadata import meta_of
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, publication_of

RELOAD = "run `signpost upload --full` where the index was made"
NEWEST = SQL("""
SELECT publications.number, publications.folder, builds.number
FROM signpost.publications LEFT JOIN signpost.builds USING (folder)
ORDER BY publications.number DESC LIMIT 1
""")
DOCUMENTS = SQL(
    "SELECT source_id, file, sha256, convert_to(text, 'UTF8'), text_sha256, pages, sections, links, edits, "
    "amendments, notices, machine_read, struck, pictures, scanned FROM {build}.documents ORDER BY row_no"
)
PASSAGES = SQL(
    'SELECT id, source_id, start, "end", kind, depth, context, sentences '
    "FROM {build}.passages ORDER BY row_no"
)


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """A PostgreSQL store. Every method raises UnreadableIndex if the server cannot be reached or read.

    address: as PostgreSQL writes it, `postgresql://…`; it may name several hosts, of which the first that
    answers is read.
    """

    address: str = field(repr=False)

    def current(self) -> tuple[int, int]:
        """Returns what identifies the current build: the numbers of its publication and of its tables."""
        found = self._rows(NEWEST)
        if not found or found[0][2] is None:
            raise UnreadableIndex(f"there is no index on {self._where}: run `signpost upload`")
        number, _, build = found[0]
        return number, build

    def open_current(self) -> PassageIndex:
        """Opens the current build, checking each canonical text against its hash."""
        return open_settled(self.current, lambda now: self._opened(now[1]))

    def opened(self, folder: str) -> PassageIndex:
        """Opens a kept build, named by the folder that it has in the index it came from."""
        found = self._rows(SQL("SELECT number FROM signpost.builds WHERE folder = %s"), folder)
        if not found:
            raise UnreadableIndex(f"{self._where} does not keep the build {folder!r}: {RELOAD}")
        return self._opened(found[0][0])

    def publications(self) -> tuple[Publication, ...]:
        """Returns all publications, newest first."""
        entries = self._rows(SQL("SELECT entry FROM signpost.publications ORDER BY number DESC"))
        return tuple(publication_of(entry) for (entry,) in entries)

    def states(self) -> Iterator[tuple[Publication, Publication | None]]:
        """Yields each publication with its present state, as `publications_now` does for a folder."""
        held = {folder for (folder,) in self._rows(SQL("SELECT folder FROM signpost.builds"))}
        return states_of(self.publications(), held.__contains__)

    def original(self, file_sha256: str) -> bytes:
        """Returns an original file. Raises UnreadableIndex if it is missing or has another SHA-256."""
        found = self._rows(SQL("SELECT data FROM signpost.originals WHERE sha256 = %s"), file_sha256)
        if not found or sha256(found[0][0]) != file_sha256:
            raise UnreadableIndex(f"{self._where} lacks the original file {file_sha256}: {RELOAD}")
        return bytes(found[0][0])

    def calibration(self) -> str | None:
        """Returns the lead's own calibration, as `signpost calibrate` saved it; None if there is none."""
        found = self._rows(SQL("SELECT entry FROM signpost.calibration"))
        return str(found[0][0]) if found else None

    @property
    def _connections(self) -> Connections:
        return connections_to(self.address)

    @property
    def _where(self) -> str:
        return self._connections.where

    def _rows(self, query: SQL | Composed, *values: object) -> list[Row]:
        return self._connections.rows(query, values)

    def _opened(self, number: int) -> PassageIndex:
        build, connections = build_schema(number), self._connections
        check_layout(connections)
        where = f"the index on {self._where}"
        found = self._rows(SQL("SELECT meta FROM signpost.builds WHERE number = %s"), number)
        if not found:
            raise UnreadableIndex(f"{where} no longer keeps this build: ask again")
        meta = meta_of(found[0][0], where, where, RELOAD)
        entries = {
            table: self._rows(SQL(f"SELECT entry FROM {{}}.{table} ORDER BY row_no").format(build))  # noqa: S608
            for table in ENTRIES
        }
        documents = self._rows(DOCUMENTS.format(build=build))
        try:
            corpus = corpus_of(meta.corpus_name, entries, documents, where, RELOAD)
            passages = tuple(passages_of(self._rows(PASSAGES.format(build=build))))
            tokens = PostgresTokens(connections, build, meta.dimension)
            layout = layout_of(passages, corpus.documents, tokens.starts, tokens.codebook)
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableIndex(f"{where} is damaged ({error}): {RELOAD}") from error
        return PassageIndex(
            where,
            meta,
            corpus,
            passages,
            PostgresRows(connections, build, "vectors", meta.dimension),
            PostgresRows(connections, build, "sentences", meta.dimension),
            tokens,
            PostgresTexts(connections, build),
            layout,
            RELOAD,
        )


def check_layout(connections: Connections) -> None:
    """Raises IncompatibleIndex if another version of Signpost made the tables."""
    ((found,),) = connections.rows(SQL("SELECT number FROM signpost.layout"))
    if found != LAYOUT:
        raise IncompatibleIndex(
            f"the index on {connections.where} is in layout {found}, but this version reads layout {LAYOUT}: "
            "use the version of Signpost that uploaded it, or upload it to a new database"
        )
