"""What the index has of each source: its document or the reason there is none, and links from and to it."""

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
    """A source in a build.

    state: whether it can be quoted. standing: its status today. document, health: None if it cannot be
    quoted. reason: why its file could not be read, if there is one that could not. links: those in its
    document. linked_from: links to it in other documents. old_citations: where its document cites a replaced
    edition.
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
    """Yields every source with its status today, in the register's order, unregistered files last."""
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
