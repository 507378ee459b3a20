"""A corpus as it was read: its sources and documents, what could not be read, and what was found in each."""

from dataclasses import dataclass

from index.documents import Document, LinkMeaning, Source, Term


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of the corpus from which nothing is quoted, and why."""

    source_id: str
    file: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was found in a document, and what a maintainer should know of it.

    pages_without_text: how many of its pages have none. running_lines: those left out as running header
    or footer; of lines that differ in their figures only, the first. tables: runs of rows under one head.
    oddities: each one sentence. covered: how many words are not quoted because something is drawn over them,
    or behind, that hides them.
    """

    source_id: str
    file: str
    pages: int
    pages_without_text: int
    running_lines: tuple[str, ...]
    tables: int
    footnotes: int
    links: int
    sections: int
    passages: int
    oddities: tuple[str, ...]
    covered: int = 0


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read from a corpus folder.

    sources: in the register's order, unregistered files after them. documents: of the held and
    readable sources, in the same order. terms: the glossary. health: of each document, in their order.
    """

    name: str
    sources: tuple[Source, ...]
    meanings: tuple[LinkMeaning, ...]
    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...] = ()
    terms: tuple[Term, ...] = ()
    health: tuple[Health, ...] = ()
