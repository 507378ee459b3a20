"""Tests the reading order of a PDF page: columns, boxes, footnotes."""

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


def test_a_footnote_cuts_no_sentence_and_keeps_its_page() -> None:
    """This test ensures that a sentence continues on the next page, and its footnote follows as moved."""

    def draw(canvas: Canvas) -> None:
        y = lines(canvas, 30, 300, LEFT[:2])
        canvas.drawString(30, y, "hold a card")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(30 + canvas.stringWidth("hold a card", "Helvetica", 10), y + 4, "1")
        canvas.drawString(30, 64, "1")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(34, 60, "Cards are made at the desk.")
        canvas.showPage()
        lines(canvas, 30, 300, ("for three weeks at a time.",))

    reading = pdf(draw)
    assert blocks(reading) == [
        (
            "paragraph",
            "The library lends books to all readers of the town who hold a card¹ for three weeks at a time.",
        ),
        ("footnote", "¹Cards are made at the desk."),
    ]
    assert [(e.kind, reading.text[e.start : e.end]) for e in reading.edits] == [
        ("move", "¹Cards are made at the desk.")
    ]
    assert [(p.number, reading.text[p.start : p.end].strip()[:4]) for p in reading.pages] == [
        (1, "The "),
        (2, "for "),
        (1, "¹Car"),
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
