"""A document for reading: its contents, and the complete text of each section."""

import re
from dataclasses import dataclass

from assistant.library.table_rows import cells_between, told_with_cells
from index.documents import Document, Page, Passage, Section, Span
from index.storage.passage_index import PassageIndex

BLOCK = re.compile(r"\S(?:.|\n(?!\n))*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a document's contents. number: of the section, from 1. passages: in it directly."""

    number: int
    section: Section
    passages: int
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a section, [start, end) in the document.

    passage: None for words that are never quoted: lists of nothing but links, and the document's title.
    """

    start: int
    end: int
    passage: Passage | None = None


def contents(index: PassageIndex, document: Document) -> tuple[Entry, ...]:
    """Returns every section of a document, in order."""
    counts = dict.fromkeys(document.sections, 0)
    for row in index.passages_by_source[document.source_id]:
        counts[document.section_at(index.passages[row].start)] += 1
    return tuple(
        Entry(number, section, counts[section], document.pages_of(section.start, section.end))
        for number, section in enumerate(document.sections, start=1)
    )


def parts_of(index: PassageIndex, document: Document, section: Section) -> tuple[Part, ...]:
    """Returns all words of a section, in order, except those shown elsewhere.

    These are its heading, the column headings that `row_cells` gives, and the document's record of its
    changes.
    """
    passages = [index.passages[row] for row in index.passages_by_source[document.source_id]]
    inside = [p for p in passages if section.start <= p.start and p.end <= section.end]
    shown = {span for passage in inside for span in told_with_cells(document, passage)}
    parts: list[Part] = []
    cursor = section.start
    for passage in inside:
        parts += [Part(*span) for span in _between(document, section, cursor, passage.start, shown)]
        parts.append(Part(passage.start, passage.end, passage))
        cursor = passage.end
    return (*parts, *(Part(*span) for span in _between(document, section, cursor, section.end, shown)))


def _between(document: Document, section: Section, start: int, end: int, shown: set[Span]) -> list[Span]:
    """Returns the blocks between two passages that are not shown elsewhere."""
    found = []
    for match in BLOCK.finditer(document.text, start, end):
        span = match.start(), match.start() + len(match.group().rstrip())
        words = " ".join(document.text[slice(*span)].split())
        heading = span[0] == section.start and section.path[-1:] == (words,)
        cells = [cell for cell in cells_between(document.text, *span) if cell[0] < cell[1]]
        shown_with_cells = all(any(s <= first and last <= e for s, e in shown) for first, last in cells)
        amendment = any(s <= span[0] and span[1] <= e for s, e in document.amendments)
        if not (heading or shown_with_cells or amendment):
            found.append(span)
    return found
