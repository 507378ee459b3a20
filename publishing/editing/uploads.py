"""Uploads: checks and reads a file for a source, and adds it to the draft or refuses it.

The file is not trusted. Its content decides its format, not its name, and a separate process reads it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePath, PurePosixPath

from index.documents import Source
from index.errors import InvalidCorpus, NotFetched, RefusedUpload, UnreadableDocument
from index.storage.checked_files import sha256
from index.storage.publications import withdrawals
from ingest.corpus.fetched import FETCHED
from ingest.corpus.files import files_below
from ingest.corpus.read_documents import files_of_corpus
from ingest.corpus.register import DOCUMENTS, ID, REGISTER, read_register
from ingest.corpus.register_writing import Values, with_entry
from ingest.fetching.download_format import check_end, format_of
from ingest.fetching.impostors import check_page
from ingest.limits import LARGEST_FILE, MEBIBYTE
from ingest.readers.file_kinds import NAMES, NOT_READ, kind_of, kind_of_name
from ingest.readers.formats import READERS
from ingest.readers.plain.plain_text import BYTE_ORDER_MARKS
from ingest.sandbox.isolated_reader import IsolatedReader
from ingest.sandbox.recognition import scans_of
from publishing.builds.withdrawal import reasons
from publishing.editing.drafts import (
    Change,
    Draft,
    check_base,
    fingerprint,
    read_draft,
    register_text,
    staged,
    write_draft,
)
from publishing.editing.maintainers import Person


@dataclass(frozen=True, slots=True)
class Upload:
    """A file for a source. name: its name on the uploader's machine.

    The dates are those of this edition; None means unknown. new: the register's values (title, publisher,
    kind, scope, url) for a new source; None for a source that is already registered.
    """

    source_id: str
    name: str
    data: bytes
    published: date | None = None
    in_force: date | None = None
    review_by: date | None = None
    new: Values | None = None

    @property
    def dates(self) -> Values:
        """Its dates, as values for the register."""
        return {"published": self.published, "in_force": self.in_force, "review_by": self.review_by}


def take(index: Path, corpus: Path, upload: Upload, person: Person, *, ocr: bool = False) -> Draft:
    """Adds an uploaded file to the draft, and saves and returns it. ocr: whether to read scans by machine.

    The caller must hold the index lock. Raises RefusedUpload with the reason, changing nothing; Outdated if
    the corpus has changed since the draft was begun.
    """
    draft = read_draft(index)
    if draft:
        check_base(corpus, draft)
    base = draft.base if draft else fingerprint(corpus)
    _check_bytes(index, upload)
    ending = _ending(upload)
    with _as_refusals(), staged(index, corpus, draft) as copy, _with_corpus_path(copy, corpus):
        sources = {source.id: source for source in read_register(copy).sources}
        source = _source(sources, upload)
        file = _file_name(copy, source, ending)
        if not (corpus / file).parent.resolve().is_relative_to((corpus / DOCUMENTS).resolve()):
            raise RefusedUpload(f"{file} is outside the corpus (through a link): put it in place by hand")
        _check_document(source.id, file, upload.data, ending, ocr=ocr)
        held = _held(corpus)
        if held.get(source.id) == (file, sha256(upload.data)):
            raise RefusedUpload("the corpus already has this file for this source: nothing would change")
        text = _register(index, corpus, draft, source, upload, file)
        _check_register(copy, sources, source.id, file, upload.data, text)
    before = held.get(source.id, (None, ""))[0]
    old = tuple(change for change in draft.changes if change.source_id == source.id) if draft else ()
    change = Change(
        source_id=source.id,
        title=source.title,
        new=upload.new is not None or any(one.new for one in old),
        file=file,
        sha256=sha256(upload.data),
        size=len(upload.data),
        removes=before if before != file else None,
        who=person.label,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    kept = tuple(one for one in draft.changes if one not in old) if draft else ()
    taken = Draft(base, sha256(text.encode()), (*kept, change))
    write_draft(index, taken, upload.data, text.encode())
    return taken


@contextmanager
def _as_refusals() -> Iterator[None]:
    """Turns errors about an upload into RefusedUpload."""
    try:
        yield
    except UnreadableDocument as error:
        raise RefusedUpload(f"the file cannot be read: {error.reason}") from error
    except (InvalidCorpus, NotFetched) as error:
        raise RefusedUpload(str(error)) from error


@contextmanager
def _with_corpus_path(copy: Path, corpus: Path) -> Iterator[None]:
    """Replaces the temporary copy's path in error messages by the corpus's path."""
    try:
        yield
    except InvalidCorpus as error:
        raise InvalidCorpus(str(error).replace(str(copy), str(corpus))) from error


def _check_bytes(index: Path, upload: Upload) -> None:
    if not upload.data:
        raise RefusedUpload("the file is empty: nothing was taken")
    if len(upload.data) > LARGEST_FILE:
        raise RefusedUpload(
            f"the file is too large: a document may have at most {LARGEST_FILE // MEBIBYTE} MiB"
        )
    withdrawn = reasons(withdrawals(index))
    if reason := withdrawn.get(sha256(upload.data)):
        raise RefusedUpload(reason)


def _ending(upload: Upload) -> str:
    """Returns the extension for the content. Raises RefusedUpload if none fits, or the name has another."""
    claimed = kind_of_name(PurePath(upload.name).suffix.lower())
    found = format_of(upload.data)
    if found is None:
        if not _is_text(upload.data):
            raise RefusedUpload(_what_it_is(upload.data))
        found = ".md" if claimed == ".md" else ".txt"
    if claimed in READERS and claimed != found:
        kind = NAMES.get(found, "plain text")
        raise RefusedUpload(
            f"its name ends with {claimed}, but it is {kind}: check that it is the right file"
        )
    return found


def _what_it_is(data: bytes) -> str:
    """Describes a file that no reader can read, and what to do instead."""
    kind = kind_of(data)
    if kind in NOT_READ:
        return f"the file is {NAMES[kind]}, not a PDF, Word file or web page: {NOT_READ[kind]}"
    return "the file is not a PDF, Word file, web page or other document, nor plain text"


def _is_text(data: bytes) -> bool:
    """Returns whether the file may be text; its reader tells the encoding."""
    if data.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS)):
        return True
    return not any(byte < ord(" ") and byte not in b"\t\n\r\f" for byte in data)


def _source(sources: dict[str, Source], upload: Upload) -> Source:
    if upload.new is None:
        if upload.source_id not in sources:
            raise RefusedUpload(f"the register has no source {upload.source_id!r}")
        return sources[upload.source_id]
    if not ID.fullmatch(upload.source_id):
        raise RefusedUpload(f"the id is {upload.source_id!r}: use a-z, 0-9 and hyphens")
    if upload.source_id in sources:
        raise RefusedUpload(
            f"the register already has a source {upload.source_id!r}: replace its document, or choose "
            "another id"
        )
    return Source(upload.source_id, str(upload.new.get("title") or ""))


def _file_name(copy: Path, source: Source, ending: str) -> str:
    """Returns the document's path: that of the one it replaces, or one made from its id and format."""
    if source.file:
        held = PurePosixPath(source.file)
        if kind_of_name(held.suffix.lower()) == ending and held.parent.as_posix() != FETCHED:
            return source.file
    name = f"{DOCUMENTS}/{source.id}{ending}"
    taken = {path.relative_to(copy).as_posix() for path in files_below(copy / DOCUMENTS)}
    if name in taken and name != source.file:
        raise RefusedUpload(f"{name} belongs to another source: give this source another id")
    return name


def _check_document(source_id: str, file: str, data: bytes, ending: str, *, ocr: bool) -> None:
    check_end(data, ending)
    with IsolatedReader() as reader:
        read = reader.read(source_id, file, data, scans_of(file, data) if ocr else ())
    if ending == ".html":
        check_page(data, read.document.text, "", "")


def _held(corpus: Path) -> dict[str, tuple[str, str]]:
    """Returns each source's current file and its SHA-256."""
    _, files, _ = files_of_corpus(corpus)
    return {file.source.id: (file.name, file.sha256) for file in files}


def _register(
    index: Path, corpus: Path, draft: Draft | None, source: Source, upload: Upload, file: str
) -> str:
    text = register_text(index, corpus, draft)
    return with_entry(text, source.id, {**(upload.new or {}), "file": file, **upload.dates})


def _check_register(
    copy: Path, sources: dict[str, Source], source_id: str, file: str, data: bytes, text: str
) -> None:
    """Raises InvalidCorpus for a mistake in the new register; RefusedUpload if other entries would change."""
    (copy / file).parent.mkdir(parents=True, exist_ok=True)
    (copy / file).write_bytes(data)
    (copy / REGISTER).write_text(text, encoding="utf-8", newline="")
    now = {source.id: source for source in read_register(copy).sources}
    others = {name: source for name, source in now.items() if name != source_id}
    if others != {name: source for name, source in sources.items() if name != source_id}:
        raise RefusedUpload(f"{REGISTER} cannot be changed automatically: make this change by hand")
