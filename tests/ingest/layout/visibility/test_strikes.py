"""Tests words struck through in a PDF: stored beside its text. Similar lines strike nothing."""

import pytest
from made import drawn_pdf
from made.hidden_words import Draw, photo
from made.struck_words import BASE, NEW, OLD, drawn, line, read, width
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from ingest.readers.pdf.pdf import read_pdf


def both(*draws: Draw) -> Draw:
    return lambda canvas: [draw(canvas) for draw in draws]


def bar(y: float, height: float) -> Draw:
    return lambda canvas: canvas.rect(30, y, width(), height, stroke=0, fill=1)


def wave(height: float) -> Draw:
    """Draws a curved wave through the old words."""

    def draw(canvas: Canvas) -> None:
        path = canvas.beginPath()
        path.moveTo(30, BASE + 3)
        for x in range(30, round(30 + width()), 4):
            path.curveTo(x + 1, BASE + 3 + height, x + 3, BASE + 3 - height, x + 4, BASE + 3)
        canvas.drawPath(path)

    return draw


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


def test_an_underlined_part_of_a_word_stays() -> None:
    """This test ensures that a word is read whole if a line ends within it but strikes nothing."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, "The notebook lies here.")
        for y in (BASE - 1.5, BASE + 3):
            line(y, left=30 + width("The note") - (y > BASE) * 300, right=30 + width("The notebook"))(canvas)

    assert read(drawn_pdf.drawn(page)) == ("The notebook lies here.", [])


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


UNSEEN: dict[str, Draw] = {
    "under a white box": both(line(BASE + 3), lambda c: cover(c)),
    "clipped away": lambda canvas: [
        canvas.saveState(),
        canvas.clipPath(rectangle(canvas, 0, 0, 400, 50), stroke=0),
        line(BASE + 3)(canvas),
        canvas.restoreState(),
    ],
}


def rectangle(canvas: Canvas, *sides: float) -> PDFPathObject:
    path = canvas.beginPath()
    path.rect(*sides)
    return path


def cover(canvas: Canvas) -> None:
    """Covers the old words with a coloured box, and writes them anew."""
    canvas.setFillColorRGB(0.8, 0.9, 1)
    canvas.rect(20, BASE - 5, 300, 20, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(30, BASE, OLD)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_line_that_nobody_sees_strikes_nothing(name: str) -> None:
    """This test ensures that words which a reader sees without a line are not lost."""
    text, struck = read(drawn(UNSEEN[name]))
    assert struck == []
    assert OLD in text


LINES: dict[str, Draw] = {
    "an underline": line(BASE - 1.5),
    "a line above": line(BASE + 9.5),
    "a marker over the lower half of the words": bar(BASE - 1.5, 4),
    "a light marker over the middle of the words": both(
        lambda canvas: canvas.setFillColorRGB(1, 0.95, 0.4), bar(BASE + 1.2, 4.2)
    ),
    "a wave below": lambda canvas: (canvas.translate(0, -4.5), wave(2.0)(canvas)),
    "a rule of a chart through the words": line(BASE + 3, left=0, right=400),
    "a rule between lines": line(BASE - 18, left=30, right=370),
    "a line beside the words": line(BASE + 3, left=40 + width(), right=390),
    "a line of a figure through its label": lambda canvas: (
        canvas.drawString(200, 300, "a"),
        canvas.line(198, 303, 208, 303),
    ),
    "an oval around a figure": lambda canvas: (
        canvas.setFont("Helvetica", 7),
        canvas.drawString(200, 300, "3,016"),
        canvas.ellipse(197, 299.5, 222, 306.7),
    ),
    "a dot without a size": lambda canvas: canvas.rect(40, BASE + 3, 0, 0, stroke=0, fill=1),
    "a line through a letter": line(BASE + 3, left=30, right=35),
    "a curve of a chart through its figures": lambda canvas: (
        canvas.drawString(200, 300, "51"),
        canvas.bezier(150, 250, 199, 303, 213, 303, 260, 250),
    ),
    "a dashed line of a chart through its figure": lambda canvas: (
        canvas.drawString(200, 300, "5"),
        *(canvas.line(160 + x, 303, 162 + x, 303) for x in range(0, 90, 4)),
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_other_lines_strike_nothing(name: str) -> None:
    """This test ensures that underlines, rules, bars and chart lines strike no word."""
    text, struck = read(drawn(LINES[name]))
    assert struck == []
    assert OLD in text


def test_a_highlighter_drawn_as_a_thick_line_strikes_nothing() -> None:
    """This test ensures that a line as high as the words, under them, strikes none of them."""

    def page(canvas: Canvas) -> None:
        canvas.setStrokeColorRGB(1, 1, 0)
        line(BASE + 3, thick=12)(canvas)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, OLD)

    assert read(drawn_pdf.drawn(page)) == (OLD, [])


def test_struck_words_are_told() -> None:
    """This test ensures that a maintainer learns how many words were left out."""
    reading = read_pdf(drawn(STRIKES["a line"]), "gate.pdf")
    assert reading.oddities == (f'6 words are struck through and not quoted, beginning with "{OLD}"',)


@pytest.mark.parametrize("sign", ["X", "/", "-", "—"])
def test_words_typed_over_are_withdrawn(sign: str) -> None:
    """This test ensures that a row of one sign over words strikes them; a row beside them is read."""
    left = 30 + width("Ropes are ")
    over = sign * (round(width("blue cord") / width(sign)) + 1)

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, "Ropes are blue cord red.")
        canvas.drawString(left - 1, BASE, over)

    assert read(drawn_pdf.drawn(page)) == ("Ropes are red.", ["blue cord"])
    beside = f"Ropes {sign * 4} are red."
    assert read(drawn_pdf.drawn(lambda canvas: canvas.drawString(30, BASE, beside))) == (beside, [])


@pytest.mark.parametrize(("sign", "x", "y"), [("=", 30, BASE - 2.5), ("-", 30, BASE - 2), ("X", 5, BASE)])
def test_rows_of_signs_below_or_before_words_strike_nothing(sign: str, x: float, y: float) -> None:
    """This test ensures that a typed underline, and signs that only reach into a word, withdraw nothing."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        canvas.drawString(30, BASE, OLD)
        canvas.drawString(x, y, sign * (5 if sign == "X" else round(width() / width(sign))))

    assert read(drawn_pdf.drawn(page))[1] == []
