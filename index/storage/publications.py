"""The history of an index: each publication a file, the newest of which says what is current.

INDEX/history/000007.json   one publication, written beside and put in its place in one atomic step

A publication and the record of it are one step so: there is never the one without the other. The order
is that of the numbers; the time is told and decides nothing, for a clock may go backwards.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from index.errors import UnreadableIndex
from index.serialization import from_json, restored
from index.storage.checked_files import write_beside
from index.storage.lock import user_name

HISTORY = "history"
NUMBERED = re.compile(r"(\d{6,})\.json")

Kind = Literal["ingest", "rollback", "withdrawal"]


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """A document whose version changed.

    before, after: the SHA-256 of its file; None where there was or is none.
    """

    source_id: str
    before: str | None
    after: str | None

    @property
    def state(self) -> Literal["added", "updated", "removed"]:
        """What became of the document."""
        return "added" if self.before is None else "removed" if self.after is None else "updated"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A gate that was closed and overridden. subjects: the ids of what it was closed for."""

    gate: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A kept build that held a withdrawn document, and what took its place.

    after, after_folder: None where nothing was left of it, or it was damaged.
    """

    before: str
    before_folder: str
    after: str | None
    after_folder: str | None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source that was taken out for good. documents: the SHA-256 of every version that was ever held."""

    source_id: str
    documents: tuple[str, ...]
    rewritten: tuple[Rewritten, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """One line of the history. Never a question.

    number: from 1. at: in UTC, ISO 8601, as the clock said. build: the one that became current; folder:
    where it lies in INDEX/builds. before: the build that was current until then. who: the system's name
    of the user, or the name and e-mail address of who was signed in. documents: those whose version
    changed. settings: with which it was made. accepted: the gates that were overridden. why: the reason
    that the user gave for that, for a withdrawal or for a rollback.
    """

    number: int
    at: str
    kind: Kind
    build: str
    folder: str
    before: str | None
    who: str
    documents: tuple[DocumentChange, ...]
    settings: tuple[tuple[str, str], ...]
    accepted: tuple[Accepted, ...] = ()
    why: str | None = None
    withdrawal: Withdrawal | None = None
    approved_by: str | None = None


# What a line that was written before these were known says of them.
LATER_FIELDS: dict[str, Any] = {"accepted": [], "why": None, "withdrawal": None, "approved_by": None}


def publications(index: Path) -> tuple[Publication, ...]:
    """All of them, the newest first; none where nothing was ever published here."""
    return tuple(_read(index, number) for number in reversed(_numbers(index)))


def current_publication(index: Path) -> Publication | None:
    """The newest. UnreadableIndex: its file is damaged."""
    numbers = _numbers(index)
    return _read(index, numbers[-1]) if numbers else None


def withdrawals(index: Path) -> tuple[Publication, ...]:
    """The publications that took a document out for good, the newest first."""
    return tuple(publication for publication in publications(index) if publication.withdrawal)


def publish(
    index: Path,
    kind: Kind,
    build: str,
    folder: str,
    documents: Sequence[DocumentChange],
    settings: Sequence[tuple[str, str]],
    *,
    accepted: Sequence[Accepted] = (),
    why: str | None = None,
    withdrawal: Withdrawal | None = None,
    who: str | None = None,
    approved_by: str | None = None,
) -> Publication:
    """Make a complete build the current one, in one atomic step, and tell so in the history.

    who: None for the user whom the system knows.
    """
    before = current_publication(index)
    publication = Publication(
        number=before.number + 1 if before else 1,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        kind=kind,
        build=build,
        folder=folder,
        before=before.build if before else None,
        who=who or user_name(),
        documents=tuple(documents),
        settings=tuple(settings),
        accepted=tuple(accepted),
        why=why,
        withdrawal=withdrawal,
        approved_by=approved_by,
    )
    path = _path(index, publication.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_beside(path, (json.dumps(asdict(publication), indent=2) + "\n").encode())
    return publication


def _numbers(index: Path) -> list[int]:
    folder = index / HISTORY
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return sorted(int(found.group(1)) for name in names if (found := NUMBERED.fullmatch(name)))


def _path(index: Path, number: int) -> Path:
    return index / HISTORY / f"{number:06}.json"


def _read(index: Path, number: int) -> Publication:
    path = _path(index, number)
    try:
        return restored(Publication, {**LATER_FIELDS, **from_json(path.read_bytes())})
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableIndex(
            f"{path} is damaged ({error}): put it back from a copy of the index, or remove {index} and run "
            "`signpost ingest`"
        ) from error
