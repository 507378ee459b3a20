"""Tests words of a PDF with their places: turned, doubled, slanted, without a size."""

import pytest
from made.drawn_pdf import LEFT, blocks, lines, pdf
from made.hostile import WORDS
from made.hostile_pdf import pdf as written
from made.hostile_pdf import pdf_page, shown
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.formats import read


def test_a_turned_page_is_read_as_it_is_shown_and_its_boxes_too() -> None:
    """This test ensures that the words' direction decides, and boxes are those of the page as displayed."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(300, 100)
        canvas.rotate(90)
        lines(canvas, 0, 0, ("The library lends books", "to all readers."))

    reading = pdf(draw)
    assert reading.text == "The library lends books to all readers."
    first = reading.boxes[0]
    assert (first.page, reading.text[first.start : first.end]) == (1, "The")
    assert (round(first.left), round(first.bottom)) == (100, 302)


def test_words_have_boxes_where_they_stand() -> None:
    """This test ensures that each word's rectangle is measured from the top left of the page."""
    reading = pdf(lambda canvas: lines(canvas, 30, 300, ("The library lends",)) and None)
    boxes = [(reading.text[b.start : b.end], round(b.left), round(b.bottom)) for b in reading.boxes]
    assert [word for word, _, _ in boxes] == ["The", "library", "lends"]
    assert boxes[0][1:] == (30, 102)
    assert all(100 > box.top > 88 and box.bottom > 100 for box in reading.boxes)


def test_words_printed_twice_for_weight_are_read_once() -> None:
    """This test ensures that a shadow is not a second word."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("Lending",))
        lines(canvas, 30.4, 300, ("Lending",))

    assert pdf(draw).text == "Lending"


DROPPED = {
    "a word's first letter": ("E", "very reader signs", "Every reader signs"),
    "a word": ("A", "piano stands here", "A piano stands here"),
    "an abbreviation's first letter": ("L", "ADO and clerk sign", "LADO and clerk sign"),
    "a quotation": ("“I", "t rains, and we", "“It rains, and we"),
}


@pytest.mark.parametrize("height", [2, 3])
@pytest.mark.parametrize("name", DROPPED)
def test_a_dropped_capital_begins_its_first_line(name: str, height: int) -> None:
    """This test ensures that a capital whose foot is on its last line begins the first, with its word."""
    capital, rest, text = DROPPED[name]
    beside = (rest, "the book and writes", "the hour they came,")[:height]

    def page(canvas: Canvas) -> None:
        foot = 300 - 14 * (height - 1)
        size = 13 + 14 * (height - 1)
        canvas.setFont("Times-Roman", size)
        canvas.drawString(50, foot, capital)
        width = canvas.stringWidth(capital, "Times-Roman", size)
        canvas.setFont("Helvetica", 11)
        for i, words in enumerate(beside):
            canvas.drawString(52 + width, 300 - 14 * i, words)
        canvas.drawString(50, foot - 14, "and keeps it for years.")

    assert pdf(page).text == f"{text} {' '.join(beside[1:])} and keeps it for years."


def test_what_cannot_be_seen_or_runs_askew_is_left_out_and_told() -> None:
    """This test ensures that words beyond the page's edge and a watermark are not part of the text."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, LEFT)
        lines(canvas, 30, 500, ("above the edge",))
        canvas.rotate(45)
        lines(canvas, 200, 50, ("DRAFT",))

    reading = pdf(draw)
    assert reading.text == " ".join(LEFT)
    assert "slanted characters are left out on page 1 (5)" in reading.oddities


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 0.01 Tf 20 100 Td (So small) Tj ET",
        b"3000000000 0 0 3000000000 0 0 cm " * 5 + b"BT /F 12 Tf 20 100 Td (So large) Tj ET",
    ],
    ids=["nothing", "beyond all numbers"],
)
def test_characters_without_a_size_are_left_out_and_told(content: bytes) -> None:
    """This test ensures that words that nobody sees are left out, and reading continues."""
    reading = read(pdf_page(shown() + content), "made.pdf")
    assert reading.text == WORDS
    assert "sizeless characters are left out on page 1 (7)" in reading.oddities


def test_upright_words_at_the_edge_follow_the_page() -> None:
    """This test ensures that a label that runs up the edge is not mixed with the lines beside it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 300, LEFT)
        canvas.translate(30, 100)
        canvas.rotate(90)
        lines(canvas, 0, 0, ("Issued by the library",))

    assert blocks(pdf(draw)) == [("paragraph", " ".join(LEFT)), ("paragraph", "Issued by the library")]


def signed(font: bytes) -> bytes:
    """Makes a page with a sign between words, which its font calls U+F0FC or U+F0E9."""
    codes = b"2 beginbfchar <61> <F0FC> <62> <F0E9> endbfchar"
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange %b endcmap end end" % codes
    )
    content = b"BT /F 12 Tf 20 200 Td (Ring) Tj /S 12 Tf 30 0 Td (a) Tj /F 12 Tf 14 0 Td (twice) Tj ET"
    content += b" BT /F 12 Tf 20 150 Td (Wait) Tj /S 12 Tf 30 0 Td (b) Tj /F 12 Tf 14 0 Td (here) Tj ET"
    return written(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R /S 6 0 R >> >> >>",
            4: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
            5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            6: b"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+%b /ToUnicode 7 0 R >>" % font,
            7: b"<< /Length %d >>\nstream\n%b\nendstream" % (len(cmap), cmap),
        }
    )


def test_signs_of_symbol_fonts_are_read_as_they_look() -> None:
    """This test ensures that a font's private codes are not quoted, and reported where nobody knows them."""
    known = read(signed(b"Wingdings-Regular"), "a.pdf")
    assert known.text == "Ring ✓ twice\n\nWait \uf0e9 here"
    (told,) = known.oddities
    assert told == "signs are quoted by a font's private codes, which nobody knows, on page 1 (1)"
    assert "\uf0fc" in read(signed(b"Fancy"), "a.pdf").text


def test_labels_in_different_places_along_the_edge_are_not_joined() -> None:
    """This test ensures that words that run up and down, or stand apart, are no one sentence."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 300, LEFT)
        for x, y, turn, words in (
            (30, 100, 90, ("Issued by the", "library")),
            (330, 100, 90, ("in May",)),
            (370, 300, 270, ("for readers",)),
        ):
            canvas.saveState()
            canvas.translate(x, y)
            canvas.rotate(turn)
            lines(canvas, 0, 0, words)
            canvas.restoreState()

    assert blocks(pdf(draw))[1:] == [
        ("paragraph", words) for words in ("Issued by the library", "in May", "for readers")
    ]


@pytest.mark.parametrize("padding", [1, 3, 5])
def test_boxed_words_stay_in_their_sentence(padding: float) -> None:
    """This test ensures that the name of a key in a box of its own parts no line, as columns would."""

    def draw(canvas: Canvas) -> None:
        left = 30.0
        for text in ("Press the button", "Open gate", "and wait for the light,"):
            canvas.setFont("Helvetica", 11)
            width = canvas.stringWidth(text)
            if text == "Open gate":
                canvas.rect(left, 296, width + 2 * padding, 15)
                left += padding
            canvas.drawString(left, 300, text)
            left += width + 3 + (padding if text == "Open gate" else 0)
        canvas.drawString(30, 286, "then row through without stopping.")

    told = "Press the button Open gate and wait for the light, then row through without stopping."
    assert pdf(draw).text == told


def test_highlighted_words_stay_in_their_sentence() -> None:
    """This test ensures that the sides of highlights part no words set piece by piece, as in browsers."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for y, pieces in (
            (300, ("The bell is rung at noon.", "Each reader", "leaves the")),
            (288, ("room then.",)),
        ):
            x = 30.0
            for piece in pieces:
                width = canvas.stringWidth(piece, "Helvetica", 10)
                if piece == "Each reader":
                    canvas.setFillColorRGB(1, 1, 0)
                    canvas.rect(x, y - 3, width, 12, stroke=0, fill=1)
                    canvas.setFillColorRGB(0, 0, 0)
                canvas.drawString(x, y, piece)
                x += width + 3.2

    assert pdf(draw).text == "The bell is rung at noon. Each reader leaves the room then."


def test_letters_drawn_one_by_one_make_words() -> None:
    """This test ensures that an item drawn upside down letter by letter, as browsers do, keeps its space."""
    step = b"%f 0 Td (%c) Tj "
    letters = b"".join(
        step % (Canvas("").stringWidth(before, "Helvetica", 12), ord(letter))
        for before, letter in zip("* A ha", " A hat", strict=True)
    )
    item = b"1 0 0 -1 0 300 cm BT /F 12 Tf 1 0 0 -1 20 150 Tm (*) Tj %b ET" % letters
    assert read(pdf_page(item), "made.pdf").text == "* A hat"
