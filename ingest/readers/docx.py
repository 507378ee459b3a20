"""Word documents into canonical text: the accepted text, with headings, clause numbers, tables and notes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from index.errors import UnreadableDocument
from ingest.canonical import LINE_BREAK, BlockKind, CanonicalText, Reading, Run
from ingest.grid import write_table
from ingest.readers.archive import check_archive
from ingest.readers.numbering import Numbering, W
from ingest.readers.word_notes import Notes, targets
from ingest.readers.word_runs import FALLBACK, Wording
from ingest.readers.word_styles import BODY_LEVEL, TITLE_LEVEL, Styles, is_on, value
from ingest.readers.word_tables import children, header_rows, table_rows

# What opening a Word file that is not what it should be raises, from zip, XML and python-docx.
MALFORMED = (
    OpcError, zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, OSError, RuntimeError,
)  # fmt: skip
GONE = {W + "del", W + "moveFrom", FALLBACK}
TEXT_BOX = W + "txbxContent"

Element = Any


def read_docx(data: bytes, file: str) -> Reading:
    """The accepted text of a Word file; comments, deleted and hidden words are no part of it.

    Automatic numbers are computed and stand before the words, each recorded as an insertion.
    UnreadableDocument: it is no Word file, or is encrypted or damaged.
    """
    try:
        check_archive(data, file)
        document = docx.Document(io.BytesIO(data))
        body, walk = document.element.body, _walk(document)
        title = document.core_properties.title
    except MALFORMED as error:
        raise _damaged(data, file, error) from error
    try:
        return _read(body, walk, title)
    except (OpcError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise _damaged(data, file, error) from error


def _damaged(data: bytes, file: str, error: Exception) -> UnreadableDocument:
    locked = data.startswith(bytes.fromhex("d0cf11e0"))
    reason = (
        "it is an old .doc or an encrypted file: save it as an open .docx"
        if locked
        else f"it is damaged and cannot be opened as a Word file ({error})"
    )
    return UnreadableDocument(file, reason)


def _walk(document: Any) -> "_Walk":  # noqa: ANN401
    """What is to be known of a document before its body is read: styles, lists, notes, links."""
    styles = Styles.of(document)
    style_lists = {style: num for style, (num, _, _) in styles.lists.items()}
    numbering = Numbering.of(_numbering_part(document), style_lists)
    notes = Notes.of(document, styles)
    return _Walk(styles, numbering, notes, Wording(styles, targets(document.part), notes.mark))


def _read(body: Element | None, walk: "_Walk", title: str) -> Reading:
    """The text of a body. title: of the document's properties.

    ValueError: a number in its markup is none, or there is no body.
    """
    if body is None:
        raise ValueError("it has no body")
    walk.wording.begin(body)
    walk.body(body)
    walk.close()
    unknown = [
        f"automatic numbers in the format {name} are left out" for name in sorted(walk.numbering.unknown)
    ]
    return walk.canonical.reading(
        title=walk.title or title,
        oddities=dict.fromkeys([*walk.wording.oddities, *walk.oddities, *unknown]),
    )


def _numbering_part(document: Any) -> Element | None:  # noqa: ANN401
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/numbering") and not rel.is_external:
            return etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph as it is written. level: of a heading; depth: of a list item, from 1; else None and 0."""

    runs: tuple[Run, ...]
    level: int | None
    depth: int

    @property
    def kind(self) -> BlockKind:
        return "heading" if self.level is not None else "item" if self.depth else "paragraph"


@dataclass
class _Walk:
    """One pass over the body, writing as it goes. carried: words of paragraphs whose end was deleted."""

    styles: Styles
    numbering: Numbering
    notes: Notes
    wording: Wording
    canonical: CanonicalText = field(default_factory=CanonicalText)
    carried: list[Run] = field(default_factory=list)
    title: str | None = None
    oddities: list[str] = field(default_factory=list)

    def body(self, element: Element) -> None:
        for child in children(element):
            if child.tag == W + "p":
                self.paragraph(child)
            elif child.tag == W + "tbl":
                self.release()
                self.table(child)
            elif child.tag == W + "altChunk":
                self.oddities.append("an embedded file is left out")
        self.release()

    def release(self) -> None:
        """Write what was carried where no paragraph followed that could take it up."""
        self.canonical.add("paragraph", self.carried)
        self.carried = []

    def close(self) -> None:
        self.notes.write_footnotes(self.canonical)
        self.notes.write_endnotes(self.canonical)

    def paragraph(self, element: Element) -> None:
        waiting = len(self.notes.waiting)
        line = self.line(element)
        if line:
            if line.level is not None:
                self.notes.write_footnotes(self.canonical, waiting)
            if line.level == TITLE_LEVEL and self.title is None:
                self.title = "".join(run.text for run in line.runs)
            self.canonical.add(line.kind, line.runs, depth=line.depth if line.level is None else line.level)
        self.boxes(element)

    def boxes(self, element: Element) -> None:
        """The text boxes that hang on a paragraph, or stand in a table, behind it."""
        for box in element.iter(TEXT_BOX):
            around = []
            for parent in box.iterancestors():
                if parent is element:
                    break
                around.append(parent.tag)
            if not GONE.union({TEXT_BOX}).intersection(around):
                self.body(box)

    def line(self, element: Element) -> _Line | None:
        """A paragraph with its number; None where nothing of it is shown, or the next one takes it up.

        A paragraph whose end was deleted goes on in the next one, which keeps its own style and number
        (17.13.5.15). One that is hidden is not counted.
        """
        style = value(element, "pPr/pStyle") or self.styles.default
        runs = [*self.carried, *self.wording.runs(element)]
        self.carried = []
        if style in self.styles.contents:
            return None
        mark = element.find(f"{W}pPr/{W}rPr")
        if mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None):
            self.carried = runs
            return None
        hidden = style in self.styles.hidden
        words = any(run.text.strip() for run in runs) and not hidden
        if not words and (hidden or (mark is not None and is_on(mark.find(W + "vanish")))):
            return None
        level = self.level(element, style)
        listed = self.listed(element, style)
        if listed is None:
            return _Line(tuple(runs), level, 0)
        number = self.numbering.next(*listed)
        own = value(element, "pPr/numPr/numId") is not None
        depth = listed[1] + 1 if own else self.styles.depths.get(style, listed[1] + 1)
        before = [Run(number.text, inserted=True), Run(number.gap)] if words and number.text else []
        return _Line((*before, *runs), level, depth)

    def level(self, element: Element, style: str) -> int | None:
        outline = value(element, "pPr/outlineLvl")
        if outline is None:
            return self.styles.levels.get(style)
        return int(outline) + 1 if int(outline) < BODY_LEVEL else None

    def listed(self, element: Element, style: str) -> tuple[str, int] | None:
        """The list of a paragraph and its level, from 0; what it does not say itself its style says."""
        of_style, named, owner = self.styles.lists.get(style, (None, 0, ""))
        num = value(element, "pPr/numPr/numId") or of_style
        if num is None or num == "0":
            return None
        depth = value(element, "pPr/numPr/ilvl")
        if depth is not None:
            return num, int(depth)
        kept = self.numbering.level_of_style(num, owner)
        return num, named if kept is None else kept

    def table(self, element: Element) -> None:
        """A table as rows; one that is only a box or a frame for blocks as the blocks in it."""
        rows = [row for row in children(element, "tr") if row.find(f"{W}trPr/{W}del") is None]
        heads = header_rows(element, rows, self.styles)
        cells = [[c for c in children(row, "tc") if c.find(f"{W}tcPr/{W}cellDel") is None] for row in rows]
        alone = not heads and max(map(len, cells), default=0) <= 1
        if alone or any(self.holds_blocks(cell) for row in cells for cell in row):
            for row in cells:
                for cell in row:
                    if value(cell, "tcPr/vMerge") != "continue":
                        self.body(cell)
            return
        write_table(self.canonical, table_rows(rows, cells, heads, self.cell))
        self.boxes(element)

    def holds_blocks(self, cell: Element) -> bool:
        if next(cell.iter(W + "tbl"), None) is not None:
            return True
        styles = ((p, value(p, "pPr/pStyle") or self.styles.default) for p in cell.iter(W + "p"))
        return any(self.level(p, style) is not None for p, style in styles)

    def cell(self, element: Element) -> Iterator[Run]:
        """The words of a cell: items in lines of their own, paragraphs parted by spaces."""
        lines = [line for paragraph in children(element, "p") if (line := self.line(paragraph))]
        for i, line in enumerate(lines):
            yield Run(LINE_BREAK if line.depth and i else " ")
            yield from line.runs
        yield from self.carried
        self.carried = []
