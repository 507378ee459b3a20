"""Maps a document's links to sources, and reports what is missing or out of date behind them."""

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
# The label of each kind, in the order of the counts.
GAPS: dict[GapKind, str] = {
    "not held": "No copy here",
    "unreadable": "The copy here cannot be read",
    "unknown": "We do not know what the link means",
    "no address": "No address known",
    "silent": "The last download failed",
    "superseded": "Superseded",
    "not yet in force": "Not yet in force",
    "under review": "Under review",
    "to be superseded": "To be superseded",
    "review overdue": "Review overdue",
}
# By source id: the day on which the download failed, and why.
Silences = Mapping[str, tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing or out of date, in a sentence."""

    kind: GapKind
    words: str


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A link and one of the sources that it means; source: None if we do not know what it means.

    state: whether the source can be quoted.
    """

    link: ResolvedLink
    source: Source | None
    state: LinkState
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class GapCount:
    """How many links and how many sources have a gap of this kind; 0 sources if none is known."""

    kind: GapKind
    links: int
    sources: int


def link_map(
    index: PassageIndex, document: Document, silences: Silences, today: date
) -> tuple[MapEntry, ...]:
    """Returns every link of a document to other documents, in order, once for each source that it means."""
    standing = standings(index.sources, today)
    entries: list[MapEntry] = []
    for link in links_to_documents(links_of(index, document)):
        if not link.sources:
            target = link.link.target
            words = f"We do not know what this link means. Its address is {target or 'lost'}."
            entries.append(MapEntry(link, None, link.state, (Gap("unknown", words),)))
        for source in link.sources:
            gaps = gaps_of(index, source, standing[source.id], silences)
            entries.append(MapEntry(link, source, source_state(index, source), gaps))
    return tuple(entries)


def gaps_of(index: PassageIndex, source: Source, standing: Standing, silences: Silences) -> tuple[Gap, ...]:
    """Returns what is missing or out of date in a source."""
    found: list[Gap] = []
    match source_state(index, source):
        case "registered only":
            found.append(Gap("not held", "We know of this document but do not have a copy."))
            if source.url is None and source.download is None:
                found.append(Gap("no address", "We know no address for it."))
        case "unreadable":
            found.append(Gap("unreadable", "We have a copy but cannot read it."))
    if source.id in silences:
        when, reason = silences[source.id]
        found.append(Gap("silent", f"Its download failed on {day(when)} ({reason})."))
    found += [Gap(kind, words) for kind, words in zip(_kinds(standing), remarks(standing), strict=True)]
    return tuple(found)


def counted_gaps(entries: Sequence[MapEntry]) -> tuple[GapCount, ...]:
    """Counts gaps by kind, in the order of `GAPS`; kinds without gaps are left out."""
    counts = []
    for kind in GAPS:
        here = [entry for entry in entries if any(gap.kind == kind for gap in entry.gaps)]
        links = {entry.link.link.start for entry in here}
        sources = {entry.source.id for entry in here if entry.source}
        if here:
            counts.append(GapCount(kind, len(links), len(sources)))
    return tuple(counts)


def _kinds(standing: Standing) -> list[GapKind]:
    """Returns one kind for each remark on a source's status."""
    kinds: list[GapKind] = []
    match standing.state:
        case "superseded" | "under review" | "not yet in force" as state:
            kinds.append(state)
    if standing.from_day and standing.by:
        kinds.append("to be superseded")
    if standing.overdue:
        kinds.append("review overdue")
    return kinds
