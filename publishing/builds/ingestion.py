"""The report of an ingestion or a dry run."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.read_corpus import Corpus, Health, Unreadable
from index.storage.passage_index import PassageIndex
from index.storage.publications import DocumentChange
from ingest.build import Prepared
from publishing.changes.changes import Changes, Edition, compare
from publishing.gates.gates import Gate
from publishing.readings.readings import DocumentReading


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """Source ids, grouped by what happened to their documents since the previous build."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageChanges:
    """Passage counts. added: newly embedded; kept: with reused vectors; removed: no longer in the build."""

    added: int = 0
    kept: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The result of a run.

    published: whether the current build was replaced. gates: those that closed, overridden or not. health:
    one entry for each document of the build, changed or not. changes: what a reader could notice.
    forgotten: how many removed passages were searched for, in their own words, to prove that they are gone.
    readings: in a dry run, how each new or changed document was read.
    """

    build: str
    published: bool
    documents: DocumentChanges
    passages: PassageChanges
    gates: tuple[Gate, ...] = ()
    warnings: tuple[str, ...] = ()
    health: tuple[Health, ...] = ()
    changes: Changes | None = None
    forgotten: int = 0
    readings: tuple[DocumentReading, ...] = ()

    @property
    def refused(self) -> tuple[Gate, ...]:
        """The closed gates that nobody overrode."""
        return tuple(gate for gate in self.gates if not gate.accepted)


def unchanged(before: PassageIndex, warnings: tuple[str, ...]) -> IngestReport:
    """Returns the report of a run that found nothing to do."""
    return IngestReport(
        build=before.meta.build,
        published=False,
        documents=_documents(before, before.corpus),
        passages=PassageChanges(kept=len(before.passages)),
        warnings=warnings,
        health=before.corpus.health,
        changes=Changes(before.meta.build, before.meta.build, ()),
    )


def ingestion(
    before: PassageIndex | None,
    prepared: Prepared,
    missing: int,
    warnings: tuple[str, ...],
) -> IngestReport:
    """Returns the report of a new build, not yet checked by the gates or published.

    missing: how many passages need embedding.
    """
    new = {passage.id for passage in prepared.passages}
    old = {passage.id for passage in before.passages} if before else set()
    return IngestReport(
        build=prepared.meta.build,
        published=False,
        documents=_documents(before, prepared.corpus),
        passages=PassageChanges(missing, len(prepared.passages) - missing, len(old - new)),
        warnings=(*warnings, *_oddities(prepared.corpus.health)),
        health=prepared.corpus.health,
        changes=compare(Edition.of_index(before) if before else None, Edition.of_prepared(prepared)),
    )


def versions_between(before: PassageIndex | None, after: Corpus) -> list[DocumentChange]:
    """Lists the documents whose version differs: in the new corpus's order, then the removed ones."""
    old = {document.source_id: document.sha256 for document in before.corpus.documents} if before else {}
    new = {document.source_id: document.sha256 for document in after.documents}
    return [
        DocumentChange(source_id, old.get(source_id), new.get(source_id))
        for source_id in dict.fromkeys([*new, *old])
        if old.get(source_id) != new.get(source_id)
    ]


def _documents(before: PassageIndex | None, after: Corpus) -> DocumentChanges:
    states = {change.source_id: change.state for change in versions_between(before, after)}
    return DocumentChanges(
        added=tuple(s for s, state in states.items() if state == "added"),
        updated=tuple(s for s, state in states.items() if state == "updated"),
        unchanged=tuple(d.source_id for d in after.documents if d.source_id not in states),
        removed=tuple(s for s, state in states.items() if state == "removed"),
        unreadable=after.unreadable,
    )


def _oddities(health: Iterable[Health]) -> tuple[str, ...]:
    return tuple(f"{entry.file}: {oddity}" for entry in health for oddity in entry.oddities)
