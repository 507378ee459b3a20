"""Tests flow charts in PDFs: each box is a passage, after the "Yes" or "No" that leads to it."""

import re
from collections.abc import Callable

from made.drawn_pdf import blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

Box = tuple[float, float, tuple[str, ...]]
WIDTH, HEIGHT = 120, 40


def boxes(canvas: Canvas, *placed: Box, draw: Callable[..., None] | None = None) -> None:
    """Draws boxes of one size, each with its lines, given their lower left corners."""
    for x, y, words in placed:
        (draw or canvas.rect)(x, y, WIDTH, HEIGHT)
        lines(canvas, x + 8, y + 25, words)


def arrow(canvas: Canvas, *points: tuple[float, float]) -> None:
    """Draws a line from point to point, with an arrowhead at its end."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    canvas.drawPath(path)
    x, y = points[-1]
    tip = canvas.beginPath()
    tip.moveTo(x, y)
    tip.lineTo(x - 3, y + 6)
    tip.lineTo(x + 3, y + 6)
    tip.close()
    canvas.drawPath(tip, fill=1)


FOUND = (140, 300, ("Water is found", "on the floor"))
ASKED = (140, 220, ("Does the tap", "drip?"))
MENDED = (30, 100, ("Ask the plumber", "to mend it"))
CLOSED = (250, 100, ("Close the room", "and ring the office"))
BRANCHES = [
    ("paragraph", "Water is found on the floor"),
    ("paragraph", "Does the tap drip?"),
    ("paragraph", "Yes Ask the plumber to mend it"),
    ("paragraph", "No Close the room and ring the office"),
]


def branching(canvas: Canvas, before: str = "") -> None:
    """Draws a chart that branches, with bent lines. before: words before each "Yes" or "No"."""
    boxes(canvas, FOUND, ASKED, MENDED, CLOSED)
    arrow(canvas, (200, 300), (200, 262))
    arrow(canvas, (170, 220), (170, 180), (90, 180), (90, 142))
    arrow(canvas, (230, 220), (230, 180), (310, 180), (310, 142))
    lines(canvas, 100, 184, (f"{before}Yes",))
    lines(canvas, 290, 184, (f"{before}No",))


def test_each_box_is_a_passage_with_its_branch() -> None:
    """This test ensures that no box is joined to another, and "Yes" comes before the box it leads to."""
    assert blocks(pdf(branching)) == BRANCHES


def test_a_branch_may_say_if() -> None:
    """This test ensures that "If Yes" stays together, before the box it leads to."""
    labelled = [(kind, re.sub("^(Yes|No)", r"If \1", text)) for kind, text in BRANCHES]
    assert blocks(pdf(lambda canvas: branching(canvas, "If "))) == labelled


def test_a_frame_around_a_chart_changes_nothing() -> None:
    """This test ensures that a border, a background or letter-spacing joins no boxes."""

    def draw(canvas: Canvas) -> None:
        canvas.rect(10, 60, 380, 300)
        branching(canvas)

    assert blocks(pdf(draw)) == BRANCHES


def test_boxes_with_round_corners_count() -> None:
    """This test ensures that the shape of a box does not matter."""

    def draw(canvas: Canvas) -> None:
        boxes(canvas, FOUND, ASKED, draw=lambda *box: canvas.roundRect(*box, 8))
        canvas.line(200, 300, 200, 260)

    assert blocks(pdf(draw)) == BRANCHES[:2]


def test_arrows_may_be_typed() -> None:
    """This test ensures that arrows among the words connect boxes as lines do, and are no words."""

    def draw(canvas: Canvas) -> None:
        boxes(canvas, FOUND, ASKED, (70, 140, MENDED[2]), (210, 140, CLOSED[2]))
        for x, y in ((195, 285), (150, 190), (250, 190)):
            lines(canvas, x, y, ("\u2193",), "Symbol", 18)
        lines(canvas, 125, 192, ("Yes",))
        lines(canvas, 270, 192, ("No",))

    assert blocks(pdf(draw)) == BRANCHES


def test_arrows_in_a_sentence_are_words() -> None:
    """This test ensures that an arrow beside words connects no boxes, and stays where it is."""

    def draw(canvas: Canvas) -> None:
        boxes(canvas, (140, 300, ("Ropes are dear.",)), (140, 240, ("Paint is cheap.",)))
        lines(canvas, 140, 285, ("Both went",))
        lines(canvas, 196, 285, ("\u2191",), "Symbol")
        lines(canvas, 206, 285, ("in May.",))

    assert blocks(pdf(draw))[1] == ("paragraph", "Both went \u2191 in May.")


def test_cells_and_boxes_without_lines_between_them_are_no_chart() -> None:
    """This test ensures that a table drawn box by box keeps its rows."""

    def draw(canvas: Canvas) -> None:
        for i, row in enumerate((("Day", "Opens"), ("Monday", "nine"), ("Friday", "ten"))):
            for k, cell in enumerate(row):
                canvas.rect(30 + 120 * k, 300 - 20 * i, 120, 20)
                lines(canvas, 35 + 120 * k, 306 - 20 * i, (cell,), "Helvetica" if i else "Helvetica-Bold")

    assert blocks(pdf(draw)) == [
        ("columns", "Day | Opens"),
        ("row", "Monday | nine"),
        ("row", "Friday | ten"),
    ]


def test_shaded_rows_of_a_table_are_no_chart() -> None:
    """This test ensures that headings on a grey bar across a table, and its answers, stay in the table."""

    def draw(canvas: Canvas) -> None:
        for i, (cells, shaded) in enumerate(FORM):
            y = 320 - 20 * i
            if shaded:
                canvas.setFillGray(0.75)
                canvas.rect(40, y, 240, 20, stroke=0, fill=1)
                canvas.setFillGray(0)
            for k, cell in enumerate(cells):
                lines(canvas, 45 + 120 * k, y + 6, (cell,), "Helvetica-Bold" if shaded else "Helvetica")
            canvas.line(40, y, 280, y)
            if len(cells) > 1:
                canvas.line(160, y, 160, y + 20)
        canvas.line(40, 340, 280, 340)
        for x in (40, 280):
            for i in range(len(FORM)):
                canvas.line(x, 340 - 20 * i, x, 320 - 20 * i)

    assert blocks(pdf(draw)) == [("columns" if s else "row", " | ".join(cells)) for cells, s in FORM]


FORM = [
    (("About the boat",), True),
    (("Name", "Number"), False),
    (("Owner", "Place"), False),
    (("About the day",), True),
    (("Was it wet? Yes No",), False),
    (("Wind", "Tide"), False),
]
