"""Tests which rows of a ruled table are headings."""

from made.drawn_pdf import put, rows_of
from reportlab.pdfgen.canvas import Canvas


def test_a_heading_across_a_table_introduces_the_rows_below_it() -> None:
    """This test ensures that a row stays in its group until the next group begins."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 370], [180, 200, 220, 240, 260, 280, 300, 320])
        for y0, y1 in ((260, 300), (220, 240), (180, 200)):
            canvas.line(150, y0, 150, y1)
        bold = {(35, 305): "The rules of the pool", (35, 285): "Sign", (155, 285): "What to do"}
        put(canvas, bold | {(35, 245): "At night", (35, 205): "Outdoors"}, "Helvetica-Bold")
        put(canvas, {(35, 265): "wet floor", (155, 265): "close the pool"})
        put(canvas, {(35, 225): "no lights", (155, 225): "clear the hall"})
        put(canvas, {(35, 185): "ice", (155, 185): "close the gate"})

    assert rows_of(draw) == [
        ["wet floor | close the pool", "The rules of the pool", "Sign | What to do"],
        ["no lights | clear the hall", "Sign | What to do", "At night"],
        ["ice | close the gate", "Sign | What to do", "Outdoors"],
    ]


def test_a_form_may_end_with_a_heading() -> None:
    """This test ensures that headings on bars across a form count although its last row is one too."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.75)
        for y in (200, 240, 300):
            canvas.rect(30, y, 340, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.grid([30, 370], [200, 220, 240, 260, 280, 300, 320])
        canvas.line(150, 260, 150, 300)
        put(canvas, {(35, 305): "The boat", (35, 245): "The day", (35, 205): "For us"}, "Helvetica-Bold")
        put(canvas, {(35, 285): "Name", (155, 285): "Number", (35, 265): "Owner", (155, 265): "Place"})
        put(canvas, {(35, 225): "Say what happened."})

    assert rows_of(draw) == [
        ["Name | Number", "The boat"],
        ["Owner | Place", "The boat"],
        ["Say what happened.", "The day"],
        ["For us", "The day"],
    ]


def test_bold_rows_at_the_end_of_a_table_head_nothing() -> None:
    """This test ensures that notices across the end of a table are rows, the first no heading of the next."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 370], [200, 220, 240, 260, 280])
        canvas.line(150, 240, 150, 280)
        bold = {(35, 265): "Flag", (155, 265): "Do", (35, 225): "Ring the bell", (35, 205): "Open daily"}
        put(canvas, bold, "Helvetica-Bold")
        put(canvas, {(35, 245): "red", (155, 245): "stay in"})

    assert rows_of(draw) == [
        ["red | stay in", "Flag | Do"],
        ["Ring the bell", "Flag | Do"],
        ["Open daily", "Flag | Do"],
    ]


def test_levels_of_several_colours_are_no_headings() -> None:
    """This test ensures that rows which each have a colour of their own do not head the last one."""

    def draw(canvas: Canvas) -> None:
        for y, red in ((240, 0.9), (220, 0.7), (200, 0.5)):
            canvas.setFillColorRGB(red, 0.9, 0.5)
            canvas.rect(30, y, 340, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.grid([30, 150, 370], [200, 220, 240, 260, 280])
        put(canvas, {(35, 265): "Flag", (155, 265): "Do"}, "Helvetica-Bold")
        put(canvas, {(35, 245): "green", (155, 245): "go out", (35, 225): "amber", (155, 225): "ask first"})
        put(canvas, {(35, 205): "red", (155, 205): "stay in"})

    assert rows_of(draw) == [
        ["green | go out", "Flag | Do"],
        ["amber | ask first", "Flag | Do"],
        ["red | stay in", "Flag | Do"],
    ]


def test_a_shade_of_every_other_row_is_no_heading() -> None:
    """This test ensures that the first row of a table with shaded rows is a row, below its headings too."""

    def draw(canvas: Canvas) -> None:
        for y, grey in ((260, 0.5), (240, 0.9), (200, 0.9)):
            canvas.setFillGray(grey)
            canvas.rect(30, y, 340, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.grid([30, 150, 370], [180, 200, 220, 240, 260, 280])
        put(canvas, {(35, 265): "Flag", (155, 265): "Do", (35, 245): "green", (155, 245): "go out"})
        put(canvas, {(35, 225): "amber", (155, 225): "ask first", (35, 205): "red", (155, 205): "stay in"})
        put(canvas, {(35, 185): "black", (155, 185): "go home"})

    assert rows_of(draw) == [
        ["green | go out", "Flag | Do"],
        ["amber | ask first", "Flag | Do"],
        ["red | stay in", "Flag | Do"],
        ["black | go home", "Flag | Do"],
    ]


def test_coloured_headings_belong_to_the_lines_below_them() -> None:
    """This test ensures that a tall first row, between coloured cells and a line, is a row of the table."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        for x, width in ((30, 40), (70, 230), (300, 70)):
            canvas.rect(x, 300, width, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        for y in (250, 215, 180):
            canvas.line(30, y, 370, y)
        put(canvas, {(35, 306): "No", (75, 306): "Item", (305, 306): "Who"}, "Helvetica-Bold")
        put(canvas, {(75, 288): "Keys", (75, 238): "Wind", (75, 203): "Tools"}, "Helvetica-Bold")
        put(canvas, {(35, 288): "1", (75, 273): "The porter keeps\nthem.", (305, 288): "A. Reed"})
        put(canvas, {(35, 238): "2", (75, 222): "It was high.", (305, 238): "all"})
        put(canvas, {(35, 203): "3", (75, 187): "A saw is lost.", (305, 203): "B. Holt"})

    assert rows_of(draw) == [
        ["1 | Keys The porter keeps them. | A. Reed", "No | Item | Who"],
        ["2 | Wind It was high. | all", "No | Item | Who"],
        ["3 | Tools A saw is lost. | B. Holt", "No | Item | Who"],
    ]
