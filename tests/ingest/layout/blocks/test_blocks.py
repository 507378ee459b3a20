"""Tests grouping the lines of a PDF into headings, clauses and paragraphs."""

import pytest
from made.drawn_pdf import LEFT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas


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
