"""A quote: a slice of a document. A quote that is not verbatim cannot be built."""

from dataclasses import dataclass

from assistant.library.status import Standing
from index.documents import Document, Page, Section, Source, Span


@dataclass(frozen=True, slots=True)
class Place:
    """The place of some words in a source. standing: the source's status when they were quoted."""

    source: Source
    document: Document
    start: int
    end: int
    standing: Standing

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.document.text):
            raise ValueError(
                f"{self.start} to {self.end} is not a slice of the {len(self.document.text)} characters "
                f"of {self.document.source_id}"
            )
        if self.section != self.document.section_at(self.end - 1):
            raise ValueError(
                f"{self.start} to {self.end} of {self.document.source_id} crosses the end of a section"
            )

    @property
    def text(self) -> str:
        """The words, cut from the document's canonical text."""
        return self.document.text[self.start : self.end]

    @property
    def section(self) -> Section:
        """The section that the words are in."""
        return self.document.section_at(self.start)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages that the words are on; empty if the document has none."""
        return self.document.pages_of(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote from the guidance that bears on a question.

    highlights: the sentences closest to the question, [start, end) in the quote's own text.
    context: the slices of the document that introduce the words, outermost first.
    score: higher is closer. also_in: other places with the same words, white space folded.
    """

    place: Place
    score: float
    highlights: tuple[Span, ...] = ()
    context: tuple[Span, ...] = ()
    also_in: tuple[Place, ...] = ()

    def __post_init__(self) -> None:
        length = self.place.end - self.place.start
        if not all(0 <= start < end <= length for start, end in self.highlights):
            raise ValueError(f"the highlights {self.highlights} go beyond the quote's {length} characters")

    @property
    def text(self) -> str:
        """The words, cut from the document's canonical text."""
        return self.place.text

    @property
    def context_texts(self) -> tuple[str, ...]:
        """The words that introduce the quote."""
        return tuple(self.place.document.text[start:end] for start, end in self.context)
