"""Tests words crossed out by two lines, or one, from corner to corner. Lines elsewhere cross nothing out."""

import pytest
from made import drawn_pdf
from made.hidden_words import Draw
from made.struck_words import read
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "Visitors may use the side gate at any time.",
    "The key of the gate hangs in the porch, and",
    "it is put back in the evening.",
)
OLD = " ".join(LINES)
NEW = "Visitors use the main door."
LEFT, BOTTOM, RIGHT, TOP = 28.0, 166.0, 260.0, 212.0


def page(draw: Draw, turned: int = 0) -> bytes:
    def both(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.setFont("Helvetica", 11)
        for i, words in enumerate(LINES):
            canvas.drawString(30, 200 - 14 * i, words)
        canvas.drawString(30, 120, NEW)
        draw(canvas)

    return drawn_pdf.drawn(both)


def two_lines(canvas: Canvas) -> None:
    canvas.line(LEFT, BOTTOM, RIGHT, TOP)
    canvas.line(LEFT, TOP, RIGHT, BOTTOM)


def without_lifting(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for (x0, y0), (x1, y1) in (((RIGHT, TOP), (LEFT, BOTTOM)), ((LEFT + 4, TOP - 3), (RIGHT, BOTTOM + 2))):
        path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    canvas.setStrokeColorRGB(1, 0, 0)
    canvas.drawPath(path)


def in_a_box(canvas: Canvas) -> None:
    canvas.rect(LEFT, BOTTOM, RIGHT - LEFT, TOP - BOTTOM)
    two_lines(canvas)


def one_line(canvas: Canvas) -> None:
    canvas.line(LEFT, BOTTOM, RIGHT, TOP)


def one_line_down(canvas: Canvas) -> None:
    canvas.line(LEFT, TOP, RIGHT, BOTTOM)


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("cross", [two_lines, without_lifting, in_a_box, one_line, one_line_down])
def test_a_crossed_out_paragraph_is_withdrawn(cross: Draw, turned: int) -> None:
    """This test ensures that all words between the ends of a cross are struck, also those that it misses."""
    assert read(page(cross, turned)) == (NEW, [OLD])


def test_a_crossed_out_word_is_withdrawn() -> None:
    """This test ensures that a cross over one word leaves the words beside it."""
    left = 30 + float(Canvas("").stringWidth("Visitors use the ", "Helvetica", 11))

    def cross(canvas: Canvas) -> None:
        for bottom, top in ((119, 129), (129, 119)):
            canvas.line(left, bottom, left + 24, top)

    assert read(page(cross)) == (f"{OLD}\n\nVisitors use the door.", ["main"])


def aside(canvas: Canvas) -> None:
    for bottom, top in ((140, 240), (240, 140)):
        canvas.line(300, bottom, 380, top)


def around(canvas: Canvas) -> None:
    for bottom, top in ((20, 360), (360, 20)):
        canvas.line(10, bottom, 390, top)


def white(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(1, 1, 1)
    two_lines(canvas)


def pointer(canvas: Canvas) -> None:
    canvas.line(150, BOTTOM, RIGHT + 60, TOP + 30)


def through_a_part(canvas: Canvas) -> None:
    canvas.line(60, BOTTOM, 150, TOP)


def arrows(canvas: Canvas) -> None:
    for bottom, top in ((130, 165), (165, 130)):
        canvas.line(LEFT, bottom, RIGHT, top)


def to_a_box(canvas: Canvas) -> None:
    one_line(canvas)
    canvas.rect(RIGHT, TOP - 5, 60, 30)


def with_an_arrows_head(canvas: Canvas) -> None:
    one_line_down(canvas)
    path = canvas.beginPath()
    for go, x, y in ((path.moveTo, 0, 0), (path.lineTo, -7, 5), (path.lineTo, -8, -1)):
        go(RIGHT + x, BOTTOM + y)
    canvas.drawPath(path, fill=1)


@pytest.mark.parametrize(
    "draw", [to_a_box, with_an_arrows_head, aside, around, white, pointer, through_a_part, arrows]
)
def test_lines_that_cross_out_nothing_withdraw_nothing(draw: Draw) -> None:
    """This test ensures that crossing lines of a chart, a single line and an unseen cross keep the words."""
    assert read(page(draw)) == (f"{OLD}\n\n{NEW}", [])


def test_a_line_that_parts_a_cell_withdraws_nothing() -> None:
    """This test ensures that the words on both sides of a line through the corner of a table are read."""

    def cell(canvas: Canvas) -> None:
        canvas.rect(30, 40, 120, 30)
        canvas.line(30, 70, 150, 40)
        canvas.drawString(100, 57, "Weekday")
        canvas.drawString(34, 44, "Room of hall")

    text, struck = read(page(cell))
    assert struck == []
    assert "Weekday" in text


def test_a_line_of_a_chart_strikes_none_of_its_labels() -> None:
    """This test ensures that labels that rise along a line are no paragraph that it runs through."""

    def chart(canvas: Canvas) -> None:
        canvas.line(28, 35, 150, 95)
        for x, y, label in ((30, 40, "Report at"), (60, 60, "once to"), (90, 80, "the officer")):
            canvas.drawString(x, y, label)

    assert read(page(chart))[1] == []
