"""Tests words struck through in a PDF: stored beside its text. Similar lines strike nothing."""

import io
from collections.abc import Callable

import pypdf
import pytest
from made import drawn_pdf
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.pdf import read_pdf
from ingest.text.reading import Reading

OLD = "Visitors may use the side gate."
NEW = "Visitors use the main door."
Draw = Callable[[Canvas], object]
BASE = 200.0


def drawn(draw: Draw, *, size: float = 11, turned: int = 0) -> bytes:
    """Makes a page with the old words and, on the next line, the new ones."""

    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.setFont("Helvetica", size)
        canvas.drawString(30, BASE, OLD)
        canvas.drawString(30, BASE - 40, NEW)
        draw(canvas)

    return drawn_pdf.drawn(page)


def read(data: bytes) -> tuple[str, list[str]]:
    reading: Reading = read_pdf(data, "gate.pdf")
    return reading.text, [found.words for found in reading.struck]


def width(text: str = OLD, size: float = 11) -> float:
    return float(Canvas("").stringWidth(text, "Helvetica", size))


def line(y: float, *, left: float = 30, right: float | None = None, thick: float = 0.7) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setLineWidth(thick)
        canvas.line(left, y, 30 + width() if right is None else right, y)

    return draw


def both(*draws: Draw) -> Draw:
    return lambda canvas: [draw(canvas) for draw in draws]


def bar(y: float, height: float) -> Draw:
    return lambda canvas: canvas.rect(30, y, width(), height, stroke=0, fill=1)


STRIKES: dict[str, Draw] = {
    "a line": line(BASE + 3),
    "a low line": line(BASE + 2),
    "a high line": line(BASE + 5),
    "two lines": both(line(BASE + 2), line(BASE + 4)),
    "a thin bar": bar(BASE + 2.5, 0.8),
    "a line a little too long": line(BASE + 3, left=25, right=36 + width()),
    "a line in pieces": both(line(BASE + 3, right=100), line(BASE + 3, left=100)),
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


LINES: dict[str, Draw] = {
    "an underline": line(BASE - 1.5),
    "a line above": line(BASE + 9.5),
    "a rule of a chart through the words": line(BASE + 3, left=0, right=400),
    "a rule between lines": line(BASE - 18, left=30, right=370),
    "a line beside the words": line(BASE + 3, left=40 + width(), right=390),
    "a line of a figure through its label": lambda canvas: (
        canvas.drawString(200, 300, "a"),
        canvas.line(198, 303, 208, 303),
    ),
    "a line through a letter": line(BASE + 3, left=30, right=35),
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


def marked(subtype: str, flags: int = 0) -> bytes:
    """Makes the page with a viewer's mark over the old words."""
    writer = pypdf.PdfWriter(io.BytesIO(drawn(lambda _: None)))
    left, bottom, right, top = 30, BASE - 2, 30 + width(), BASE + 9
    mark = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/F"): NumberObject(flags),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (left, bottom, right, top))),
            NameObject("/QuadPoints"): ArrayObject(
                map(FloatObject, (left, top, right, top, left, bottom, right, bottom))
            ),
        }
    )
    writer.add_annotation(0, mark)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_strike_out_mark_withdraws_and_others_do_not() -> None:
    """This test ensures that a viewer's strike-out mark counts if it is shown, and no other mark does."""
    assert read(marked("/StrikeOut")) == (NEW, [OLD])
    both_lines = f"{OLD}\n\n{NEW}"
    assert read(marked("/StrikeOut", flags=2)) == (both_lines, [])
    assert read(marked("/Highlight")) == (both_lines, [])
    assert read(marked("/Underline")) == (both_lines, [])


def test_struck_words_are_told() -> None:
    """This test ensures that a maintainer learns how many words were left out."""
    reading = read_pdf(drawn(STRIKES["a line"]), "gate.pdf")
    assert reading.oddities == (f'6 words are struck through and not quoted, beginning with "{OLD}"',)
