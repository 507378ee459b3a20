"""Only one process at a time changes an index; who it is stands beside the lock."""

import getpass
import json
import os
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import BusyIndex, UnwritableIndex
from index.serialization import NotTheRecord, from_json, restored
from index.storage.checked_files import write_beside

LOCK, HOLDER = "lock", "lock-holder.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock. since: in UTC, ISO 8601."""

    what: str
    who: str
    process: int
    host: str
    since: str


@contextmanager
def exclusive(index: Path, what: str) -> Iterator[None]:
    """Hold the index alone. what: the command that is run.

    The system lets go of the lock when the process ends, however it ends. BusyIndex: another process
    holds it; names it. UnwritableIndex: something inside could not be written.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / LOCK, timeout=0):
            since = datetime.now(UTC).isoformat(timespec="seconds")
            holder = Holder(what, user_name(), os.getpid(), socket.gethostname(), since)
            write_beside(index / HOLDER, json.dumps(asdict(holder)).encode())
            try:
                yield
            finally:
                (index / HOLDER).unlink()
    except Timeout as error:
        raise BusyIndex(f"{index} is being changed by {_holder(index)}: wait until that has ended") from error
    except (OSError, sqlite3.OperationalError) as error:
        raise UnwritableIndex(
            f"writing to {index} failed ({error}): make room, or see to the rights, and run it again; "
            "`signpost history` tells what is current"
        ) from error


def user_name() -> str:
    """The name by which the system knows who runs this process; the number where there is no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "an unknown user"


def _holder(index: Path) -> str:
    """Who holds the lock; another process where that is not told (yet)."""
    try:
        holder = restored(Holder, from_json((index / HOLDER).read_bytes()))
    except (OSError, NotTheRecord):
        return "another process"
    return (
        f"`{holder.what}` (process {holder.process} of {holder.who} on {holder.host}, since {holder.since})"
    )
