"""A folder in an S3-compatible store. Address and credentials come from the usual AWS_… variables."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from index.errors import NotShared, NotThere, StorageAway

# Whoever waits for the store tries again by itself, so a request gives up soon.
TRIES = 2
GIVE_UP = timedelta(seconds=15)
# The longest time for one file, however large; a connection that falls silent ends much sooner.
LONGEST = timedelta(hours=6)
SILENT = timedelta(seconds=20)


class S3Folder:
    """A bucket, or the part of it below a prefix. A file of 5 MiB or more is sent in parts, then joined."""

    def __init__(self, place: str) -> None:
        self.place = place
        bucket, _, prefix = place.removeprefix("s3://").strip("/").partition("/")
        if not bucket:
            raise NotShared(f"{place} names no bucket: write s3://BUCKET/PREFIX")
        try:
            self._store = S3Store(
                bucket,
                prefix=prefix or None,
                client_options={
                    # The package reads its other variables itself, but not this one beside options.
                    "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true",
                    "connect_timeout": GIVE_UP,
                    "read_timeout": SILENT,
                    "timeout": LONGEST,
                },
                retry_config={"max_retries": TRIES, "retry_timeout": GIVE_UP},
            )
        except (BaseError, ValueError) as error:
            raise NotShared(
                f"{place} cannot be used ({_first_line(error)}): write s3://BUCKET/PREFIX"
            ) from error

    def read(self, name: str) -> Iterator[bytes]:
        """See Store."""
        with self._asking(name):
            for piece in obstore.get(self._store, name).stream():
                yield bytes(piece)

    def write(self, name: str, content: Path | bytes) -> None:
        """See Store."""
        with self._asking(name):
            obstore.put(self._store, name, content)

    def names(self, folder: str) -> set[str]:
        """See Store."""
        with self._asking(folder):
            found = obstore.list(self._store, prefix=folder)
            return {entry["path"].rpartition("/")[2] for page in found for entry in page}

    def remove(self, name: str) -> None:
        """See Store."""
        with self._asking(name):
            obstore.delete(self._store, name)

    @contextmanager
    def _asking(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise NotThere(f"{self.place} has no {name}") from error
        except (BaseError, OSError, ValueError) as error:
            raise StorageAway(
                f"{self.place} does not answer as it should ({_first_line(error)}): check the store, the "
                "AWS_… variables and the rights"
            ) from error


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
