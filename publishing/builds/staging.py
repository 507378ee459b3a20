"""Puts a draft's files into the corpus, and restores the previous files.

INDEX/draft/placing.json   which files are being replaced; exists only until that is settled
INDEX/draft/before/SHA256  the previous files

If the process dies midway, the next publication undoes its work (`settle`), unless it had already published.
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
    """A file below the corpus folder. before, after: its SHA-256, or None for no file."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Placing:
    """The files being replaced. number: the newest publication's number at the start, or 0."""

    corpus: str
    number: int
    files: tuple[Placed, ...]


def place(index: Path, corpus: Path, files: Sequence[tuple[str, bytes | None]]) -> None:
    """Writes files into the corpus in this order, each atomically; None removes a file.

    The caller must hold the index lock.
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
    """Restores the corpus to its state before `place`. Files changed since then are left alone."""
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
    """Undoes an interrupted publication of a draft, or removes the draft if it was published.

    Raises BusyIndex if the publication is still running.
    """
    if (index / DRAFT / PLACING).exists():
        with exclusive(index, "signpost ingest"):
            settle_locked(index)


def settle_locked(index: Path) -> None:
    """As above, for callers that already hold the index lock."""
    path = index / DRAFT / PLACING
    if not path.exists():
        return
    number = _read(path).number
    # Every ingestion settles first, so a later one can only be the publication of this draft.
    if any(one.kind == "ingest" for one in publications(index) if one.number > number):
        remove_draft(index)
    else:
        put_back(index)


def drafted(index: Path, versions: Collection[str]) -> bool:
    """Returns whether the draft contains a file with one of these SHA-256 hashes."""
    return any((index / DRAFT / digest).exists() for digest in versions)


def remove_draft(index: Path) -> None:
    """Removes the draft atomically."""
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
            f"{path} is damaged ({error}): check that the corpus has the right files, then remove it"
        ) from error


def _newest(index: Path) -> int:
    return next((one.number for one in publications(index)), 0)


def _digest(data: bytes | None) -> str | None:
    return None if data is None else sha256(data)
