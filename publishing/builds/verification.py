"""`signpost verify`: proves every passage of the current build against the kept originals."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.documents import Document
from index.errors import UnreadableDocument
from index.storage.builds import open_current, original
from index.storage.checked_files import file_sha256, sha256
from index.storage.database import DATABASE
from index.storage.passage_index import PassageIndex
from index.storage.publications import withdrawals
from ingest.corpus.files import without_withdrawn
from ingest.corpus.read_documents import files_of_corpus
from ingest.sandbox.isolated_reader import IsolatedReader
from publishing.builds.withdrawal import reasons


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why passages are not proven. source_id: None if it concerns no single document."""

    source_id: str | None
    file: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """The result. stale: corpus files that differ from the build, which is not a failure."""

    build: str
    documents: int
    passages: int
    problems: tuple[Problem, ...]
    stale: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Whether every passage of every document is proven."""
        return not self.problems


def verify(index: Path, corpus: Path | None, progress: Callable[[], None] | None = None) -> Verification:
    """Reads every kept original again, compares its hash and text, and cuts its passages again.

    corpus: the folder to list stale files of; None: list none.
    Raises UnreadableIndex if the build cannot be opened; the message names a document whose stored text was
    changed.
    """
    build = open_current(index)
    problems: list[Problem] = []
    with IsolatedReader() as reader:
        for document in build.documents.values():
            problems += [
                Problem(document.source_id, document.file, problem)
                for problem in _problems(build, document, original(index, document.sha256), reader)
            ]
            if progress:
                progress()
    database = Path(build.folder) / DATABASE
    if not problems and file_sha256(database) != build.meta.database_sha256:
        problem = "every document is intact, but the index stored with them was changed"
        problems.append(Problem(None, str(database), problem))
    return Verification(
        build=build.meta.build,
        documents=len(build.documents),
        passages=len(build.passages),
        problems=tuple(problems),
        stale=tuple(_stale(build, corpus, reasons(withdrawals(index))))
        if corpus and build.meta.registered
        else (),
    )


def _problems(build: PassageIndex, document: Document, kept: Path, reader: IsolatedReader) -> Iterator[str]:
    """Yields a document's problems; none if every passage is proven."""
    if not kept.is_file():
        yield f"its original is missing from {kept.parent}"
        return
    data = kept.read_bytes()
    if sha256(data) != document.sha256:
        yield f"its kept original {kept} is not the file that was ingested: the SHA-256 differs"
        return
    try:
        found = reader.read(document.source_id, document.file, data, document.scanned)
    except UnreadableDocument as error:
        yield f"its kept original cannot be read again: {error.reason}"
        return
    if found.document.text != document.text:
        yield "its kept original gives a different text from the stored one"
    elif found.document != document:
        yield "its kept original gives different pages, sections, links or notices from the stored ones"
    if found.boxes != build.boxes(document.source_id, 0, len(document.text)):
        yield "its kept original gives different positions on the page from the stored ones"
    stored = tuple(build.passages[row] for row in build.passages_by_source[document.source_id])
    if found.passages != stored:
        yield "its kept original gives different passages from the stored ones"


def _stale(build: PassageIndex, corpus: Path, withdrawn: Mapping[str, str]) -> Iterator[str]:
    """Yields corpus files that are new, changed or removed since the build was made."""
    register, files, _ = files_of_corpus(corpus)
    files = without_withdrawn(files, withdrawn)
    registered = tuple(source for source in build.corpus.sources if source.registered)
    if (register.name, register.sources, register.meanings) != (
        build.corpus.name,
        registered,
        build.corpus.meanings,
    ):
        yield "sources.toml"
    built = {document.file: document.sha256 for document in build.documents.values()}
    built |= {unreadable.file: unreadable.sha256 for unreadable in build.corpus.unreadable}
    now = {file.name: file.sha256 for file in files}
    yield from sorted(name for name in built.keys() | now.keys() if built.get(name) != now.get(name))
