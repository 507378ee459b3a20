"""Connections to a PostgreSQL server, shared by the threads of a process."""

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Composed

from index.errors import InvalidSetting, UnreadableIndex

# Queries that run at once in this process; more wait. A server's default limit is a hundred connections.
MOST = 8
# Seconds after which a host that does not answer counts as down; the address may name a next one.
PATIENCE = 5
# Whether the server may write the values of a query into its log; nothing may keep the words of a question.
VALUES_LOGGED = SQL("""
SELECT current_setting('log_parameter_max_length') != '0' AND (
    current_setting('log_statement') = 'all'
    OR current_setting('log_min_duration_statement') != '-1'
    OR current_setting('log_min_duration_sample') != '-1'
    OR current_setting('log_transaction_sample_rate') != '0'
)
""")
Sql = SQL | Composed
Row = tuple[Any, ...]


class Connections:
    """Read-only queries on one server. Safe to share between threads.

    A query on a connection that has broken is asked once more on a new one, which may lead to another host of
    the address. Raises UnreadableIndex, naming the host but never the password, if that fails too or if the
    server logs the values of queries.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self.where = place_of(address)
        self._idle: deque[psycopg.Connection[Row]] = deque()
        self._turns = threading.BoundedSemaphore(MOST)

    def rows(self, query: Sql, values: Sequence[object] = ()) -> list[Row]:
        """Returns the rows that a query finds. Numbers, texts and bytes come as such; vectors as bytes."""
        with self._turns, speaking(self.where):
            if idle := self._taken():
                try:
                    return self._asked(idle, query, values)
                except psycopg.OperationalError:
                    self.close()
            return self._asked(self._opened(), query, values)

    def close(self) -> None:
        """Closes the connections that no query uses; a later query opens new ones."""
        while idle := self._taken():
            idle.close()

    def _taken(self) -> psycopg.Connection[Row] | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _opened(self) -> psycopg.Connection[Row]:
        """Opens a connection. Raises UnreadableIndex if its server would log the words of a question."""
        connection = connected(self._address)
        if connection.execute(VALUES_LOGGED).fetchall() == [(True,)]:
            connection.close()
            raise UnreadableIndex(
                f"{self.where} writes queries into its log, and with them the words of questions: set "
                "log_parameter_max_length = 0 for the server or for this user (ALTER ROLE … SET …)"
            )
        return connection

    def _asked(self, connection: psycopg.Connection[Row], query: Sql, values: Sequence[object]) -> list[Row]:
        try:
            found = connection.execute(query, values, binary=True).fetchall()
        except BaseException:
            connection.close()
            raise
        self._idle.append(connection)
        return found


@lru_cache(maxsize=4)
def connections_to(address: str) -> Connections:
    """Returns this process's connections to a server; they are opened when they are needed."""
    return Connections(address)


def connected(address: str, **options: str) -> psycopg.Connection[Row]:
    """Opens a connection without a transaction. options: of the address, such as `target_session_attrs`."""
    patience: dict[str, Any] = {"connect_timeout": PATIENCE, **conninfo_to_dict(address), **options}
    return psycopg.connect(autocommit=True, application_name="signpost", **patience)


@contextmanager
def speaking(where: str) -> Iterator[None]:
    """Turns an error of the server or of the connection into an UnreadableIndex in plain words."""
    try:
        yield
    except psycopg.Error as error:
        remedy = "check that the server runs and that this machine may reach it"
        if not isinstance(error, psycopg.OperationalError):
            remedy = "if a newer build was published, ask again; if not, run `signpost upload --full`"
        raise UnreadableIndex(
            f"the index on {where} cannot be read ({reason_of(error)}): {remedy}"
        ) from error


def reason_of(error: psycopg.Error) -> str:
    """Returns the server's or the connection's reason, on one line."""
    return " ".join((error.diag.message_primary or str(error)).split())


def place_of(address: str) -> str:
    """Returns the database and the hosts of an address, for messages. Raises InvalidSetting if it is none."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        # Not chained: libpq's message repeats the address, and with it the password.
        raise InvalidSetting(
            "the address of the PostgreSQL store is not valid: write it as "
            "postgresql://USER@HOST:PORT/DATABASE"
        ) from None
    return f"PostgreSQL at {parts.get('host', 'this machine')}, database {parts.get('dbname', 'of the user')}"
