"""Withdrawal: removes a source from every kept build and from the kept originals, for good."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.library.descriptions import counted
from index.documents import Document, Source
from index.embedding.embedder import LoadEmbedder
from index.errors import UnknownSource
from index.storage.builds import build_folder, kept_publications, opened, original, prune
from index.storage.lock import exclusive
from index.storage.passage_index import PassageIndex
from index.storage.publications import (
    DocumentChange,
    Publication,
    Withdrawal,
    current_publication,
    publications,
    publish,
)
from ingest.corpus.files import files_below, held_file
from ingest.corpus.register import DOCUMENTS
from publishing.builds.approvals import remove_request
from publishing.builds.excision import files_of, name_without, rewritten_without
from publishing.builds.staging import drafted, remove_draft, settle_locked
from publishing.gates.removal_proof import prove_forgotten, words_of
from publishing.progress import Bars


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The result of a withdrawal.

    publication: its record in the history, which includes withdrawal. emptied: no build is left to answer
    from. files: withdrawn files still in the corpus, to be removed by hand. elsewhere: the ids of sources
    that contain some of the same words. left: what could not be removed, and why.
    """

    publication: Publication
    withdrawal: Withdrawal
    emptied: bool
    files: tuple[str, ...]
    elsewhere: tuple[str, ...]
    left: tuple[str, ...]


def reasons(withdrawn: Iterable[Publication]) -> dict[str, str]:
    """Returns the reasons why withdrawn files must not be read, by SHA-256."""
    return {
        digest: _reason(one.at[:10], one.why or "no reason given")
        for one in withdrawn
        if one.withdrawal
        for digest in one.withdrawal.documents
    }


def withdraw(
    index: Path,
    corpus: Path,
    source_id: str,
    why: str,
    load_embedder: LoadEmbedder,
    bars: Bars,
    *,
    keep: int,
) -> Withdrawn:
    """Removes every version of a source from every kept build, and removes its originals.

    Builds that contain a version are rewritten without it, and the old ones removed. A build that is damaged
    or left empty is removed, as is a draft that contains a version. Documents of other sources go too if they
    are the same file. No rollback brings a version back, and no file with its bytes is read again.
    Raises UnknownSource if the index never had a document of this source; NotForgotten as in
    `prove_forgotten`; BusyIndex and UnwritableIndex as in `exclusive`.
    """
    with exclusive(index, "signpost withdraw"):
        settle_locked(index)
        current = current_publication(index)
        found = kept_publications(index)
        builds = {one.folder: opened(index, one) for one in found}
        versions = _versions(index, source_id, filter(None, builds.values()))
        if current is None or not versions:
            raise UnknownSource(f"{index} never had a document of {source_id!r}: nothing was withdrawn")
        reason = _reason(datetime.now(UTC).date().isoformat(), why)
        rewritten = [
            rewritten_without(index, one, builds[one.folder], versions, reason)
            for one in found
            if _holds(builds[one.folder], versions)
        ]
        before = builds.get(current.folder)
        entry = next((one for one in rewritten if one.before_folder == current.folder), None)
        now = before
        if entry:
            now = PassageIndex.load(build_folder(index, entry.after_folder)) if entry.after_folder else None
        if before and now and now is not before:
            prove_forgotten(before, now, now.corpus.documents, load_embedder, bars)
        gone = [d for d in before.documents.values() if d.sha256 in versions] if before and entry else []
        withdrawal = Withdrawal(source_id, tuple(sorted(versions)), tuple(rewritten))
        publication = publish(
            index,
            "withdrawal",
            (entry.after or name_without(current.build, versions)) if entry else current.build,
            (entry.after_folder or name_without(current.build, versions)) if entry else current.folder,
            [DocumentChange(document.source_id, document.sha256, None) for document in gone],
            current.settings,
            why=why,
            withdrawal=withdrawal,
        )
        if drafted(index, versions):
            remove_request(index, "publication")
            remove_draft(index)
        left = prune(index, keep)
    elsewhere = tuple(_elsewhere(before, gone, now)) if before and now else ()
    emptied = not build_folder(index, publication.folder).is_dir()
    return Withdrawn(publication, withdrawal, emptied, tuple(_files(corpus, versions)), elsewhere, left)


def _reason(day: str, why: str) -> str:
    return f"it was withdrawn on {day} ({why}): remove the file from the corpus"


def _holds(build: PassageIndex | None, versions: Collection[str]) -> bool:
    """Returns whether a build must be rewritten; a damaged one may contain anything."""
    if build is None:
        return True
    return any(entry.sha256 in versions for entry in files_of(build))


def _versions(index: Path, source_id: str, builds: Iterable[PassageIndex]) -> frozenset[str]:
    """Returns the SHA-256 of every version of a source in a kept build or in the history.

    A refused file is left out: it has no kept original, and its entry has the hash of the refusal.
    """
    kept = {
        entry.sha256
        for build in builds
        for entry in files_of(build)
        if entry.source_id == source_id
        and (isinstance(entry, Document) or original(index, entry.sha256).exists())
    }
    recorded = {
        digest
        for one in publications(index)
        for change in one.documents
        if change.source_id == source_id
        for digest in (change.before, change.after)
        if digest
    }
    return frozenset(kept | recorded)


def _elsewhere(before: PassageIndex, gone: Iterable[Document], now: PassageIndex) -> Iterator[str]:
    """Yields the sources that have a passage with exactly the words of a withdrawn one."""
    withdrawn = {words_of(before, row) for d in gone for row in before.passages_by_source[d.source_id]}
    for source_id, rows in now.passages_by_source.items():
        if any(words_of(now, row) in withdrawn for row in rows):
            yield source_id


def _files(corpus: Path, versions: Collection[str]) -> Iterator[str]:
    """Yields the corpus files that are one of these versions."""
    for path in files_below(corpus / DOCUMENTS):
        name = path.relative_to(corpus).as_posix()
        if held_file(Source(name, name), name, path, corpus / DOCUMENTS).sha256 in versions:
            yield name


def withdrawal_record(done: Withdrawn) -> dict[str, Any]:
    """Returns a withdrawal as `withdraw --json` prints it."""
    return {
        "number": done.publication.number,
        "build": None if done.emptied else done.publication.build,
        "source": done.withdrawal.source_id,
        "documents": list(done.withdrawal.documents),
        "builds": [{"before": one.before, "after": one.after} for one in done.withdrawal.rewritten],
        "files": list(done.files),
        "elsewhere": list(done.elsewhere),
        "left": list(done.left),
    }


def withdrawal_text(done: Withdrawn) -> str:
    """Returns a withdrawal as text, with what is left to do by hand."""
    withdrawal = done.withdrawal
    removed = [one.before for one in withdrawal.rewritten if one.after is None]
    lines = [
        f"Withdrew {withdrawal.source_id} ({counted(len(withdrawal.documents), 'version')}) from "
        f"{counted(len(withdrawal.rewritten), 'kept build')}. No rollback can bring it back, and Signpost "
        "will not read its files again.",
        *(f"Removed build {build}: it was damaged, or contained nothing else." for build in removed),
        "No build is left to answer from: run `signpost ingest`."
        if done.emptied
        else f"The current build is {done.publication.build}.",
        *(f"Remove {name} from the corpus, and from sources.toml." for name in done.files),
        *(f"Some of its words are also in {other}: check whether they may stay." for other in done.elsewhere),
        *(f"NOT REMOVED: {reason}. Remove it by hand." for reason in done.left),
        "Copies elsewhere (backups, saved records, printed pages) were not removed.",
    ]
    return "\n".join(lines)
