"""Tests tables without lines that only the order of the words in a PDF tells from columns of text."""

import pytest
from made.drawn_pdf import Block, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

BOLD = "Helvetica-Bold"
PLACES = (30, 110, 250)
HEADS = ("Boat", "Who may row", "Never")
BOATS = (
    ("Swan", "Members over twelve\nwho can swim two\nlengths of the pool", "In fog"),
    ("Teal", "Guests", "At night or when\nthe wind is strong"),
    ("Heron", "Nobody", ""),
)


def cell(canvas: Canvas, x: float, y: float, text: str, font: str = "Helvetica") -> None:
    lines(canvas, x, y, tuple(text.split("\n")), font)


def table(canvas: Canvas, heads: str) -> None:
    """Draws the table row by row, each cell whole, with no more white between rows than between lines."""
    for x, text in zip(PLACES, HEADS, strict=True):
        cell(canvas, x, 340, text, heads)
    for y, row in zip((328, 292, 268), BOATS, strict=True):
        for x, text in zip(PLACES, row, strict=True):
            cell(canvas, x, y, text)


def read_row(row: tuple[str, ...]) -> str:
    return " | ".join(row).replace("\n", " ").rstrip()


@pytest.mark.parametrize("heads", ["Helvetica", BOLD])
def test_rows_that_the_file_has_one_by_one_are_rows(heads: str) -> None:
    """This test ensures that no cell is joined with the one below it, and text below is no part of a row."""

    def draw(canvas: Canvas) -> None:
        table(canvas, heads)
        cell(canvas, 30, 256, "Ask the keeper.")

    first = ("columns" if heads == BOLD else "row", read_row(HEADS))
    rows = [("row", read_row(row)) for row in BOATS]
    assert blocks(pdf(draw)) == [first, *rows, ("paragraph", "Ask the keeper.")]


def test_short_rows_close_to_the_text_below_are_rows() -> None:
    """This test ensures that hours set with tabs are read across, where a line follows at once."""
    hours = (("Monday", "nine to five"), ("Tuesday", "ten to four"), ("Sunday", "shut"))

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, ("Hours",), BOLD, 14)
        for i, (day, hour) in enumerate(hours):
            cell(canvas, 30, 330 - 12 * i, day)
            cell(canvas, 110, 330 - 12 * i, hour)
        cell(canvas, 30, 294, "Ring first.")

    rows: list[Block] = [("row", f"{day} | {hour}") for day, hour in hours]
    assert blocks(pdf(draw)) == [("heading", "Hours"), *rows, ("paragraph", "Ring first.")]


def test_columns_that_the_file_has_one_by_one_are_columns() -> None:
    """This test ensures that short lines under headings side by side are read down, not across."""
    columns = {
        "Do": ("Wear a vest", "Tell us", "Sit down"),
        "Do not": ("Row in fog", "Go alone"),
        "If lost": ("Stay there", "Whistle", "Wait"),
    }

    def draw(canvas: Canvas) -> None:
        for x, (head, texts) in zip((30, 150, 270), columns.items(), strict=True):
            lines(canvas, x, 340, (head,), BOLD)
            lines(canvas, x, 320, texts)

    assert "row" not in {kind for kind, _ in blocks(pdf(draw))}


def test_a_table_that_the_file_has_column_by_column_is_read_across() -> None:
    """This test ensures that figures stay with what they count, in whatever order a program writes them."""
    columns = {"Boat": ("Canoe", "Skiff", "Punt"), "An hour": ("£4", "£6", "£8"), "Key": ("one", "two", "no")}

    def draw(canvas: Canvas) -> None:
        for x, (head, texts) in zip((30, 150, 270), columns.items(), strict=True):
            lines(canvas, x, 340, (head,), BOLD)
            lines(canvas, x, 328, texts)

    rows = [("row", " | ".join(cells)) for cells in zip(*columns.values(), strict=True)]
    assert blocks(pdf(draw)) == [("columns", "Boat | An hour | Key"), *rows]


def test_prose_that_the_file_has_line_by_line_is_read_down() -> None:
    """This test ensures that two columns of sentences are no rows, even if drawn line by line."""
    columns = (
        ("The keeper has", "the keys of the", "Hut and the pond.", "Nobody else may", "row at night."),
        ("All guests bring", "a hat with them,", "Water and a map.", "Dogs wait at the", "gate all day."),
    )

    def draw(canvas: Canvas) -> None:
        for i, texts in enumerate(zip(*columns, strict=True)):
            for x, text in zip((30, 140), texts, strict=True):
                cell(canvas, x, 330 - 12 * i, text)

    assert [text for _, text in blocks(pdf(draw))] == [" ".join(texts) for texts in columns]


def test_times_of_day_are_labels() -> None:
    """This test ensures that what happens at a time stays with it."""
    day = {"09:00": "Open the gate and count the boats.", "12:30": "Lunch. Nobody rows.", "17:00": "Shut up."}

    def draw(canvas: Canvas) -> None:
        for i, (time, text) in enumerate(day.items()):
            cell(canvas, 30, 330 - 14 * i, time, BOLD)
            cell(canvas, 68, 330 - 14 * i, text)

    assert blocks(pdf(draw)) == [("row", f"{time} | {text}") for time, text in day.items()]
