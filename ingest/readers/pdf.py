"""PDF into canonical text, with pypdf: lines with their size and weight, into headings, paragraphs, items."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from index.errors import UnreadableDocument
from ingest.canonical import CanonicalText, Reading, Run
from ingest.readers.scanned import machine_read
from ingest.repair import LIGATURES, LineEnds, running_lines

# What pypdf raises on files that are not what they should be, beside its own errors.
MALFORMED = (
    PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError,
    NotImplementedError,
)  # fmt: skip

BULLET = re.compile("^[•◦▪■◼●○‣∙·\ue000-\uf8ff][ \t]*(?=\\S)|^[•◦▪■◼●○\ue000-\uf8ff]$")
NUMBERED = re.compile(r"^(\d{1,3}(\.\d{1,3})*[.)]?|\(?[a-z]{1,4}\))\s+\S")
LEADERS = re.compile(r"\.{4,}\s*\w{1,5}$")
SENTENCE_END = re.compile(r"[.!?:;][)\]”’\"']?$")
HEADING_WORDS = 25

logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page. size: of most of its characters, in points. x: where its first one stands."""

    text: str
    page: int
    size: float
    bold: bool
    x: float


def read_pdf(data: bytes, file: str) -> Reading:
    """The text of a PDF with its pages; running headers and footers are no part of it.

    The title in the file's metadata is passed over: it is that of the template as often as not.
    UnreadableDocument: encrypted, damaged, or without any text.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(
                file, "it is encrypted and opens only with a password: ask its publisher for an open copy"
            )
        count = len(reader.pages)
        labels = list(reader.page_labels)
    except MALFORMED as error:
        raise UnreadableDocument(file, f"it is damaged and cannot be opened as a PDF ({error})") from error
    pages, broken = _pages(reader, count)
    if not any(line.text for lines in pages for line in lines):
        raise UnreadableDocument(file, _why_no_text(reader, count, broken))
    silent = [number for number, lines in enumerate(pages, start=1) if not any(line.text for line in lines)]
    if broken and len(silent) * 2 >= count:
        raise UnreadableDocument(
            file,
            f"it is damaged: {len(silent)} of its {count} pages cannot be read or hold no text "
            f"(page {next(iter(broken))}: {next(iter(broken.values()))}): get a sound copy",
        )
    running = running_lines([[line.text for line in lines if line.text] for lines in pages])
    kept = [_without(lines, positions) for lines, positions in zip(pages, running, strict=True)]
    canonical = CanonicalText()
    _write(canonical, kept)
    oddities = [f"page {number} cannot be read ({why})" for number, why in broken.items()]
    oddities += [f"page {number} has no text" for number in silent if number not in broken]
    return canonical.reading(page_labels=labels, oddities=oddities, machine_read=machine_read(reader))


def _pages(reader: pypdf.PdfReader, count: int) -> tuple[list[list[_Line]], dict[int, str]]:
    """The lines of each page, blank ones included, and why a page has none where it is damaged."""
    pages: list[list[_Line]] = []
    broken: dict[int, str] = {}
    for number in range(1, count + 1):
        try:
            pages.append(list(_lines(reader.pages[number - 1], number)))
        except MALFORMED as error:
            pages.append([])
            broken[number] = str(error)
    return pages, broken


def _lines(page: pypdf.PageObject, number: int) -> Iterator[_Line]:
    characters: list[tuple[str, float, bool, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        scale = abs(tm[3] or tm[1]) * abs(cm[3] or cm[1])
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        x = tm[4] * cm[0] + cm[4]
        characters.extend((character, size * scale, bold, x) for character in text)

    page.extract_text(visitor_text=visit)
    line: list[tuple[str, float, bool, float]] = []
    for character in [*characters, ("\n", 0.0, False, 0.0)]:
        if character[0] != "\n":
            line.append(character)
            continue
        inked = [c for c in line if not c[0].isspace()]
        text = " ".join("".join(c[0] for c in line).translate(LIGATURES).split())
        sizes = Counter(round(c[1], 1) for c in inked)
        yield _Line(
            text=text,
            page=number,
            size=sizes.most_common(1)[0][0] if sizes else 0.0,
            bold=bool(inked) and all(c[2] for c in inked),
            x=inked[0][3] if inked else 0.0,
        )
        line = []


def _without(lines: Sequence[_Line], positions: set[int]) -> list[_Line]:
    """The lines but those at these positions among the ones with text."""
    kept, position = [], 0
    for line in lines:
        if not line.text or position not in positions:
            kept.append(line)
        position += bool(line.text)
    return kept


def _write(canonical: CanonicalText, pages: Sequence[Sequence[_Line]]) -> None:
    """Group the lines into blocks and write them."""
    lines = [line for page in pages for line in page]
    texts = [line for line in lines if line.text]
    body = Counter({line.size: 0 for line in texts})
    for line in texts:
        body[line.size] += len(line.text)
    body_size = body.most_common(1)[0][0]
    full = sorted(len(line.text) for line in texts if line.size == body_size)[-max(1, len(texts) // 20) :][0]
    ends = LineEnds(line.text for line in texts)
    sizes = sorted({_rank(line) for line in texts if _is_heading(line, body_size)}, reverse=True)
    indents: list[float] = []
    for block in _blocks(lines, body_size, full):
        first = block[0]
        if _is_heading(first, body_size):
            canonical.add("heading", _runs(block, ends), depth=min(6, sizes.index(_rank(first)) + 1))
            indents = []
        elif bullet := BULLET.match(first.text):
            indents = [x for x in indents if x < first.x - 2] + [first.x]
            item = [
                _Line(first.text[bullet.end() :], first.page, first.size, first.bold, first.x),
                *block[1:],
            ]
            canonical.add("item", _runs(item, ends), depth=len(indents))
        else:
            canonical.add("paragraph", _runs(block, ends))
            indents = []


def _blocks(lines: Sequence[_Line], body_size: float, full: int) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    blank = False
    for line in lines:
        if not line.text:
            blank = True
            continue
        if block and _begins_block(block, line, blank=blank, body_size=body_size, full=full):
            yield block
            block = []
        block.append(line)
        blank = False
    if block:
        yield block


def _begins_block(block: Sequence[_Line], line: _Line, *, blank: bool, body_size: float, full: int) -> bool:
    """Whether a line begins a new block. full: the length, in characters, of a full line."""
    last = block[-1]
    heading = _is_heading(last, body_size)
    if heading != _is_heading(line, body_size) or abs(last.size - line.size) > 1:
        return True
    if heading:
        return blank or last.bold != line.bold
    if BULLET.match(line.text) or LEADERS.search(last.text):
        return BULLET.fullmatch(last.text) is None
    ended = bool(SENTENCE_END.search(last.text))
    if NUMBERED.match(line.text) and (blank or ended):
        return True
    if last.page != line.page:
        return ended
    return blank or (ended and len(last.text) < 0.85 * full)


def _is_heading(line: _Line, body_size: float) -> bool:
    """Larger than the body, or all in bold at its size; short, and no list item."""
    larger = line.size >= body_size * 1.1
    return (
        (larger or (line.bold and line.size >= body_size))
        and len(line.text.split()) <= HEADING_WORDS
        and any(c.isalpha() for c in line.text)
        and not BULLET.match(line.text)
    )


def _rank(line: _Line) -> tuple[float, bool]:
    return round(line.size), line.bold


def _runs(block: Sequence[_Line], ends: LineEnds) -> list[Run]:
    """The words of the lines, each with its page, rejoined across line ends."""
    runs = []
    for i, line in enumerate(block):
        if i + 1 < len(block):
            text, gap = ends.joined(line.text, block[i + 1].text)
            runs.append(Run(text + gap, page=line.page))
        else:
            runs.append(Run(line.text, page=line.page))
    return runs


def _why_no_text(reader: pypdf.PdfReader, count: int, broken: dict[int, str]) -> str:
    if len(broken) == count:
        return (
            f"it is damaged: none of its {count} pages can be read ({next(iter(broken.values()), 'no page')})"
        )
    if any(_has_picture(reader, number) for number in range(count)):
        return (
            f"it holds pictures of {count} page(s) and no text (a scan): make it readable with an OCR tool "
            "such as ocrmypdf (`ocrmypdf scan.pdf readable.pdf`); its words are then marked as machine-read"
        )
    return f"there is no text on any of its {count} pages: the file is damaged or empty"


def _has_picture(reader: pypdf.PdfReader, page: int) -> bool:
    try:
        resources = reader.pages[page].get("/Resources", {}).get_object()
        pictures = resources.get("/XObject", {}).get_object()
        return any(pictures[name].get_object().get("/Subtype") == "/Image" for name in pictures)
    except MALFORMED:
        return False
