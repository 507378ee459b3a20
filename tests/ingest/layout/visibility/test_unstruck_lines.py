"""Tests lines near words of a PDF that strike none of them: underlines, rules, charts, what nobody sees."""

import pytest
from made import drawn_pdf
from made.hidden_words import Draw
from made.struck_words import BASE, OLD, bar, both, drawn, line, read, wave, width
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

UNSEEN: dict[str, Draw] = {
    "under a white box": both(line(BASE + 3), lambda c: cover(c)),
    "clipped away": lambda canvas: [
        canvas.saveState(),
        canvas.clipPath(rectangle(canvas, 0, 0, 400, 50), stroke=0),
        line(BASE + 3)(canvas),
        canvas.restoreState(),
    ],
}


def rectangle(canvas: Canvas, *sides: float) -> PDFPathObject:
    path = canvas.beginPath()
    path.rect(*sides)
    return path


def cover(canvas: Canvas) -> None:
    """Covers the old words with a coloured box, and writes them anew."""
    canvas.setFillColorRGB(0.8, 0.9, 1)
    canvas.rect(20, BASE - 5, 300, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(30, BASE, OLD)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_line_that_nobody_sees_strikes_nothing(name: str) -> None:
    """This test ensures that words which a reader sees without a line are not lost."""
    text, struck = read(drawn(UNSEEN[name]))
    assert struck == []
    assert OLD in text


LINES: dict[str, Draw] = {
    "an underline": line(BASE - 1.5),
    "a line above": line(BASE + 9.5),
    "a marker over the lower half of the words": bar(BASE - 1.5, 4),
    "a light marker over the middle of the words": both(
        lambda canvas: canvas.setFillColorRGB(1, 0.95, 0.4), bar(BASE + 1.2, 4.2)
    ),
    "a wave below": lambda canvas: (canvas.translate(0, -4.5), wave(2.0)(canvas)),
    "a rule of a chart through the words": line(BASE + 3, left=0, right=400),
    "a rule between lines": line(BASE - 18, left=30, right=370),
    "a line beside the words": line(BASE + 3, left=40 + width(), right=390),
    "a line of a figure through its label": lambda canvas: (
        canvas.drawString(200, 300, "a"),
        canvas.line(198, 303, 208, 303),
    ),
    "an oval around a figure": lambda canvas: (
        canvas.setFont("Helvetica", 7),
        canvas.drawString(200, 300, "3,016"),
        canvas.ellipse(197, 299.5, 222, 306.7),
    ),
    "a dot without a size": lambda canvas: canvas.rect(40, BASE + 3, 0, 0, stroke=0, fill=1),
    "a line through a letter": line(BASE + 3, left=30, right=35),
    "a curve of a chart through its figures": lambda canvas: (
        canvas.drawString(200, 300, "51"),
        canvas.bezier(150, 250, 199, 303, 213, 303, 260, 250),
    ),
    "a dashed line of a chart through its figure": lambda canvas: (
        canvas.drawString(200, 300, "5"),
        *(canvas.line(160 + x, 303, 162 + x, 303) for x in range(0, 90, 4)),
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_other_lines_strike_nothing(name: str) -> None:
    """This test ensures that underlines, rules, bars and chart lines strike no word."""
    text, struck = read(drawn(LINES[name]))
    assert struck == []
    assert OLD in text


def test_a_highlighter_drawn_as_a_thick_line_strikes_nothing() -> None:
    """This test ensures that a line as high as the words, under them, strikes none of them."""

    def page(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(1, 1, 0)
        line(BASE + 3, thick=12)(canvas)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, OLD)

    assert read(drawn_pdf.drawn(page)) == (OLD, [])


def test_an_underlined_part_of_a_word_stays() -> None:
    """This test ensures that a word is read whole if a line ends within it but strikes nothing."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, "The notebook lies here.")
        for y in (BASE - 1.5, BASE + 3):
            line(y, left=30 + width("The note") - (y > BASE) * 300, right=30 + width("The notebook"))(canvas)

    assert read(drawn_pdf.drawn(page)) == ("The notebook lies here.", [])
