"""The records in unreached.json: download addresses that failed at the last `signpost fetch`."""

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
    """An address that did not answer. asked: the address. day: when. reason: what happened, in words."""

    asked: str
    day: date
    reason: str


def read_unreached(corpus: Path) -> dict[str, Unreached]:
    """Reads the addresses that did not answer, by source id. Raises InvalidCorpus if the file is damaged."""
    return read_records(corpus / FETCHED / UNREACHED, _record)


def write_unreached(corpus: Path, records: Mapping[str, Unreached]) -> None:
    """Writes unreached.json in one step."""
    write_records(corpus / FETCHED / UNREACHED, records)


def silences(sources: Iterable[Source], records: Mapping[str, Unreached]) -> dict[str, tuple[date, str]]:
    """Returns when a source's address failed and why, by source id; ignores addresses changed since."""
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
