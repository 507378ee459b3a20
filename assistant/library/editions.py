"""Finds documents that cite a replaced edition of a registered source.

It recognises three kinds of citation: a link to a superseded source, the title of one, and the title of a
source with the year of an edition before the registered one ("Example guidance (2018)").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from assistant.library.links import ResolvedLink
from assistant.library.status import Standing
from index.documents import Document, Page, Section, Source, Term
from index.storage.passage_index import PassageIndex

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Words allowed between a title and the year of its edition.
BETWEEN = (
    "hm", "government", "dfe", "department", "for", "education", "of", "health", "statutory", "guidance",
    "edition", "version", "updated", "revised", "published", "in", "the", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# A character between two words of one sentence.
GAP = r"[^\w.;!?\n]"
# Shorter titles occur in too many texts by chance.
SHORTEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class OldCitation:
    """Words of a document, from start to end, that cite a replaced edition, and the source cited.

    standing: the source's status. year, registered: the year cited and the year of the registered edition,
    if an earlier edition is cited; else None.
    """

    document: Document
    start: int
    end: int
    source: Source
    standing: Standing
    year: int | None = None
    registered: int | None = None

    @property
    def text(self) -> str:
        """The words that cite it."""
        return " ".join(self.document.text[self.start : self.end].split())

    @property
    def section(self) -> Section:
        """The section that the citation is in."""
        return self.document.section_at(self.start)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that the citation is on."""
        return self.document.pages_of(self.start, self.end)


def old_citations(
    index: PassageIndex, standing: Mapping[str, Standing], links: Iterable[ResolvedLink]
) -> tuple[OldCitation, ...]:
    """Returns all such citations of a build, in order; each source once per document. links: the build's.

    Ignores a document's own earlier editions, its record of its changes, and citations of what the document
    itself replaced.
    """
    linked: dict[str, list[ResolvedLink]] = defaultdict(list)
    for link in links:
        linked[link.document.source_id].append(link)
    sources = [source for source in index.corpus.sources if source.registered]
    years = {source.id: _edition(source) for source in sources}
    names = {source.id: _names(source, index.corpus.terms) for source in sources}
    shared = _shared(names, standing)
    patterns = {
        source.id: re.compile(
            rf"\b(?:{'|'.join(names[source.id])})\b(?:{GAP}+(?:{'|'.join(BETWEEN)})\b)*(?:{GAP}{{1,4}}({YEAR.pattern}))?",
            re.IGNORECASE,
        )
        for source in sources
        if names[source.id]
    }

    def found(document: Document) -> Iterator[OldCitation]:
        for link in linked[document.source_id]:
            for source in link.sources:
                if standing[source.id].state == "superseded":
                    start, end = link.link.start, link.link.end
                    yield OldCitation(document, start, end, source, standing[source.id])
        for source in sources:
            pattern, edition = patterns.get(source.id), years[source.id]
            replaced = standing[source.id].state == "superseded" and source.id not in shared
            if pattern is None or not (replaced or edition):
                continue
            for match in pattern.finditer(document.text):
                year = int(match[1]) if match[1] else None
                if year and edition and year < edition:
                    yield OldCitation(document, *match.span(), source, standing[source.id], year, edition)
                elif replaced:
                    yield OldCitation(document, *match.span(), source, standing[source.id])

    return tuple(chain.from_iterable(_first_citations(index, d, found(d)) for d in index.documents.values()))


def _first_citations(
    index: PassageIndex, document: Document, found: Iterator[OldCitation]
) -> Iterator[OldCitation]:
    """Yields the first citation of each source that counts."""
    counted = {document.source_id}
    for citation in sorted(found, key=lambda citation: citation.start):
        source = citation.source
        own_changes = any(s <= citation.start < e for s, e in document.amendments)
        successor = citation.year is None and citation.standing.by == index.sources[document.source_id]
        if source.id not in counted and not own_changes and not successor:
            counted.add(source.id)
            yield citation


def _edition(source: Source) -> int | None:
    """Returns the year of the registered edition: the one in its title, else the one it is in force from."""
    in_title = YEAR.findall(source.title)
    if in_title:
        return int(in_title[-1])
    known = source.in_force or source.published
    return known.year if known else None


def _names(source: Source, terms: Sequence[Term]) -> list[str]:
    """Returns patterns for the title without its year, and for the glossary's short names of it."""
    title = " ".join(YEAR.sub(" ", source.title).split()).strip(" ():,-–")
    if len(title) < SHORTEST_TITLE:
        return []
    known = {title.casefold(): title}
    for term in terms:
        certain = not (term.everyday or term.ambiguous or term.related)
        if certain and title.casefold() in map(str.casefold, (*term.words, *term.official)):
            known |= {name.casefold(): name for name in (*term.words, *term.official)}
    return [_pattern(name) for name in known.values()]


def _pattern(name: str) -> str:
    """Returns a pattern for a name; a name in capitals (an acronym) matches only in capitals."""
    words = r"\s+".join(map(re.escape, name.split()))
    return f"(?-i:{words})" if name.isupper() else words


def _shared(names: Mapping[str, Sequence[str]], standing: Mapping[str, Standing]) -> set[str]:
    """Returns superseded sources that share a name with a newer one: that name alone cites the newer one."""
    newer = {n.casefold() for s, found in names.items() if standing[s].state != "superseded" for n in found}
    return {source_id for source_id, found in names.items() if newer & {n.casefold() for n in found}}
