"""One run of `signpost ingest`: what changed, a new build, its publication."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.builds import current_name, open_current, prune
from index.embedder import Embedder, model_fingerprint
from index.errors import InvalidCorpus, UnreadableIndex
from index.kept import KeptVectors
from index.lock import exclusive
from index.meta import BuildMeta
from index.model import Corpus, Health, Unreadable
from index.passage_index import PassageIndex
from index.publications import DocumentChange, publish
from index.settings import DEFAULT_KEEP
from ingest.build import Prepared, describe_build, prepare, write_build
from ingest.corpus import files_of_corpus, files_of_paths
from ingest.held import HeldFile
from ingest.prepared import is_kept
from ingest.register import Register
from publishing.changes import Changes, Edition, compare


class ProgressBar(Protocol):
    """What a progress bar is told: how many more are done."""

    def update(self, n_steps: int) -> None:
        """Move on by so many steps."""


Bars = Callable[[str, int], AbstractContextManager[ProgressBar]]


@dataclass(frozen=True, slots=True)
class DocumentChanges:
    """Source ids by what happened to their document since the build before."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageChanges:
    """Numbers of passages. added: they were embedded; kept: their vectors were; removed: they are gone."""

    added: int = 0
    kept: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run did. published: the current build is another one than before.

    health: of each document of the build, whether it changed or not. changes: what a reader could notice.
    """

    build: str
    published: bool
    documents: DocumentChanges
    passages: PassageChanges
    gates: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    health: tuple[Health, ...] = ()
    changes: Changes | None = None


def ingest(
    corpus: Path,
    index: Path,
    model: str,
    load_embedder: Callable[[str], Embedder],
    bars: Bars,
    *,
    paths: Sequence[Path] = (),
    full: bool = False,
    dry_run: bool = False,
    keep: int = DEFAULT_KEEP,
) -> IngestReport:
    """Bring the index in line with the corpus folder, or with the paths, and publish.

    Nothing is made where the current build already is what these files give, unless full. What has not
    changed since the build before is taken from it, unless full. keep: how many builds are kept, the
    current one among them.
    InvalidCorpus: a mistake in the register, nothing to ingest, or not one file that can be read.
    BusyIndex: another process is changing the index. UnwritableIndex: it cannot be written to.
    """
    if paths:
        register, files = files_of_paths(paths)
        warnings: tuple[str, ...] = ()
    else:
        register, files, warnings = files_of_corpus(corpus)
    if not files:
        raise InvalidCorpus(f"{corpus / 'documents'} holds no file: put a document there")
    meta = describe_build(register, files, model, model_fingerprint(model), registered=not paths)
    before, damage = _current(index)
    if before and before.meta.build == meta.build and not full:
        return _unchanged(before, warnings)
    if dry_run:
        prepared = _prepared(meta, register, files, None if full else before, bars)
        missing = _vectors(meta, None if full else before).missing(prepared.texts)
        return _report(before, prepared, missing, warnings + damage, published=False)
    with exclusive(index, "signpost ingest"):
        before, damage = _current(index)  # another process may have published meanwhile
        base = None if full else before
        prune(index, keep)
        prepared = _prepared(meta, register, files, base, bars)
        kept = _vectors(meta, base)
        embedder = load_embedder(model)
        missing = kept.missing(prepared.texts)
        with bars("Embedding", missing + kept.missing_sentences(prepared.sentences)) as bar:
            folder = write_build(index, prepared, files, embedder, kept, bar.update)
        versions = versions_between(before, prepared.corpus)
        publish(index, "ingest", meta.build, folder, versions, _settings(meta))
        left = prune(index, keep)
    return _report(before, prepared, missing, warnings + damage + left, published=True)


def versions_between(before: PassageIndex | None, after: Corpus) -> list[DocumentChange]:
    """The documents whose version differs, by the order of the new corpus, those that are gone last."""
    old = {document.source_id: document.sha256 for document in before.corpus.documents} if before else {}
    new = {document.source_id: document.sha256 for document in after.documents}
    return [
        DocumentChange(source_id, old.get(source_id), new.get(source_id))
        for source_id in dict.fromkeys([*new, *old])
        if old.get(source_id) != new.get(source_id)
    ]


def _current(index: Path) -> tuple[PassageIndex | None, tuple[str, ...]]:
    """The build before, where there is one that can be opened; else what is wrong with it."""
    if current_name(index) is None:
        return None, ()
    try:
        return open_current(index), ()
    except UnreadableIndex as error:
        return None, (f"the current build is made anew, for it cannot be opened: {error}",)


def _prepared(
    meta: BuildMeta, register: Register, files: Sequence[HeldFile], base: PassageIndex | None, bars: Bars
) -> Prepared:
    """The files read, as far as the base does not hold them. InvalidCorpus: none of them can be."""
    read = base if base and base.meta.settings == meta.settings else None
    with bars("Reading", sum(not is_kept(read, file) for file in files)) as bar:
        prepared = prepare(meta, register, files, read, lambda: bar.update(1))
    if not prepared.passages:
        raise InvalidCorpus(
            "none of the files can be read, and an index without passages would answer every question "
            "with silence: " + "; ".join(f"{u.file}: {u.reason}" for u in prepared.corpus.unreadable)
        )
    return prepared


def _vectors(meta: BuildMeta, base: PassageIndex | None) -> KeptVectors:
    return KeptVectors(base if base and base.meta.model_fingerprint == meta.model_fingerprint else None)


def _unchanged(before: PassageIndex, warnings: tuple[str, ...]) -> IngestReport:
    return IngestReport(
        build=before.meta.build,
        published=False,
        documents=_changes(before, before.corpus),
        passages=PassageChanges(kept=len(before.passages)),
        warnings=warnings,
        health=before.corpus.health,
        changes=Changes(before.meta.build, before.meta.build, ()),
    )


def _report(
    before: PassageIndex | None,
    prepared: Prepared,
    missing: int,
    warnings: tuple[str, ...],
    *,
    published: bool,
) -> IngestReport:
    new = {passage.id for passage in prepared.passages}
    old = {passage.id for passage in before.passages} if before else set()
    return IngestReport(
        build=prepared.meta.build,
        published=published,
        documents=_changes(before, prepared.corpus),
        passages=PassageChanges(missing, len(prepared.passages) - missing, len(old - new)),
        warnings=(*warnings, *_oddities(prepared.corpus.health)),
        health=prepared.corpus.health,
        changes=compare(Edition.of_index(before) if before else None, Edition.of_prepared(prepared)),
    )


def _changes(before: PassageIndex | None, after: Corpus) -> DocumentChanges:
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


def _settings(meta: BuildMeta) -> list[tuple[str, str]]:
    """What a build was made with, for the history."""
    settings = {"model": meta.model, "model_fingerprint": meta.model_fingerprint, **meta.settings}
    return [(name, str(value)) for name, value in settings.items()]
