"""Tests recognising the items of a list in a PDF: their bullets, dashes and ends."""

import pytest
from made.drawn_pdf import blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas


def test_bullets_of_symbol_fonts_and_their_depth() -> None:
    """This test ensures that a bullet makes a list item, as deep as its indent, and is not a word."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("The library lends:",))
        for x, y, words in ((30, 280, "books"), (50, 265, "novels"), (50, 250, "plays"), (30, 235, "maps")):
            canvas.setFont("ZapfDingbats", 8)
            canvas.drawString(x, y, "n")
            lines(canvas, x + 15, y, (words,))

    reading = pdf(draw)
    assert [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks] == [
        ("paragraph", 0, "The library lends:"),
        ("item", 1, "books"),
        ("item", 2, "novels"),
        ("item", 2, "plays"),
        ("item", 1, "maps"),
    ]


@pytest.mark.parametrize("sign", ["\u2212", "\u2192", "\u21d2", "\u2217", "\u25ca", "\u2022"])
def test_signs_of_the_symbol_font_as_bullets(sign: str) -> None:
    """This test ensures that a sign far before its words, as in Symbol, is the bullet of their item."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("The library lends:",))
        for y, words in ((280, "books that are new"), (265, "plays"), (250, "maps of the coast")):
            canvas.setFont("Symbol", 12)
            canvas.drawString(30, y, sign)
            lines(canvas, 52, y, (words,))

    reading = pdf(draw)
    assert [(b.kind, reading.text[b.start : b.end]) for b in reading.blocks] == [
        ("paragraph", "The library lends:"),
        ("item", "books that are new"),
        ("item", "plays"),
        ("item", "maps of the coast"),
    ]


def test_bullets_that_say_yes_or_no_are_quoted() -> None:
    """This test ensures that a list of what to do and what not says which is which."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("In the reading room:",))
        for y, sign, words in ((280, "✔", "read"), (265, "✘", "eat the bread"), (250, "■", "ask")):
            canvas.setFont("ZapfDingbats", 9)
            canvas.drawString(30, y, sign)
            lines(canvas, 45, y, (words,))

    reading = pdf(draw)
    assert [(b.kind, reading.text[b.start : b.end]) for b in reading.blocks] == [
        ("paragraph", "In the reading room:"),
        ("item", "✔ read"),
        ("item", "✘ eat the bread"),
        ("item", "ask"),
    ]


def test_signs_of_the_symbol_font_before_figures_stay() -> None:
    """This test ensures that no sign that belongs to a figure is taken for a bullet."""

    def draw(canvas: Canvas) -> None:
        for y, sign, words in ((300, "≥", "3 keepers go with a group."), (280, "≤", "8 readers are in it.")):
            lines(canvas, 30, y, (sign,), "Symbol")
            lines(canvas, 40, y, (words,))

    assert pdf(draw).text.split("\n\n") == ["≥ 3 keepers go with a group.", "≤ 8 readers are in it."]


LONG_ITEM = "• take the lamp, the rope and the book of the"


@pytest.mark.parametrize(
    ("last", "x", "first", "parts"),
    [
        ("• bring a lamp", 30, "Sign the book.", 2),
        (LONG_ITEM, 30, "Harbour staff sign the book.", 2),
        (LONG_ITEM, 38, "Harbour office to the quay.", 1),
        (LONG_ITEM, 30, "harbour to the quay.", 1),
        ("The lamp and the rope are in the shed of the", 30, "Harbour office.", 1),
        ("The lamp is in the shed", 30, "Sign the book.", 2),
    ],
)
def test_an_item_without_a_full_stop_ends_with_its_page(last: str, x: float, first: str, parts: int) -> None:
    """This test ensures that an item is not joined to a paragraph on the next page, but to its own words."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 330, ("Those who row at night tell the porter of it.",))
        if last.startswith("•"):
            lines(canvas, 30, 318, ("•",))
        x0, y0 = (38, 318) if last.startswith("•") else (30, 300)
        lines(canvas, x0, y0, (last.removeprefix("• "),))
        canvas.showPage()
        lines(canvas, x, 330, (first,))

    found = [text for _, text in blocks(pdf(draw))][1:]
    said = last.removeprefix("• ")
    assert found == ([said, first] if parts == 2 else [f"{said} {first}"])


@pytest.mark.parametrize("dash", ["-", "–"])
def test_typed_dashes_begin_items(dash: str) -> None:
    """This test ensures that items after a dash and a space are not joined, but a sentence with a dash is."""

    def draw(canvas: Canvas) -> None:
        y = lines(canvas, 30, 350, ("Before the walk:", f"{dash} bring a lamp", f"{dash} tell the porter"))
        lines(canvas, 30, y - 20, ("The key of the shed", f"{dash} it hangs by the door {dash}", "is old."))

    assert blocks(pdf(draw)) == [
        ("paragraph", "Before the walk:"),
        ("item", "bring a lamp"),
        ("item", "tell the porter"),
        ("paragraph", f"The key of the shed {dash} it hangs by the door {dash} is old."),
    ]
