"""Tests which short texts side by side on a PDF page are lines of one, and which stand alone."""

from made.drawn_pdf import blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas


def test_cards_side_by_side_are_not_joined() -> None:
    """This test ensures that one or two lines are no column of a page that goes on in the next one."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 340, ("Who reads",), "Helvetica-Bold", 14)
        lines(canvas, 30, 315, ("all who sleep",))
        lines(canvas, 230, 315, ("Children read",))
        lines(canvas, 30, 280, ("Porter",), "Helvetica-Bold")
        lines(canvas, 30, 266, ("keeps the keys",))
        lines(canvas, 230, 280, ("Ask the porter for anything", "that is in the shed."))

    assert blocks(pdf(draw)) == [
        ("heading", "Who reads"),
        ("paragraph", "all who sleep"),
        ("paragraph", "Children read"),
        ("heading", "Porter"),
        ("paragraph", "keeps the keys"),
        ("paragraph", "Ask the porter for anything that is in the shed."),
    ]


def test_captions_side_by_side_are_not_joined() -> None:
    """This test ensures that short texts with little white between them are read one after the other."""
    captions = (("The pond in May with", "the old boat."), ("The gate at dusk as", "seen from the hut."))

    def draw(canvas: Canvas) -> None:
        for x, texts in zip((30, 143), captions, strict=True):
            lines(canvas, x, 300, texts)
        lines(
            canvas,
            30,
            260,
            ("The keeper took both pictures and gave them to the club in the year of the flood.",),
        )

    assert [text for _, text in blocks(pdf(draw))][:2] == [" ".join(texts) for texts in captions]


def test_a_row_that_the_file_has_column_by_column_is_read_across() -> None:
    """This test ensures that figures stay with what they count."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("Boats", "Canoes"))
        lines(canvas, 80, 300, ("12", "8"))

    assert [text for _, text in blocks(pdf(draw))] == ["Boats 12", "Canoes 8"]


def test_headings_far_apart_are_read_across() -> None:
    """This test ensures that a table without lines that the file has column by column keeps its headings."""
    columns = {
        "Boat": ("Canoe", "Skiff", "Punt", "Raft"),
        "Per hour": ("£4", "£6", "£8", "£9"),
        "Deposit": ("£20", "£30", "£40", "£50"),
    }

    def draw(canvas: Canvas) -> None:
        for x, (head, texts) in zip((30, 150, 250), columns.items(), strict=True):
            lines(canvas, x, 300, (head, *texts))

    found = [text for _, text in blocks(pdf(draw))]
    assert found[:3] == ["Boat Per hour Deposit", "Canoe £4 £20", "Skiff £6 £30"]


def test_a_value_that_the_file_has_later_stays_with_its_label() -> None:
    """This test ensures that a template's labels are not read one after the other, without their values."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for x, texts in (
            (30, ("Version:", "Agreed by:", "Review date:")),
            (95, ("Two of May", "The committee of the club", "June")),
        ):
            for i, text in enumerate(texts):
                canvas.drawString(x, 300 - 14 * i, text)
            if x == 30:
                canvas.drawString(x, 248, "The form is kept in the boat house for a year.")

    found = " ".join(text for _, text in blocks(pdf(draw)))
    assert found.startswith("Version: Two of May Agreed by: The committee of the club Review date: June")
