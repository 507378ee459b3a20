"""Tests words of a PDF over which a row of one sign is typed."""

import pytest
from made import drawn_pdf
from made.struck_words import BASE, OLD, read, width
from reportlab.pdfgen.canvas import Canvas


@pytest.mark.parametrize("sign", ["X", "/", "-", "—"])
def test_words_typed_over_are_withdrawn(sign: str) -> None:
    """This test ensures that a row of one sign over words strikes them; a row beside them is read."""
    left = 30 + width("Ropes are ")
    over = sign * (round(width("blue cord") / width(sign)) + 1)

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, "Ropes are blue cord red.")
        canvas.drawString(left - 1, BASE, over)

    assert read(drawn_pdf.drawn(page)) == ("Ropes are red.", ["blue cord"])
    beside = f"Ropes {sign * 4} are red."
    assert read(drawn_pdf.drawn(lambda canvas: canvas.drawString(30, BASE, beside))) == (beside, [])


@pytest.mark.parametrize(("sign", "x", "y"), [("=", 30, BASE - 2.5), ("-", 30, BASE - 2), ("X", 5, BASE)])
def test_rows_of_signs_below_or_before_words_strike_nothing(sign: str, x: float, y: float) -> None:
    """This test ensures that a typed underline, and signs that only reach into a word, withdraw nothing."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, OLD)
        canvas.drawString(x, y, sign * (5 if sign == "X" else round(width() / width(sign))))

    assert read(drawn_pdf.drawn(page))[1] == []
