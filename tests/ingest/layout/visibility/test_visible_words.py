"""Tests that words which can be seen are quoted, however faint, small or crowded."""

import pytest
from made.hidden_words import (
    HIDDEN,
    SEEN,
    Draw,
    bar,
    in_colour,
    inside_form,
    invisible,
    pdf,
    photo,
    steps,
    words,
)
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


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
