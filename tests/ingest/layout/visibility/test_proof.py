"""Tests that quoted words can be seen on their page: ways to hide words, and what only looks like one."""

from collections.abc import Sequence

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, lines
from made.hidden_words import (
    HIDDEN,
    SEEN,
    Draw,
    bar,
    clipped,
    in_colour,
    inside_form,
    invisible,
    pdf,
    photo,
    steps,
    words,
)
from made.hostile_pdf import pdf_page
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableDocument
from ingest.readers.pdf.pdf import read_pdf

TOLD = "3 words on page 1 are not visible on the page and are not quoted. If this is a redaction"
# " pay One-Pound", as written in a PDF.
SPELT = b"<FEFF%b>" % " pay One-Pound".encode("utf-16-be").hex().encode()


COVERS: dict[str, Draw] = {
    "a black bar": steps(words, bar(0, 0, 0)),
    "a white bar": steps(words, bar(1, 1, 1)),
    "a bar with a border": steps(words, bar(0.5, 0.5, 0.5), ("rect", 25, 195, 150, 16)),
    "a photo": steps(words, lambda canvas: canvas.drawImage(photo(), 25, 190, 150, 30)),
    "a bar in a form": steps(words, inside_form(bar(0, 0, 0))),
    "a bar over words in a form": steps(inside_form(words), bar(0, 0, 0)),
    "both in a form": inside_form(steps(words, bar(0, 0, 0))),
    "a black bar behind black words": steps(bar(0, 0, 0), words),
    "white words under a black bar": steps(in_colour(1, 1, 1), bar(0, 0, 0)),
    "a thick line": steps(words, ("setLineWidth", 16), ("line", 25, 203, 175, 203)),
}
UNSEEN: dict[str, Draw] = {
    "white on white": in_colour(1, 1, 1),
    "nearly white on white": in_colour(0.985, 0.985, 0.985),
    "invisible mode": invisible,
    "invisible mode under a bar": steps(invisible, bar(0, 0, 0)),
    "half a point": steps(("setFont", "Helvetica", 0.5), words),
    "transparent": steps(("setFillAlpha", 0), words),
    "clipped away": clipped,
}


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("name", [*COVERS, *UNSEEN])
def test_words_that_nobody_sees_are_left_out_and_told(name: str, turned: int) -> None:
    """This test ensures that no way of hiding words gets them quoted, however the page is turned."""
    draw = (COVERS | UNSEEN)[name]
    reading = pdf(steps(("setPageRotation", turned), draw))
    assert reading.text == SEEN
    assert [oddity[: len(TOLD)] for oddity in reading.oddities] == [TOLD]
    assert reading.covered == (3 if name in COVERS else 0)


def test_a_redaction_that_begins_within_a_line_takes_its_words_alone() -> None:
    """This test ensures that the words before and after a bar are read, and the half-covered one is not."""
    line = "Keys are kept by Peregrine Example at the lodge."
    start, end = (
        Canvas("").stringWidth(part, "Helvetica", 11) for part in ("Keys are kept by Per", line[:34])
    )
    reading = pdf(steps(lambda c: words(c, line), bar(0, 0, 0, x=30 + start, width=end - start)))
    assert reading.text == f"{SEEN}\n\nKeys are kept by at the lodge."
    assert reading.covered == 2
    assert not any("Peregrine" in oddity for oddity in reading.oddities)


REDACTED = (
    ("Mr ", "Example", " keeps the keys of the hall and"),
    ("of the gate. When Mr ", "Peregrine", " is away they"),
    ("are ", "with Wilhelmina Marchbanks", " at the lodge."),
)


def redacted(canvas: Canvas, rows: Sequence[tuple[str, str, str]], leading: float = 14) -> None:
    """Draws lines with a bar over the middle part of each."""
    for i, (before, name, after) in enumerate(rows):
        words(canvas, before + name + after, y=200 - i * leading)
        left, width = (canvas.stringWidth(part, "Helvetica", 11) for part in (before, name))
        canvas.rect(29 + left, 197 - i * leading, width + 2, 12, stroke=0, fill=1)


def test_redactions_leave_the_words_around_them_in_order() -> None:
    """This test ensures that a paragraph and a list with bars in their lines are read line by line."""
    prose = pdf(lambda canvas: redacted(canvas, REDACTED))
    told = "Mr keeps the keys of the hall and of the gate. When Mr is away they are at the lodge."
    assert prose.text == f"{SEEN}\n\n{told}"
    rows = [(f"The {place}: ", name, f" until {month}") for place, name, month in KEYS]
    listed = pdf(lambda canvas: redacted(canvas, rows, 30))
    assert blocks(listed)[1:] == [("paragraph", f"The {place}: until {month}") for place, _, month in KEYS]
    assert (prose.covered, listed.covered) == (5, 4)


def test_covered_lines_of_an_older_page_leave_no_trace() -> None:
    """This test ensures that words hidden between the lines of two columns do not join these."""

    def draw(canvas: Canvas) -> None:
        for y in (207, 183, 159):
            lines(canvas, 30, y, ("Older words that ran across the whole of the page, in small",), size=6)
        bar(1, 1, 1, x=0, width=400, y=100, height=140)(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        lines(canvas, 30, 200, LEFT)
        lines(canvas, 200, 200, RIGHT)

    assert [text for _, text in blocks(pdf(draw))] == [SEEN, " ".join((*LEFT, *RIGHT))]


KEYS = (("hall", "Anne Example", "May"), ("store", "Quilter", "June"), ("gate", "Peregrine", "July"))


def test_a_highlight_within_a_line_cuts_nothing() -> None:
    """This test ensures that the sides of a coloured area behind one word do not end the line."""
    left = 30 + Canvas("").stringWidth("Divers ", "Helvetica", 11)
    reading = pdf(steps(bar(1, 1, 0, x=left - 1, width=26), ("setFillColorRGB", 0, 0, 0), words))
    assert reading.text == f"{SEEN}\n\n{HIDDEN}"


def retyped(canvas: Canvas) -> None:
    """Whites out words in a line and writes others in their place."""
    words(canvas, "The pool is shut for a week in June.")
    left, width = (canvas.stringWidth(part, "Helvetica", 11) for part in ("The pool is shut ", "for a week"))
    bar(1, 1, 1, x=30 + left, width=width, y=197, height=12)(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    words(canvas, "two days", x=30 + left)


def blotted(canvas: Canvas) -> None:
    """Draws a row of letters over words, so close that they hide them, in another colour."""
    words(canvas, "Keys are kept by Peregrine.")
    left = 30 + canvas.stringWidth("Keys are kept by ", "Helvetica", 11)
    canvas.setFillColorRGB(0.5, 0.5, 0.5)
    for x in range(0, 60, 2):
        canvas.setFont("Helvetica-Bold", 13)
        words(canvas, "M", x=left - 4 + x, y=199)


def test_words_under_other_words_are_left_out() -> None:
    """This test ensures that the ink of words written over others does not count as theirs."""
    reading = pdf(retyped)
    assert reading.text == f"{SEEN}\n\nThe pool is shut two days in June."
    assert reading.covered == 3
    assert "Peregrine" not in pdf(blotted).text


def layered(state: bytes) -> bytes:
    """Makes a page with words in a layer, and the file's settings for it."""
    draft = b"/OC /L BDC BT /F 12 Tf 20 150 Td (Tea is at six.) Tj ET EMC"
    page = pdf_page(
        b"BT /F 12 Tf 20 200 Td (Tea is at four.) Tj ET " + draft,
        catalogue=b"/OCProperties << /OCGs [7 0 R] /D << /%b [7 0 R] >> >>" % state,
        further=b"<< /Type /OCG /Name (Draft) >>",
    )  # fmt: skip
    return page.replace(b"/Resources <<", b"/Resources << /Properties << /L 7 0 R >>")


def test_a_layer_is_quoted_where_it_is_switched_on() -> None:
    """This test ensures that words in a layer count as a viewer shows them when it opens the file."""
    assert read_pdf(layered(b"OFF"), "tea.pdf").text == "Tea is at four."
    assert read_pdf(layered(b"ON"), "tea.pdf").text == "Tea is at four.\n\nTea is at six."


def test_a_file_without_a_word_that_can_be_seen_says_so() -> None:
    """This test ensures that the reason given is not that there is no text."""
    with pytest.raises(UnreadableDocument, match=r"^pool.pdf.*3 words on page 1 are not visible"):
        read_pdf(pdf_page(b"BT /F 12 Tf 3 Tr 20 200 Td (Divers swim alone.) Tj ET"), "pool.pdf")


def raised(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8)
    words(canvas, "Divers swim alone")
    width = canvas.stringWidth("Divers swim alone", "Helvetica", 8)
    canvas.setFont("Helvetica", 4)
    words(canvas, "2", 30 + width, 203)


def tight(canvas: Canvas) -> None:
    """Draws lines so close that their boxes overlap, the upper one under a bar."""
    words(canvas, "Gypsy jumpy", y=209)
    bar(0, 0, 0, y=207, height=10)(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    words(canvas)


def in_pieces(canvas: Canvas) -> None:
    """Draws a word in two pieces, with a raised mark that stands on its last letter."""
    first, second = "Divers swim al", "one"
    words(canvas, first)
    words(canvas, second, 30 + canvas.stringWidth(first, "Helvetica", 11))
    canvas.setFont("Helvetica", 8)
    words(canvas, "2", 28 + canvas.stringWidth(first + second, "Helvetica", 11), 203)


def twice(canvas: Canvas) -> None:
    """Prints words twice for weight, then a pale mark over them."""
    canvas.setFont("Helvetica-Bold", 18)
    for right in (0, 0.2):
        words(canvas, x=30 + right)
    canvas.setFillAlpha(0.3)
    canvas.setFont("Helvetica-Bold", 44)
    words(canvas, "DRAFT", x=30, y=190)


def crossed(canvas: Canvas) -> None:
    """Draws words with the lines of a chart through them, above and below."""
    words(canvas)
    canvas.setLineWidth(0.8)
    canvas.line(0, 203, 400, 203)
    for x in range(0, 150, 9):
        canvas.line(x, 190, x + 60, 230)


def outlined(canvas: Canvas) -> None:
    """Draws words that are the outline of a picture."""
    canvas.saveState()
    canvas.setFont("Helvetica-Bold", 24)
    invisible(canvas, mode=7)
    canvas.drawImage(ImageReader(Image.new("L", (2, 2), 40)), 0, 150, 400, 100)
    canvas.restoreState()


VISIBLE: dict[str, Draw] = {
    "light grey": in_colour(0.88, 0.88, 0.88),
    "yellow": in_colour(1, 1, 0),
    "white on a coloured bar": steps(bar(0, 0, 0.5), in_colour(1, 1, 1)),
    "red on green of the same lightness": steps(bar(0, 0.51, 0), in_colour(1, 0, 0)),
    "highlighted": steps(bar(1, 1, 0), in_colour(0, 0, 0)),
    "highlighted from above": steps(words, ("setFillAlpha", 0.4), bar(1, 1, 0)),
    "on a photo": steps(lambda c: c.drawImage(photo(lines=True), 25, 190, 150, 30), in_colour(1, 0, 0)),
    "with a watermark behind": steps(
        ("setFillColorRGB", 0.9, 0.9, 0.9), ("setFont", "Helvetica-Bold", 60), ("drawString", 10, 190, " "),
        ("setFont", "Helvetica", 11), ("setFillColorRGB", 0, 0, 0), words,
    ),
    "crossed by lines": crossed,
    "in small type": steps(("setFont", "Helvetica", 3), words),
    "in thin outlines": steps(("setLineWidth", 0.1), lambda canvas: invisible(canvas, mode=1)),
    "in a form": inside_form(words),
    "half transparent": steps(("setFillAlpha", 0.2), words),
}  # fmt: skip


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("name", VISIBLE)
def test_words_that_can_be_seen_are_quoted(name: str, turned: int) -> None:
    """This test ensures that nothing visible is lost, however faint, small or crowded."""
    reading = pdf(steps(("setPageRotation", turned), VISIBLE[name]))
    assert reading.text == f"{SEEN}\n\n{HIDDEN}"
    assert (reading.oddities, reading.covered) == ((), 0)


@pytest.mark.parametrize(
    ("draw", "text"),
    [
        (raised, "Divers swim alone²"),
        (in_pieces, "Divers swim alone²"),
        (outlined, HIDDEN),
        (lambda c: words(c, "Prices ........ – · … 4"), "Prices ........ – · … 4"),
        (tight, HIDDEN),
        (twice, f"DRAFT\n\n{HIDDEN}"),
    ],
)
def test_small_marks_and_outlines_are_quoted(draw: Draw, text: str) -> None:
    """This test ensures the same of raised marks, leaders and words that are the outline of a picture."""
    assert pdf(draw).text == f"{SEEN}\n\n{text}"


def test_what_was_read_before_changes_nothing() -> None:
    """This test ensures that a file gives the same text and boxes after others were read and drawn."""
    widths = b"/FirstChar 32 /LastChar 33 /Widths [250 900]"
    font = b"<< /Type /Font /Subtype /TrueType /BaseFont /Unknown %b >>" % widths
    page = pdf_page(b"BT /F 20 Tf 20 200 Td (Pool!! rules) Tj ET").replace(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", font
    )
    assert read_pdf(page, "a.pdf").boxes == read_pdf(page, "a.pdf").boxes


def test_what_cannot_be_drawn_here_is_quoted_and_told() -> None:
    """This test ensures that words in a font installed elsewhere are kept, with a warning."""
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
    )
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [7 0 R] >>"
    )
    page = pdf_page(b"BT /F 20 Tf 20 200 Td <4e2d6587> Tj ET", further=descendant).replace(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", font
    )
    reading = read_pdf(page, "pool.pdf")
    assert reading.text == "\u4e2d\u6587"
    assert "1 word on page 1 is in a font that neither the file nor this machine has" in reading.oddities[0]
