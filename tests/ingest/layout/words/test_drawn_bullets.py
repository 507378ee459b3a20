"""Tests bullets drawn as small shapes, as browsers print them: each begins an item."""

import math
from collections.abc import Callable

import pytest
from made.drawn_pdf import lines, pdf
from reportlab.pdfgen.canvas import Canvas

Mark = Callable[[Canvas, float, float], object]


def disc(canvas: Canvas, x: float, y: float) -> None:
    canvas.circle(x + 1.5, y + 3, 1.5, stroke=0, fill=1)


def ring(canvas: Canvas, x: float, y: float) -> None:
    """Draws a ring as browsers do, of very short sides."""
    path = canvas.beginPath()
    path.moveTo(x + 3, y + 3)
    for i in range(1, 48):
        turn = i * math.tau / 48
        path.lineTo(x + 1.5 + 1.5 * math.cos(turn), y + 3 + 1.5 * math.sin(turn))
    path.close()
    canvas.setLineWidth(0.75)
    canvas.drawPath(path)


def square(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x, y + 1.5, 3.2, 3.2, stroke=0, fill=1)


def box_to_tick(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x - 1, y - 1, 9, 9)


ITEMS = (
    (50, "water the beds by the wall, which", "dry out first"),
    (80, "twice in July"),
    (80, "never at noon"),
    (50, "rake the paths"),
)


@pytest.mark.parametrize("turned", [0, 90])
@pytest.mark.parametrize("mark", [disc, ring, square, box_to_tick])
def test_a_drawn_bullet_begins_an_item(mark: Mark, turned: int) -> None:
    """This test ensures that the items of a list are not joined, and each is as deep as its bullet stands."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        y = lines(canvas, 30, 300, ("Each week the gardener must:",))
        for x, *words in ITEMS:
            mark(canvas, x - 12, y)
            y = lines(canvas, x, y, tuple(words))

    reading = pdf(draw)
    assert [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks] == [
        ("paragraph", 0, "Each week the gardener must:"),
        ("item", 1, "water the beds by the wall, which dry out first"),
        ("item", 2, "twice in July"),
        ("item", 2, "never at noon"),
        ("item", 1, "rake the paths"),
    ]


def dots(canvas: Canvas) -> None:
    """Draws a row of dots up to a word, as of a list of contents."""
    for x in range(80, 150, 4):
        canvas.circle(x, 282, 1, stroke=0, fill=1)


def box(canvas: Canvas) -> None:
    canvas.rect(140, 280, 9, 9)


@pytest.mark.parametrize("mark", [dots, box, lambda canvas: disc(canvas, 60, 280)])
def test_other_small_shapes_begin_no_item(mark: Callable[[Canvas], None]) -> None:
    """This test ensures that dots in a row, a box to tick and a dot within a line change nothing."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 280, ("Books",))
        lines(canvas, 65, 280, ("and maps",)) if mark not in (dots, box) else lines(canvas, 152, 280, ("4",))
        mark(canvas)

    assert "item" not in [block.kind for block in pdf(draw).blocks]


@pytest.mark.parametrize("second", [242, 270])
@pytest.mark.parametrize("asked", [False, True])
def test_boxes_for_answers_begin_no_items(second: float, *, asked: bool) -> None:
    """This test ensures that the answers to each question stay in its row; alone, they are items."""
    questions = ("Is the gate shut?", "Is the shed dry?", "Are the tools in the shed?")

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 330, ("The gardener answers each evening.",))
        for i, question in enumerate(questions):
            y = 300 - 18 * i
            if asked:
                lines(canvas, 30, y, (question,))
            for x, answer in ((200, "Yes"), (second, "No"), (330, "A little")):
                box_to_tick(canvas, x, y)
                lines(canvas, x + 12, y, (answer,))

    reading = pdf(draw)
    found = [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks[1:]]
    if asked:
        assert found == [("row", f"{question} | Yes | No | A little") for question in questions]
    else:
        assert found[0] == ("item", "Yes")


@pytest.mark.parametrize(
    ("font", "sign", "read"),
    [("ZapfDingbats", "✔", "✔"), ("ZapfDingbats", "✘", "✘"), ("Helvetica", "X", "☒"), ("Helvetica", "", "")],
)
def test_a_sign_in_a_box_is_quoted(font: str, sign: str, read: str) -> None:
    """This test ensures that an item says whether its box has a tick or a cross: what to do and what not."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 330, ("At noon:",))
        for y, words in ((300, "water the beds"), (280, "a walk on the lawn")):
            canvas.rect(30, y - 1, 10, 10)
            lines(canvas, 31.5, y, (sign,), font)
            lines(canvas, 46, y, (words,))

    reading = pdf(draw)
    assert [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks[1:]] == [
        ("item", f"{read} water the beds".strip()),
        ("item", f"{read} a walk on the lawn".strip()),
    ]
