"""Which builds there were, and going back to one that is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.embedding.embedder import LoadEmbedder
from index.errors import UnknownBuild, UnreadableIndex
from index.storage.builds import (
    current_name,
    folder_of,
    kept_publications,
    open_current,
    prune,
    publications_now,
)
from index.storage.lock import exclusive
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication, publish
from publishing.builds.ingestion import versions_between
from publishing.changes.changes import Changes, Edition, compare
from publishing.gates.removal_proof import prove_forgotten
from publishing.progress import Bars


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history. current: its build is now.

    kept: the name under which one can go back to its build, which is another where a document was withdrawn
    from it since; None where it is no longer kept.
    """

    publication: Publication
    current: bool
    kept: str | None


def history(index: Path, keep: int) -> list[Entry]:
    """Every publication, the newest first. keep: how many builds are kept."""
    kept = {one.folder for one in kept_publications(index, keep)}
    return [
        Entry(one, i == 0, now.build if now and now.folder in kept else None)
        for i, (one, now) in enumerate(publications_now(index))
    ]


def differences(index: Path, keep: int, old: str | None = None, new: str | None = None) -> Changes:
    """What changed from one kept build to another; from the one before to the current one, unless named.

    UnknownBuild: a name that no kept build has, or there is no build before. UnreadableIndex: one is damaged.
    """
    kept = kept_publications(index, keep)
    if old is None or new is None:
        if len(kept) < 2:
            raise UnknownBuild(f"{index} keeps {len(kept)} builds: there is nothing to compare with")
        current, before = kept[0], next((one for one in kept if one.build == kept[0].before), kept[1])
    else:
        before, current = _named(kept, old), _named(kept, new)
    editions = [Edition.of_index(PassageIndex.load(folder_of(index, one))) for one in (before, current)]
    return compare(*editions)


def _named(kept: Sequence[Publication], name: str) -> Publication:
    """The kept build of this name, or whose name begins so. UnknownBuild: there is none, or several."""
    found = [one for one in kept if name and one.build.startswith(name)]
    if len(found) != 1:
        what = "several builds begin with" if found else "no kept build is called"
        builds = ", ".join(one.build for one in kept) or "none"
        raise UnknownBuild(f"{what} {name!r}: kept are {builds} (`signpost history` lists them)")
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
    """Make a kept build the current one again: a publication like any other, which `history` tells.

    No gate stands in the way: it is the way out. build: its name, or the beginning of it. why, who,
    approved_by: as in `Publication`.
    UnknownBuild: none of the kept builds is called so, several are, or it is the current one.
    UnreadableIndex: it is damaged. NotForgotten: see `prove_forgotten`. BusyIndex: see `exclusive`.
    """
    with exclusive(index, "signpost rollback"):
        target = _named(kept_publications(index, keep), build)
        if target.build == current_name(index):
            raise UnknownBuild(f"{target.build} is the current build already: nothing to go back to")
        to = PassageIndex.load(folder_of(index, target))
        try:
            before = open_current(index)
        except UnreadableIndex:
            before = None  # the way out of a damaged build must not need it
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
    """An entry as `history --json` gives it."""
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
    """An entry in a line, with a line for each document whose version changed and each gate overridden."""
    one = entry.publication
    marks = ["current"] if entry.current else []
    if not entry.kept:
        marks.append("its build is not there" if entry.current else "no longer kept")
    if entry.kept and entry.kept != one.build:
        marks.append(f"kept as {entry.kept}, without what was withdrawn since")
    who = one.who + (f", approved by {one.approved_by}" if one.approved_by else "")
    head = f"{one.number}. {one.at} {one.kind} by {who}: build {one.build}"
    lines = [head + (f" ({', '.join(marks)})" if marks else "")]
    if one.withdrawal:
        lines.append(f"  withdrawn: {one.withdrawal.source_id}")
    lines += [f"  {change.state}: {change.source_id}" for change in one.documents]
    lines += [f"  overridden: {gate.gate}, for {', '.join(gate.subjects)}" for gate in one.accepted]
    return "\n".join([*lines, *([f"  why: {one.why}"] if one.why else [])])
