"""Tests grouping the lines of a PDF into headings, clauses and list items."""

import pytest
from made.drawn_pdf import LEFT, blocks, lines, pdf
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


def test_headings_follow_the_outline_where_their_type_does_not_tell() -> None:
    """This test ensures that the outline turns a line that looks like text into a heading of its level."""

    def draw(canvas: Canvas) -> None:
        for number, (title, level) in enumerate((("Lending", 0), ("Cards", 1), ("Fees", 0))):
            canvas.bookmarkPage(f"p{number}")
            canvas.addOutlineEntry(title, f"p{number}", level)
            lines(canvas, 30, 300, (title,))
            lines(canvas, 30, 270, LEFT[:4])
            canvas.showPage()

    reading = pdf(draw)
    assert [(b.depth, reading.text[b.start : b.end]) for b in reading.blocks if b.kind == "heading"] == [
        (1, "Lending"),
        (2, "Cards"),
        (1, "Fees"),
    ]


def test_numbered_clauses_begin_paragraphs() -> None:
    """This test ensures that each clause is a passage of its own, with lettered list items below it."""

    def draw(canvas: Canvas) -> None:
        y = lines(canvas, 30, 300, ("1.1 Books are lent to readers.", "1.2 A reader may keep a book if:"))
        lines(canvas, 50, y, ("(a) no other reader has asked for it;", "(b) it is not torn."))

    assert blocks(pdf(draw)) == [
        ("paragraph", "1.1 Books are lent to readers."),
        ("paragraph", "1.2 A reader may keep a book if:"),
        ("item", "(a) no other reader has asked for it;"),
        ("item", "(b) it is not torn."),
    ]


def test_a_number_at_a_line_end_cuts_no_sentence_and_ends_a_line_of_contents() -> None:
    """This test ensures that "section 47" is not a page number, and a number far from its title is one."""

    def draw(canvas: Canvas) -> None:
        y = lines(
            canvas, 30, 300, ("Books are lent under section 47", "of the rules, and under part 3", "too.")
        )
        for title, page in (("Lending", "3"), ("Cards", "4"), ("Fees", "12")):
            lines(canvas, 30, y - 30, (title,))
            lines(canvas, 300, y - 30, (page,))
            y -= 12

    assert blocks(pdf(draw)) == [
        ("paragraph", "Books are lent under section 47 of the rules, and under part 3 too."),
        ("paragraph", "Lending 3"),
        ("paragraph", "Cards 4"),
        ("paragraph", "Fees 12"),
    ]


def test_a_line_on_the_right_is_not_joined_to_the_next_on_the_left() -> None:
    """This test ensures that a signature set to the right is no part of the sentence below it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawRightString(370, 330, "Signed by the clerk")
        lines(canvas, 30, 300, ("The rules are read out in May.",))

    assert blocks(pdf(draw)) == [
        ("paragraph", "Signed by the clerk"),
        ("paragraph", "The rules are read out in May."),
    ]


def test_notes_far_apart_in_a_margin_are_not_joined() -> None:
    """This test ensures that a short line is not continued far below, even if that begins small."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 330, 330, ("see 4.2",), size=7)
        lines(canvas, 330, 250, ("amended 2023",), size=7)
        lines(canvas, 30, 330, LEFT)

    assert [text for _, text in blocks(pdf(draw))][-2:] == ["see 4.2", "amended 2023"]


def test_a_quoted_sentence_in_large_type_is_no_heading() -> None:
    """This test ensures that what stands below a quotation between columns is not under it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 330, LEFT)
        lines(canvas, 30, 240, ("“A book is only as good", "as its reader,” she says."), size=14)
        lines(canvas, 30, 180, LEFT)

    assert "heading" not in [kind for kind, _ in blocks(pdf(draw))]


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


FULL = (*LEFT[:4], "opens at nine each day.")


@pytest.mark.parametrize("step", [12, 17, 20])
def test_lines_far_apart_are_one_paragraph_on_every_page(step: float) -> None:
    """This test ensures that a page with two lines is read as those with many, in wide spacing too."""

    def draw(canvas: Canvas) -> None:
        for i, line in enumerate(FULL):
            lines(canvas, 30, 350 - step * i, (line,))
        canvas.showPage()
        lines(canvas, 30, 350, ("Groups must book a week before. The",))
        lines(canvas, 30, 350 - step, ("form is at the desk.",))
        lines(canvas, 30, 350 - 3 * step, ("Pay there.",))

    assert [text for _, text in blocks(pdf(draw))] == [
        " ".join(FULL),
        "Groups must book a week before. The form is at the desk.",
        "Pay there.",
    ]


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


@pytest.mark.parametrize("apart", [110, 180])
def test_large_figures_head_nothing(apart: int) -> None:
    """This test ensures that a number in large bold type, or two on a line, have no section of their own."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 370, ("Who reads",), "Helvetica-Bold", 14)
        for i, (figure, words) in enumerate((("3 in 10", "read at night"), ("2 million", "read by day"))):
            lines(canvas, 30 + apart * i, 330, (figure,), "Helvetica-Bold", 24)
            lines(canvas, 30 + apart * i, 312, (words,))
        lines(canvas, 30, 270, ("5 in the morning",), "Helvetica-Bold", 14)
        lines(canvas, 30, 250, ("All are asleep.",))

    found = blocks(pdf(draw))
    assert [text for kind, text in found if kind == "heading"] == ["Who reads", "5 in the morning"]


def test_short_lines_far_apart_are_not_joined() -> None:
    """This test ensures that items with unknown marks stay apart, although all are equally far apart."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 360, (*LEFT[:4], "opens at nine each day, with:"))
        for i, item in enumerate(("tea and bread", "a lamp on each desk", "rest for the eyes and the feet.")):
            lines(canvas, 50, 280 - 17 * i, ("=",))
            lines(canvas, 70, 280 - 17 * i, (item,))

    found = [text for _, text in blocks(pdf(draw))]
    assert not any("bread" in text and "lamp" in text for text in found)
