"""Tests unruled tables in PDFs: rows under bold headings, and what only looks like one."""

from collections.abc import Sequence

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

COLUMNS = (30, 150, 280)


def row(canvas: Canvas, y: float, cells: Sequence[str], font: str = "Helvetica") -> None:
    """Draws words at the places of the columns."""
    for x, cell in zip(COLUMNS, cells, strict=False):
        lines(canvas, x, y, (cell,), font)


def test_rows_under_bold_headings_are_rows() -> None:
    """This test ensures that a row is read across, with its headings, and later text is not part of it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, ("The desk is open at these hours.",))
        row(canvas, 320, ("Day", "Opens", "Closes"), "Helvetica-Bold")
        row(canvas, 304, ("Monday", "half past eight", "five"))
        row(canvas, 288, ("Saturday", "ten", "noon"))
        lines(canvas, 30, 256, ("On other days it is closed.",))

    assert blocks(pdf(draw)) == [
        ("paragraph", "The desk is open at these hours."),
        ("columns", "Day | Opens | Closes"),
        ("row", "Monday | half past eight | five"),
        ("row", "Saturday | ten | noon"),
        ("paragraph", "On other days it is closed."),
    ]


@pytest.mark.parametrize(
    ("heads", "filled"), [(("DAY", "OPENS", "CLOSES"), False), (("Day", "Opens", "Closes"), True)]
)
def test_headings_in_capitals_or_on_a_colour_head_rows(heads: Sequence[str], *, filled: bool) -> None:
    """This test ensures that headings need not be bold."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(25, 316, 320, 14, stroke=0, fill=filled)
        canvas.setFillColorRGB(0, 0, 0)
        row(canvas, 320, heads)
        row(canvas, 304, ("Monday", "half past eight", "five"))
        row(canvas, 288, ("Saturday", "ten", "noon"))

    assert blocks(pdf(draw)) == [
        ("columns", " | ".join(heads)),
        ("row", "Monday | half past eight | five"),
        ("row", "Saturday | ten | noon"),
    ]


def test_cells_of_several_lines_are_whole_where_rows_stand_apart() -> None:
    """This test ensures that a wrapped cell stays in its row, and a heading of two lines is one."""

    def draw(canvas: Canvas) -> None:
        row(canvas, 352, ("What is", "Who is told and"), "Helvetica-Bold")
        row(canvas, 340, ("found", "when they are told"), "Helvetica-Bold")
        row(canvas, 316, ("A broken lock on", "Tell the firm that guards the house"))
        row(canvas, 304, ("one of the doors", "within the half hour, and the office"))
        row(canvas, 280, ("A lamp that does", "Tell the caretaker on the next round"))
        row(canvas, 268, ("not burn", "or leave a note at the desk"))

    assert blocks(pdf(draw)) == [
        ("columns", "What is found | Who is told and when they are told"),
        (
            "row",
            "A broken lock on one of the doors | "
            "Tell the firm that guards the house within the half hour, and the office",
        ),
        (
            "row",
            "A lamp that does not burn | Tell the caretaker on the next round or leave a note at the desk",
        ),
    ]


def test_columns_of_prose_under_headings_are_read_down() -> None:
    """This test ensures that two columns, each with its heading, are not read across."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 330, ("Lending books",), "Helvetica-Bold")
        lines(canvas, 205, 330, ("Giving them back",), "Helvetica-Bold")
        lines(canvas, 30, 312, LEFT)
        lines(canvas, 205, 312, RIGHT)

    assert blocks(pdf(draw)) == [
        ("heading", "Lending books"),
        ("paragraph", " ".join(LEFT)),
        ("heading", "Giving them back"),
        ("paragraph", " ".join(RIGHT)),
    ]


def test_a_list_of_contents_is_no_table() -> None:
    """This test ensures that page numbers are not a column under a bold entry."""

    def draw(canvas: Canvas) -> None:
        for i, entry in enumerate(("Opening hours", "Lending", "Fees", "Rules of the room")):
            row(canvas, 340 - 16 * i, (entry, "", str(i + 2)), "Helvetica" if i else "Helvetica-Bold")

    assert {kind for kind, _ in blocks(pdf(draw))}.isdisjoint({"row", "columns"})


def test_rows_without_headings_are_read_one_by_one() -> None:
    """This test ensures that no row joins the one below it, although nothing marks the table."""

    def draw(canvas: Canvas) -> None:
        row(canvas, 320, ("Adults", "12", "4.50"))
        row(canvas, 308, ("Children", "8", "2.00"))
        row(canvas, 296, ("Dogs", "3", "1.00"))

    assert [text for _, text in blocks(pdf(draw))] == ["Adults 12 4.50", "Children 8 2.00", "Dogs 3 1.00"]
