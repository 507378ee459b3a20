"""Tests running headers of short PDFs whose left and right pages differ."""

import pytest
from made.drawn_pdf import LEFT, RIGHT, blocks, lines, pdf
from reportlab.pdfgen.canvas import Canvas

TEXTS = (LEFT[:3], RIGHT[:4], LEFT[2:4])


def pages(canvas: Canvas, heads: tuple[str, ...], size: float) -> None:
    for head, texts in zip(heads, TEXTS, strict=True):
        lines(canvas, 30, 380, (head,), size=size)
        lines(canvas, 30, 300, texts)
        canvas.showPage()


def test_the_header_of_the_only_left_page_is_left_out() -> None:
    """This test ensures that a header counts by its place and size, if its words are on one page only."""
    reading = pdf(lambda canvas: pages(canvas, ("Lending rules", "The library", "Lending rules"), 8))
    told = " ".join(line for texts in TEXTS for line in texts)
    assert " ".join(text for _, text in blocks(reading)) == told
    assert reading.running == ("Lending rules", "The library")


def test_a_first_line_in_the_size_of_the_text_stays() -> None:
    """This test ensures that text at the height of other pages' headers is read."""
    reading = pdf(lambda canvas: pages(canvas, ("Lending rules", "Maps are lent.", "Lending rules"), 10))
    assert "Maps are lent." in reading.text


@pytest.mark.parametrize(
    "words",
    [
        "until the reader comes back to the desk",
        "* Ring if nobody is there",
        "Ring the bell.",
        "Fire: ring 999",
    ],
)
def test_small_words_at_the_place_of_a_header_stay_if_they_are_none(words: str) -> None:
    """This test ensures that the end of a sentence, a note and a number to ring are read."""
    reading = pdf(lambda canvas: pages(canvas, ("Lending rules", words, "Lending rules"), 8))
    assert words in reading.text


def test_first_lines_with_other_figures_stay() -> None:
    """This test ensures that figures which do not count the pages make text of lines that are else alike."""
    heads = ("Within 24 hours", "Within 72 hours", "Within 90 hours")
    reading = pdf(lambda canvas: pages(canvas, heads, 10))
    assert reading.running == ()
    assert all(head in reading.text for head in heads)


def test_a_repeated_sentence_on_four_pages_stays() -> None:
    """This test ensures that a rule at the head of two pages out of four is no header."""

    def draw(canvas: Canvas) -> None:
        for i, body in enumerate((*TEXTS, RIGHT[2:5])):
            lines(canvas, 30, 380, ("Shut the gate." if i % 2 else "Ring the bell.",))
            lines(canvas, 30, 300, body)
            canvas.showPage()

    assert pdf(draw).text.count("Shut the gate.") == 2


@pytest.mark.parametrize("count", [4, 5])
def test_headers_that_alternate_on_a_few_pages_are_left_out(count: int) -> None:
    """This test ensures that the headers of left and right pages count, each on two pages only."""
    texts = (*TEXTS, RIGHT[2:5], LEFT[:2])[:count]

    def draw(canvas: Canvas) -> None:
        for i, body in enumerate(texts):
            lines(canvas, 30, 380, ("Lending rules" if i % 2 else "The library",), size=8)
            lines(canvas, 30, 300, body)
            canvas.showPage()

    reading = pdf(draw)
    assert reading.running == ("The library", "Lending rules")
    assert " ".join(text for _, text in blocks(reading)) == " ".join(line for body in texts for line in body)


def test_a_header_that_the_file_marks_is_left_out() -> None:
    """This test ensures that the header of a single page is named, not quoted; other artifacts are read."""

    def draw(canvas: Canvas) -> None:
        kinds = ("/Type /Pagination /Subtype /Header /Attached [/Top]", "/Type /Layout", "")
        for y, kind, words in zip(
            (380, 350, 320), kinds, ("The library", "Lending rules", *LEFT[:1]), strict=True
        ):
            canvas._code.append(f"/Artifact <<{kind}>> BDC" if kind else "/P BMC")
            lines(canvas, 30, y, (words,))
            canvas._code.append("EMC")

    reading = pdf(draw)
    assert [text for _, text in blocks(reading)] == ["Lending rules", LEFT[0]]
    assert reading.running == ("The library",)


def test_a_page_that_is_all_marked_as_a_header_is_read() -> None:
    """This test ensures that a file which marks its text as a header loses nothing."""

    def draw(canvas: Canvas) -> None:
        canvas._code.append("/Artifact <</Type /Pagination /Subtype /Header>> BDC")
        lines(canvas, 30, 300, LEFT)
        canvas._code.append("EMC")

    assert pdf(draw).text == " ".join(LEFT)


@pytest.mark.parametrize("kind", ["Header", "Footer", "Watermark"])
def test_text_that_is_marked_as_a_header_in_the_middle_of_a_page_is_read(kind: str) -> None:
    """This test ensures that careless marks lose no words that stand where no header does."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 370, LEFT)
        canvas._code.append(f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC")
        lines(canvas, 30, 250, ("Maps are lent for a week.",))
        canvas._code.append("EMC")
        lines(canvas, 30, 200, RIGHT)

    assert "Maps are lent for a week." in pdf(draw).text
