"""Which builds there were, and going back to one that is kept."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.builds import current_name, folder_of, kept_publications, open_current, prune
from index.errors import UnknownBuild, UnreadableIndex
from index.lock import exclusive
from index.passage_index import PassageIndex
from index.publications import Publication, publications, publish
from publishing.publication import versions_between


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the history. current: its build is now; kept: one can go back to its build."""

    publication: Publication
    current: bool
    kept: bool


def history(index: Path, keep: int) -> list[Entry]:
    """Every publication, the newest first. keep: how many builds are kept."""
    found = publications(index)
    kept = {publication.folder for publication in kept_publications(index, keep)}
    return [Entry(one, i == 0, one.folder in kept) for i, one in enumerate(found)]


def rollback(index: Path, build: str, keep: int) -> Publication:
    """Make a kept build the current one again: a publication like any other, which `history` tells.

    build: its name, or the beginning of it. UnknownBuild: none of the kept builds is called so, several
    are, or it is the current one. UnreadableIndex: it is damaged. BusyIndex: see `exclusive`.
    """
    with exclusive(index, "signpost rollback"):
        current = current_name(index)
        kept = kept_publications(index, keep)
        names = {one.build for one in kept}
        matching = sorted(name for name in names if name.startswith(build))
        if build and matching == [current]:
            raise UnknownBuild(f"{current} is the current build already: nothing to go back to")
        if not build or len(matching) != 1:
            others = ", ".join(sorted(names - {current})) or "none"
            raise UnknownBuild(
                f"{'several builds begin with' if build and matching else 'no kept build is called'} "
                f"{build!r}: go back to one of {others} (`signpost history` lists them)"
            )
        target = next(one for one in kept if one.build == matching[0])
        to = PassageIndex.load(folder_of(index, target))
        try:
            before = open_current(index)
        except UnreadableIndex:
            before = None  # the way out of a damaged build must not need it
        changes = versions_between(before, to.corpus)
        publication = publish(index, "rollback", target.build, target.folder, changes, target.settings)
        prune(index, keep)
    return publication


def history_record(entry: Entry) -> dict[str, Any]:
    """An entry as `history --json` gives it."""
    publication = asdict(entry.publication)
    publication["settings"] = dict(entry.publication.settings)
    del publication["folder"]
    return {**publication, "current": entry.current, "kept": entry.kept}


def history_text(entry: Entry) -> str:
    """An entry in a line, with a line for each document whose version changed."""
    one = entry.publication
    marks = ["current"] if entry.current else [] if entry.kept else ["no longer kept"]
    head = f"{one.number}. {one.at} {one.kind} by {one.who}: build {one.build}"
    lines = [head + (f" ({', '.join(marks)})" if marks else "")]
    for change in one.documents:
        state = "updated" if change.before and change.after else "added" if change.after else "removed"
        lines.append(f"  {state}: {change.source_id}")
    return "\n".join(lines)
