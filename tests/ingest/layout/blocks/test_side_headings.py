"""Tests headings in the margin of a PDF page: each goes above the text beside it."""

from made.drawn_pdf import blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

BOLD = "Helvetica-Bold"
PARCELS = ("Parcels are entered in the book before they", "leave the post room, each with its number.")
LETTERS = ("Letters marked private are handed over without", "being opened. All others are stamped.")


def margin(canvas: Canvas, y: float, heading: tuple[str, ...], text: tuple[str, ...]) -> float:
    """Draws a heading beside a paragraph, and returns where the next goes."""
    lines(canvas, 30, y, heading, BOLD)
    return min(lines(canvas, 130, y, text), y - 12 * len(heading)) - 12


def test_a_heading_in_the_margin_stands_over_its_paragraph() -> None:
    """This test ensures that each paragraph, even a second one, is under the heading beside it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 370, ("Post room",), BOLD, 14)
        y = margin(canvas, 340, ("Parcels that", "are sent on"), PARCELS)
        y = lines(canvas, 130, y, ("A parcel that nobody claims is sent back.",)) - 12
        margin(canvas, y, ("Letters",), LETTERS)

    assert blocks(pdf(draw)) == [
        ("heading", "Post room"),
        ("heading", "Parcels that are sent on"),
        ("paragraph", " ".join(PARCELS)),
        ("paragraph", "A parcel that nobody claims is sent back."),
        ("heading", "Letters"),
        ("paragraph", " ".join(LETTERS)),
    ]


def test_two_columns_with_headings_beside_each_other_are_columns() -> None:
    """This test ensures that a left column with text is not taken for a margin."""

    def draw(canvas: Canvas) -> None:
        for y, heading, text in ((340, "Parcels", PARCELS), (290, "Letters", LETTERS)):
            lines(canvas, 30, y, (heading,), BOLD)
            lines(canvas, 30, y - 12, ("See the book", "at the desk."))
            lines(canvas, 130, y, text)

    assert blocks(pdf(draw))[:2] == [("heading", "Parcels"), ("paragraph", "See the book at the desk.")]
