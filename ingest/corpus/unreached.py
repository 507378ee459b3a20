"""unreached.json: the download addresses that did not answer when `signpost fetch` asked them last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.documents import Source
from ingest.corpus.fetched import FETCHED, read_records, write_records

UNREACHED = "unreached.json"


@dataclass(frozen=True, slots=True)
class Unreached:
    """An address that did not answer. asked: the address. day: when. reason: what came instead, in words."""

    asked: str
    day: date
    reason: str


def read_unreached(corpus: Path) -> dict[str, Unreached]:
    """What did not answer, by the id of its source. InvalidCorpus: unreached.json is damaged."""
    return read_records(corpus / FETCHED / UNREACHED, _record)


def write_unreached(corpus: Path, records: Mapping[str, Unreached]) -> None:
    """Write unreached.json, in one step."""
    write_records(corpus / FETCHED / UNREACHED, records)


def silences(sources: Iterable[Source], records: Mapping[str, Unreached]) -> dict[str, tuple[date, str]]:
    """When nothing came from a source's address, and why, by its id; an address changed since is new."""
    return {
        source.id: (record.day, record.reason)
        for source in sources
        if (record := records.get(source.id)) and record.asked == source.download
    }


def _record(source_id: str, entry: Mapping[str, Any]) -> Unreached:
    asked, day, reason = entry["asked"], entry["day"], entry["reason"]
    if not all(isinstance(value, str) for value in (asked, day, reason)):
        raise TypeError(f"{source_id}: {asked!r}, {day!r}, {reason!r}")
    return Unreached(asked, date.fromisoformat(day), reason)
