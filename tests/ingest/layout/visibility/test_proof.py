"""Tests that words which nobody sees on their page are not quoted, in all the ways to hide them."""

import pytest
from made.hidden_words import (
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

from index.errors import UnreadableDocument
from ingest.readers.pdf.pdf import read_pdf

TOLD = "3 words on page 1 are not visible on the page and are not quoted. If this is a redaction"


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
