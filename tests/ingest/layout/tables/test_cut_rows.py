"""Tests rows of PDF tables that a page break cuts: joined if a cell clearly goes on."""

import pytest
from made.drawn_pdf import blocks, lines, pdf, put
from reportlab.pdfgen.canvas import Canvas


def test_a_row_that_a_page_break_cuts_is_one() -> None:
    """This test ensures that the rest of a cell cut by a page break joins it, and a new row does not."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 130, 370], [40, 80, 100])
        lines(canvas, 35, 86, ("Sign",), "Helvetica-Bold")
        lines(canvas, 135, 86, ("What to do",), "Helvetica-Bold")
        lines(canvas, 35, 66, ("A lamp is out",))
        lines(canvas, 135, 66, ("Tell the caretaker, who mends it", "on the same"))
        canvas.showPage()
        canvas.grid([30, 130, 370], [300, 320, 340, 360, 380])
        lines(canvas, 135, 366, ("evening or locks the room.",))
        lines(canvas, 35, 346, ("A pane is broken",))
        lines(canvas, 135, 346, ("Close the room.",))
        lines(canvas, 135, 326, ("Ring the office.",))
        lines(canvas, 35, 306, ("A tap drips",))
        lines(canvas, 135, 306, ("Put a bucket below.",))

    assert blocks(pdf(draw))[1:] == [
        ("row", "A lamp is out | Tell the caretaker, who mends it on the same evening or locks the room."),
        ("row", "A pane is broken | Close the room."),
        ("row", "| Ring the office."),
        ("row", "A tap drips | Put a bucket below."),
    ]


def test_a_cut_row_above_a_single_one_joins_its_first_part() -> None:
    """This test ensures that the rest of a row and one row more, alone on a page, are a table."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 130, 370], [40, 60, 80])
        put(canvas, {(35, 66): "Flood", (135, 66): "Turn off the water."})
        put(canvas, {(35, 46): "Frost", (135, 46): "Leave the lamp on until the"})
        canvas.showPage()
        canvas.grid([30, 130, 370], [340, 360, 380])
        put(canvas, {(135, 366): "morning comes.", (35, 346): "Fire", (135, 346): "Ring the bell."})

    assert blocks(pdf(draw)) == [
        ("row", "Flood | Turn off the water."),
        ("row", "Frost | Leave the lamp on until the morning comes."),
        ("row", "Fire | Ring the bell."),
    ]


LAST = "Gutters | In May | The clerk"
CUT_ROWS = {
    "one cell had ended": (
        ("Floors", "Weekly, and after lettings", "The caretaker."),
        ("", "that ran late", "If not, the clerk."),
        ["Floors | Weekly, and after lettings that ran late | The caretaker. If not, the clerk.", LAST],
    ),
    "the first column goes on": (
        ("Floors of the", "Weekly, and after lettings", "The caretaker"),
        ("main hall", "that ran late", ""),
        ["Floors of the main hall | Weekly, and after lettings that ran late | The caretaker", LAST],
    ),
    "a row of its own": (
        ("Floors", "Weekly, and after lettings", "The caretaker"),
        ("Main hall", "on Fridays", "The clerk"),
        ["Floors | Weekly, and after lettings | The caretaker", "Main hall | on Fridays | The clerk", LAST],
    ),
    "rows without capitals": (
        ("floors", "weekly", "caretaker"),
        ("gutters", "yearly", "clerk"),
        ["floors | weekly | caretaker", "gutters | yearly | clerk", LAST],
    ),
    "a name among rows without capitals": (
        ("WC", "weekly", "caretaker"),
        ("gutters", "yearly", "clerk"),
        ["WC | weekly | caretaker", "gutters | yearly | clerk", "walls | in May | clerk"],
    ),
    "a column without capitals": (
        ("Floors", "Sweep them.", "caretaker"),
        ("", "Mop them.", "cleaner"),
        ["Floors | Sweep them. | caretaker", "| Mop them. | cleaner", "Walls | Wipe them. | cleaner"],
    ),
}


@pytest.mark.parametrize("name", CUT_ROWS)
def test_a_cut_row_is_known_by_its_cells(name: str) -> None:
    """This test ensures that a row is rejoined if a cell clearly goes on, and no other row is."""
    above, below, expected = CUT_ROWS[name]

    def draw(canvas: Canvas) -> None:
        heads, other = ("Task", "When", "Who"), expected[-1].split(" | ")
        for y, rows in ((40, (heads, above)), (340, (below, other))):
            canvas.grid([30, 145, 260, 375], [y, y + 20, y + 40])
            for i, cells in enumerate(rows):
                font = "Helvetica-Bold" if cells == heads else "Helvetica"
                put(canvas, {(35 + 115 * k, y + 26 - 20 * i): words for k, words in enumerate(cells)}, font)
            canvas.showPage()

    assert [text for kind, text in blocks(pdf(draw)) if kind == "row"] == expected
