"""Tests real PDFs: text found, pages right, and unreadable files named with their reason."""

from functools import cache
from pathlib import Path

import pytest

from index.errors import UnreadableDocument
from ingest.corpus.read_documents import ReadDocument, read_document

pytestmark = pytest.mark.shared


@cache
def read(path: Path) -> ReadDocument:
    return read_document("a", path.name, path.read_bytes())


@pytest.fixture
def documents(shared: Path) -> Path:
    return shared / "bench/documents"


@pytest.mark.parametrize(
    ("name", "pages", "words", "page"),
    [
        ("ofsted-derby-2022.pdf", 11, "Leaders have a precise oversight of children missing education", 4),
        ("ofsted-derbyshire-2024.pdf", 10, "Timely strategy meetings are used constructively", 2),
        ("ofsted-derbyshire-2024.pdf", 10, "This report is available at https://reports.ofsted.gov.uk/.", 10),
        ("ofsted-derbyshire-2024.pdf", 10, "their most vulnerable children.", 2),
        (
            "ofsted-derby-2017-footnotes-contents.pdf",
            35,
            "At 6 March 2017, 2,476 children had been identified through assessment as being formally in",
            6,
        ),
        ("us-copyright-office-dmca-1998-old-pdf.pdf", 18, "The DMCA is divided into five titles:", 1),
        ("latex-multicolumn.pdf", 3, "This is a sample document with two columns", 1),
        ("geotopo-german-117-pages.pdf", 117, "Topologischer Raum", 55),
    ],
)
def test_words_stand_on_their_page(documents: Path, name: str, pages: int, words: str, page: int) -> None:
    """This test ensures that a sentence is found whole and its page is the one in the viewer."""
    document = read(documents / name).document
    assert len({page.number for page in document.pages}) == pages
    starts = [i for i in range(len(document.text)) if document.text.startswith(words, i)]
    assert page in [p.number for i in starts for p in document.pages_of(i, i + len(words))]


def test_a_paragraph_across_a_page_break_is_whole_and_on_both_pages(documents: Path) -> None:
    """This test ensures that a running header cuts no sentence, and both pages are named."""
    document = read(documents / "ofsted-derbyshire-2024.pdf").document
    words = "The managing director of the council and the executive director of children’s services"
    start = document.text.index(words)
    assert [page.number for page in document.pages_of(start, start + len(words))] == [1, 2]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ofsted-derbyshire-2024.pdf", "30 October to 10 November 2023 2"),
        ("ofsted-derby-2022.pdf", "Inspection of Derby City children’s services 28"),
    ],
)
def test_running_headers_are_no_part_of_the_text(documents: Path, name: str, words: str) -> None:
    """This test ensures that what repeats at page edges is not read."""
    assert words not in read(documents / name).document.text


def test_a_clause_lies_in_its_section(documents: Path) -> None:
    """This test ensures that headings are found by size and weight, even across two lines."""
    document = read(documents / "ofsted-derbyshire-2024.pdf").document
    start = document.text.index("13. The number of children who are electively home educated")
    assert document.section_at(start).path == (
        "The experiences and progress of children who need help and protection: good",
    )


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("ofsted-derbyshire-2024.pdf", "Inspection of Derbyshire local authority children’s services"),
        ("latex-multicolumn.pdf", "Two-Column Document with Lorem Ipsum"),
        # Its metadata says "Derby City - Draft report", and no heading stands above all others.
        ("ofsted-derby-2017-footnotes-contents.pdf", None),
    ],
)
def test_a_title_is_the_documents_own(documents: Path, name: str, title: str | None) -> None:
    """This test ensures that a title is what the reader sees on top, never the template's metadata."""
    assert read(documents / name).title == title


def test_a_broken_cross_reference_changes_nothing(documents: Path) -> None:
    """This test ensures that a repairable file gives exactly the text of the sound one."""
    broken = read(documents / "ofsted-derbyshire-2024-broken-xref.pdf").document
    sound = read(documents / "ofsted-derbyshire-2024.pdf").document
    assert (broken.text, broken.pages, broken.sections) == (sound.text, sound.pages, sound.sections)


def test_ligatures_and_line_end_hyphens_are_repaired(documents: Path) -> None:
    """This test ensures that a word that the typesetter split or joined reads as written."""
    german = read(documents / "geotopo-german-117-pages.pdf").document
    assert not set("ﬀﬁﬂﬃﬄ") & set(german.text)
    assert "Definition" in german.text
    latin = read(documents / "latex-multicolumn.pdf").document.text
    for word in ("consectetuer", "vestibulum", "sollicitudin", "tristique"):
        assert word in latin


def test_printed_labels_are_kept_beside_physical_pages(documents: Path) -> None:
    """This test ensures that roman page numbers are the printed ones, and counted pages are the viewer's."""
    pages = read(documents / "geotopo-german-117-pages.pdf").document.pages
    assert [(page.number, page.label) for page in pages[:3]] == [(1, "i"), (2, "ii"), (3, "iii")]


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("encrypted-user-password.pdf", ["encrypted", "password"]),
        ("scanned-no-text-3-pages.pdf", ["pictures", "3 page", "OCR"]),
        ("image-only-ccitt-1-page.pdf", ["pictures", "1 page", "OCR"]),
        ("corrupt-streams-wikipedia.pdf", ["damaged", "6 pages"]),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(documents: Path, name: str, reasons: list[str]) -> None:
    """This test ensures that no unreadable file is indexed as an empty one."""
    with pytest.raises(UnreadableDocument) as caught:
        read(documents / name)
    assert caught.value.file == name
    assert all(reason in caught.value.reason for reason in reasons)
