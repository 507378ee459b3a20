"""A corpus after reading: its sources, its documents, the files that failed, and a health report for each."""

from dataclasses import dataclass

from index.documents import Document, LinkMeaning, Source, Term


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file of the corpus that cannot be quoted, and why."""

    source_id: str
    file: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class Health:
    """What reading a document found, for its maintainer.

    pages_without_text: how many pages have no text. running_lines: lines left out as running headers or
    footers; of lines that differ only in their figures, the first. tables: runs of rows under one head.
    oddities: one sentence each. covered: how many words are left out because something drawn over or behind
    them hides them.
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
    """Everything read from a corpus folder.

    sources: in the register's order, unregistered files after them. documents: of the sources with a
    readable file, in the same order. terms: the glossary. health: one for each document, in their order.
    """

    name: str
    sources: tuple[Source, ...]
    meanings: tuple[LinkMeaning, ...]
    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...] = ()
    terms: tuple[Term, ...] = ()
    health: tuple[Health, ...] = ()
