"""Connections to a PostgreSQL store: who may read it, what it may log, and what is said of faults."""

from pathlib import Path

import psycopg
import pytest
from parts import ROOT
from postgres import execute
from psycopg.conninfo import conninfo_to_dict

from index.errors import InvalidSetting, UnreadableIndex, UnwritableIndex
from index.postgres.connections import connections_to
from index.postgres.store import PostgresStore
from index.postgres.upload import upload
from index.settings import Settings
from index.storage.builds import open_current

KEEP = 2


def test_a_reader_needs_no_more_than_to_read(index: Path, store: str) -> None:
    """This test ensures that the roles in docs/deploying.md suffice: one uploads, the other only reads."""
    commands = (ROOT / "docs/deploying.md").read_text(encoding="utf-8").split("```sql\n")[1].split("```")[0]
    database = conninfo_to_dict(store)["dbname"]
    for command in commands.replace("DATABASE guidance", f"DATABASE {database}").split(";"):
        if command.strip() and "CREATE DATABASE" not in command:
            execute(store, command)
    publisher, reader = (store.replace("user=postgres", f"user={name}") for name in ("publisher", "reader"))
    upload(index, publisher, KEEP)
    build = PostgresStore(reader).open_current()
    assert build.corpus == open_current(index).corpus
    assert build.rows_with("reader") == open_current(index).rows_with("reader")
    with pytest.raises(UnwritableIndex, match="permission denied"):
        upload(index, reader, KEEP, full=True)
    connections_to(reader).close()


def test_a_server_that_logs_questions_is_not_read(index: Path, store: str) -> None:
    """This test ensures that no question goes to a server which writes the values of queries into its log."""
    upload(index, store, KEEP)
    database = conninfo_to_dict(store)["dbname"]
    execute(store, f"ALTER DATABASE {database} SET log_min_duration_statement = 500")
    connections_to(store).close()
    with pytest.raises(UnreadableIndex, match="log_parameter_max_length = 0"):
        PostgresStore(store).open_current()
    execute(store, f"ALTER DATABASE {database} SET log_parameter_max_length = 0")
    connections_to(store).close()
    assert PostgresStore(store).open_current().meta == open_current(index).meta


def test_a_lost_connection_is_opened_again(index: Path, store: str) -> None:
    """This test ensures that a server which ended our connections is asked again on new ones."""
    upload(index, store, KEEP)
    build = PostgresStore(store).open_current()
    expected = build.rows_with("reader")
    execute(
        store,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid != pg_backend_pid()",
    )
    assert build.rows_with("reader") == expected != frozenset()


def test_a_fault_is_said_without_the_password(index: Path, store: str) -> None:
    """This test ensures that an unreachable server, an empty database and a bad address say what to do."""
    away = "postgresql://sam:secret@/guidance?host=/nowhere"
    for failing in (lambda: PostgresStore(away).open_current(), lambda: upload(index, away, KEEP)):
        with pytest.raises((UnreadableIndex, UnwritableIndex), match="/nowhere, database guidance") as fault:
            failing()
        assert "secret" not in str(fault.value)
        assert isinstance(fault.value.__cause__, psycopg.Error)
    with pytest.raises(UnreadableIndex, match=r"does not exist.*run `signpost upload --full`"):
        PostgresStore(store).open_current()
    with pytest.raises(InvalidSetting, match="is not valid") as fault:
        PostgresStore("postgresql://sam:secret@host/guidance?nonsense=1").open_current()
    assert "secret" not in str(fault.value)
    with pytest.raises(InvalidSetting, match="SIGNPOST_STORE is not an address") as fault:
        Settings.from_env({"SIGNPOST_STORE": "sam:secret@host"})
    assert "secret" not in str(fault.value)
    with pytest.raises(InvalidSetting, match="a store and a place to follow are both set"):
        Settings.from_env({"SIGNPOST_STORE": store, "SIGNPOST_FOLLOW": "/shared"})
    assert "secret" not in repr(Settings(store=away)) + repr(PostgresStore(away))
