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


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize(
    ("above", "middle", "below"),
    [
        ("If a reader is hurt, the keeper", "stays with the reader", "until help comes to the room or hall."),
        ("The books are given back to", "the town library", "Mr Hill at the desk takes them on each day."),
        ("The rule of the house is:", "leave your coat outside", "The keeper of the hall hangs it up."),
    ],
)
def test_a_loud_line_within_a_sentence_heads_nothing(
    above: str, middle: str, below: str, *, capitals: bool
) -> None:
    """This test ensures that a sentence is whole if one of its lines is in capitals or underlined."""
    loud = middle.upper() if capitals else middle

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, (above, loud, below))
        if not capitals:
            underline(canvas, 338, loud)

    found = blocks(pdf(draw))
    assert {kind for kind, _ in found} == {"paragraph"}
    assert " ".join(text for _, text in found) == f"{above} {loud} {below}"


@pytest.mark.parametrize(
    "words", ["DO NOT LEAVE A CHILD ALONE", "READERS MUST SIGN", "NEVER RUN", "CALL 999"]
)
def test_what_is_demanded_in_capitals_is_quoted(words: str) -> None:
    """This test ensures that guidance in capitals is no mere heading of what stands below it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, TEXT)
        lines(canvas, 30, 310, (words, *TEXT))

    assert "heading" not in [kind for kind, _ in blocks(pdf(draw))]


def test_an_underlined_address_heads_nothing() -> None:
    """This test ensures that an address above a text is quoted, also if the file makes no link of it."""
    address = "www.library.example/cards"

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 350, (address,))
        underline(canvas, 350, address)
        lines(canvas, 30, 332, TEXT)

    assert "heading" not in [kind for kind, _ in blocks(pdf(draw))]
