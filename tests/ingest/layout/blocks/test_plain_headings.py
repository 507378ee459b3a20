"""Tests headings in the type of the text: in capitals, or underlined. Other such lines head nothing."""

import pytest
from made.drawn_pdf import LEFT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

TEXT = ("The library lends books to all readers of", "the town who hold a card.")


def underline(canvas: Canvas, y: float, words: str, share: float = 1) -> None:
    canvas.setLineWidth(0.6)
    canvas.line(30, y - 1.5, 30 + share * canvas.stringWidth(words, "Helvetica", 10), y - 1.5)


@pytest.mark.parametrize("gap", [12, 18])
@pytest.mark.parametrize("capitals", [False, True])
def test_a_line_in_capitals_or_underlined_is_a_heading(gap: float, *, capitals: bool) -> None:
    """This test ensures that such a line is not joined to the text below, also without space between."""
    heads = ("LOST CARDS", "OPENING HOURS") if capitals else ("Lost cards", "Opening hours")

    def draw(canvas: Canvas) -> None:
        y = 350.0
        for head in heads:
            lines(canvas, 30, y, (head,))
            if not capitals:
                underline(canvas, y, head)
            y = lines(canvas, 30, y - gap, TEXT)

    text = ("paragraph", " ".join(TEXT))
    assert blocks(pdf(draw)) == [("heading", heads[0]), text, ("heading", heads[1]), text]


@pytest.mark.parametrize(
    "texts",
    [
        ("DO NOT LEAVE BOATS UNTIED", "BELOW THE WEIR AT NIGHT"),
        ("THE GATE IS SHUT.", *TEXT),
        ("LADO", *TEXT),
        ("AREA A", "1. The library lends books to all readers"),
    ],
)
def test_other_lines_in_capitals_are_text(texts: tuple[str, ...]) -> None:
    """This test ensures that a passage in capitals, a sentence and an abbreviation are no headings."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, TEXT)
        lines(canvas, 30, 300, texts)
        lines(canvas, 30, 200, LEFT)

    assert "heading" not in [kind for kind, _ in blocks(pdf(draw))]


def test_an_underlined_part_of_a_line_heads_nothing() -> None:
    """This test ensures that underlined words in a sentence stay in it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, TEXT)
        underline(canvas, 350, TEXT[0], 0.6)

    assert blocks(pdf(draw)) == [("paragraph", " ".join(TEXT))]
