"""Tests labels with values beside them, without lines: each value stays with its label."""

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

BOLD = "Helvetica-Bold"
HALL = (
    ("Name of hall", "Weir Hall"),
    ("Keeper of the keys", "Mr Alder"),
    ("Seats", "Forty"),
    ("Rent", "£20"),
)


def draw_pairs(
    canvas: Canvas, pairs: tuple[tuple[str, str], ...], font: str, end: str, at: float, step: float = 14
) -> None:
    lines(canvas, 30, 360, ("The hall is let by the hour.",))
    for i, (label, value) in enumerate(pairs):
        lines(canvas, 30, 330 - step * i, (f"{label}{end}",), font)
        lines(canvas, at, 330 - step * i, tuple(value.split("\n")))
    lines(canvas, 30, 200, ("It has a roof of slate.",))


@pytest.mark.parametrize("step", [14, 24])
@pytest.mark.parametrize("at", [135.0, 190.0])
@pytest.mark.parametrize(("font", "end"), [("Helvetica", ":"), (BOLD, ":"), (BOLD, "")])
def test_a_value_stays_with_its_label(font: str, end: str, at: float, step: float) -> None:
    """This test ensures that labels and values are rows, also where a long label almost meets its value."""
    found = blocks(pdf(lambda canvas: draw_pairs(canvas, HALL, font, end, at, step)))
    assert found == [
        ("paragraph", "The hall is let by the hour."),
        *(("row", f"{label}{end} | {value}") for label, value in HALL),
        ("paragraph", "It has a roof of slate."),
    ]


def test_a_value_may_go_on_below() -> None:
    """This test ensures that all lines of a value are in its row."""
    pairs = (("Owner", "the clerk, and in June\nthe treasurer"), ("Seats", "Forty"))
    found = blocks(pdf(lambda canvas: draw_pairs(canvas, pairs, "Helvetica", ":", 100, 28)))
    assert [text for kind, text in found if kind == "row"] == [
        "Owner: | the clerk, and in June the treasurer",
        "Seats: | Forty",
    ]


def test_a_label_may_lack_its_value() -> None:
    """This test ensures that the labels above one without a value are in the table with those below."""

    def draw(canvas: Canvas) -> None:
        for i, (label, value) in enumerate((("Owner:", "The clerk"), ("Keeper:", ""), ("Seats:", "Forty"))):
            lines(canvas, 30, 330 - 14 * i, (label,))
            lines(canvas, 100, 330 - 14 * i, (value,))

    assert blocks(pdf(draw)) == [
        ("row", "Owner: | The clerk"),
        ("row", "Keeper: |"),
        ("row", "Seats: | Forty"),
    ]


def test_a_paragraph_below_labels_is_read_whole() -> None:
    """This test ensures that a last label whose text goes on below it is no part of the table."""
    text = ("The clerk has the key on each day but", "on Sunday, when it is in the porch.")

    def draw(canvas: Canvas) -> None:
        for i, (label, value) in enumerate(
            (("Owner:", "The clerk"), ("Seats:", "Forty"), ("Note:", text[0]))
        ):
            lines(canvas, 30, 330 - 12 * i, (label,))
            lines(canvas, 80, 330 - 12 * i, (value,))
        lines(canvas, 30, 294, text[1:])

    assert blocks(pdf(draw)) == [
        ("row", "Owner: | The clerk"),
        ("row", "Seats: | Forty"),
        ("paragraph", f"Note: {' '.join(text)}"),
    ]


def test_two_short_rows_are_rows() -> None:
    """This test ensures that two pairs are not read down, if the file has one after the other."""
    found = blocks(pdf(lambda canvas: draw_pairs(canvas, HALL[:2], "Helvetica", "", 190)))
    assert found[1:3] == [("row", "Name of hall | Weir Hall"), ("row", "Keeper of the keys | Mr Alder")]


def test_a_version_is_a_value() -> None:
    """This test ensures that a value such as 2.1 is not taken for the number of a clause."""
    pairs = (("Version", "2.1"), ("Date", "May 2024"), ("Owner", "The clerk"))
    found = blocks(pdf(lambda canvas: draw_pairs(canvas, pairs, "Helvetica", "", 130)))
    assert found[1:-1] == [("row", f"{label} | {value}") for label, value in pairs]


def test_words_before_colons_in_prose_are_no_labels() -> None:
    """This test ensures that speeches and columns of prose are read as they stand."""

    def speech(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("Note: the hall is shut.", "Note: the loft is open."))

    def columns(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("They lend:", *LEFT))
        lines(canvas, 175, 300, ("and they say:", *RIGHT))

    assert {kind for kind, _ in blocks(pdf(speech))} == {"paragraph"}
    assert {kind for kind, _ in blocks(pdf(columns))} == {"paragraph"}


def test_values_set_with_spaces_stay_with_their_labels() -> None:
    """This test ensures that values need not begin at one place exactly, if white space parts them."""
    pairs = (("Approved by:", "A. Alder"), ("Date:", "4 May 2024"), ("Next review:", "May 2026"))

    def draw(canvas: Canvas) -> None:
        for i, (label, value) in enumerate(pairs):
            spaces = round(60 / 2.78 - canvas.stringWidth(label, "Helvetica", 10) / 2.78 + 18)
            lines(canvas, 30, 330 - 14 * i, (label + " " * spaces + value,))
        lines(canvas, 30, 200, ("It has a roof of slate.",))

    assert blocks(pdf(draw))[:-1] == [("row", f"{label} | {value}") for label, value in pairs]


def test_bold_entries_of_a_list_of_contents_are_no_labels() -> None:
    """This test ensures that titles with page numbers are no table."""
    pairs = (("Summary", "3"), ("Recommendations", "4"), ("Findings", "12"))
    found = blocks(pdf(lambda canvas: draw_pairs(canvas, pairs, BOLD, "", 190)))
    assert "row" not in [kind for kind, _ in found]
