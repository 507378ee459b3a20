"""Tests where the footnotes of a PDF go, and which lines are one."""

from made.drawn_pdf import LEFT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas


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


def test_a_note_goes_on_on_the_next_page_only() -> None:
    """This test ensures that small print far behind a footnote is not joined to it."""

    def draw(canvas: Canvas) -> None:
        for page in range(3):
            lines(canvas, 30, 300, LEFT)
            if page != 1:
                canvas.line(30, 72, 90, 72)
                canvas.setFont("Helvetica", 8)
                canvas.drawString(30, 60, "Printed in May." if page else "* The desk makes cards.")
            canvas.showPage()

    notes = [text for kind, text in blocks(pdf(draw)) if kind == "footnote"]
    assert notes == ["* The desk makes cards.", "Printed in May."]
