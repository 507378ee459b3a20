"""Tests ruled tables in PDFs: rows, cells under their headings, page breaks."""

import pytest
from made.drawn_pdf import blocks, lines, pdf, put, rows_of
from reportlab.pdfgen.canvas import Canvas


def test_a_ruled_table_is_rows_with_cells_under_their_headings() -> None:
    """This test ensures that each row is one block, its wrapped cells whole, under bold headings."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 130, 370], [200, 240, 280, 300])
        lines(canvas, 35, 285, ("Day",), "Helvetica-Bold")
        lines(canvas, 135, 285, ("Who may come",), "Helvetica-Bold")
        lines(canvas, 35, 265, ("Monday",))
        lines(canvas, 135, 265, ("readers who hold a card, and", "those who come with them"))
        lines(canvas, 35, 225, ("Saturday and", "holidays"))
        lines(canvas, 135, 225, ("all",))

    reading = pdf(draw)
    assert blocks(reading) == [
        ("columns", "Day | Who may come"),
        ("row", "Monday | readers who hold a card, and those who come with them"),
        ("row", "Saturday and holidays | all"),
    ]
    (start, end) = reading.blocks[1].cells[1]
    assert reading.text[start:end] == "readers who hold a card, and those who come with them"


def test_a_cell_that_reaches_down_introduces_the_rows_beside_it() -> None:
    """This test ensures that a row keeps its columns, and the merged cell that names it, in any column."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 110, 230, 370], [200, 280, 300])
        for x0, x1, y in ((110, 230, 260), (110, 370, 240), (30, 230, 220)):
            canvas.line(x0, y, x1, y)
        put(canvas, {(35, 285): "Level", (115, 285): "Sign", (235, 285): "What to do"}, "Helvetica-Bold")
        put(canvas, {(35, 255): "Four", (115, 265): "wet floor", (115, 245): "broken glass"})
        put(canvas, {(235, 260): "close the pool", (115, 225): "no lights", (235, 220): "clear the hall"})
        put(canvas, {(35, 205): "Three", (115, 205): "late buses"})

    heads = "Level | Sign | What to do"
    assert rows_of(draw) == [
        ["Four | wet floor | close the pool", heads],
        ["| broken glass", heads, "Four", "close the pool"],
        ["| no lights | clear the hall", heads, "Four"],
        ["Three | late buses", heads, "clear the hall"],
    ]


@pytest.mark.parametrize("drawn", ["below each row", "between rows", "between rows and columns"])
def test_a_first_and_a_last_row_may_be_open(drawn: str) -> None:
    """This test ensures that rows are whole and keep their headings where no line stands outside them."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 360, ("Parcels",), "Helvetica-Bold", size=14)
        put(canvas, {(30, 334): "Kind", (160, 334): "Kept for"}, "Helvetica-Bold")
        for i, cells in enumerate((("Letter", "two weeks"), ("Crate", "one day"), ("Box", "three days"))):
            put(canvas, dict(zip(((30, 318 - 16 * i), (160, 318 - 16 * i)), cells, strict=True)))
        for y in (282, 298, 314) if drawn == "below each row" else (298, 314, 330):
            canvas.line(25, y, 370, y)
        if drawn == "between rows and columns":
            canvas.line(150, 282, 150, 346)
        lines(canvas, 30, 250, ("Storage",), "Helvetica-Bold", size=14)
        lines(canvas, 30, 230, ("Parcels stand on the lower shelf.",))

    assert [(text, *context) for text, *context in rows_of(draw)] == [
        ("Letter | two weeks", "Kind | Kept for"),
        ("Crate | one day", "Kind | Kept for"),
        ("Box | three days", "Kind | Kept for"),
    ]


def test_an_indent_is_no_column() -> None:
    """This test ensures that a row indented by a narrow empty cell keeps its place under the headings."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 230, 370], [220, 240, 260, 280, 300])
        canvas.line(50, 220, 50, 260)
        put(canvas, {(35, 285): "Sign", (235, 285): "What to do"}, "Helvetica-Bold")
        put(canvas, {(35, 265): "wet floor", (235, 265): "close the pool"})
        put(canvas, {(55, 245): "by the steps", (235, 245): "rope it off"})
        put(canvas, {(55, 225): "by the slide", (235, 225): "stop the slide"})

    heads = "Sign | What to do"
    assert rows_of(draw) == [
        ["wet floor | close the pool", heads],
        ["by the steps | rope it off", heads],
        ["by the slide | stop the slide", heads],
    ]


def test_a_coloured_cell_is_no_column_of_its_own() -> None:
    """This test ensures that a table with lines between its rows only keeps its columns beside a colour."""

    def draw(canvas: Canvas) -> None:
        for y, red in ((260, 0.9), (230, 0.5)):
            canvas.setFillColorRGB(red, 0.9, 0.5)
            canvas.rect(290, y, 80, 30, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y in (230, 260, 290):
            canvas.line(30, y, 370, y)
        put(canvas, {(30, 296): "Aim", (160, 296): "Lead", (292, 296): "State"}, "Helvetica-Bold")
        put(canvas, {(30, 270): "More water", (160, 270): "A. Reed", (292, 270): "late"})
        put(canvas, {(30, 245): "No slugs", (160, 250): "B. Holt\nwith C. Dale", (292, 245): "done"})

    assert rows_of(draw) == [
        ["More water | A. Reed | late", "Aim | Lead | State"],
        ["No slugs | B. Holt with C. Dale | done", "Aim | Lead | State"],
    ]


def test_rows_that_each_page_repeats_are_headings() -> None:
    """This test ensures that headings need not look like any if a table has them again on its next page."""

    def draw(canvas: Canvas) -> None:
        for sign, task in (("wet floor", "close the pool"), ("ice", "close the gate")):
            canvas.grid([30, 150, 370], [30, 50, 70])
            put(canvas, {(35, 55): "Sign", (155, 55): "What to do", (35, 35): sign, (155, 35): task})
            canvas.showPage()

    assert rows_of(draw) == [
        ["wet floor | close the pool", "Sign | What to do"],
        ["ice | close the gate", "Sign | What to do"],
    ]


def test_a_second_table_has_headings_of_its_own_or_none() -> None:
    """This test ensures that the headings of one table are not those of the next one below it."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 150, 370], [330, 350, 370])
        put(canvas, {(35, 355): "Tool", (155, 355): "Deposit"}, "Helvetica-Bold")
        put(canvas, {(35, 335): "Saw", (155, 335): "Five pounds"})
        canvas.grid([30, 150, 370], [260, 280, 300])
        put(canvas, {(35, 285): "Porch", (155, 285): "Sweep daily"})
        put(canvas, {(35, 265): "Hall", (155, 265): "Sweep weekly"})

    assert rows_of(draw) == [
        ["Saw | Five pounds", "Tool | Deposit"],
        ["Porch | Sweep daily"],
        ["Hall | Sweep weekly"],
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_headings() -> None:
    """This test ensures that a row on the next page has the same headings as those on the first."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 150, 370], [30, 50, 70, 90])
        put(canvas, {(35, 75): "Sign", (155, 75): "What to do"}, "Helvetica-Bold")
        put(canvas, {(35, 55): "wet floor", (155, 55): "close the pool"})
        put(canvas, {(35, 35): "no lights", (155, 35): "clear the hall"})
        canvas.showPage()
        canvas.grid([30, 150, 370], [330, 350, 370])
        put(canvas, {(35, 355): "ice", (155, 355): "close the gate"})
        put(canvas, {(35, 335): "wasps", (155, 335): "shut the windows"})

    assert [context for _, *context in rows_of(draw)] == [["Sign | What to do"]] * 4


@pytest.mark.parametrize("turn", [90, 270])
def test_turned_headings_head_their_columns(turn: int) -> None:
    """This test ensures that a tick stands under its heading, also if the heading runs up or down."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 150, 190, 230, 270], [200, 220, 240, 310])
        for x, words in ((150, "Warden"), (190, "Keeper"), (230, "Clerk of\nthe hall")):
            for i, line in enumerate(words.split("\n")):
                canvas.saveState()
                canvas.translate(x + (16 + 12 * i if turn == 90 else 24 - 12 * i), 246 if turn == 90 else 304)
                canvas.rotate(turn)
                lines(canvas, 0, 0, (line,))
                canvas.restoreState()
        put(canvas, {(35, 226): "Locks the gate", (165, 226): "X", (245, 226): "X"})
        put(canvas, {(35, 206): "Writes the log", (205, 206): "R"})

    heads = "| Warden | Keeper | Clerk of the hall"
    assert rows_of(draw) == [["Locks the gate | X | | X", heads], ["Writes the log | | R |", heads]]


def test_a_turned_name_beside_rows_is_their_context() -> None:
    """This test ensures that a name that runs up beside several rows heads these, and no column."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([60, 160, 300], [200, 220, 240, 260])
        canvas.rect(30, 200, 30, 60)
        canvas.saveState()
        canvas.translate(48, 205)
        canvas.rotate(90)
        lines(canvas, 0, 0, ("Evening",))
        canvas.restoreState()
        for y, name, what in ((246, "Warden", "lock"), (226, "Keeper", "log"), (206, "Clerk", "lamps")):
            put(canvas, {(65, y): name, (165, y): what})

    assert rows_of(draw) == [
        ["Evening | Warden | lock"],
        ["| Keeper | log", "Evening"],
        ["| Clerk | lamps", "Evening"],
    ]


def test_a_blank_form_is_a_table() -> None:
    """This test ensures that labels beside cells to fill in are not joined to the words in the next row."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 370], [220, 240, 260, 280, 300])
        for y in (220, 260):
            canvas.line(150, y, 150, y + 20)
        canvas.line(150, 240, 150, 260)
        put(canvas, {(35, 285): "The boat", (35, 265): "Name"}, "Helvetica-Bold")
        put(canvas, {(35, 245): "Number", (35, 225): "Owner"})

    assert rows_of(draw) == [["Name", "The boat"], ["Number", "The boat"], ["Owner", "The boat"]]
