"""unreached.json: the download addresses that did not answer when `signpost fetch` asked them last."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import InvalidCorpus
from index.files import write_beside
from index.model import Source
from ingest.fetched import FETCHED

UNREACHED = "unreached.json"


@dataclass(frozen=True, slots=True)
class Unreached:
    """An address that did not answer. asked: the address. day: when. reason: what came instead, in words."""

    asked: str
    day: date
    reason: str


def read_unreached(corpus: Path) -> dict[str, Unreached]:
    """What did not answer, by the id of its source. InvalidCorpus: unreached.json is damaged."""
    path = corpus / FETCHED / UNREACHED
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return {source_id: _record(source_id, entry) for source_id, entry in entries.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidCorpus(
            f"{path} cannot be read ({error}): remove it, and run `signpost fetch` to have it written anew"
        ) from error


def write_unreached(corpus: Path, records: Mapping[str, Unreached]) -> None:
    """Write unreached.json, in one step."""
    entries = {source_id: asdict(records[source_id]) for source_id in sorted(records)}
    text = json.dumps(entries, ensure_ascii=False, indent=1, default=date.isoformat)
    path = corpus / FETCHED / UNREACHED
    path.parent.mkdir(parents=True, exist_ok=True)
    write_beside(path, f"{text}\n".encode())


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
