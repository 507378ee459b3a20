"""A run of `signpost ingest`: finds what changed, makes a build, checks its gates and publishes it."""

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.library.as_text import old_citation_line
from assistant.library.editions import old_citations
from assistant.library.links import all_links
from assistant.library.status import standings
from index.embedding.embedder import Embedder, LoadEmbedder
from index.errors import InvalidCorpus, UnreadableIndex
from index.settings import Settings
from index.storage.builds import build_folder, current_name, kept_publications, open_current, opened, prune
from index.storage.lock import exclusive
from index.storage.metadata import BuildMeta
from index.storage.passage_index import PassageIndex
from index.storage.publications import publish, withdrawals
from index.storage.reused_vectors import kept_vectors
from ingest.build import Prepared, embed_build, prepare, write_build
from ingest.prepared_documents import is_kept
from publishing.builds.ingestion import IngestReport, ingestion, unchanged, versions_between
from publishing.builds.staging import settle
from publishing.builds.task import Task, task_of
from publishing.embedding.chunks import EmbedChunks, embed_here
from publishing.embedding.resumable import ResumableEmbedder
from publishing.gates.gates import Finding, GateName, accepted, closed_gates
from publishing.gates.question_set import answers_changed
from publishing.gates.removal_proof import prove_forgotten
from publishing.progress import Bars
from publishing.readings.readings import readings_of


def ingest(
    settings: Settings,
    load_embedder: LoadEmbedder,
    bars: Bars,
    *,
    paths: Sequence[Path] = (),
    full: bool = False,
    dry_run: bool = False,
    accept: Collection[GateName] = (),
    why: str | None = None,
    who: str | None = None,
    approved_by: str | None = None,
    locked: bool = False,
    embed_chunks: Callable[[Embedder], EmbedChunks] = embed_here,
) -> IngestReport:
    """Makes a build from the corpus folder, or from paths, and publishes it unless a gate is closed.

    Makes no build if the current one already matches the files, and reuses what has not changed since then;
    full turns both off. First undoes what an interrupted publication of a draft left behind.
    accept: the gates to override. why, who, approved_by: for the history, as in `Publication`. locked: the
    caller already holds the index lock. embed_chunks: where passages and sentences are embedded. What an
    interrupted ingest embedded is not embedded again.
    Raises InvalidCorpus for a mistake in the register, nothing to ingest, or no readable file;
    InvalidQuestion for a mistake in the corpus's questions; UnsuitableProgram if scans are to be read and the
    program is missing; FailedCluster if embed_chunks does; NotForgotten as in `prove_forgotten`; BusyIndex if
    another process is changing the index; UnwritableIndex if the index cannot be written to.
    """
    index = settings.index
    if not dry_run and not locked:
        settle(index)
    task, warnings = task_of(settings, load_embedder, bars, paths, accept)
    before, damage = _current(index)
    if before and before.meta.build == task.meta.build and not full:
        return unchanged(before, warnings)
    if dry_run:
        return _rehearsed(task, before, warnings + damage, full=full)
    with nullcontext() if locked else exclusive(index, "signpost ingest"):
        # Another process may have published or withdrawn before we got the lock.
        before, damage = _current(index)
        if withdrawals(index) != task.withdrawn:
            task, warnings = task_of(settings, load_embedder, bars, paths, accept)
        base = None if full else before
        prune(index, settings.keep, resuming=True)
        prepared = _prepared(task, base)
        kept = kept_vectors(prepared.meta, base)
        embedder = load_embedder(settings.model)
        missing = kept.missing(prepared.texts)
        resumable = ResumableEmbedder(embedder, embed_chunks(embedder), index)
        steps = kept.missing(resumable.new("passages", prepared.texts))
        steps += kept.missing_sentences(resumable.new("sentences", prepared.sentences))
        with bars("Embedding", steps) as bar:
            folder = write_build(index, prepared, task.files, resumable, kept, bar.update)
        now = PassageIndex.load(build_folder(index, folder))
        sound = before or _newest_sound(index)
        report = _judged(task, sound, prepared, now, embedder, ingestion(before, prepared, missing, ()))
        if not report.refused:
            forgotten = prove_forgotten(sound, now, prepared.corpus.documents, lambda _name: embedder, bars)
            report = replace(report, published=True, forgotten=forgotten)
            publish(
                index,
                "ingest",
                task.meta.build,
                folder,
                versions_between(before, prepared.corpus),
                _settings(task.meta),
                accepted=accepted(report.gates),
                why=why,
                who=who,
                approved_by=approved_by,
            )
            report = replace(report, warnings=(*report.warnings, *_old_citations(now)))
        left = prune(index, settings.keep)
    return replace(report, warnings=(*warnings, *damage, *report.warnings, *left))


def _rehearsed(
    task: Task, before: PassageIndex | None, warnings: tuple[str, ...], *, full: bool
) -> IngestReport:
    """Reports what publishing would change and which gates are closed. Leaves no files behind."""
    base = None if full else before
    prepared = _prepared(task, base)
    report = ingestion(before, prepared, kept_vectors(prepared.meta, base).missing(prepared.texts), warnings)
    anew = (*report.documents.added, *report.documents.updated)
    report = replace(report, readings=readings_of(prepared, task.files, anew))
    sound = before or _newest_sound(task.settings.index)
    if sound is None or not task.questions:
        return _judged(task, sound, prepared, None, None, report)
    kept = kept_vectors(prepared.meta, sound)
    embedder = task.load_embedder(task.settings.model)
    with tempfile.TemporaryDirectory(prefix="signpost-") as folder:
        missing = kept.missing(prepared.texts) + kept.missing_sentences(prepared.sentences)
        with task.bars("Embedding", missing) as bar:
            embed_build(Path(folder), prepared, embedder, kept, bar.update)
        return _judged(task, sound, prepared, PassageIndex.load(Path(folder)), embedder, report)


def _judged(
    task: Task,
    before: PassageIndex | None,
    prepared: Prepared,
    now: PassageIndex | None,
    embedder: Embedder | None,
    report: IngestReport,
) -> IngestReport:
    """Returns the report with its closed gates. now: None if there are no questions to ask."""
    lost: tuple[Finding, ...] = ()
    if before and now and embedder and task.questions:
        lost = answers_changed(
            task.questions, task.settings, before, now, embedder, task.load_embedder, task.bars
        )
    shrink, accept = task.settings.shrink, task.accept
    return replace(report, gates=closed_gates(before, prepared, task.withdrawn, shrink, lost, accept))


def _old_citations(now: PassageIndex) -> Iterator[str]:
    """Yields a warning for each document that cites a replaced edition."""
    for cited in old_citations(now, standings(now.sources, date.today()), all_links(now)):
        yield f"{cited.document.file} cites a replaced edition: {old_citation_line(cited)}"


def _current(index: Path) -> tuple[PassageIndex | None, tuple[str, ...]]:
    """Returns the current build if it opens; otherwise a warning that says why not."""
    if current_name(index) is None:
        return None, ()
    try:
        return open_current(index), ()
    except UnreadableIndex as error:
        return None, (f"the current build cannot be opened, so it is made again: {error}",)


def _newest_sound(index: Path) -> PassageIndex | None:
    """Returns the newest kept build that opens, to compare with if the current one does not."""
    return next(filter(None, (opened(index, one) for one in kept_publications(index))), None)


def _prepared(task: Task, base: PassageIndex | None) -> Prepared:
    """Reads the files that the base does not contain. Raises InvalidCorpus if no file can be read."""
    read = base if base and base.meta.settings == task.meta.settings else None
    with task.bars("Reading", sum(not is_kept(read, file) for file in task.files)) as bar:
        prepared = prepare(task.meta, task.register, task.files, read, lambda: bar.update(1))
    if not prepared.passages:
        raise InvalidCorpus(
            "none of the files can be read, so nothing was published. Replace them or fix the cause:"
            + "".join(f"\n{u.file}: {u.reason}" for u in prepared.corpus.unreadable)
        )
    return prepared


def _settings(meta: BuildMeta) -> list[tuple[str, str]]:
    """Returns a build's settings and model, for the history."""
    settings = {"model": meta.model, "model_fingerprint": meta.model_fingerprint, **meta.settings}
    return [(name, str(value)) for name, value in settings.items()]
