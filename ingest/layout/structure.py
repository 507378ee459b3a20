"""What pypdf knows of a PDF beside its text: the outline, and the links with their places."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import Destination

from ingest.canonical import Rectangle
from ingest.layout.headings import Outline, folded
from ingest.layout.words import Links

# What pypdf raises on files that are not what they should be, beside its own errors.
MALFORMED = (
    PyPdfError, DeprecationError, DependencyError, ValueError, KeyError, TypeError, IndexError,
    AttributeError, RecursionError, OSError, NotImplementedError, AssertionError, OverflowError,
)  # fmt: skip


# How pypdf prints a reference to another object: the last number is where it lies in this run's memory.
REFERENCE = re.compile(r"IndirectObject\((\d+), (\d+), \d+\)")


def why(error: BaseException) -> str:
    """What a library says of a file, the same in every run."""
    return REFERENCE.sub(r"object \1 \2", str(error)) or type(error).__name__


@dataclass(frozen=True, slots=True)
class Structure:
    """links: those of each page with their places in the file's coordinates (see `words_of`).

    unreadable_links: why the links of a page cannot be read. oddities: the same of the outline.
    """

    outline: Outline
    links: dict[int, Links]
    unreadable_links: dict[int, str]
    oddities: tuple[str, ...]

    @classmethod
    def of(cls, reader: pypdf.PdfReader) -> "Structure":
        """Read them; a part that is damaged is named."""
        links: dict[int, Links] = {}
        unreadable: dict[int, str] = {}
        oddities = []
        for number in range(1, len(reader.pages) + 1):
            try:
                links[number] = list(_links(reader.pages[number - 1]))
            except MALFORMED as error:
                links[number], unreadable[number] = (), why(error)
        titles: dict[int, list[tuple[str, int]]] = {}
        try:
            for number, title, level in _titles(reader, reader.outline, 1):
                titles.setdefault(number, []).append((title, level))
        except MALFORMED as error:
            oddities.append(f"the outline cannot be read ({why(error)})")
        return cls(Outline(titles), links, unreadable, tuple(oddities))


def _links(page: pypdf.PageObject) -> Iterator[tuple[Rectangle, str]]:
    notes = page.get("/Annots")
    for reference in notes.get_object() if notes is not None else ():
        note = reference.get_object()
        action = note.get("/A")
        target = action.get_object().get("/URI") if action is not None else None
        if note.get("/Subtype") == "/Link" and target:
            x0, y0, x1, y1 = (float(side) for side in note["/Rect"])
            address = target.decode("utf-8", "replace") if isinstance(target, bytes) else str(target)
            yield (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), address


def _titles(reader: pypdf.PdfReader, entries: Iterable[Any], level: int) -> Iterator[tuple[int, str, int]]:
    """The page, the folded title and the level of each entry."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _titles(reader, entry, level + 1)
        elif isinstance(entry, Destination) and entry.title:
            number = reader.get_destination_page_number(entry)
            if number is not None and number >= 0:
                yield number + 1, folded(str(entry.title)), level
