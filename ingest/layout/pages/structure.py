"""What pypdf finds in a PDF apart from its text: the outline, and the links with their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import Destination

from ingest.layout.blocks.headings import Outline, folded
from ingest.layout.pages.marks import Marks, around
from ingest.layout.words.words import Links
from ingest.text.reading import Rectangle

# What pypdf raises on malformed files, apart from its own errors.
MALFORMED = (
    PyPdfError, DeprecationError, DependencyError, ValueError, KeyError, TypeError, IndexError,
    AttributeError, RecursionError, OSError, NotImplementedError, AssertionError, OverflowError,
)  # fmt: skip

# How pypdf prints a reference to another object; the last number is a memory address of this run.
REFERENCE = re.compile(r"IndirectObject\((\d+), (\d+), \d+\)")


def why(error: BaseException) -> str:
    """Returns a library's error message without what changes from run to run."""
    return REFERENCE.sub(r"object \1 \2", str(error)) or type(error).__name__


@dataclass(frozen=True, slots=True)
class Structure:
    """The outline, links and marks of a file.

    links: of each page, with their places in the file's coordinates (see `words_of`).
    marks: of each page.
    unreadable_links: why the links and marks of a page cannot be read.
    oddities: why the outline cannot be read.
    """

    outline: Outline
    links: dict[int, Links]
    marks: dict[int, Marks]
    unreadable_links: dict[int, str]
    oddities: tuple[str, ...]

    @classmethod
    def of(cls, reader: pypdf.PdfReader) -> "Structure":
        """Reads them, and names each part that is damaged."""
        links: dict[int, Links] = {}
        marks: dict[int, Marks] = {}
        unreadable: dict[int, str] = {}
        oddities = []
        for number in range(1, len(reader.pages) + 1):
            try:
                links[number], marks[number] = (), Marks()
                notes = list(_notes(reader.pages[number - 1]))
                links[number] = list(_links(notes))
                marks[number] = Marks.of(notes)
            except MALFORMED as error:
                unreadable[number] = why(error)
        titles: dict[int, list[tuple[str, int]]] = {}
        try:
            for number, title, level in _titles(reader, reader.outline, 1):
                titles.setdefault(number, []).append((title, level))
        except MALFORMED as error:
            oddities.append(f"the outline cannot be read ({why(error)})")
        return cls(Outline(titles), links, marks, unreadable, tuple(oddities))


def _notes(page: pypdf.PageObject) -> Iterator[Any]:
    """Yields what lies on the page without being part of it: links, marks, comments."""
    notes = page.get("/Annots")
    for reference in notes.get_object() if notes is not None else ():
        yield reference.get_object()


def _links(notes: Iterable[Any]) -> Iterator[tuple[Rectangle, str]]:
    for note in notes:
        action = note.get("/A")
        target = action.get_object().get("/URI") if action is not None else None
        if note.get("/Subtype") == "/Link" and target:
            address = target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
            yield around(note["/Rect"]), address


def _titles(reader: pypdf.PdfReader, entries: Iterable[Any], level: int) -> Iterator[tuple[int, str, int]]:
    """Yields the page, the folded title and the level of each entry."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _titles(reader, entry, level + 1)
        elif isinstance(entry, Destination) and entry.title:
            number = reader.get_destination_page_number(entry)
            if number is not None and number >= 0:
                yield number + 1, folded(str(entry.title)), level
