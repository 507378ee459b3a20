"""Tests the numbers of lines in the margin of a draft: they are in no sentence. Numbers of clauses stay."""

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

TEXT = (*LEFT, *RIGHT)
LONG = tuple(f"{line} {rest}" for line, rest in zip(TEXT[::2], TEXT[1::2], strict=True))


@pytest.mark.parametrize("step", [1, 5])
def test_the_numbers_of_lines_are_left_out(step: int) -> None:
    """This test ensures that a sentence is read whole beside numbers on each line, or on each fifth."""

    def draw(canvas: Canvas) -> None:
        for i, line in enumerate(LONG * 5, start=1):
            if i % step == 0:
                canvas.setFont("Helvetica", 8)
                canvas.drawRightString(40, 370 - 12 * i, str(i))
            lines(canvas, 60, 370 - 12 * i, (line,))

    reading = pdf(draw)
    assert blocks(reading) == [("paragraph", " ".join(TEXT))] * 5 or reading.text == " ".join(TEXT * 5)
    assert any(oddity.startswith("line-number characters are left out") for oddity in reading.oddities)


CLAUSES = tuple(f"Room {room} is let by the hour." for room in ("A", "B", "C", "D", "E", "F"))


@pytest.mark.parametrize("second", ["", "and is cleaned each night"])
def test_the_numbers_of_clauses_stay(second: str) -> None:
    """This test ensures that short and long clauses with plain numbers are read with them."""

    def draw(canvas: Canvas) -> None:
        for i, clause in enumerate(CLAUSES):
            lines(canvas, 30, 350 - 30 * i, (str(i + 1),))
            lines(canvas, 50, 350 - 30 * i, (clause, second) if second else (clause,))

    texts = [text for _, text in blocks(pdf(draw))]
    assert texts == [f"{i} {clause} {second}".strip() for i, clause in enumerate(CLAUSES, start=1)]


def test_the_numbers_of_rows_stay() -> None:
    """This test ensures that numbers in the first column of a table with lines are read."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 50, 350], [300 - 15 * i for i in range(len(TEXT) + 1)])
        for i, line in enumerate(TEXT, start=1):
            lines(canvas, 34, 304 - 15 * i, (str(i),))
            lines(canvas, 60, 304 - 15 * i, (line.lower(),))

    assert [text for _, text in blocks(pdf(draw))] == [f"{i} | {t.lower()}" for i, t in enumerate(TEXT, 1)]


@pytest.mark.parametrize(
    ("first", "texts"),
    [
        (1, ("check the weather and the tide", "count the boats", "tell the desk", "lock the shed")),
        (8, ("row with a coach in the boat", "row beside the coach", "row to the bridge", "row to the lock")),
        (
            8,
            (
                "row with a coach in the boat",
                "row in a coach's boat",
                "row with two coaches",
                "row to the big lock",
            ),
        ),
        (1, ("row with a coach in the boat", "row with a parent in the boat", "row alone", "row in a pair")),
    ],
)
def test_numbers_of_steps_and_of_years_stay(first: int, texts: tuple[str, ...]) -> None:
    """This test ensures that numbers stay before short lines in small letters, each of which stands alone."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 370, ("Before each outing, and at each age:",))
        for i, text in enumerate(texts):
            lines(canvas, 30, 350 - 14 * i, (str(first + i),))
            lines(canvas, 55, 350 - 14 * i, (text,))

    reading = pdf(draw)
    assert not reading.oddities
    places = [reading.text.index(f"{first + i} {text}") for i, text in enumerate(texts)]
    assert places == sorted(places)


def test_hours_in_even_steps_stay() -> None:
    """This test ensures that numbers whose steps count no lines between them are read."""
    texts = (
        "if a reader is at risk of harm now",
        "if a reader is missing from a visit",
        "if all else is well today",
    )

    def draw(canvas: Canvas) -> None:
        for i, text in enumerate((*texts, texts[0])):
            lines(canvas, 30, 350 - 14 * i, (str(24 * (i + 1)),))
            lines(canvas, 55, 350 - 14 * i, (f"hours {text}",))

    assert pdf(draw).oddities == ()
