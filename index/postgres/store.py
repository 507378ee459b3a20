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
from index.storage.metadata import meta_of
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, publication_of
from index.storage.published import State
from index.storage.records import ENTRIES, corpus_of, passages_of

RELOAD = "run `signpost upload --full` where the index was made"
CURRENT = SQL("""
SELECT builds.number
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
    """The published builds in a PostgreSQL store (see Published).

    address: as PostgreSQL writes it, `postgresql://…`; it may name several hosts, of which the first that
    answers is read.
    """

    address: str = field(repr=False)

    def __str__(self) -> str:
        return self._connections.where

    def numbers(self) -> tuple[int, ...]:
        """See Published."""
        found = self._rows(SQL("SELECT number FROM signpost.publications ORDER BY number"))
        return tuple(number for (number,) in found)

    def current(self) -> int:
        """See Published. Two builds never have the same number, so a build that was copied again is new."""
        found = self._rows(CURRENT)
        if not found or found[0][0] is None:
            raise UnreadableIndex(f"there is no index on {self}: run `signpost upload`")
        return int(found[0][0])

    def open_current(self) -> PassageIndex:
        """See Published."""
        return open_settled(self.current, self._opened)

    def opened(self, publication: Publication) -> PassageIndex:
        """See Published."""
        query = SQL("SELECT number FROM signpost.builds WHERE folder = %s")
        found = self._rows(query, publication.folder)
        if not found:
            raise UnreadableIndex(f"{self} does not keep the build {publication.build}: {RELOAD}")
        return self._opened(found[0][0])

    def publications(self) -> tuple[Publication, ...]:
        """See Published."""
        entries = self._rows(SQL("SELECT entry FROM signpost.publications ORDER BY number DESC"))
        try:
            return tuple(publication_of(entry) for (entry,) in entries)
        except (ValueError, TypeError) as error:
            raise UnreadableIndex(f"the history on {self} is damaged ({error}): {RELOAD}") from error

    def states(self) -> Iterator[State]:
        """See Published."""
        held = {folder for (folder,) in self._rows(SQL("SELECT folder FROM signpost.builds"))}
        return states_of(self.publications(), held.__contains__)

    def original(self, file_sha256: str) -> bytes:
        """See Published."""
        found = self._rows(SQL("SELECT data FROM signpost.originals WHERE sha256 = %s"), file_sha256)
        if not found or sha256(found[0][0]) != file_sha256:
            raise UnreadableIndex(f"{self} lacks the original file {file_sha256}: {RELOAD}")
        return bytes(found[0][0])

    def calibration(self) -> str | None:
        """See Published."""
        found = self._rows(SQL("SELECT entry FROM signpost.calibration"))
        return str(found[0][0]) if found else None

    @property
    def _connections(self) -> Connections:
        return connections_to(self.address)

    def _rows(self, query: SQL | Composed, *values: object) -> list[Row]:
        return self._connections.rows(query, values)

    def _opened(self, number: int) -> PassageIndex:
        build, connections = build_schema(number), self._connections
        check_layout(connections)
        where = f"the index on {self}"
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
