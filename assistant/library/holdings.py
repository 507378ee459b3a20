"""What is held of each source: its document, or why there is none, and the links in it and to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.library.editions import OldCitation, old_citations
from assistant.library.links import ResolvedLink, State, all_links, source_state
from assistant.library.status import Standing, standings
from index.documents import Document, Source
from index.read_corpus import Health
from index.storage.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class Holding:
    """A source as a build holds it.

    state: whether it can be quoted. standing: how it stands today. document, health: None where nothing of
    it can be quoted. reason: why its file could not be read; None where it was, or where there is none.
    links: its document's own. linked_from: where the held documents cite it. old_citations: where its
    document cites an edition that was replaced.
    """

    source: Source
    state: State
    standing: Standing
    document: Document | None
    health: Health | None
    reason: str | None
    links: tuple[ResolvedLink, ...]
    linked_from: tuple[ResolvedLink, ...]
    old_citations: tuple[OldCitation, ...]


def holdings(index: PassageIndex, today: date | None = None) -> Iterator[Holding]:
    """Every source, in the order of the register, unregistered files after them, as it stands today."""
    standing = standings(index.sources, today or date.today())
    links = all_links(index)
    old = old_citations(index, standing, links)
    reasons = {entry.source_id: entry.reason for entry in index.corpus.unreadable}
    for source in index.corpus.sources:
        yield Holding(
            source=source,
            state=source_state(index, source),
            standing=standing[source.id],
            document=index.documents.get(source.id),
            health=index.health.get(source.id),
            reason=reasons.get(source.id),
            links=tuple(link for link in links if link.document.source_id == source.id),
            linked_from=tuple(link for link in links if source in link.sources),
            old_citations=tuple(cited for cited in old if cited.document.source_id == source.id),
        )
