"""Tests watermarks along the lines of a page: they are not read, and cut no line."""

import pytest
from made.drawn_pdf import blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

TEXT = (
    "The glasshouse is aired each day. The lamp on the landing is lit",
    "at dusk and put out at ten by the last reader who leaves the",
    "room on the upper floor, or by the porter, if there is one.",
)
SHORT = ("The windows are shut at six.",)


def mark(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.85, 0.85, 0.85)
    lines(canvas, 60, 262, ("DRAFT COPY",), "Helvetica-Bold", 48)
    canvas.setFillColorRGB(0, 0, 0)


def test_a_watermark_behind_lines_is_left_out() -> None:
    """This test ensures that its words stand in no sentence, also on a page where nothing stands on it."""

    def draw(canvas: Canvas) -> None:
        for texts, y in ((TEXT, 290), (SHORT, 120), (TEXT, 290)):
            mark(canvas)
            lines(canvas, 30, y, texts)
            canvas.showPage()

    reading = pdf(draw)
    assert blocks(reading) == [("paragraph", " ".join(texts)) for texts in (TEXT, SHORT, TEXT)]
    assert reading.running == ("DRAFT", "COPY")


def test_large_words_on_which_nothing_stands_are_read() -> None:
    """This test ensures that a huge heading near small words and a dropped capital are no watermarks."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 342, ("The library of the town",), size=8)
        lines(canvas, 30, 310, ("DRAFT COPY",), "Helvetica-Bold", 40)
        lines(canvas, 30, 294, TEXT)
        lines(canvas, 30, 176, ("T",), size=44)
        lines(canvas, 60, 202, ("he glasshouse is aired. The lamp", "on the landing is lit at dusk."))
        lines(canvas, 30, 166, ("It is put out by the last reader.",))

    assert blocks(pdf(draw))[1:] == [
        ("heading", "DRAFT COPY"),
        ("paragraph", " ".join(TEXT)),
        ("paragraph", "The glasshouse is aired. The lamp on the landing is lit at dusk."),
        ("paragraph", "It is put out by the last reader."),
    ]


@pytest.mark.parametrize(("words", "gone"), [("NEVER", False), ("999", False), ("DO NOT COPY", True)])
def test_huge_words_that_the_words_on_them_need_are_read(words: str, *, gone: bool) -> None:
    """This test ensures that no figure and no "never" is lost because small words stand on it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 370, TEXT)
        canvas.setFillColorRGB(0.8, 0.8, 0.8)
        lines(canvas, 30, 240, (words,), "Helvetica-Bold", 50)
        canvas.setFillColorRGB(0, 0, 0)
        lines(canvas, 34, 262, ("swim in", "the lake."))
        lines(canvas, 30, 120, TEXT)

    reading = pdf(draw)
    assert (words in reading.text, "swim" in reading.text) == (not gone, True)
