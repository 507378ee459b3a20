"""Tests boxes with a heading of their own: it ends with the box, and the box cuts no sentence."""

import pytest
from made.drawn_pdf import drawn, lines
from made.hidden_words import Draw
from reportlab.pdfgen.canvas import Canvas

from ingest.corpus.read_documents import read_document

BOLD = "Helvetica-Bold"
BEFORE = ("Groups must book a week before. The", "form is at the desk, and the leader")
AFTER = ("of the group signs it.", "Groups pay at the desk.")
TIPS = ("Bring the tickets.", "Wear flat shoes.")


def box(canvas: Canvas, x: float, y: float, *, filled: bool, head: str = "Tips", size: float = 10) -> None:
    """Draws a box with a heading, its upper left corner at a point."""
    canvas.setFillColorRGB(0.8, 0.9, 1)
    canvas.rect(x, y - 62, 150, 62, stroke=not filled, fill=filled)
    canvas.setFillColorRGB(0, 0, 0)
    lines(canvas, x + 8, y - 16, (head,), BOLD, size)
    lines(canvas, x + 8, y - 32, TIPS)


def title(canvas: Canvas) -> None:
    lines(canvas, 30, 370, ("The museum",), BOLD, 16)
    lines(canvas, 30, 345, ("Visits",), BOLD, 12)


def sections(draw: Draw) -> list[tuple[str, str]]:
    """Returns each passage with the headings above it, the title aside."""
    found = read_document("made", "made.pdf", drawn(draw))
    paths = [(section.start, section.end, "/".join(section.path)) for section in found.document.sections]
    return [
        (path, found.document.text[passage.start : passage.end])
        for passage in found.passages
        for start, end, path in paths
        if start <= passage.start < end
    ]


@pytest.mark.parametrize("filled", [False, True])
def test_a_box_in_a_column_cuts_no_sentence(*, filled: bool) -> None:
    """This test ensures that a sentence goes on below a box, and stands under its own heading."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, BEFORE)
        box(canvas, 30, 300, filled=filled)
        lines(canvas, 30, 220, AFTER[:1])
        lines(canvas, 30, 190, AFTER[1:])

    assert sections(draw) == [
        ("Visits", " ".join((*BEFORE, AFTER[0]))),
        ("Visits/Tips", " ".join(TIPS)),
        ("Visits", AFTER[1]),
    ]


@pytest.mark.parametrize("size", [10, 20])
def test_a_box_beside_text_stands_under_the_heading_there(size: float) -> None:
    """This test ensures that a box on the right comes in the section beside it, however large its heading."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, (*BEFORE, AFTER[0]))
        box(canvas, 230, 333, filled=True, size=size)
        lines(canvas, 30, 275, AFTER[1:])
        lines(canvas, 30, 240, ("After the visit",), BOLD, 12)
        lines(canvas, 30, 220, ("Send a card.",))

    assert sections(draw) == [
        ("Visits", " ".join((*BEFORE, AFTER[0]))),
        ("Visits/Tips", " ".join(TIPS)),
        ("Visits", AFTER[1]),
        ("After the visit", "Send a card."),
    ]


def test_text_beside_a_box_is_read_before_the_text_below_it() -> None:
    """This test ensures that text that flows around a box on its left stands under its own heading."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, BEFORE[:1])
        lines(canvas, 195, 300, ("Groups pay at the desk.",))
        lines(canvas, 195, 260, ("Lockers",), BOLD, 12)
        lines(canvas, 30, 230, ("Each needs a coin.",))
        lines(canvas, 30, 200, ("Lifts",), BOLD, 12)
        lines(canvas, 30, 180, ("The lift is behind the stairs, and",), size=10)
        lines(canvas, 30, 168, ("it goes to the roof garden, the loft and the tower room.",))
        box(canvas, 30, 310, filled=True)

    assert sections(draw) == [
        ("Visits", BEFORE[0]),
        ("Visits/Tips", " ".join(TIPS)),
        ("Visits", "Groups pay at the desk."),
        ("Lockers", "Each needs a coin."),
        (
            "Lifts",
            "The lift is behind the stairs, and it goes to the roof garden, the loft and the tower room.",
        ),
    ]


@pytest.mark.parametrize("left", [False, True])
def test_a_box_without_a_heading_cuts_no_sentence(*, left: bool) -> None:
    """This test ensures that a sentence that flows around a box is whole, and what is in the box too."""
    keys = "the keys of the lift and of the roof, and of the lockers."
    around = ("of the group takes it", "to the man who has", keys)

    def draw(canvas: Canvas) -> None:
        title(canvas)
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(30 if left else 220, 294, 150, 44, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        lines(canvas, 190 if left else 30, 325, BEFORE, size=9)
        lines(canvas, 190 if left else 30, 303.4, around[:2], size=9)
        lines(canvas, 30, 281.8, (around[2],), size=9)
        lines(canvas, 30, 250, ("Lifts",), BOLD, 12)
        lines(canvas, 30, 230, ("Ask at the desk.",), size=9)
        lines(canvas, 40 if left else 230, 320, TIPS, size=9)

    inside = [("Visits", " ".join((*BEFORE, *around))), ("Visits", " ".join(TIPS))]
    assert sections(draw) == [*(inside[::-1] if left else inside), ("Lifts", "Ask at the desk.")]


def test_a_box_of_one_line_cuts_no_sentence() -> None:
    """This test ensures that a box as low as its line is no part of the sentence that flows around it."""
    around = (*BEFORE, "of the group signs it with the pen that hangs there, and dates it.")

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, around)
        canvas.rect(220, 313, 150, 17)
        lines(canvas, 230, 319, ("Wear flat shoes.",))

    assert sections(draw) == [("Visits", " ".join(around)), ("Visits", "Wear flat shoes.")]


def test_boxes_side_by_side_keep_their_headings() -> None:
    """This test ensures that the text below a row of boxes is under none of their headings."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, BEFORE[:1])
        for x, head in ((30, "Hall"), (200, "Loft")):
            box(canvas, x, 310, filled=True, head=head)
        lines(canvas, 30, 230, AFTER[1:])

    assert [path for path, _ in sections(draw)] == ["Visits", "Visits/Hall", "Visits/Loft", "Visits"]


def test_a_heading_on_a_bar_goes_on_below_it() -> None:
    """This test ensures that a bar with a section's heading and a line under it is no box of its own."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        canvas.setFillColorRGB(0.8, 0.9, 1)
        canvas.rect(30, 290, 340, 34, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        lines(canvas, 38, 310, ("Before the visit",), BOLD, 12)
        lines(canvas, 38, 296, ("What the leader does",))
        lines(canvas, 30, 270, AFTER[1:])

    assert sections(draw)[-1] == ("Before the visit", AFTER[1])


def test_a_section_in_a_frame_goes_on_on_the_next_page() -> None:
    """This test ensures that a frame at the foot of a page is no box of its own."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, (*BEFORE, AFTER[0]))
        box(canvas, 30, 200, filled=False)
        canvas.showPage()
        lines(canvas, 30, 370, AFTER[1:])

    assert sections(draw)[-1] == ("Visits/Tips", AFTER[1])


def test_a_sentence_that_leaves_its_box_is_read_whole() -> None:
    """This test ensures that what follows a box stays with the heading in it if the box ends with a comma."""

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, (*BEFORE, AFTER[0]))
        canvas.rect(30, 222, 250, 60)
        lines(canvas, 38, 266, ("Tickets",), BOLD, 10)
        lines(canvas, 38, 250, ("Show them. At the gate,",))
        lines(canvas, 30, 210, ("the keeper takes them.",))

    assert sections(draw)[-1][0] == "Visits/Tickets"


def test_columns_in_a_box_are_read_one_after_the_other() -> None:
    """This test ensures that the lines of two columns below the heading of a box are not mixed."""
    left = ("Bring the tickets to the", "gate and show them to the", "keeper of the hall.")
    right = ("Wear flat shoes on the", "floor of the hall, and put", "your coat on a hook.")

    def draw(canvas: Canvas) -> None:
        title(canvas)
        lines(canvas, 30, 325, (*BEFORE, AFTER[0]))
        canvas.rect(30, 205, 340, 70)
        lines(canvas, 38, 258, ("Tips",), BOLD, 10)
        lines(canvas, 38, 242, left)
        lines(canvas, 210, 242, right)
        lines(canvas, 30, 185, AFTER[1:])

    assert sections(draw)[1:] == [
        ("Visits/Tips", " ".join(left)),
        ("Visits/Tips", " ".join(right)),
        ("Visits", AFTER[1]),
    ]
