"""What is held of each source: its document, or why there is none, and the links in it and to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.links import ResolvedLink, links_of
from index.model import Document, Source
from index.passage_index import PassageIndex

State = Literal["held", "unreadable", "registered only"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A source as a build holds it.

    document: None where nothing of it can be quoted. reason: why its file could not be read; None where it
    was, or where there is none. links_to: its document's own. linked_from: where the held documents cite it.
    """

    source: Source
    document: Document | None
    reason: str | None
    links_to: tuple[ResolvedLink, ...]
    linked_from: tuple[ResolvedLink, ...]

    @property
    def state(self) -> State:
        """Whether the source can be quoted, in words."""
        return "held" if self.document else "unreadable" if self.reason else "registered only"


def holdings(index: PassageIndex) -> Iterator[Holding]:
    """Every source, in the order of the register, unregistered files after them."""
    links = [link for document in index.documents.values() for link in links_of(index, document)]
    reasons = {entry.source_id: entry.reason for entry in index.corpus.unreadable}
    for source in index.corpus.sources:
        yield Holding(
            source,
            index.documents.get(source.id),
            reasons.get(source.id),
            tuple(link for link in links if link.document.source_id == source.id),
            tuple(link for link in links if source in link.sources),
        )
