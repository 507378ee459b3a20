"""Tests words struck through in a PDF: stored beside its text."""

import pytest
from made import drawn_pdf
from made.hidden_words import Draw, photo
from made.struck_words import BASE, NEW, OLD, bar, both, drawn, line, read, wave, width
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.pdf import read_pdf


def nested(draw: Draw, depth: int) -> Draw:
    """Draws in a form of a form and so on."""

    def outermost(canvas: Canvas) -> None:
        for i in range(depth):
            canvas.beginForm(f"form{i}")
            canvas.doForm(f"form{i - 1}") if i else draw(canvas)
            canvas.endForm()
        canvas.doForm(f"form{depth - 1}")

    return outermost


STRIKES: dict[str, Draw] = {
    "a line": line(BASE + 3),
    "a low line": line(BASE + 2),
    "a high line": line(BASE + 5),
    "two lines": both(line(BASE + 2), line(BASE + 4)),
    "a thin bar": bar(BASE + 2.5, 0.8),
    "a line a little too long": line(BASE + 3, left=25, right=36 + width()),
    "a line in pieces": both(line(BASE + 3, right=100), line(BASE + 3, left=100)),
    "a thick bar": bar(BASE + 2, 2.4),
    "dashes drawn one by one": both(
        *(line(BASE + 3, left=30 + x, right=32 + x) for x in range(0, round(width()), 4))
    ),
    "a picture stretched into a line": lambda canvas: canvas.drawImage(photo(), 30, BASE + 3, width(), 0.8),
    "a slanted line": lambda canvas: canvas.line(30, BASE + 1.2, 30 + width(), BASE + 5.2),
    "a line that falls": lambda canvas: canvas.line(30, BASE + 5.2, 30 + width(), BASE + 1.2),
    "a line in eight forms": nested(line(BASE + 3), 8),
    "square dots": lambda canvas: [
        canvas.rect(30 + x, BASE + 2.5, 1.5, 1.5, stroke=0, fill=1) for x in range(0, round(width()), 3)
    ],
    "dots higher than wide, as a browser draws them": lambda canvas: [
        canvas.rect(30 + x, BASE + 2.5, 0.75, 1.1, stroke=0, fill=1) for x in range(0, round(width()), 2)
    ],
    "round dots": lambda canvas: [
        canvas.circle(31 + x, BASE + 3.5, 0.9, stroke=0, fill=1) for x in range(0, round(width()), 3)
    ],
    "a wave": wave(3.0),
    "the room of a wave, filled with a pattern": bar(BASE + 2.2, 3.9),
}


@pytest.mark.parametrize("turned", [0, 90, 270])
@pytest.mark.parametrize("name", STRIKES)
def test_words_with_a_line_through_them_are_withdrawn(name: str, turned: int) -> None:
    """This test ensures that struck words are not part of the text, and are recorded where they stood."""
    assert read(drawn(STRIKES[name], turned=turned)) == (NEW, [OLD])


@pytest.mark.parametrize("size", [6, 24])
def test_small_and_large_words_are_struck_alike(size: float) -> None:
    """This test ensures that the position of the line is judged relative to the type size."""
    through = line(BASE + size / 3, right=30 + width(size=size), thick=size / 15)
    assert read(drawn(through, size=size)) == (NEW, [OLD])


def test_a_part_of_a_line_is_withdrawn_alone() -> None:
    """This test ensures that the words beside struck ones stay, in one paragraph."""
    left = 30 + width("Visitors ")

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, "Visitors may must sign the book.")
        line(BASE + 3, left=left, right=left + width("may"))(canvas)

    assert read(drawn_pdf.drawn(page)) == ("Visitors must sign the book.", ["may"])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize(
    ("before", "old", "after", "text"),
    [
        ("Wait ", "three", "five days.", "Wait five days."),
        ("Wait in room ", "12", "14.", "Wait in room 14."),
        ("It ", "is never waived", "may be waived.", "It may be waived."),
        ("Ring on Monday", ", or Tuesday", ". Then wait.", "Ring on Monday. Then wait."),
        ("Ring the (", "old", "new) bell.", "Ring the (new) bell."),
    ],
)
def test_a_part_of_a_word_is_withdrawn_alone(
    before: str, old: str, after: str, text: str, turned: int
) -> None:
    """This test ensures that new words that stand close to struck ones are read, and the old ones are not."""

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, before + old + after)
        line(BASE + 3, left=30 + width(before), right=30 + width(before + old))(canvas)

    reading = read_pdf(drawn_pdf.drawn(page), "gate.pdf")
    assert reading.text == text
    assert [found.words for found in reading.struck] == [old.strip(" ")]
    for box in reading.boxes:
        length = box.right - box.left if turned in {0, 180} else box.bottom - box.top
        assert length == pytest.approx(width(reading.text[box.start : box.end]), abs=0.3)


def test_one_line_strikes_lines_of_text_without_being_lifted() -> None:
    """This test ensures that each level side of one path strikes its line of text."""

    def page(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(30, BASE + 3)
        for x, y in ((30 + width(), BASE + 3), (30, BASE - 37), (30 + width(NEW), BASE - 37)):
            path.lineTo(x, y)
        canvas.drawPath(path)
        canvas.drawString(30, 100, "The door is blue.")

    assert read(drawn(page)) == ("The door is blue.", [f"{OLD} {NEW}"])


def test_a_struck_item_leaves_no_number() -> None:
    """This test ensures that a list mark is not quoted without its item."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE + 20, "1. Visitors sign the book.")
        canvas.drawString(30, BASE, f"2. {OLD}")
        canvas.drawString(30, BASE - 20, f"3. {NEW}")
        line(BASE + 3, left=30 + width("2. "), right=30 + width(f"2. {OLD}"))(canvas)

    assert read(drawn_pdf.drawn(page)) == (f"1. Visitors sign the book.\n\n3. {NEW}", [OLD])


def test_one_line_strikes_a_row_of_a_table() -> None:
    """This test ensures that a line from a row's first word to its last withdraws the whole row."""

    def page(canvas: Canvas) -> None:
        for i, cells in enumerate((("Hall", "Hired out", "Daily"), ("Attic", "Closed", "Weekly"))):
            for k, words in enumerate(cells):
                canvas.drawString(30 + 110 * k, 300 - 20 * i, words)
        canvas.grid([25, 135, 245, 355], [275, 295, 315])
        canvas.line(29, 283.5, 251 + width("Weekly"), 283.5)

    assert read(drawn_pdf.drawn(page)) == ("Hall | Hired out | Daily", ["Attic | Closed | Weekly"])


def test_a_struck_figure_is_withdrawn() -> None:
    """This test ensures that a line exactly as long as a single figure strikes it."""
    left = 30 + width("Allow ")

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, "Allow 5 7 days.")
        line(BASE + 3.5, left=left, right=left + width("5"))(canvas)

    assert read(drawn_pdf.drawn(page)) == ("Allow 7 days.", ["5"])


def test_struck_words_are_told() -> None:
    """This test ensures that a maintainer learns how many words were left out."""
    reading = read_pdf(drawn(STRIKES["a line"]), "gate.pdf")
    assert reading.oddities == (f'6 words are struck through and not quoted, beginning with "{OLD}"',)
