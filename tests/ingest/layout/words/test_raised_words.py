"""Tests words of a PDF above or below their line: marks of notes, ordinals, indices."""

import pytest
from made.drawn_pdf import lines, pdf
from reportlab.pdfgen.canvas import Canvas


def test_a_lowered_mark_belongs_to_its_word() -> None:
    """This test ensures that a subscript is read where it stands, and glues no word to itself."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(50, 300, "The lane L")
        width = canvas.stringWidth("The lane L", "Helvetica", 11)
        canvas.drawString(50 + width + 7, 300, "Mith is wide.")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50 + width, 297, "s")

    assert pdf(page).text == "The lane Ls Mith is wide."


@pytest.mark.parametrize(
    ("mark", "read_as"), [("12", "¹²"), ("ii", "[ii]"), ("a", "[a]"), ("*", "*"), ("th", "th")]
)
def test_a_raised_mark_is_no_part_of_its_word(mark: str, read_as: str) -> None:
    """This test ensures that the number of a note, also in letters, is told from the word before it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, 300, "Ring for a week")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(30 + canvas.stringWidth("Ring for a week", "Helvetica", 11), 304, mark)

    assert pdf(draw).text == f"Ring for a week{read_as}"


def test_a_raised_letter_of_a_formula_is_no_mark_of_a_note() -> None:
    """This test ensures that only a word has notes in letters, not a sign or a figure."""

    def draw(canvas: Canvas) -> None:
        for y, words in ((300, "The weight is 2x"), (280, "The weight is (x+1)")):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(30, y, words)
            canvas.setFont("Helvetica", 7)
            canvas.drawString(30 + canvas.stringWidth(words, "Helvetica", 11), y + 4, "i")

    assert pdf(draw).text == "The weight is 2xi\n\nThe weight is (x+1)i"


@pytest.mark.parametrize("share", [0.6, 1 / 1.2])
def test_raised_and_lowered_letters_stay_in_their_line(share: float) -> None:
    """This test ensures that letters as small as browsers and office programs set them are read in place."""

    def draw(canvas: Canvas) -> None:
        x = 30.0
        for words, rise in (
            ("On the 10", 0),
            ("th", 4),
            (" of May it gets CO", 0),
            ("2", -2),
            (".", 0),
        ):
            size = 12 * share if rise else 12
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, 300 + rise, words)
            x += canvas.stringWidth(words, "Helvetica", size)
        lines(canvas, 30, 284, ("The clerk signs for it.",), size=12)

    assert pdf(draw).text == "On the 10th of May it gets CO2. The clerk signs for it."
