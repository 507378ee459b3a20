"""Reads PDFs into canonical text: pypdfium2 places each character, pypdf reads the rest of the file."""

import io
import logging
from collections import Counter
from collections.abc import Sequence

import pypdf

from index.errors import UnreadableDocument
from index.scans import ScannedPage
from ingest.layout.pages.document_text import write
from ingest.layout.pages.page_layout import Sheet
from ingest.layout.pages.structure import MALFORMED, Structure, why
from ingest.readers.pdf.forms_and_notes import check_stand_ins, fillings
from ingest.readers.pdf.pages import Material, sheets_of, told, told_unseen
from ingest.readers.pdf.running_lines import without_running_lines
from ingest.readers.pdf.scanned_pages import pages_read_off
from ingest.text.canonical import CanonicalText
from ingest.text.reading import Reading

logging.getLogger("pypdf").setLevel(logging.ERROR)


def read_pdf(data: bytes, file: str, scanned: Sequence[ScannedPage] = ()) -> Reading:
    """Reads a PDF in reading order, with its pages and the place of each word on them.

    Leaves out running headers and footers. Footnotes follow the section that refers to them. The title in
    the file's metadata is ignored, because it is as often the template's. scanned: what was recognised on
    pages without text. Raises UnreadableDocument if it is encrypted, damaged or without text.
    """
    reader = _opened(data, file)
    opinions, broken = _second_opinions(reader)
    structure = Structure.of(reader)
    unseen_over_pictures = pages_read_off(reader)
    scans = {page.number: page for page in scanned}
    sheets, oddities = sheets_of(data, file, Material(opinions, structure, unseen_over_pictures, scans))
    count = len(sheets)
    silent = [sheet.number for sheet in sheets if sheet.is_silent]
    if len(silent) == count:
        raise UnreadableDocument(file, _why_no_text(reader, sheets, broken))
    if broken and len(silent) * 2 >= count:
        raise UnreadableDocument(
            file,
            f"it is damaged: {len(silent)} of its {count} pages cannot be read or contain no text "
            f"(page {next(iter(broken))}: {next(iter(broken.values()))}): get another copy",
        )
    check_stand_ins(reader, file, (sheet.text for sheet in sheets))
    sheets, running = without_running_lines(sheets, reader.page_labels)
    silent = [sheet.number for sheet in sheets if sheet.is_silent]
    canonical = CanonicalText()
    oddities += [
        ("what text recognition was unsure of is left out on", f"{number} ({count} paragraphs)")
        for number, count in Counter(write(canonical, sheets, structure.outline)).items()
    ]
    oddities += [("pypdf cannot read", f"{number} ({why})") for number, why in broken.items()]
    oddities += [("there is no text on", str(number)) for number in silent if number not in broken]
    oddities += [
        ("the links and marks cannot be read on", f"{number} ({why})")
        for number, why in structure.unreadable_links.items()
    ]
    return canonical.reading(
        page_labels=reader.page_labels,
        running=running,
        oddities=[*told_unseen(sheets), *told(oddities), *structure.oddities, *fillings(reader)],
        machine_read=bool(unseen_over_pictures),
        covered=sum(sheet.covered + sheet.to_redact for sheet in sheets),
    )


def _opened(data: bytes, file: str) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(
                file, "it is encrypted and opens only with a password: ask the publisher for an open copy"
            )
        len(reader.pages)
        list(reader.page_labels)
    except MALFORMED as error:
        raise UnreadableDocument(
            file, f"it is damaged and cannot be opened as a PDF ({why(error)}): get another copy"
        ) from error
    return reader


def _second_opinions(reader: pypdf.PdfReader) -> tuple[dict[int, str], dict[int, str]]:
    """Returns what pypdf reads on each page, and why it reads nothing on a damaged page."""
    texts: dict[int, str] = {}
    broken: dict[int, str] = {}
    for number in range(1, len(reader.pages) + 1):
        try:
            texts[number] = reader.pages[number - 1].extract_text()
        except MALFORMED as error:
            texts[number], broken[number] = "", why(error)
    return texts, broken


def _why_no_text(reader: pypdf.PdfReader, sheets: Sequence[Sheet], broken: dict[int, str]) -> str:
    count = len(sheets)
    if unseen := told_unseen(sheets):
        return f"nothing in it can be quoted: {unseen[0]}"
    if len(broken) == count:
        return (
            f"it is damaged: none of its {count} pages can be read "
            f"({next(iter(broken.values()), 'no page')}): get another copy"
        )
    if any(_has_picture(reader, number) for number in range(count)):
        return (
            f"it has pictures on {count} page(s) and no text (a scan): run `signpost ingest --ocr` to have "
            "its words read by machine (OCR) and marked so, or ask the publisher for a copy with text"
        )
    return f"there is no text on any of its {count} pages, so it is damaged or empty: get another copy"


def _has_picture(reader: pypdf.PdfReader, page: int) -> bool:
    try:
        resources = reader.pages[page].get("/Resources", {}).get_object()
        pictures = resources.get("/XObject", {}).get_object()
        return any(pictures[name].get_object().get("/Subtype") == "/Image" for name in pictures)
    except MALFORMED:
        return False
