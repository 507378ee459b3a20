"""What a document's links mean, and what is missing or out of date there: the map that a lead works from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.library.descriptions import day, remarks
from assistant.library.links import LinkState, ResolvedLink, links_of, links_to_documents, source_state
from assistant.library.status import Standing, standings
from index.documents import Document, Source
from index.storage.passage_index import PassageIndex

GapKind = Literal[
    "not held", "unreadable", "unknown", "no address", "silent", "superseded", "not yet in force",
    "under review", "to be superseded", "review overdue",
]  # fmt: skip
# What each kind means, as it is counted; in the order in which they are told.
GAPS: dict[GapKind, str] = {
    "not held": "Registered, not held here",
    "unreadable": "Held here, but it cannot be read",
    "unknown": "What the link means is not known",
    "no address": "No address known",
    "silent": "Nothing came from its address when it was last asked",
    "superseded": "Superseded",
    "not yet in force": "Not yet in force",
    "under review": "Under review",
    "to be superseded": "To be superseded",
    "review overdue": "Review overdue",
}
# On which day nothing came from a source's address, and why, by its id.
Silences = Mapping[str, tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing or out of date, in a sentence."""

    kind: GapKind
    words: str


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A link and one of the sources that it means; None where it is not known what it means.

    state: whether the source can be quoted.
    """

    link: ResolvedLink
    source: Source | None
    state: LinkState
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many links lead into a gap of a kind, and to how many sources; 0 sources where none is known."""

    kind: GapKind
    links: int
    sources: int


def link_map(
    index: PassageIndex, document: Document, silences: Silences, today: date
) -> tuple[MapEntry, ...]:
    """Every link of a document to other documents, in its order, once for each source that it means."""
    standing = standings(index.sources, today)
    entries: list[MapEntry] = []
    for link in links_to_documents(links_of(index, document)):
        if not link.sources:
            target = link.link.target
            words = f"What it means is not known; its address is {target or 'lost'}."
            entries.append(MapEntry(link, None, link.state, (Gap("unknown", words),)))
        for source in link.sources:
            gaps = gaps_of(index, source, standing[source.id], silences)
            entries.append(MapEntry(link, source, source_state(index, source), gaps))
    return tuple(entries)


def gaps_of(index: PassageIndex, source: Source, standing: Standing, silences: Silences) -> tuple[Gap, ...]:
    """What is missing or out of date with a source, as it stands."""
    found: list[Gap] = []
    match source_state(index, source):
        case "registered only":
            found.append(Gap("not held", "It is registered, and not held here."))
            if source.url is None and source.download is None:
                found.append(Gap("no address", "No address of it is known."))
        case "unreadable":
            found.append(Gap("unreadable", "It is held here, but it cannot be read."))
    if source.id in silences:
        when, reason = silences[source.id]
        found.append(Gap("silent", f"Nothing came from its address on {day(when)} ({reason})."))
    told = zip(_kinds(standing), remarks(standing), strict=True)
    found += [Gap(kind, words) for kind, words in told]
    return tuple(found)


def counted_gaps(entries: Sequence[MapEntry]) -> tuple[GapCount, ...]:
    """The kinds of gaps that there are, in the order of `GAPS`."""
    counts = []
    for kind in GAPS:
        here = [entry for entry in entries if any(gap.kind == kind for gap in entry.gaps)]
        links = {entry.link.link.start for entry in here}
        sources = {entry.source.id for entry in here if entry.source}
        if here:
            counts.append(GapCount(kind, len(links), len(sources)))
    return tuple(counts)


def _kinds(standing: Standing) -> list[GapKind]:
    """One for each remark on how a source stands."""
    kinds: list[GapKind] = []
    match standing.state:
        case "superseded" | "under review" | "not yet in force" as state:
            kinds.append(state)
    if standing.from_day and standing.by:
        kinds.append("to be superseded")
    if standing.overdue:
        kinds.append("review overdue")
    return kinds
