"""Tests what is read around covered words: bars within lines, words written over others, highlights."""

from collections.abc import Sequence

from made.drawn_pdf import LEFT, RIGHT, blocks, lines
from made.hidden_words import HIDDEN, SEEN, bar, pdf, steps, words
from reportlab.pdfgen.canvas import Canvas


def test_a_redaction_that_begins_within_a_line_takes_its_words_alone() -> None:
    """This test ensures that the words before and after a bar are read, and the half-covered one is not."""
    line = "Keys are kept by Peregrine Example at the lodge."
    start, end = (
        Canvas("").stringWidth(part, "Helvetica", 11) for part in ("Keys are kept by Per", line[:34])
    )
    reading = pdf(steps(lambda c: words(c, line), bar(0, 0, 0, x=30 + start, width=end - start)))
    assert reading.text == f"{SEEN}\n\nKeys are kept by █ at the lodge."
    assert reading.covered == 2
    assert not any("Peregrine" in oddity for oddity in reading.oddities)


KEYS = (("hall", "Anne Example", "May"), ("store", "Quilter", "June"), ("gate", "Peregrine", "July"))
REDACTED = (
    ("Mr ", "Example", " keeps the keys of the hall and"),
    ("of the gate. When Mr ", "Peregrine", " is away they"),
    ("are ", "with Wilhelmina Marchbanks", " at the lodge."),
)


def redacted(canvas: Canvas, rows: Sequence[tuple[str, str, str]], leading: float = 14) -> None:
    """Draws lines with a bar over the middle part of each."""
    for i, (before, name, after) in enumerate(rows):
        words(canvas, before + name + after, y=200 - i * leading)
        left, width = (canvas.stringWidth(part, "Helvetica", 11) for part in (before, name))
        canvas.rect(29 + left, 197 - i * leading, width + 2, 12, stroke=0, fill=1)


def test_redactions_leave_the_words_around_them_in_order() -> None:
    """This test ensures that a paragraph and a list with bars in their lines are read line by line.

    A bar stands for the words under each.
    """
    prose = pdf(lambda canvas: redacted(canvas, REDACTED))
    told = "Mr █ keeps the keys of the hall and of the gate. When Mr █ is away they are █ at the lodge."
    assert prose.text == f"{SEEN}\n\n{told}"
    rows = [(f"The {place}: ", name, f" until {month}") for place, name, month in KEYS]
    listed = pdf(lambda canvas: redacted(canvas, rows, 30))
    assert blocks(listed)[1:] == [("paragraph", f"The {place}: █ until {month}") for place, _, month in KEYS]
    assert (prose.covered, listed.covered) == (5, 4)


BARRED = (
    ("The punt was taken ", 40.0, " a Sunday night by"),
    ("two men who were seen ", 90.0, " by the weir,"),
    (200.0,),
    ("and then ran over the bridge to ", 60.0, ", who"),
    (50.0, " called the keeper."),
)


def test_bars_without_words_under_them_stand_in_their_lines() -> None:
    """This test ensures that the words around bars of a clean redaction are read line by line."""

    def draw(canvas: Canvas) -> None:
        for i, parts in enumerate(BARRED):
            x, y = 30.0, 200 - 14 * i
            for part in parts:
                if isinstance(part, float):
                    canvas.rect(x, y - 3, part, 12, stroke=0, fill=1)
                    x += part
                else:
                    words(canvas, part, x=x, y=y)
                    x += canvas.stringWidth(part, "Helvetica", 11)

    reading = pdf(draw)
    told = (
        "The punt was taken █ a Sunday night by two men who were seen █ by the weir, █ and then ran over "
        "the bridge to █, who █ called the keeper."
    )
    assert (reading.text, reading.covered) == (f"{SEEN}\n\n{told}", 0)


def test_a_line_under_a_bar_leaves_a_bar_beside_other_redactions() -> None:
    """This test ensures that a line of which nothing is left is not passed over within a paragraph."""
    rows = [
        ("Mr ", "Example", " must"),
        ("", "never ever be asked to", ""),
        ("open the ", "gate", " at once."),
    ]
    assert pdf(lambda canvas: redacted(canvas, rows)).text == f"{SEEN}\n\nMr █ must █ open the █ at once."


def test_dark_bars_beside_no_words_are_no_words() -> None:
    """This test ensures that lines, squares, bands, marks and areas with words on them add nothing."""

    def draw(canvas: Canvas) -> None:
        words(canvas, "Boats are hired by the hour.", y=200)
        canvas.rect(30, 170, 300, 14, stroke=0, fill=1)  # a band
        canvas.rect(30, 194, 200, 1, stroke=0, fill=1)  # a line
        canvas.rect(20, 202, 5, 5, stroke=0, fill=1)  # a square
        canvas.rect(30, 157, 20, 10, stroke=0, fill=1)  # a mark before a heading
        words(canvas, "Moorings", x=54, y=158)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(180, 197, 60, 12, stroke=0, fill=1)  # white
        canvas.setFillColorRGB(0, 0, 0)
        canvas.rect(30, 137, 60, 12, stroke=0, fill=1)
        words(canvas, "returned", x=95, y=140)
        canvas.setFillColorRGB(1, 1, 1)
        words(canvas, "Boats", x=40, y=140)
        canvas.setFillColorRGB(0, 0, 0)
        for x in (30, 50, 70):
            canvas.rect(x, 97, 20, 16, stroke=0, fill=1)  # the first row of a table, with an empty cell
        canvas.setFillColorRGB(1, 1, 1)
        words(canvas, "Day", x=51, y=100)
        words(canvas, "Fee", x=71, y=100)

    assert "█" not in pdf(draw).text


def test_white_words_leave_the_words_around_them_in_order() -> None:
    """This test ensures that what stands after words that nobody sees goes on with its line."""

    def draw(canvas: Canvas) -> None:
        for i, (before, name, after) in enumerate(REDACTED):
            x = 30.0
            for part, shade in ((before, 0), (f"{name}, who lives by the weir,", 1), (after, 0)):
                canvas.setFillColorRGB(shade, shade, shade)
                words(canvas, part, x=x, y=200 - 14 * i)
                x += canvas.stringWidth(part, "Helvetica", 11)

    told = "Mr keeps the keys of the hall and of the gate. When Mr is away they are at the lodge."
    assert pdf(draw).text == f"{SEEN}\n\n{told}"


def test_covered_lines_of_an_older_page_leave_no_trace() -> None:
    """This test ensures that words hidden between the lines of two columns do not join these."""

    def draw(canvas: Canvas) -> None:
        for y in (207, 183, 159):
            lines(canvas, 30, y, ("Older words that ran across the whole of the page, in small",), size=6)
        bar(1, 1, 1, x=0, width=400, y=100, height=140)(canvas)
        canvas.setFillColorRGB(0, 0, 0)
        lines(canvas, 30, 200, LEFT)
        lines(canvas, 200, 200, RIGHT)

    assert [text for _, text in blocks(pdf(draw))] == [SEEN, " ".join((*LEFT, *RIGHT))]


def test_a_highlight_within_a_line_cuts_nothing() -> None:
    """This test ensures that the sides of a coloured area behind one word do not end the line."""
    left = 30 + Canvas("").stringWidth("Divers ", "Helvetica", 11)
    reading = pdf(steps(bar(1, 1, 0, x=left - 1, width=26), ("setFillColorRGB", 0, 0, 0), words))
    assert reading.text == f"{SEEN}\n\n{HIDDEN}"


def retyped(canvas: Canvas) -> None:
    """Whites out words in a line and writes others in their place."""
    words(canvas, "The pool is shut for a week in June.")
    left, width = (canvas.stringWidth(part, "Helvetica", 11) for part in ("The pool is shut ", "for a week"))
    bar(1, 1, 1, x=30 + left, width=width, y=197, height=12)(canvas)
    canvas.setFillColorRGB(0, 0, 0)
    words(canvas, "two days", x=30 + left)


def blotted(canvas: Canvas) -> None:
    """Draws a row of letters over words, so close that they hide them, in another colour."""
    words(canvas, "Keys are kept by Peregrine.")
    left = 30 + canvas.stringWidth("Keys are kept by ", "Helvetica", 11)
    canvas.setFillColorRGB(0.5, 0.5, 0.5)
    for x in range(0, 60, 2):
        canvas.setFont("Helvetica-Bold", 13)
        words(canvas, "M", x=left - 4 + x, y=199)


def test_words_under_other_words_are_left_out() -> None:
    """This test ensures that the ink of words written over others does not count as theirs."""
    reading = pdf(retyped)
    assert reading.text == f"{SEEN}\n\nThe pool is shut two days in June."
    assert reading.covered == 3
    assert "Peregrine" not in pdf(blotted).text
