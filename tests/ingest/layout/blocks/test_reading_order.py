"""Tests the reading order of a PDF page: columns, boxes, pictures."""

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other(*, across: bool) -> None:
    """This test ensures that no sentence is mixed with the next column's, even if the file mixes them."""

    def draw(canvas: Canvas) -> None:
        if across:
            for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
                lines(canvas, 30, 300 - 12 * i, (left,))
                lines(canvas, 175, 300 - 12 * i, (right,))
        else:
            lines(canvas, 30, 300, LEFT)
            lines(canvas, 175, 300, RIGHT)

    assert blocks(pdf(draw)) == [("paragraph", " ".join([*LEFT, *RIGHT]))]


def test_a_heading_over_two_columns_comes_first() -> None:
    """This test ensures that what spans the columns separates what is above it from what is below."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 250, LEFT)
        lines(canvas, 175, 250, RIGHT)
        lines(canvas, 30, 350, ("How the library of the town lends books",), "Helvetica-Bold", 14)

    assert blocks(pdf(draw)) == [
        ("heading", "How the library of the town lends books"),
        ("paragraph", " ".join([*LEFT, *RIGHT])),
    ]


def test_coloured_boxes_side_by_side_are_read_one_after_the_other() -> None:
    """This test ensures that lines of two boxes are not joined, however close they are."""

    def draw(canvas: Canvas) -> None:
        for x, words in ((30, LEFT), (165, RIGHT)):
            canvas.setFillColorRGB(0.8, 0.9, 1)
            canvas.rect(x, 200, 133, 100, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            lines(canvas, x + 1, 280, words)

    assert blocks(pdf(draw)) == [("paragraph", " ".join([*LEFT, *RIGHT]))]


COLUMN = (
    "The glasshouse is aired each day. The",
    "lamp on the landing is lit at dusk and",
    "put out at ten by the last reader who",
    "leaves the room on the upper floor or",
    "by the porter, if there is one there.",
)


def test_one_line_beside_a_column_is_no_part_of_it() -> None:
    """This test ensures that a sentence is not cut by the first line of a short column on its right."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, COLUMN)
        lines(canvas, 230, 300, ("The doors are shut at six.",))

    assert blocks(pdf(draw)) == [
        ("paragraph", " ".join(COLUMN)),
        ("paragraph", "The doors are shut at six."),
    ]


def band(canvas: Canvas, y: float, heading: str, right: tuple[str, ...]) -> None:
    """Draws a heading over two columns of text, of which the right one is shorter."""
    lines(canvas, 30, y, (heading,), "Helvetica-Bold", 12)
    lines(canvas, 30, y - 18, COLUMN)
    lines(canvas, 230, y - 18, right)


@pytest.mark.parametrize("second", ["Terms are fixed in May.", ""])
def test_a_heading_below_both_columns_comes_after_them(second: str) -> None:
    """This test ensures that a right column stands under the heading above it, not the one below it."""

    def draw(canvas: Canvas) -> None:
        band(canvas, 370, "Windows", ("The pole hangs behind", "the door."))
        if second:
            lines(canvas, 30, 260, ("Terms",), "Helvetica-Bold", 12)
            lines(canvas, 30, 240, (second,))
        else:
            band(canvas, 260, "Lamps", ("The lamps are dim.",))

    below = [("heading", "Terms"), ("paragraph", second)]
    if not second:
        below = [("heading", "Lamps"), ("paragraph", " ".join(COLUMN)), ("paragraph", "The lamps are dim.")]
    assert blocks(pdf(draw)) == [
        ("heading", "Windows"),
        ("paragraph", " ".join(COLUMN)),
        ("paragraph", "The pole hangs behind the door."),
        *below,
    ]


def test_a_short_second_column_comes_after_the_whole_first_one() -> None:
    """This test ensures that a column with headings is read to its end before the next column."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 352, COLUMN)
        lines(canvas, 30, 260, ("Lamps",), "Helvetica-Bold", 12)
        lines(canvas, 30, 240, COLUMN)
        lines(canvas, 230, 352, ("The pole hangs behind", "the door."))

    assert blocks(pdf(draw)) == [
        ("paragraph", " ".join(COLUMN)),
        ("heading", "Lamps"),
        ("paragraph", " ".join(COLUMN)),
        ("paragraph", "The pole hangs behind the door."),
    ]


@pytest.mark.parametrize("gap", [1.5, 3.0, 12.0])
def test_a_box_close_to_a_column_is_no_part_of_its_lines(gap: float) -> None:
    """This test ensures that words in a box are not read into the sentence beside it, however close it is."""
    inside = ("Tell the warden,", "take a lamp, wear", "a jacket, and sign", "the book in the", "porch.")
    left = 30 + max(Canvas("").stringWidth(line, "Helvetica", 10) for line in COLUMN)

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(left + gap / 2, 230, 110, 82, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        lines(canvas, 30, 300, COLUMN)
        lines(canvas, left + gap, 300, inside)

    assert blocks(pdf(draw)) == [("paragraph", " ".join(COLUMN)), ("paragraph", " ".join(inside))]


def test_columns_below_a_heading_come_after_those_above_it() -> None:
    """This test ensures that more and narrower columns below a heading stand under it, all of them."""

    def draw(canvas: Canvas) -> None:
        band(canvas, 370, "Windows", COLUMN[:2])
        lines(canvas, 30, 260, ("Lamps",), "Helvetica-Bold", 12)
        for i, x in enumerate((30, 120, 230, 320)):
            lines(canvas, x, 240, (f"Lamp {i}", "is lit."))

    assert blocks(pdf(draw)) == [
        ("heading", "Windows"),
        ("paragraph", " ".join(COLUMN)),
        ("paragraph", " ".join(COLUMN[:2])),
        ("heading", "Lamps"),
        *(("paragraph", f"Lamp {i} is lit.") for i in range(4)),
    ]


def test_texts_beside_pictures_stand_under_the_heading_above_them() -> None:
    """This test ensures that short headings above texts that begin further right are no column."""

    def draw(canvas: Canvas) -> None:
        for y, heading, texts in ((360, "Before", PACK), (200, "There", SWIM)):
            lines(canvas, 30, y, (heading,), "Helvetica-Bold", 14)
            for i, text in enumerate(texts):
                canvas.setFillGray(0.8)
                canvas.rect(30, y - 60 - 60 * i, 90, 45, stroke=0, fill=1)
                canvas.setFillGray(0)
                lines(canvas, 150, y - 40 - 60 * i, (text,))

    assert blocks(pdf(draw)) == [
        ("heading", "Before"),
        *(("paragraph", text) for text in PACK),
        ("heading", "There"),
        *(("paragraph", text) for text in SWIM),
    ]


PACK = ("Pack a towel.", "Bring a coin.")
SWIM = ("Take a shower.", "Walk to the steps.")


def test_a_left_column_with_a_picture_is_read_to_its_end() -> None:
    """This test ensures that a right column beside a picture is no part of the left one."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 360, COLUMN)
        lines(canvas, 30, 200, COLUMN)
        lines(canvas, 230, 290, ("The pole hangs behind", "the door."))

    assert blocks(pdf(draw)) == [
        ("paragraph", " ".join(COLUMN)),
        ("paragraph", " ".join(COLUMN)),
        ("paragraph", "The pole hangs behind the door."),
    ]


def test_ragged_columns_below_a_wide_table_are_read_downwards() -> None:
    """This test ensures that a column that begins a little lower is read first, to its end."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 200, 370], [340, 360, 380])
        for y, cells in ((366, ("Saw", "5")), (346, ("Axe", "7"))):
            for x, cell in zip((35, 205), cells, strict=True):
                lines(canvas, x, y, (cell,))
        lines(canvas, 30, 302, ("A lamp stands", "in the porch, and the key of the shed", "hangs behind the"))
        lines(canvas, 230, 315, ("door.", "A pole is kept in the loft, and", "a rope in the porch."))

    assert blocks(pdf(draw))[2:] == [
        ("paragraph", "A lamp stands in the porch, and the key of the shed hangs behind the door."),
        ("paragraph", "A pole is kept in the loft, and a rope in the porch."),
    ]
