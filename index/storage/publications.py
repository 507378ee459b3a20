"""The history of an index: one file for each publication; the newest names the current build.

INDEX/history/000007.json   one publication, written aside and moved to its place in one atomic step

Publishing and recording are thus a single step: neither exists without the other. The numbers give the
order; the time is for information only, as a clock may go backwards.
"""

import json
import re
from collections.abc import Iterable, Sequence
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

    before, after: the SHA-256 of its file; None if there was or is no file.
    """

    source_id: str
    before: str | None
    after: str | None

    @property
    def state(self) -> Literal["added", "updated", "removed"]:
        """Whether the document was added, updated or removed."""
        return "added" if self.before is None else "removed" if self.after is None else "updated"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A closed gate that someone overrode. subjects: the ids that it was closed for."""

    gate: str
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A kept build that contained a withdrawn document, and the build that replaced it.

    after, after_folder: None if nothing was left of the build or it was damaged.
    """

    before: str
    before_folder: str
    after: str | None
    after_folder: str | None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A source withdrawn for good. documents: the SHA-256 of every version that ever was in the index."""

    source_id: str
    documents: tuple[str, ...]
    rewritten: tuple[Rewritten, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """One entry of the history. It never contains a question.

    number: from 1. at: in UTC, ISO 8601, by the clock. build: the one that became current; folder: its
    folder in INDEX/builds. before: the build that was current until then. who: the system's user name, or
    the name and e-mail address of the person signed in. documents: those whose version changed. settings:
    those it was made with. accepted: the gates that were overridden. why: the user's reason for overriding,
    withdrawing or rolling back.
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


# Values for entries written before these fields existed.
LATER_FIELDS: dict[str, Any] = {"accepted": [], "why": None, "withdrawal": None, "approved_by": None}


def publication_of(entry: bytes | str) -> Publication:
    """Returns the publication in this JSON. Raises ValueError or TypeError if it is none."""
    return restored(Publication, {**LATER_FIELDS, **from_json(entry)})


def publications(index: Path) -> tuple[Publication, ...]:
    """Returns all publications, newest first; none if nothing was ever published here."""
    return tuple(read_publication(history_file(index, number)) for number in reversed(numbers(index)))


def current_publication(index: Path) -> Publication | None:
    """Returns the newest publication, if any. Raises UnreadableIndex if its file is damaged."""
    found = numbers(index)
    return read_publication(history_file(index, found[-1])) if found else None


def withdrawals(index: Path) -> tuple[Publication, ...]:
    """Returns the publications that withdrew a source for good, newest first."""
    return tuple(publication for publication in publications(index) if publication.withdrawal)


def withdrawn_versions(index: Path) -> frozenset[str]:
    """Returns the SHA-256 of every withdrawn document version."""
    return versions_withdrawn_by(publications(index))


def versions_withdrawn_by(found: Iterable[Publication]) -> frozenset[str]:
    """Returns the SHA-256 of every document version that one of these publications withdrew."""
    return frozenset(digest for one in found if one.withdrawal for digest in one.withdrawal.documents)


def numbers(index: Path) -> tuple[int, ...]:
    """Returns the numbers of all publications, lowest first, without reading them."""
    folder = index / HISTORY
    names = (path.name for path in folder.iterdir()) if folder.is_dir() else ()
    return tuple(sorted(int(found.group(1)) for name in names if (found := NUMBERED.fullmatch(name))))


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
    """Makes a complete build the current one and records it in the history, in one atomic step.

    who: None for the system's user.
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
    path = history_file(index, publication.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_beside(path, (json.dumps(asdict(publication), indent=2) + "\n").encode())
    return publication


def history_file(index: Path, number: int) -> Path:
    """Returns the path of a publication's file."""
    return index / HISTORY / f"{number:06}.json"


def read_publication(path: Path) -> Publication:
    """Reads a publication's file. Raises UnreadableIndex if it is damaged."""
    try:
        return publication_of(path.read_bytes())
    except (OSError, ValueError, TypeError) as error:
        raise UnreadableIndex(
            f"{path} is damaged ({error}): restore it from a backup of the index, or remove "
            f"{path.parent.parent} and run `signpost ingest`"
        ) from error
