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


PAIRS = {
    "hours": (("Desk", "nine to five"), ("Loft", "ten to four"), ("Great hall", "all day")),
    "numbers": (("Office", "extension 12"), ("Porter", "30 41"), ("At night", "30 42")),
    "three columns": (("Monday", "Choir", "Hall"), ("Tuesday", "Chess", "Loft"), ("Friday", "Dance", "Hall")),
    "longer": (
        ("Leaks and taps", "ring the plumber on 12"),
        ("Lights", "ring the electrician on 14"),
        ("Lost keys", "ring the porter on 10"),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_short_rows_without_headings_are_rows(name: str) -> None:
    """This test ensures that what stands side by side is read together, under its own heading."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, ("Opening",), "Helvetica-Bold")
        for i, cells in enumerate(PAIRS[name]):
            row(canvas, 334 - 12 * i, cells)
        lines(canvas, 30, 274, ("Storage",), "Helvetica-Bold")
        lines(canvas, 30, 258, ("The porter keeps the keys and hands them out at ten each day.",))

    rows = [("row", " | ".join(cells)) for cells in PAIRS[name]]
    assert blocks(pdf(draw))[:5] == [("heading", "Opening"), *rows, ("heading", "Storage")]


def test_a_cell_beside_a_name_goes_on_below() -> None:
    """This test ensures that a line without a name belongs to the row above."""

    def draw(canvas: Canvas) -> None:
        row(canvas, 334, ("Desk", "nine to five"))
        row(canvas, 322, ("Loft", "ten to four, but"))
        row(canvas, 310, ("", "on Fridays to two"))
        row(canvas, 298, ("Great hall", "all day"))

    assert blocks(pdf(draw)) == [
        ("row", "Desk | nine to five"),
        ("row", "Loft | ten to four, but on Fridays to two"),
        ("row", "Great hall | all day"),
    ]


@pytest.mark.parametrize("size", [7, 11])
def test_names_in_the_margin_stand_with_their_text(size: float) -> None:
    """This test ensures that a name of two lines beside a paragraph begins a row with it."""
    texts = {
        ("Firing the", "kiln"): ("The kiln is fired on Monday by two", "people, who stay with it."),
        ("Cooling",): ("The door stays shut until the gauge", "shows forty degrees."),
        ("Glazes and", "their lids"): ("Glazes are mixed outside.",),
    }

    def draw(canvas: Canvas) -> None:
        for i, (name, said) in enumerate(texts.items()):
            lines(canvas, 30, 340 - 44 * i, name, size=size)
            lines(canvas, 130, 340 - 44 * i, said)

    assert blocks(pdf(draw)) == [
        ("row", f"{' '.join(name)} | {' '.join(said)}") for name, said in texts.items()
    ]


LISTS = {
    "lists": (("• Bring a cup", "• Bring a bag"), ("• Sweep up", "• Lock up"), ("• Lock up", "• Ring us")),
    "prose": (("The porter keeps", "Nobody else may"), ("the keys and the", "write in the book")) * 2,
    "numbered": (("1. Ring", "4. Wait"), ("2. Wait", "5. Sign"), ("3. Sign", "6. Go in")),
}


@pytest.mark.parametrize("name", LISTS)
def test_columns_of_short_lines_are_read_down(name: str) -> None:
    """This test ensures that two lists side by side are not joined."""

    def draw(canvas: Canvas) -> None:
        for i, cells in enumerate(LISTS[name]):
            for x, words in zip((30, 130), cells, strict=True):
                lines(canvas, x, 320 - 12 * i, (words,))

    assert {kind for kind, _ in blocks(pdf(draw))}.isdisjoint({"row", "columns"})


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


@pytest.mark.parametrize("filled", [False, True])
def test_boxes_side_by_side_are_no_table(*, filled: bool) -> None:
    """This test ensures that short lines in boxes are read box by box, under the heading in each."""
    cards = (
        ("Hall", "Holds forty. Has a", "stage and a piano."),
        ("Loft", "Holds ten. Stairs", "only."),
        ("Shed", "Holds six boats."),
    )

    def draw(canvas: Canvas) -> None:
        for i, (head, *texts) in enumerate(cards):
            canvas.setFillColorRGB(0.8, 0.9, 1)
            canvas.roundRect(24 + 120 * i, 250, 106, 70, 5, stroke=not filled, fill=filled)
            canvas.setFillColorRGB(0, 0, 0)
            lines(canvas, 30 + 120 * i, 305, (head,), "Helvetica-Bold")
            lines(canvas, 30 + 120 * i, 287, tuple(texts))

    assert blocks(pdf(draw)) == [
        block for head, *texts in cards for block in (("heading", head), ("paragraph", " ".join(texts)))
    ]


def test_columns_under_headings_of_their_own_are_read_down() -> None:
    """This test ensures that what to do is not filed under "Do not", the heading of the column beside it."""
    columns = {
        ("Do", 30): (
            "Wipe the shoes and stay calm.",
            "Write down what you want.",
            "Show the card each time.",
        ),
        ("Do not", 230): ("Bring a dog to the hall.", "Ask the desk again.", "Take photographs here."),
    }

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 380, ("Readers of the library keep these rules on each day of the week.",))
        for head, x in columns:
            lines(canvas, x, 340, (head,), "Helvetica-Bold", 12.5)
        for (_, x), texts in columns.items():
            lines(canvas, x, 320, texts, size=11)
        lines(canvas, 30, 220, ("Readers come back before dark. The doors are shut at six.",))

    found = [text for kind, text in blocks(pdf(draw)) if kind != "heading"]
    assert [" ".join(texts) for texts in columns.values()] == found[1:-1]
