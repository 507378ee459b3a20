"""Tests made PDFs, one trait each: what is read, in which order, on which page, and where."""

import zlib

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, drawn, lines, pdf
from made.hostile import WORDS
from made.hostile_pdf import pdf_page, shown
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableDocument
from ingest.layout.pages.structure import why
from ingest.readers.formats import read
from ingest.readers.pdf.scanned_pages import scanned_pages


def test_running_lines_are_left_out_and_listed() -> None:
    """This test ensures that only what repeats at page edges is removed, and each kind is reported once."""

    def draw(canvas: Canvas) -> None:
        for number, words in enumerate((*LEFT, *RIGHT)[:4], start=1):
            lines(canvas, 30, 380, ("Lending books",))
            lines(canvas, 30, 200, (words, "Lending books", words[::-1]))
            lines(canvas, 150, 20, (f"April 2020 Page {number} of 4",))
            canvas.showPage()

    reading = pdf(draw)
    assert reading.running == ("Lending books", "April 2020 Page 1 of 4")
    assert reading.text.count("Lending books") == 4
    assert "April" not in reading.text


def test_links_are_the_words_in_their_rectangle() -> None:
    """This test ensures that a link keeps its words, even over two lines, and its address."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("Read the rules of the", "library before you come."))
        width = canvas.stringWidth("Read the ", "Helvetica", 10)
        canvas.linkURL("https://example.org/rules", (30 + width, 298, 130, 309))
        canvas.linkURL("https://example.org/rules", (30, 286, 30 + canvas.stringWidth("library"), 297))

    reading = pdf(draw)
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("rules of the library", "https://example.org/rules")
    ]


def test_a_drawing_beyond_all_numbers_parts_nothing() -> None:
    """This test ensures that a table is found beside a shape that has no place."""
    words = b"".join(
        b"BT /F 10 Tf %d %d Td (%b) Tj ET " % (30 + 90 * (i % 2), 250 - 20 * (i // 2), word)
        for i, word in enumerate([b"Day", b"Hour", b"Monday", b"nine", b"Tuesday", b"ten"])
    )
    lines = [b"20 %d m 200 %d l S " % (y, y) for y in (205, 225, 245, 265)]
    lines += [b"%d 205 m %d 265 l S " % (x, x) for x in (20, 110, 200)]
    shape = b"q " + b"3000000000 0 0 3000000000 0 0 cm " * 5 + b"20 20 9 9 re f Q "
    table = read(pdf_page(b"".join([words, *lines])), "made.pdf")
    assert {kind for kind, _ in blocks(table)} == {"row"}
    assert blocks(read(pdf_page(b"".join([words, shape, shape.join(lines)])), "made.pdf")) == blocks(table)


def test_a_page_without_text_is_told() -> None:
    """This test ensures that blank pages among others are reported in one sentence."""

    def draw(canvas: Canvas) -> None:
        for words in (LEFT, RIGHT):
            lines(canvas, 30, 300, words)
            canvas.showPage()
            canvas.rect(30, 30, 50, 50)
            canvas.showPage()

    assert pdf(draw).oddities == ("there is no text on pages 2, 4",)


def scan(canvas: Canvas, number: int, *, title: str = "") -> None:
    """Draws a picture of a page, with a page number typed below it and perhaps a title on it."""
    canvas.drawImage(ImageReader(Image.new("L", (2, 2), 230)), 0, 0, 400, 400)
    lines(canvas, 180, 15, (f"Page {number}",))
    lines(canvas, 30, 300, (title,))
    canvas.showPage()


def test_a_scanned_page_with_a_typed_foot_is_told_and_can_be_recognised() -> None:
    """This test ensures that a page of which nothing is left but its running line counts as a scan."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, LEFT)
        canvas.showPage()
        for number in (2, 3):
            scan(canvas, number)
        scan(canvas, 4, title="Lending books")

    reading = pdf(draw)
    assert reading.oddities == ("there is no text on pages 2, 3",)
    assert scanned_pages(drawn(draw)) == [2, 3]


def test_a_page_that_one_extractor_does_not_read_is_read_by_the_other_and_told() -> None:
    """This test ensures that an abbreviated filter name, which pypdf refuses, does not stop the reading."""
    reading = read(pdf_page(zlib.compress(shown()), stream=b"/Filter /Fl"), "made.pdf")
    assert reading.text == WORDS
    assert any(oddity.startswith("pypdf cannot read page 1 (") for oddity in reading.oddities)


def test_what_a_library_says_is_the_same_in_every_run() -> None:
    """This test ensures that memory addresses in error texts do not make two builds of one corpus differ."""
    assert why(TypeError("IndirectObject(4, 0, 140578) is none")) == "object 4 0 is none"
    assert why(AssertionError()) == "AssertionError"


def test_a_file_without_words_or_pictures_is_named() -> None:
    """This test ensures that a file without words is refused, and the reason says what to do."""
    with pytest.raises(UnreadableDocument, match="no text on any of its 1 pages"):
        pdf(lambda canvas: canvas.rect(30, 30, 50, 50))


def test_a_reference_to_nowhere_is_told() -> None:
    """This test ensures that an error text that a page shows is reported."""
    words = "See page Error! Reference source not found. of the rules."
    reading = pdf(lambda canvas: lines(canvas, 30, 300, (words,)) and None)
    assert reading.text == words
    assert reading.oddities == ("references to nowhere are quoted as the page shows them, on page 1 (1)",)
