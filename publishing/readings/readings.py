"""How documents were read, page by page or in order, for a person to check before publication."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from operator import attrgetter
from pathlib import PurePath

from index.documents import Box, Document, Passage
from index.storage.word_boxes import outlines
from ingest.build import Prepared
from ingest.corpus.files import HeldFile
from ingest.prepared_documents import PreparedDocument


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text: a passage, or text between passages (a heading, a note on changes).

    number: of the passage in its document, from 1; None for other text. places: the passage's boxes on the
    page being shown.
    """

    text: str
    number: int | None = None
    kind: str = ""
    section: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    places: tuple[Box, ...] = ()


@dataclass(frozen=True)
class DocumentReading:
    """A new or changed document as it was read. data: the file's bytes."""

    title: str
    read: PreparedDocument
    data: bytes = field(repr=False)

    @property
    def document(self) -> Document:
        """The document."""
        return self.read.document

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages, in order."""
        return self.read.passages

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes of its words on their pages, unpacked at first use."""
        return self.read.placed

    @property
    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that can be drawn: those of a PDF."""
        drawn = PurePath(self.document.file).suffix.lower() == ".pdf"
        return tuple(sorted({page.number for page in self.document.pages})) if drawn else ()

    @property
    def left_out(self) -> tuple[str, ...]:
        """What was left out of the document or is unusual about it, one line each."""
        running = (f"on every page: “{line}”" for line in self.read.health.running_lines)
        struck = (f"struck through: “{found.words}”" for found in self.document.struck)
        return (*self.read.health.oddities, *running, *struck)

    def pieces(self, page: int | None = None) -> tuple[Piece, ...]:
        """Returns the pieces of a page, or of the whole document, in reading order."""
        stretches = [(0, len(self.document.text))]
        if page is not None:
            stretches = [(p.start, p.end) for p in self.document.pages if p.number == page]
        return tuple(piece for start, end in stretches for piece in self._between(start, end, page))

    def _between(self, start: int, end: int, page: int | None) -> Iterator[Piece]:
        text, at = self.document.text, start
        for number, passage in enumerate(self.passages, start=1):
            if passage.end <= start or passage.start >= end:
                continue
            yield from self._others(at, passage.start)
            at = min(passage.end, end)
            yield Piece(
                text[max(passage.start, start) : at],
                number,
                passage.kind,
                self.document.section_at(passage.start).path,
                tuple(text[first:last] for first, last in passage.context),
                tuple(outlines(box for box in self._boxes_of(passage) if box.page == page)),
            )
        yield from self._others(at, end)

    def _others(self, start: int, end: int) -> Iterator[Piece]:
        """Yields the text between passages, block by block."""
        for block in self.document.text[start:end].split("\n\n") if start < end else ():
            if block.strip():
                yield Piece(block.strip())

    def _boxes_of(self, passage: Passage) -> Iterable[Box]:
        start = bisect_left(self.boxes, passage.start, key=attrgetter("start"))
        return takewhile(lambda box: box.end <= passage.end, self.boxes[start:])


def readings_of(
    prepared: Prepared, files: Iterable[HeldFile], changed: Sequence[str]
) -> tuple[DocumentReading, ...]:
    """Returns the readings of these sources' documents."""
    data = {file.source.id: file.data for file in files}
    titles = {source.id: source.title for source in prepared.corpus.sources}
    return tuple(
        DocumentReading(titles[found.document.source_id], found, data[found.document.source_id])
        for found in prepared.documents
        if found.document.source_id in changed
    )
