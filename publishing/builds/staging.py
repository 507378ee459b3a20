"""A draft's files put into the corpus, and what was there before put back.

INDEX/draft/placing.json   what is being put where; there while, and only while, that is not settled
INDEX/draft/before/SHA256  the files as they were

A process may end at any moment. What it leaves is undone by whoever publishes next (`settle`), unless it had
come as far as the publication.
"""

import json
import shutil
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from glob import escape
from pathlib import Path

from index.errors import UnreadableIndex
from index.serialization import NotTheRecord, from_json, restored
from index.storage.checked_files import PARTIAL, sha256, sync, write_beside
from index.storage.lock import exclusive
from index.storage.publications import publications

DRAFT = "draft"
PLACING, BEFORE = "placing.json", "before"


@dataclass(frozen=True, slots=True)
class Placed:
    """A file of the corpus. path: below its folder. before, after: its SHA-256; None: no file."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Placing:
    """What is being put in place. number: of the newest publication when that began, 0 for none."""

    corpus: str
    number: int
    files: tuple[Placed, ...]


def place(index: Path, corpus: Path, files: Sequence[tuple[str, bytes | None]]) -> None:
    """Put files into the corpus in this order, each in one step; None removes one.

    To be called by who holds the index alone.
    """
    folder = index / DRAFT
    (folder / BEFORE).mkdir(parents=True, exist_ok=True)
    noted = []
    for name, data in files:
        path = corpus / name
        held = path.read_bytes() if path.exists() else None
        if held is not None:
            write_beside(folder / BEFORE / sha256(held), held)
        noted.append(Placed(name, _digest(held), _digest(data)))
    placing = Placing(str(corpus.resolve()), _newest(index), tuple(noted))
    write_beside(folder / PLACING, json.dumps(asdict(placing)).encode())
    for name, data in files:
        _put(corpus / name, data)


def put_back(index: Path) -> None:
    """Have the corpus as it was before `place`; a file that somebody changed since is left as it is."""
    folder = index / DRAFT
    placing = _read(folder / PLACING)
    for one in reversed(placing.files):
        path = Path(placing.corpus) / one.path
        for half in path.parent.glob(f".{escape(path.name)}.*{PARTIAL}"):
            half.unlink()
        if _digest(path.read_bytes() if path.exists() else None) == one.after != one.before:
            _put(path, (folder / BEFORE / one.before).read_bytes() if one.before else None)
    (folder / PLACING).unlink()
    sync(folder)


def settle(index: Path) -> None:
    """Where a process ended while it published a draft: undo what it did, unless it had published.

    The draft is there as before then, and gone where it was published. BusyIndex: it is still at it.
    """
    if (index / DRAFT / PLACING).exists():
        with exclusive(index, "signpost ingest"):
            settle_locked(index)


def settle_locked(index: Path) -> None:
    """The same, to be called by who holds the index alone."""
    path = index / DRAFT / PLACING
    if not path.exists():
        return
    number = _read(path).number
    # Every ingestion settles before it begins: one that came later is the one that put the files in place.
    if any(one.kind == "ingest" for one in publications(index) if one.number > number):
        remove_draft(index)
    else:
        put_back(index)


def drafted(index: Path, versions: Collection[str]) -> bool:
    """Whether a file with one of these SHA-256 lies in the draft."""
    return any((index / DRAFT / digest).exists() for digest in versions)


def remove_draft(index: Path) -> None:
    """Remove the draft, in one step."""
    if (index / DRAFT).exists():
        gone = index / f".{DRAFT}{PARTIAL}"
        shutil.rmtree(gone, ignore_errors=True)
        (index / DRAFT).rename(gone)
        sync(index)
        shutil.rmtree(gone)


def _put(path: Path, data: bytes | None) -> None:
    if data is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, data)
    elif path.exists():
        path.unlink()
        sync(path.parent)


def _read(path: Path) -> Placing:
    try:
        return restored(Placing, from_json(path.read_bytes()))
    except (OSError, NotTheRecord) as error:
        raise UnreadableIndex(
            f"{path} is damaged ({error}): see whether the corpus has the right files, and remove it"
        ) from error


def _newest(index: Path) -> int:
    return next((one.number for one in publications(index)), 0)


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)
