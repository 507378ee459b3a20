"""The types that the parts of Signpost exchange: sources, documents and passages.

Offsets count characters of a document's canonical text, end exclusive. Pages count from 1, as a viewer shows
them; a page's label is the number printed on it, where known.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from index.scans import ScannedPage

Span = tuple[int, int]
Kind = Literal["paragraph", "item", "row", "footnote", "picture"]


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of the register: a briefing, a procedure, guidance, a form, a website.

    file: its path below the corpus folder; None if we know of the source but have no copy.
    attachment: for a GOV.UK publication, the title of the file to take, or words from it.
    registered: False if the file lies in the corpus without an entry.
    found: names of the fields that the register leaves open and `fetch` found with the file.
    Every other field is None or empty where the register does not give it.
    """

    id: str
    title: str
    publisher: str | None = None
    kind: str | None = None
    scope: str | None = None
    file: str | None = None
    url: str | None = None
    url_checked: date | None = None
    download: str | None = None
    hosts: tuple[str, ...] = ()
    attachment: str | None = None
    published: date | None = None
    in_force: date | None = None
    review_by: date | None = None
    status: str = "unknown"
    superseded_by: str | None = None
    licence: str | None = None
    registered: bool = True
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkMeaning:
    """What a link in a document means: the sources that its words stand for.

    section: a heading on the path of the link's section, needed where the words alone are ambiguous.
    """

    source_id: str
    text: str
    to: tuple[str, ...]
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: words that people write, and the terms that glossary expansion adds for them.

    official: the terms to add to the search and to show as added.
    everyday: the words are not themselves an official term; they are recognised in a question, but never
    added to another search or shown.
    capitals: the words match only where their capitals are written as capitals, because in lower case they
    are another word.
    ambiguous: the words have other meanings too.
    related: the official term is close in meaning but not the same.
    reviewed_by, reviewed: who confirmed the entry and when; None if nobody has yet.
    """

    words: tuple[str, ...]
    official: tuple[str, ...]
    everyday: bool = False
    capitals: bool = False
    ambiguous: bool = False
    related: bool = False
    reviewed_by: str | None = None
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and a stretch of the canonical text that stands on it.

    A page whose words were moved (a footnote) has one stretch for each place they went to. A page without
    text has an empty stretch.
    """

    number: int
    start: int
    end: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page around the canonical text from start to end.

    page: from 1. The sides are in points (1/72 inch) from the left and top edges of the page as a viewer
    shows it, with the file's rotation applied.
    """

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text below it, up to the next heading of any level.

    path: the headings that lead to it, outermost first; empty before the first heading.
    anchor: the heading's own address within a web page.
    """

    path: tuple[str, ...]
    start: int
    end: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a document. target: its address as written; None if the copy has lost it."""

    start: int
    end: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A place where the canonical text differs from the file in order or characters.

    insertion: words that are computed and not stored in the file, such as an automatic clause number.
    move: words put elsewhere, such as a footnote moved to the end of its section.
    repair: characters garbled in the file, where only one correction is possible.
    """

    kind: Literal["insertion", "move", "repair"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Struck:
    """Words struck through in the file: the authors withdrew them, so they are not part of the text.

    at: the offset in the canonical text that they stand before.
    """

    at: int
    words: str


@dataclass(frozen=True)
class Document:
    """One version of a source's file, named by the SHA-256 of its bytes.

    pages: in text order, together covering the whole text; empty if the format has no pages.
    sections: in order, together covering the whole text.
    amendments: the document's own record of its changes and dates. Not guidance, so never a passage.
    notices: statements that the document is under review, shown with every quote from it.
    machine_read: OCR read the whole document from page images, so words may be wrong.
    struck: the words struck through, in text order. Shown as struck through, never quoted.
    pictures: descriptions of pictures (alternative text) from the file.
    scanned: the words that Signpost's own OCR read from pages without text.
    """

    source_id: str
    file: str
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    edits: tuple[Edit, ...] = ()
    amendments: tuple[Span, ...] = ()
    notices: tuple[Span, ...] = ()
    machine_read: bool = False
    struck: tuple[Struck, ...] = ()
    pictures: tuple[Span, ...] = ()
    scanned: tuple[ScannedPage, ...] = ()

    def describes_picture(self, start: int) -> bool:
        """Returns whether the word at this offset is part of a picture's description."""
        return any(first <= start < last for first, last in self.pictures)

    def machine_read_at(self, start: int, end: int) -> bool:
        """Returns whether OCR read any of the words from start to end, so that they may be wrong."""
        numbers = {page.number for page in self.scanned}
        return self.machine_read or any(page.number in numbers for page in self.pages_of(start, end))

    def pages_of(self, start: int, end: int) -> tuple[Page, ...]:
        """Returns the pages that hold the words from start to end, by number; empty if there are no pages.

        Each page comes with the stretch that holds the first of these words on it.
        """
        found: dict[int, Page] = {}
        for page in self.pages:
            if page.start < page.end and page.start < end and start < page.end:
                found.setdefault(page.number, page)
        return tuple(found[number] for number in sorted(found))

    def section_at(self, offset: int) -> Section:
        """Returns the section that contains the character at this offset."""
        return self.sections[bisect_right(self._section_starts, offset) - 1]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed and quoted: a paragraph, list item, table row or footnote.

    id: derived from source, section, words and occurrence (see `ingest.text.passages`).
    depth: nesting depth of a list item, from 1; 0 for anything else.
    context: the slices that introduce it (stem, parent items, column headings), outermost first; never part
    of the passage's own words.
    sentences: together they cover the passage, except for white space.
    """

    id: str
    source_id: str
    start: int
    end: int
    kind: Kind = "paragraph"
    depth: int = 0
    context: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
