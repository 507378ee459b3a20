"""Finds pages of a PDF that are pictures of text, and pages with text that a machine recognised."""

import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pypdf.generic import ContentStream

from index.errors import UnreadableDocument
from ingest.layout.pages.structure import MALFORMED

# How programs that read text from pictures sign a file: ocrmypdf writes "ocrmypdf 14.0.3 / Tesseract OCR-PDF
# 5.2.0" as its creator, Acrobat "Adobe Acrobat 10.0 Paper Capture Plug-in" as its producer.
SIGNATURES = re.compile(r"ocrmypdf|tesseract|paper capture|finereader|omnipage|readiris", re.IGNORECASE)
SIGNED = ("/Creator", "/Producer")
# The text render mode that draws nothing, and the operators that show text.
INVISIBLE = 3
RENDERS_INVISIBLY = re.compile(rb"\b3\s+Tr\b")
SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}
# ocrmypdf puts its text into a form that the page draws; no tool nests deeper than this.
DEEPEST_FORM = 3
# A picture of at least this share of the page is what there is to read on it.
LARGE = 0.25
# A scan may be stamped with a foot or a header: at most this many words, within this share of the page's
# height at its upper and lower edges, on a page that is mostly picture. The title on a cover stands inside.
FEW, MARGIN, MOSTLY = 12, 0.1, 0.5


def scanned_pages(data: bytes) -> list[int]:
    """Returns the pages, from 1, with a large picture and no text but a few words typed at its edges.

    Raises UnreadableDocument if the PDF does not open.
    """
    try:
        document = pypdfium2.PdfDocument(data, password="")
    except pypdfium2.PdfiumError as error:
        raise UnreadableDocument("", f"it is damaged, or not a PDF ({error})") from error
    with document:
        return [number for number in range(1, len(document) + 1) if _is_scan(document, number)]


def _is_scan(document: pypdfium2.PdfDocument, number: int) -> bool:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return False
    width, height = page.get_size()
    text = page.get_textpage()
    words = text.get_text_range().split()
    heights = [(bottom, top) for _, bottom, _, top in map(text.get_rect, range(text.count_rects()))]
    text.close()
    inside = any(top > MARGIN * height and bottom < (1 - MARGIN) * height for bottom, top in heights)
    pictures = (one.get_bounds() for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    shares = [(right - left) * (top - bottom) / (width * height) for left, bottom, right, top in pictures]
    return sum(shares) >= (MOSTLY if words else LARGE) and len(words) <= FEW and not inside


def machine_read(reader: pypdf.PdfReader) -> bool:
    """Returns whether an OCR tool signed the file, or a page has its text, unseen, beside a picture."""
    return bool(pages_read_off(reader))


def pages_read_off(reader: pypdf.PdfReader) -> frozenset[int]:
    """Returns the numbers of the pages whose words may have been read from a picture.

    All pages, if an OCR tool signed the file; else those with invisible text and a picture. Damaged parts of
    a page are ignored.
    """
    pages = enumerate(reader.pages, start=1)
    signed = _is_signed(reader)
    return frozenset(number for number, page in pages if signed or _is_read_off(page))


def _is_signed(reader: pypdf.PdfReader) -> bool:
    try:
        about = reader.metadata
        return about is not None and any(SIGNATURES.search(str(about.get(key, ""))) for key in SIGNED)
    except MALFORMED:
        return False


def _is_read_off(page: pypdf.PageObject) -> bool:
    """Returns whether the page has a picture and most of its text is not drawn."""
    try:
        drawn = list(_drawn(page, page.get_contents()))
        if not any(picture for picture, _ in drawn):
            return False
        contents = [content for _, content in drawn if content is not None]
        if not any(RENDERS_INVISIBLY.search(content.get_data()) for content in contents):
            return False
        modes = [mode for content in contents for mode in _modes_of_text(content, page.pdf)]
        return modes.count(INVISIBLE) * 2 > len(modes)
    except MALFORMED:
        return False


def _drawn(owner: Any, content: Any, depth: int = 0) -> Iterator[tuple[bool, Any]]:  # noqa: ANN401
    """Yields the contents of a page and of the forms in it, each with whether it has pictures."""
    resources = owner.get("/Resources", {}).get_object()
    inner = [entry.get_object() for entry in resources.get("/XObject", {}).get_object().values()]
    yield any(entry.get("/Subtype") == "/Image" for entry in inner), content
    for entry in inner:
        if entry.get("/Subtype") == "/Form" and depth < DEEPEST_FORM:
            yield from _drawn(entry, entry, depth + 1)


def _modes_of_text(content: Any, pdf: Any) -> Iterator[int]:  # noqa: ANN401
    """Yields the render mode of each piece of text."""
    mode = 0
    outer: list[int] = []
    for operands, operator in ContentStream(content, pdf).operations:
        if operator == b"Tr":
            mode = int(operands[0])
        elif operator == b"q":
            outer.append(mode)
        elif operator == b"Q":
            mode = outer.pop() if outer else 0
        elif operator in SHOWS_TEXT:
            yield mode
