"""What the links in documents mean: each resolved through the register."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.model import Document, Link, LinkMeaning, Section, Source
from index.passage_index import PassageIndex


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link where it stands, and the registered sources it means; none where nobody wrote that down."""

    document: Document
    link: Link
    sources: tuple[Source, ...]

    @property
    def text(self) -> str:
        """The link's own words."""
        return self.document.text[self.link.start : self.link.end]

    @property
    def section(self) -> Section:
        """The section in which it stands."""
        return self.document.section_at(self.link.start)


def links_of(index: PassageIndex, document: Document) -> tuple[ResolvedLink, ...]:
    """Every link of a document, in its order."""
    return tuple(
        ResolvedLink(document, link, tuple(_meant(index, document, link))) for link in document.links
    )


def links_within(links: Sequence[ResolvedLink], start: int, end: int) -> Iterator[ResolvedLink]:
    """The links that stand whole between two offsets."""
    return (link for link in links if start <= link.link.start and link.link.end <= end)


def _meant(index: PassageIndex, document: Document, link: Link) -> Iterator[Source]:
    """By a [[link]] entry for its words, the one for its section first; else by its address."""
    words = _folded(document.text[link.start : link.end])
    path = document.section_at(link.start).path
    entries = [
        meaning
        for meaning in index.corpus.meanings
        if meaning.source_id == document.source_id and _folded(meaning.text) == words
    ]
    fitting = [m for m in entries if m.section in path] or [m for m in entries if m.section is None]
    if fitting:
        yield from (index.sources[source_id] for source_id in _targets(fitting))
    elif link.target:
        yield from (s for s in index.corpus.sources if link.target in {s.url, s.download} - {None})


def _targets(meanings: Sequence[LinkMeaning]) -> Sequence[str]:
    return list(dict.fromkeys(source_id for meaning in meanings for source_id in meaning.to))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
