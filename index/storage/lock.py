"""The index lock: one process at a time changes an index, and a file beside the lock names it."""

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

from index.errors import BusyIndex, FollowingIndex, UnwritableIndex
from index.serialization import NotTheRecord, from_json, restored
from index.storage.checked_files import write_beside

LOCK, HOLDER = "lock", "lock-holder.json"
# In an index that is a copy of a shared build: where it comes from (see publishing/replicas/copying.py).
FOLLOWED = "followed.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that holds the lock. since: in UTC, ISO 8601."""

    what: str
    who: str
    process: int
    host: str
    since: str


@contextmanager
def exclusive(index: Path, what: str, *, follower: bool = False) -> Iterator[None]:
    """Holds the index lock. what: the running command, for the message that others see.

    follower: the caller keeps a copy of a shared build up to date; nobody else may change such an index.

    The system releases the lock when the process ends, even after a crash. Raises BusyIndex, naming the
    holder, if another process has the lock; UnwritableIndex if writing fails inside; FollowingIndex.
    """
    if (index / FOLLOWED).exists() and not follower:
        raise FollowingIndex(
            f"{index} is a copy that `signpost serve --follow` keeps, so `{what}` would be undone: run it "
            f"where the guidance is published. To make this an index of its own, remove {index / FOLLOWED}"
        )
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
        raise BusyIndex(f"{_holder(index)} is changing {index}: wait until it has finished") from error
    except (OSError, sqlite3.OperationalError) as error:
        raise UnwritableIndex(
            f"cannot write to {index} ({error}): free some space or check the permissions, then run the "
            "command again; `signpost history` shows the current build"
        ) from error


def user_name() -> str:
    """Returns the system's name for the user running this process, or the user's number without a name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "an unknown user"


def _holder(index: Path) -> str:
    """Returns a description of the lock's holder; "another process" if none is recorded (yet)."""
    try:
        holder = restored(Holder, from_json((index / HOLDER).read_bytes()))
    except (OSError, NotTheRecord):
        return "another process"
    return (
        f"`{holder.what}` (process {holder.process} of {holder.who} on {holder.host}, since {holder.since})"
    )
