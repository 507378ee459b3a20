"""The history of builds, and rollback to a kept one."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.library.descriptions import counted
from index.embedding.embedder import LoadEmbedder
from index.errors import UnknownBuild, UnreadableIndex
from index.storage.builds import (
    current_name,
    folder_of,
    kept_of,
    kept_publications,
    open_current,
    prune,
    publications_now,
)
from index.storage.lock import exclusive
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, publish
from index.storage.published import Published, PublishedFolder, State
from publishing.builds.ingestion import versions_between
from publishing.changes.changes import Changes, Edition, compare
from publishing.gates.removal_proof import prove_forgotten
from publishing.progress import Bars


@dataclass(frozen=True, slots=True)
class Entry:
    """One publication in the history.

    current: whether its build is the current one. kept: the name to roll back to, or None if the build is no
    longer kept. The name changes when a document is withdrawn from the build.
    """

    publication: Publication
    current: bool
    kept: str | None


def history(index: Path, keep: int) -> list[Entry]:
    """Returns every publication in an index folder, newest first. keep: how many builds are kept."""
    return entries_of(publications_now(index), keep)


def entries_of(states: Iterable[State], keep: int) -> list[Entry]:
    """Returns the entries for these states of publications. keep: how many builds are kept."""
    listed = list(states)
    kept = {one.folder for one in kept_of(listed, keep)}
    return [
        Entry(one, i == 0, now.build if now and now.folder in kept else None)
        for i, (one, now) in enumerate(listed)
    ]


def differences(index: Path, keep: int, old: str | None = None, new: str | None = None) -> Changes:
    """Compares two kept builds of an index folder, as `compared` does."""
    return compared(PublishedFolder(index), keep, old, new)


def compared(where: Published, keep: int, old: str | None = None, new: str | None = None) -> Changes:
    """Compares two kept builds; by default the current one with the one before it.

    Raises UnknownBuild if a name matches no kept build or there is no earlier build, and UnreadableIndex if a
    build is damaged.
    """
    kept = kept_of(where.states(), keep)
    if old is None or new is None:
        if len(kept) < 2:
            raise UnknownBuild(f"{where} keeps {counted(len(kept), 'build')}: a comparison needs two")
        current, before = kept[0], next((one for one in kept if one.build == kept[0].before), kept[1])
    else:
        before, current = _named(kept, old), _named(kept, new)
    editions = [Edition.of_index(where.opened(one)) for one in (before, current)]
    return compare(*editions)


def _named(kept: Sequence[Publication], name: str) -> Publication:
    """Returns the one kept build whose name begins like this; raises UnknownBuild if none or several do."""
    found = [one for one in kept if name and one.build.startswith(name)]
    if len(found) != 1:
        what = "several builds begin with" if found else "no kept build is named"
        builds = ", ".join(one.build for one in kept) or "none"
        raise UnknownBuild(f"{what} {name!r}: choose one of {builds} (`signpost history` lists them)")
    return found[0]


def rollback(
    index: Path,
    build: str,
    keep: int,
    load_embedder: LoadEmbedder,
    bars: Bars,
    *,
    why: str | None = None,
    who: str | None = None,
    approved_by: str | None = None,
) -> Publication:
    """Makes a kept build current again, and records that in the history as a publication.

    Checks no gates, so that a rollback is always possible. build: its name, or the beginning of it. why, who,
    approved_by: as in `Publication`.
    Raises UnknownBuild if no kept build or several match, or the build is already current; UnreadableIndex if
    it is damaged; NotForgotten as in `prove_forgotten`; BusyIndex as in `exclusive`.
    """
    with exclusive(index, "signpost rollback"):
        target = _named(kept_publications(index, keep), build)
        if target.build == current_name(index):
            raise UnknownBuild(f"{target.build} is already the current build: nothing was changed")
        to = PassageIndex.load(folder_of(index, target))
        try:
            before = open_current(index)
        except UnreadableIndex:
            before = None  # a rollback must work even if the current build is damaged
        prove_forgotten(before, to, to.corpus.documents, load_embedder, bars)
        changes = versions_between(before, to.corpus)
        publication = publish(
            index,
            "rollback",
            target.build,
            target.folder,
            changes,
            target.settings,
            why=why,
            who=who,
            approved_by=approved_by,
        )
        prune(index, keep)
    return publication


def history_record(entry: Entry) -> dict[str, Any]:
    """Returns an entry as `history --json` prints it."""
    publication = asdict(entry.publication)
    publication["settings"] = dict(entry.publication.settings)
    del publication["folder"]
    for rewritten in (publication["withdrawal"] or {}).get("rewritten", ()):
        del rewritten["before_folder"], rewritten["after_folder"]
    return {
        **publication,
        "current": entry.current,
        "kept": entry.kept is not None,
        "kept_as": entry.kept,
    }


def history_text(entry: Entry) -> str:
    """Returns an entry as text, with a line for each changed document and each overridden gate."""
    one = entry.publication
    marks = ["current"] if entry.current else []
    if not entry.kept:
        marks.append("its build is missing" if entry.current else "no longer kept")
    if entry.kept and entry.kept != one.build:
        marks.append(f"kept as {entry.kept}, without documents withdrawn since")
    who = one.who + (f", approved by {one.approved_by}" if one.approved_by else "")
    head = f"{one.number}. {one.at} {one.kind} by {who}: build {one.build}"
    lines = [head + (f" ({', '.join(marks)})" if marks else "")]
    if one.withdrawal:
        lines.append(f"  withdrawn: {one.withdrawal.source_id}")
    lines += [f"  {change.state}: {change.source_id}" for change in one.documents]
    lines += [f"  overridden: {gate.gate}, for {', '.join(gate.subjects)}" for gate in one.accepted]
    return "\n".join([*lines, *([f"  why: {one.why}"] if one.why else [])])
