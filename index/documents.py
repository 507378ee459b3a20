"""What travels between the parts: sources, documents, passages.

Offsets are characters of a document's canonical text, end exclusive. Pages count from 1, as a viewer
shows them; a page's label is what is printed on it, where that is known.
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

    file: its path below the corpus folder; None: known and linked, not held.
    attachment: of a GOV.UK publication, the title of the file that is meant, or words of it.
    registered: False where the file lies in the corpus without an entry.
    found: the names of the fields that the register leaves open and `fetch` found with the file.
    Every other field is None, or empty, where the register does not say.
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

    section: a heading on the path of the link's section, where the words alone are not enough.
    """

    source_id: str
    text: str
    to: tuple[str, ...]
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary: words that people write, and what is searched besides for them.

    official: what is searched, and shown as searched. everyday: the words are no official term
    themselves: they are found in a question, and neither searched for another term nor shown.
    capitals: found only where the capitals of `words` are capitals, for the small letters are another
    word. ambiguous: there are further readings. related: the official term is near, not the same.
    reviewed_by, reviewed: who confirmed the entry and when; None: nobody yet.
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

    A page from which words were moved (a footnote) has a stretch for each place they went to; a page
    without text has an empty one.
    """

    number: int
    start: int
    end: int
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Where words stand on their page: a rectangle around the canonical text from start to end.

    page: from 1. The sides are in points (1/72 inch) from the left and the top edge of the page as a
    viewer shows it, turned as its file says.
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
    """A heading with what stands under it, up to the next heading of any level.

    path: the headings that lead to it, outermost first; empty before the first heading.
    anchor: the heading's own address inside a web page.
    """

    path: tuple[str, ...]
    start: int
    end: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a document. target: its address as written; None where the copy has lost it."""

    start: int
    end: int
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A place where the canonical text departs from the order or the characters of the file.

    insertion: words that the file computes and does not hold, such as an automatic clause number.
    move: words put elsewhere, such as a footnote taken to the end of its section.
    repair: characters that the file holds garbled, put right without doubt.
    """

    kind: Literal["insertion", "move", "repair"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that the file shows struck through: withdrawn by its authors, and no part of the text.

    at: the offset of the canonical text before which they stand.
    """

    at: int
    words: str


@dataclass(frozen=True)
class Document:
    """One version of a source's file, named by the SHA-256 of its bytes.

    pages: in the order of the text, together the whole; empty where the format has no pages.
    sections: in order, together the whole text.
    amendments: what it says of its own changes and dates. It is no guidance, and no passage.
    notices: where it says that it is under review, which is to be known with each of its words.
    machine_read: its words were read off pictures of its pages by a machine, and may be misread.
    struck: what was struck through, in the order of the text. It is shown so, and never quoted.
    pictures: descriptions of pictures, as the file holds them for those who cannot see these.
    scanned: what Signpost read off the pictures of pages that hold no text.
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
        """Whether the word at this offset is part of the description of a picture."""
        return any(first <= start < last for first, last in self.pictures)

    def machine_read_at(self, start: int, end: int) -> bool:
        """Whether one of the words from start to end was read off a picture, and may be misread."""
        numbers = {page.number for page in self.scanned}
        return self.machine_read or any(page.number in numbers for page in self.pages_of(start, end))

    def pages_of(self, start: int, end: int) -> tuple[Page, ...]:
        """The pages on which the words from start to end stand, by number; empty where there are none.

        Each with the stretch that holds the first of these words on it.
        """
        found: dict[int, Page] = {}
        for page in self.pages:
            if page.start < page.end and page.start < end and start < page.end:
                found.setdefault(page.number, page)
        return tuple(found[number] for number in sorted(found))

    def section_at(self, offset: int) -> Section:
        """The section in which this character stands."""
        return self.sections[bisect_right(self._section_starts, offset) - 1]

    @cached_property
    def _section_starts(self) -> list[int]:
        return [section.start for section in self.sections]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is indexed and quoted: a paragraph, list item, table row or footnote.

    id: derived from source, section, words and occurrence (see `ingest.text.passages`).
    depth: how deep a list item stands, from 1; 0 for what is no list item.
    context: the slices that introduce it (stem, parent items, column headings), outermost first;
    never part of the passage's own words.
    sentences: together the passage, but for white space.
    """

    id: str
    source_id: str
    start: int
    end: int
    kind: Kind = "paragraph"
    depth: int = 0
    context: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
