"""Tests that words read off a scan count only where the picture has ink."""

import pytest
from made import drawn_pdf
from made.hidden_words import HIDDEN, invisible, pdf, photo, steps, words
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableDocument
from ingest.text.reading import Reading


def scan(canvas: Canvas, *, opaque: bool = False, lines: bool = True) -> None:
    """A page-wide picture with a line of strokes in it, and words recognised there."""
    picture = Image.new("L", (400, 400), 255)
    if lines:
        pen = ImageDraw.Draw(picture)
        for x in range(30, 130, 4):
            pen.line((x, 192, x, 200), fill=60, width=1)
    (words if opaque else invisible)(canvas)
    canvas.drawImage(ImageReader(picture), 0, 0, 400, 400)


def read_scan(*, opaque: bool = False, lines: bool = True, creator: str = "") -> Reading:
    font = ("setFont", "Helvetica", 11)
    return drawn_pdf.pdf(steps(font, lambda c: scan(c, opaque=opaque, lines=lines)), creator=creator)


def test_words_read_off_a_scan_count_where_the_picture_has_ink() -> None:
    """This test ensures that such words are quoted and marked, unless the picture is blank there."""
    reading = read_scan()
    assert (reading.text, reading.machine_read) == (HIDDEN, True)
    signed = read_scan(opaque=True, creator="ABBYY FineReader 15")
    assert (signed.text, signed.machine_read, signed.covered) == (HIDDEN, True, 0)
    for hidden in ({"lines": False}, {"opaque": True}):
        with pytest.raises(UnreadableDocument, match="3 words on page 1 are not visible"):
            read_scan(**hidden)


def test_a_photo_over_words_of_a_signed_file_hides_them() -> None:
    """This test ensures that a file signed by a scanner's program does not escape the proof."""
    more = ("The door is open.", "Towels are lent.", "Caps are worn.")
    draw = steps(
        words, *(lambda c, i=i, t=t: words(c, t, y=150 - 20 * i) for i, t in enumerate(more)),
        lambda canvas: canvas.drawImage(photo(), 25, 190, 150, 30),
    )  # fmt: skip
    reading = pdf(draw, creator="ABBYY FineReader 15")
    assert HIDDEN not in reading.text
    assert reading.covered == 3
