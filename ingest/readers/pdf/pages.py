"""Lays out the pages of a PDF, and reports what is odd about each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pypdfium2

from index.errors import UnreadableDocument
from index.scans import ScannedPage
from ingest.layout.drawn.page_objects import begin_anew
from ingest.layout.pages.ocr_page import sheet_of_scan
from ingest.layout.pages.page_layout import Sheet, sheet_of, sheet_of_text
from ingest.layout.pages.page_text import Text, text_of
from ingest.layout.pages.structure import Structure
from ingest.readers.office.fields import BROKEN

# If two extractors differ in a larger share of a page's words, a person should look.
DISAGREEMENT = 0.1
# With a larger share of right-to-left letters, a page is read by pypdf, which knows their order.
RIGHT_TO_LEFT = 0.1
WORD = re.compile(r"\w+")
# At the beginning of a line, it is a list's bullet, and left out.
UNKNOWN_SIGN = re.compile("(?<=[^\n])[\ue000-\uf8ff]")
# What is odd, up to the word "page", then the page with details.
Oddity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Material:
    """What else is known about a PDF, page by page.

    opinions: what pypdf reads.
    structure: what pypdf finds apart from the text.
    read_off: pages whose words another program may have recognised in a picture.
    scans: pages that Signpost has recognised itself.
    """

    opinions: Mapping[int, str]
    structure: Structure
    read_off: frozenset[int]
    scans: Mapping[int, ScannedPage]


def sheets_of(data: bytes, file: str, material: Material) -> tuple[list[Sheet], list[Oddity]]:
    """Lays out each page and says what is odd about it. Raises UnreadableDocument if no page opens.

    All pages are read before the first one is drawn, and pdfium is restarted: see `sights_of`.
    """
    begin_anew()
    sheets: list[Sheet] = []
    oddities: list[Oddity] = []
    try:
        document = pypdfium2.PdfDocument(data, password="")
    except pypdfium2.PdfiumError as error:
        count = len(material.opinions)
        raise UnreadableDocument(
            file, f"it is damaged: none of its {count} pages opens ({error}): get another copy"
        ) from error
    with document:
        texts = {number: _text(document, number, material) for number in material.opinions}
        for number, text in texts.items():
            sheet, odd = _sheet(document, number, text, material)
            sheets.append(sheet)
            oddities += odd
    return sheets, oddities


def _text(document: pypdfium2.PdfDocument, number: int, material: Material) -> Text | pypdfium2.PdfiumError:
    """Returns the words of a page, or why it does not open."""
    structure = material.structure
    try:
        page = document[number - 1]
        return text_of(page, structure.links[number], structure.marks[number])
    except pypdfium2.PdfiumError as error:
        return error


def _sheet(
    document: pypdfium2.PdfDocument,
    number: int,
    text: Text | pypdfium2.PdfiumError,
    material: Material,
) -> tuple[Sheet, list[Oddity]]:
    opinion = material.opinions[number]
    try:
        if isinstance(text, pypdfium2.PdfiumError):
            raise text
        if number in material.scans:
            about = [("it was read by machine from the picture:", str(number))]
            return sheet_of_scan(document[number - 1], material.scans[number]), about
        sheet = sheet_of(document[number - 1], text, number, scanned=number in material.read_off)
    except pypdfium2.PdfiumError as error:
        what = "nothing is quoted because it cannot be drawn, so nobody can tell what is visible, from"
        return Sheet(number), [(what, f"{number} ({error})")]
    if _runs_right_to_left(opinion):
        return _backward(sheet, opinion)
    oddities = [
        (f"{which} characters are left out on", f"{number} ({count})")
        for which, count in sheet.left_out.items()
    ]
    words = sheet.text
    if unknown := len(UNKNOWN_SIGN.findall(words)):
        what = "signs are quoted by a font's private codes, which nobody knows, on"
        oddities.append((what, f"{number} ({unknown})"))
    if errors := len(BROKEN.findall(words)):
        what = "references to nowhere are quoted as the page shows them, on"
        oddities.append((what, f"{number} ({errors})"))
    if sheet.replaced:
        what = "words are read as drawn, not as the file says they read, on"
        oddities.append((what, f"{number} ({sheet.replaced})"))
    if (share := _disagreement("\n".join((words, *sheet.unseen)), opinion)) > DISAGREEMENT:
        oddities.append(("the two extractors disagree about the words on", f"{number} ({share:.0%})"))
    return sheet, oddities


def _backward(sheet: Sheet, opinion: str) -> tuple[Sheet, list[Oddity]]:
    """Returns a right-to-left page as pypdf reads it; nothing if any of its words is not visible.

    Nobody knows which lines contain the invisible words.
    """
    if sheet.unseen:
        what = "nothing is quoted because right-to-left words stand beside words that are not visible, on"
        return replace(sheet, lines=(), tables=(), sideways=()), [(what, str(sheet.number))]
    what = "the places of words are unknown because they run from right to left, on"
    return sheet_of_text(opinion, sheet.number), [(what, str(sheet.number))]


def told(oddities: Sequence[Oddity]) -> list[str]:
    """Returns a sentence for each kind of oddity, with its pages."""
    pages: dict[str, list[str]] = {}
    for what, page in oddities:
        pages.setdefault(what, []).append(page)
    return [f"{what} page{'s'[: len(found) > 1]} {', '.join(found)}" for what, found in pages.items()]


def told_unseen(sheets: Sequence[Sheet]) -> list[str]:
    """Returns a warning about words that cannot be seen, without the words: they may be a name."""
    found = []
    unseen = {sheet.number: len(sheet.unseen) - sheet.to_redact for sheet in sheets}
    if unseen := {number: count for number, count in unseen.items() if count}:
        found.append(
            f"{_words_on(unseen)} not visible on the page and {_be(unseen)} not quoted. If this is a "
            "redaction, the file still contains them: ask the publisher for a clean copy"
        )
    if marked := {sheet.number: sheet.to_redact for sheet in sheets if sheet.to_redact}:
        found.append(
            f"{_words_on(marked)} marked to be redacted and {_be(marked)} not quoted, but the file still "
            "contains and shows them: ask the publisher for a clean copy"
        )
    if unknown := {sheet.number: sheet.unknown for sheet in sheets if sheet.unknown}:
        found.append(
            f"{_words_on(unknown)} in a font that neither the file nor this machine has, so we cannot tell "
            "whether they are visible"
        )
    return found


def _words_on(counts: Mapping[int, int]) -> str:
    """Returns how many words are on which pages, with the verb."""
    total = sum(counts.values())
    words = "1 word" if total == 1 else f"{total} words"
    where = ", ".join(f"{number} ({count})" for number, count in counts.items())
    pages = f"page {next(iter(counts))}" if len(counts) == 1 else f"pages {where}"
    return f"{words} on {pages} {_be(counts)}"


def _be(counts: Mapping[int, int]) -> str:
    return "is" if sum(counts.values()) == 1 else "are"


def _runs_right_to_left(text: str) -> bool:
    backward = sum(unicodedata.bidirectional(c) in {"R", "AL"} for c in text if not c.isascii())
    return backward > RIGHT_TO_LEFT * sum(map(str.isalpha, text))


def _disagreement(first: str, second: str) -> float:
    """Returns the share of the words of both texts that the other lacks."""
    one, other = (
        Counter(WORD.findall(unicodedata.normalize("NFKC", text).casefold())) for text in (first, second)
    )
    total = one.total() + other.total()
    return 1 - 2 * (one & other).total() / total if total else 0.0
