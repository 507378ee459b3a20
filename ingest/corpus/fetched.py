"""The records in fetched.json: what was fetched, when and from where, and which file it is."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from pathlib import Path, PurePosixPath
from types import NoneType
from typing import Any, TypeVar

from index.documents import Source
from index.errors import InvalidCorpus
from index.storage.checked_files import write_beside

T = TypeVar("T")

FETCHED = "documents/fetched"
RECORDS = "fetched.json"
DATES = ("fetched", "first_published", "edition")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched for a source.

    file: its path below the corpus folder. asked, answered: its address before and after redirects. fetched:
    the day it was downloaded. size: in bytes. content_type, etag, last_modified: as its host gave them.
    title, first_published, edition: found with it, or None.
    """

    file: str
    asked: str
    answered: str
    fetched: date
    sha256: str
    size: int
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None
    first_published: date | None = None
    edition: date | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Returns the headers that request the file only if it has changed."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        # A host may send any byte in an ETag; one that is not ASCII is not sent back.
        return {name: value for name, value in headers.items() if value and value.isascii()}


def read_fetched(corpus: Path) -> dict[str, Fetched]:
    """Reads what was fetched, by source id. Raises InvalidCorpus if fetched.json is damaged."""
    return read_records(corpus / FETCHED / RECORDS, _record)


def write_fetched(corpus: Path, records: Mapping[str, Fetched]) -> None:
    """Writes fetched.json in one step."""
    write_records(corpus / FETCHED / RECORDS, records)


def read_records(path: Path, record: Callable[[str, Any], T]) -> dict[str, T]:
    """Reads a file of records that `fetch` wrote, by source id; returns none if there is no such file.

    record: makes one from an id and a JSON object. Raises InvalidCorpus if the file is damaged.
    """
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {source_id: record(source_id, entry) for source_id, entry in entries.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidCorpus(
            f"{path} cannot be read ({error}): remove it and run `signpost fetch`, which writes it again"
        ) from error


def write_records(path: Path, records: Mapping[str, Any]) -> None:
    """Writes dataclasses by source id, in one step."""
    entries = {source_id: asdict(records[source_id]) for source_id in sorted(records)}
    text = json.dumps(entries, ensure_ascii=False, indent=1, default=date.isoformat)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_beside(path, f"{text}\n".encode())


def is_fetched(name: str, sources: Mapping[str, Source], records: Mapping[str, Fetched]) -> bool:
    """Returns whether a file lies where fetch writes it for a present or former source of the register."""
    path = PurePosixPath(name)
    return path.parent.as_posix() == FETCHED and (path.stem in sources or path.stem in records)


def held_by_fetch(name: str, source: Source | None, record: Fetched | None) -> Source | None:
    """Returns the source with this file as its own; None if the file is not the source's."""
    if source is None or not (source.file or source.download):
        return None
    if name != (source.file or (record.file if record else name)):
        return None
    return replace(source, file=name)


def dated(source: Source, digest: str, record: Fetched | None) -> Source:
    """Adds the dates that were found with a source's file.

    A date in the register takes precedence. A found date counts only for the file it was found with, which
    has this SHA-256.
    """
    if record and record.sha256 == digest and record.edition and source.published is None:
        return replace(source, published=record.edition, found=("published",))
    return source


def _record(source_id: str, entry: Mapping[str, Any]) -> Fetched:
    values = {**entry, **{key: date.fromisoformat(entry[key]) for key in DATES if entry.get(key)}}
    for field in fields(Fetched):
        kind = int if field.name == "size" else date if field.name in DATES else str
        value = values.get(field.name)
        if not isinstance(value, kind if field.default is not None else (kind, NoneType)):
            raise TypeError(f"{source_id}: {field.name} is {value!r}")
    if PurePosixPath(values["file"]).parent.as_posix() != FETCHED:
        raise ValueError(f"{source_id}: file is {values['file']!r}")
    return Fetched(**values)
