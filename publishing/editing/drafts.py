"""A draft: documents that are to be replaced or added, beside the corpus until they are published.

INDEX/draft/draft.json   what is to change, since which corpus
INDEX/draft/SHA256       the files, the register as it is to be among them

There is one draft at a time.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import Outdated, UnreadableIndex
from index.serialization import NotTheRecord, from_json, restored, to_json
from index.storage.checked_files import sha256, write_beside
from ingest.corpus.fetched import FETCHED, RECORDS
from ingest.corpus.files import files_below
from ingest.corpus.glossary_file import GLOSSARY
from ingest.corpus.register import DOCUMENTS, REGISTER
from publishing.builds.publication import QUESTIONS
from publishing.builds.staging import DRAFT

NAME = "draft.json"
# What makes a build, or decides on its publication, beside the documents.
BESIDE = (REGISTER, GLOSSARY, QUESTIONS, f"{FETCHED}/{RECORDS}")


@dataclass(frozen=True, slots=True)
class Change:
    """A document that is to be replaced, or added.

    new: its source is, too. file: where it is to lie, below the corpus folder. size: in bytes. removes: the
    file that it takes the place of, where that has another name. at: in UTC, ISO 8601.
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
    """What is to change. base: the fingerprint of the corpus that it was made for.

    register: the SHA-256 of the register as it is to be; None where it stays.
    """

    base: str
    register: str | None
    changes: tuple[Change, ...]

    @property
    def digest(self) -> str:
        """What names this draft as it is: another one after every change."""
        return sha256(to_json(self))


def fingerprint(corpus: Path) -> str:
    """A SHA-256 over all files of a corpus that decide what is published."""
    beside = [path for name in BESIDE if (path := corpus / name).is_file()]
    found = {
        path.relative_to(corpus).as_posix(): sha256(path.read_bytes())
        for path in (*beside, *files_below(corpus / DOCUMENTS))
        if path.is_file()
    }
    return sha256(json.dumps(found, sort_keys=True).encode())


def read_draft(index: Path) -> Draft | None:
    """The draft; None where there is none. UnreadableIndex: it is damaged."""
    path = index / DRAFT / NAME
    try:
        return restored(Draft, from_json(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, NotTheRecord) as error:
        raise UnreadableIndex(
            f"{path} is damaged ({error}): remove {index / DRAFT} and upload anew"
        ) from error


def write_draft(index: Path, draft: Draft, *files: bytes) -> None:
    """Keep a draft with files that are new to it; it is another one once all of them are there."""
    folder = index / DRAFT
    folder.mkdir(parents=True, exist_ok=True)
    for data in files:
        write_beside(folder / sha256(data), data)
    write_beside(folder / NAME, json.dumps(asdict(draft), indent=1).encode())


def register_text(index: Path, corpus: Path, draft: Draft | None) -> str:
    """The register as the draft has it."""
    if draft and draft.register:
        return _file(index, draft.register).decode()
    return (corpus / REGISTER).read_bytes().decode()


def files_of(index: Path, draft: Draft) -> list[tuple[str, bytes | None]]:
    """What the draft puts into the corpus, in the order in which it may be done; None: a file to remove.

    Documents come before the register, which names them; those that it no longer names go last.
    UnreadableIndex: a file of the draft is damaged.
    """
    files: list[tuple[str, bytes | None]] = [(c.file, _file(index, c.sha256)) for c in draft.changes]
    if draft.register:
        files.append((REGISTER, _file(index, draft.register)))
    placed = {change.file for change in draft.changes}
    # What one change leaves free another may have taken.
    gone = (change.removes for change in draft.changes if change.removes and change.removes not in placed)
    return [*files, *((name, None) for name in gone)]


def check_base(corpus: Path, draft: Draft) -> None:
    """Outdated: the corpus is no longer the one that the draft was made for."""
    if fingerprint(corpus) != draft.base:
        raise Outdated(
            "the corpus has been changed since this draft was begun (by hand, or by `signpost fetch`): "
            "discard the draft, and upload anew"
        )


@contextmanager
def staged(index: Path, corpus: Path, draft: Draft | None) -> Iterator[Path]:
    """A copy of the corpus with the draft's changes, until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="signpost-") as place:
        # Of this name, for where the register gives none a corpus is called after its folder.
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
            f"{path} cannot be read ({error}): discard the draft and upload anew"
        ) from error
    if sha256(data) != digest:
        raise UnreadableIndex(f"{path} is not the file that was uploaded: discard the draft and upload anew")
    return data
