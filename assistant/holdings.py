"""What is held of each source: its document, or why there is none, and the links in it and to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.links import ResolvedLink, State, links_of, source_state
from index.model import Document, Health, Source
from index.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class Holding:
    """A source as a build holds it.

    state: whether it can be quoted. document, health: None where nothing of it can be. reason: why its
    file could not be read; None where it was, or where there is none. links: its document's own.
    linked_from: where the held documents cite it.
    """

    source: Source
    state: State
    document: Document | None
    health: Health | None
    reason: str | None
    links: tuple[ResolvedLink, ...]
    linked_from: tuple[ResolvedLink, ...]


def holdings(index: PassageIndex) -> Iterator[Holding]:
    """Every source, in the order of the register, unregistered files after them."""
    links = [link for document in index.documents.values() for link in links_of(index, document)]
    reasons = {entry.source_id: entry.reason for entry in index.corpus.unreadable}
    for source in index.corpus.sources:
        yield Holding(
            source=source,
            state=source_state(index, source),
            document=index.documents.get(source.id),
            health=index.health.get(source.id),
            reason=reasons.get(source.id),
            links=tuple(link for link in links if link.document.source_id == source.id),
            linked_from=tuple(link for link in links if source in link.sources),
        )
