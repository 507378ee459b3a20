"""The draft: documents to replace or add, stored outside the corpus until they are published.

INDEX/draft/draft.json   the changes, and the corpus they were made for
INDEX/draft/SHA256       the files, including the new register

There is one draft at a time.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.evaluation.gold import QUESTIONS
from index.errors import Outdated, UnreadableIndex
from index.serialization import NotTheRecord, from_json, restored, to_json
from index.storage.checked_files import sha256, write_beside
from ingest.corpus.fetched import FETCHED, RECORDS
from ingest.corpus.files import files_below
from ingest.corpus.glossary_file import GLOSSARY
from ingest.corpus.register import DOCUMENTS, REGISTER
from publishing.builds.staging import DRAFT

NAME = "draft.json"
# The files other than documents that affect a build or its publication.
BESIDE = (REGISTER, GLOSSARY, QUESTIONS, f"{FETCHED}/{RECORDS}")


@dataclass(frozen=True, slots=True)
class Change:
    """A document to replace or add.

    new: whether its source is new too. file: its path below the corpus folder. size: in bytes. removes: the
    file that it replaces, if that has another name. at: in UTC, ISO 8601.
    """

    source_id: str
    title: str
    new: bool
    file: str
    sha256: str
    size: int
    removes: str | None
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The changes to publish. base: the fingerprint of the corpus that they were made for.

    register: the SHA-256 of the new register; None if it does not change.
    """

    base: str
    register: str | None
    changes: tuple[Change, ...]

    @property
    def digest(self) -> str:
        """A hash of the draft, which differs after every change."""
        return sha256(to_json(self))


def fingerprint(corpus: Path) -> str:
    """Returns a SHA-256 over all files of a corpus that affect what is published."""
    beside = [path for name in BESIDE if (path := corpus / name).is_file()]
    found = {
        path.relative_to(corpus).as_posix(): sha256(path.read_bytes())
        for path in (*beside, *files_below(corpus / DOCUMENTS))
        if path.is_file()
    }
    return sha256(json.dumps(found, sort_keys=True).encode())


def read_draft(index: Path) -> Draft | None:
    """Returns the draft, or None. Raises UnreadableIndex if it is damaged."""
    path = index / DRAFT / NAME
    try:
        return restored(Draft, from_json(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, NotTheRecord) as error:
        raise UnreadableIndex(
            f"{path} is damaged ({error}): remove {index / DRAFT}, then upload again"
        ) from error


def write_draft(index: Path, draft: Draft, *files: bytes) -> None:
    """Saves a draft: first its new files, then the draft itself."""
    folder = index / DRAFT
    folder.mkdir(parents=True, exist_ok=True)
    for data in files:
        write_beside(folder / sha256(data), data)
    write_beside(folder / NAME, json.dumps(asdict(draft), indent=1).encode())


def register_text(index: Path, corpus: Path, draft: Draft | None) -> str:
    """Returns the register with the draft's changes."""
    if draft and draft.register:
        return _file(index, draft.register).decode()
    return (corpus / REGISTER).read_bytes().decode()


def files_of(index: Path, draft: Draft) -> list[tuple[str, bytes | None]]:
    """Returns the files to write into the corpus, in a safe order; None for a file to remove.

    Documents come before the register, which names them; removals come last.
    Raises UnreadableIndex if a file of the draft is damaged.
    """
    files: list[tuple[str, bytes | None]] = [(c.file, _file(index, c.sha256)) for c in draft.changes]
    if draft.register:
        files.append((REGISTER, _file(index, draft.register)))
    placed = {change.file for change in draft.changes}
    # Another change may reuse the name of a file that a change removes.
    gone = (change.removes for change in draft.changes if change.removes and change.removes not in placed)
    return [*files, *((name, None) for name in gone)]


def check_base(corpus: Path, draft: Draft) -> None:
    """Raises Outdated if the corpus has changed since the draft was begun."""
    if fingerprint(corpus) != draft.base:
        raise Outdated(
            "the corpus has changed since you began this draft (by hand, or by `signpost fetch`): "
            "discard the draft, then upload again"
        )


@contextmanager
def staged(index: Path, corpus: Path, draft: Draft | None) -> Iterator[Path]:
    """Yields a temporary copy of the corpus with the draft's changes."""
    with tempfile.TemporaryDirectory(prefix="signpost-") as place:
        # Keeps the folder's name: a corpus without a name in the register is named after its folder.
        copy = Path(place) / corpus.resolve().name
        (copy / DOCUMENTS).mkdir(parents=True)
        beside = (path for name in BESIDE if (path := corpus / name).is_file())
        for path in (*beside, *files_below(corpus / DOCUMENTS)):
            if path.is_file():
                target = copy / path.relative_to(corpus)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        for name, data in files_of(index, draft) if draft else ():
            target = copy / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink() if data is None else target.write_bytes(data)
        yield copy


def _file(index: Path, digest: str) -> bytes:
    path = index / DRAFT / digest
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableIndex(
            f"{path} cannot be read ({error}): discard the draft, then upload again"
        ) from error
    if sha256(data) != digest:
        raise UnreadableIndex(
            f"{path} is not the file that was uploaded: discard the draft, then upload again"
        )
    return data
