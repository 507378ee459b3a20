"""Resolves the links in documents to registered sources."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.library.web_addresses import kind_of, place_of
from index.documents import Document, Link, LinkMeaning, Page, Section, Source
from index.storage.passage_index import PassageIndex

State = Literal["held", "unreadable", "registered only"]
# Without a source, the meaning of the link is unknown, or it does not lead to another document.
LinkState = Literal[State, "unknown", "within", "contact"]
# If a link means several sources, the first of these states that one of them has counts.
LEAST_AT_HAND: tuple[State, ...] = ("unreadable", "registered only", "held")
# States of links to other documents, which the map of a document counts, and labels for the other states.
MAPPED: tuple[LinkState, ...] = ("held", "registered only", "unreadable", "unknown")
ELSEWHERE: dict[LinkState, str] = {"within": "within the document", "contact": "to write or to call"}


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link, the registered sources that it means, and whether they can be quoted.

    sources: empty if the register does not give its meaning, or the link is a contact or stays in the
    document.
    """

    document: Document
    link: Link
    sources: tuple[Source, ...]
    state: LinkState

    @property
    def text(self) -> str:
        """The link's own words."""
        return self.document.text[self.link.start : self.link.end]

    @property
    def section(self) -> Section:
        """The section that the link is in."""
        return self.document.section_at(self.link.start)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that the link is on."""
        return self.document.pages_of(self.link.start, self.link.end)


def links_of(index: PassageIndex, document: Document) -> tuple[ResolvedLink, ...]:
    """Returns every link of a document, in order."""
    return tuple(_resolved(index, document, link) for link in document.links)


def all_links(index: PassageIndex) -> list[ResolvedLink]:
    """Returns every link of every document, in order."""
    return [link for document in index.documents.values() for link in links_of(index, document)]


def without_copy(index: PassageIndex, links: Iterable[ResolvedLink]) -> tuple[Source, ...]:
    """Returns the sources that links lead to and that we have no copy of, each once, in order."""
    found = {source.id: source for link in links for source in link.sources}
    return tuple(source for source in found.values() if source.id not in index.documents)


def links_within(links: Sequence[ResolvedLink], start: int, end: int) -> Iterator[ResolvedLink]:
    """Returns the links that lie entirely between two offsets."""
    return (link for link in links if start <= link.link.start and link.link.end <= end)


def links_to_documents(links: Iterable[ResolvedLink]) -> list[ResolvedLink]:
    """Returns the links that lead to other documents, known or not."""
    return [link for link in links if link.state in MAPPED]


def links_by_state(links: Iterable[ResolvedLink]) -> Counter[LinkState]:
    """Counts the links in each state."""
    return Counter(link.state for link in links)


def source_state(index: PassageIndex, source: Source) -> State:
    """Returns whether a source can be quoted."""
    if source.id in index.documents:
        return "held"
    unreadable = {entry.source_id for entry in index.corpus.unreadable}
    return "unreadable" if source.id in unreadable else "registered only"


def _resolved(index: PassageIndex, document: Document, link: Link) -> ResolvedLink:
    """Resolves a link by a [[link]] entry for its words (one for its section first), else by its address."""
    meant = tuple(_meant(index, document, link))
    own = index.sources[document.source_id].url
    kind = kind_of(link.target, own) if link.target else "document"
    if not meant and kind != "document":
        return ResolvedLink(document, link, (), kind)
    if not meant and link.target:
        meant = tuple(_at(index, place_of(link.target, own)))
    states = {source_state(index, source) for source in meant}
    state: LinkState = next((state for state in LEAST_AT_HAND if state in states), "unknown")
    return ResolvedLink(document, link, meant, state)


def _meant(index: PassageIndex, document: Document, link: Link) -> Iterator[Source]:
    words = _folded(document.text[link.start : link.end])
    path = document.section_at(link.start).path
    entries = [
        meaning
        for meaning in index.corpus.meanings
        if meaning.source_id == document.source_id and _folded(meaning.text) == words
    ]
    fitting = [m for m in entries if m.section in path] or [m for m in entries if m.section is None]
    yield from (index.sources[source_id] for source_id in _targets(fitting))


def _at(index: PassageIndex, place: object) -> Iterator[Source]:
    """Yields the sources with this address, for reading or for downloading."""
    for source in index.corpus.sources:
        if place is not None and place in {place_of(url) for url in (source.url, source.download) if url}:
            yield source


def _targets(meanings: Sequence[LinkMeaning]) -> Sequence[str]:
    return list(dict.fromkeys(source_id for meaning in meanings for source_id in meaning.to))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
