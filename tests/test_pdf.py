"""Made PDFs, one trait each: what is read, in which order, on which page, and where it stands."""

import io
import zlib
from collections.abc import Callable

import pytest
from made.hostile import WORDS
from made.hostile_pdf import pdf_page, shown
from reportlab.pdfgen.canvas import Canvas

from index.errors import UnreadableDocument
from ingest.corpus import read_document
from ingest.layout.structure import why
from ingest.readers import read
from ingest.reading import Reading

Block = tuple[str, str]
LEFT = (
    "The library lends books to",
    "all readers of the town who",
    "hold a card, for three weeks",
    "at a time, without a fee. It",
    "opens at nine on all days",
)
RIGHT = (
    "but Sunday. Readers return",
    "what they have read at the",
    "desk, or put it through the",
    "slot beside the door when it",
    "is shut.",
)


def pdf(draw: Callable[[Canvas], None]) -> Reading:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 400), invariant=1)
    draw(canvas)
    canvas.save()
    return read(data.getvalue(), "made.pdf")


def blocks(reading: Reading) -> list[Block]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def lines(
    canvas: Canvas, x: float, y: float, texts: tuple[str, ...], font: str = "Helvetica", size: float = 10
) -> float:
    """Write lines from a point downwards; returns where the next one would stand."""
    canvas.setFont(font, size)
    for text in texts:
        canvas.drawString(x, y, text)
        y -= 1.2 * size
    return y


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other(*, across: bool) -> None:
    """This test ensures that no sentence is mixed with the next column's, also where the file mixes them."""

    def draw(canvas: Canvas) -> None:
        if across:
            for i, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
                lines(canvas, 30, 300 - 12 * i, (left,))
                lines(canvas, 175, 300 - 12 * i, (right,))
        else:
            lines(canvas, 30, 300, LEFT)
            lines(canvas, 175, 300, RIGHT)

    assert blocks(pdf(draw)) == [("paragraph", " ".join([*LEFT, *RIGHT]))]


def test_a_heading_over_two_columns_comes_first() -> None:
    """This test ensures that what spans the columns parts what stands above and below it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 250, LEFT)
        lines(canvas, 175, 250, RIGHT)
        lines(canvas, 30, 350, ("How the library of the town lends books",), "Helvetica-Bold", 14)

    assert blocks(pdf(draw)) == [
        ("heading", "How the library of the town lends books"),
        ("paragraph", " ".join([*LEFT, *RIGHT])),
    ]


def test_a_footnote_cuts_no_sentence_and_keeps_its_page() -> None:
    """This test ensures that a sentence goes on over the page and its footnote follows, marked as moved."""

    def draw(canvas: Canvas) -> None:
        y = lines(canvas, 30, 300, LEFT[:2])
        canvas.drawString(30, y, "hold a card")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(30 + canvas.stringWidth("hold a card", "Helvetica", 10), y + 4, "1")
        canvas.drawString(30, 64, "1")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(34, 60, "Cards are made at the desk.")
        canvas.showPage()
        lines(canvas, 30, 300, ("for three weeks at a time.",))

    reading = pdf(draw)
    assert blocks(reading) == [
        (
            "paragraph",
            "The library lends books to all readers of the town who hold a card¹ for three weeks at a time.",
        ),
        ("footnote", "¹Cards are made at the desk."),
    ]
    assert [(e.kind, reading.text[e.start : e.end]) for e in reading.edits] == [
        ("move", "¹Cards are made at the desk.")
    ]
    assert [(p.number, reading.text[p.start : p.end].strip()[:4]) for p in reading.pages] == [
        (1, "The "),
        (2, "for "),
        (1, "¹Car"),
    ]


def test_running_lines_are_left_out_and_listed() -> None:
    """This test ensures that only what repeats at page edges is removed, and each kind of it told once."""

    def draw(canvas: Canvas) -> None:
        for number, words in enumerate((*LEFT, *RIGHT)[:4], start=1):
            lines(canvas, 30, 380, ("Lending books",))
            lines(canvas, 30, 200, (words, "Lending books", words[::-1]))
            lines(canvas, 150, 20, (f"April 2020 Page {number} of 4",))
            canvas.showPage()

    reading = pdf(draw)
    assert reading.running == ("Lending books", "April 2020 Page 1 of 4")
    assert reading.text.count("Lending books") == 4
    assert "April" not in reading.text


def test_a_row_that_a_page_break_cuts_is_one() -> None:
    """This test ensures that the rest of a cell goes on in it, and a row of its own does not."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 130, 370], [40, 80, 100])
        lines(canvas, 35, 86, ("Sign",), "Helvetica-Bold")
        lines(canvas, 135, 86, ("What to do",), "Helvetica-Bold")
        lines(canvas, 35, 66, ("A lamp is out",))
        lines(canvas, 135, 66, ("Tell the caretaker, who mends it", "on the same"))
        canvas.showPage()
        canvas.grid([30, 130, 370], [300, 320, 340, 360, 380])
        lines(canvas, 135, 366, ("evening or locks the room.",))
        lines(canvas, 35, 346, ("A pane is broken",))
        lines(canvas, 135, 346, ("Close the room.",))
        lines(canvas, 135, 326, ("Ring the office.",))
        lines(canvas, 35, 306, ("A tap drips",))
        lines(canvas, 135, 306, ("Put a bucket below.",))

    assert blocks(pdf(draw))[1:] == [
        ("row", "A lamp is out | Tell the caretaker, who mends it on the same evening or locks the room."),
        ("row", "A pane is broken | Close the room."),
        ("row", "| Ring the office."),
        ("row", "A tap drips | Put a bucket below."),
    ]


def test_a_ruled_table_is_rows_with_cells_under_their_headings() -> None:
    """This test ensures that each row is one block, its wrapped cells whole, under bold headings."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 130, 370], [200, 240, 280, 300])
        lines(canvas, 35, 285, ("Day",), "Helvetica-Bold")
        lines(canvas, 135, 285, ("Who may come",), "Helvetica-Bold")
        lines(canvas, 35, 265, ("Monday",))
        lines(canvas, 135, 265, ("readers who hold a card, and", "those who come with them"))
        lines(canvas, 35, 225, ("Saturday and", "holidays"))
        lines(canvas, 135, 225, ("all",))

    reading = pdf(draw)
    assert blocks(reading) == [
        ("columns", "Day | Who may come"),
        ("row", "Monday | readers who hold a card, and those who come with them"),
        ("row", "Saturday and holidays | all"),
    ]
    (start, end) = reading.blocks[1].cells[1]
    assert reading.text[start:end] == "readers who hold a card, and those who come with them"


def rows_of(draw: Callable[[Canvas], None]) -> list[list[str]]:
    """The passages that are rows, each with its context."""
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(400, 400), invariant=1)
    draw(canvas)
    canvas.save()
    found = read_document("made", "made.pdf", data.getvalue())
    return [
        [found.document.text[start:end] for start, end in ((passage.start, passage.end), *passage.context)]
        for passage in found.passages
        if passage.kind == "row"
    ]


def put(canvas: Canvas, texts: dict[tuple[float, float], str], font: str = "Helvetica") -> None:
    """Write words, each at its place."""
    for (x, y), text in texts.items():
        lines(canvas, x, y, tuple(text.split("\n")), font)


def test_a_cell_that_reaches_down_introduces_the_rows_beside_it() -> None:
    """This test ensures that a row keeps its columns, and the merged cell that names it, in any of them."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 110, 230, 370], [200, 280, 300])
        for x0, x1, y in ((110, 230, 260), (110, 370, 240), (30, 230, 220)):
            canvas.line(x0, y, x1, y)
        put(canvas, {(35, 285): "Level", (115, 285): "Sign", (235, 285): "What to do"}, "Helvetica-Bold")
        put(canvas, {(35, 255): "Four", (115, 265): "wet floor", (115, 245): "broken glass"})
        put(canvas, {(235, 260): "close the pool", (115, 225): "no lights", (235, 220): "clear the hall"})
        put(canvas, {(35, 205): "Three", (115, 205): "late buses"})

    heads = "Level | Sign | What to do"
    assert rows_of(draw) == [
        ["Four | wet floor | close the pool", heads],
        ["| broken glass", heads, "Four", "close the pool"],
        ["| no lights | clear the hall", heads, "Four"],
        ["Three | late buses", heads, "clear the hall"],
    ]


def test_an_indent_is_no_column() -> None:
    """This test ensures that a row set in by a narrow empty cell keeps its place under the headings."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 230, 370], [220, 240, 260, 280, 300])
        canvas.line(50, 220, 50, 260)
        put(canvas, {(35, 285): "Sign", (235, 285): "What to do"}, "Helvetica-Bold")
        put(canvas, {(35, 265): "wet floor", (235, 265): "close the pool"})
        put(canvas, {(55, 245): "by the steps", (235, 245): "rope it off"})
        put(canvas, {(55, 225): "by the slide", (235, 225): "stop the slide"})

    heads = "Sign | What to do"
    assert rows_of(draw) == [
        ["wet floor | close the pool", heads],
        ["by the steps | rope it off", heads],
        ["by the slide | stop the slide", heads],
    ]


def test_a_heading_across_a_table_introduces_the_rows_below_it() -> None:
    """This test ensures that a row keeps the group it stands in, until the next one begins."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 370], [180, 200, 220, 240, 260, 280, 300, 320])
        for y0, y1 in ((260, 300), (220, 240), (180, 200)):
            canvas.line(150, y0, 150, y1)
        bold = {(35, 305): "The rules of the pool", (35, 285): "Sign", (155, 285): "What to do"}
        put(canvas, bold | {(35, 245): "At night", (35, 205): "Outdoors"}, "Helvetica-Bold")
        put(canvas, {(35, 265): "wet floor", (155, 265): "close the pool"})
        put(canvas, {(35, 225): "no lights", (155, 225): "clear the hall"})
        put(canvas, {(35, 185): "ice", (155, 185): "close the gate"})

    assert rows_of(draw) == [
        ["wet floor | close the pool", "The rules of the pool", "Sign | What to do"],
        ["no lights | clear the hall", "Sign | What to do", "At night"],
        ["ice | close the gate", "Sign | What to do", "Outdoors"],
    ]


def test_a_table_that_goes_on_over_the_page_keeps_its_headings() -> None:
    """This test ensures that a row on the next page is introduced as those on the first are."""

    def draw(canvas: Canvas) -> None:
        canvas.grid([30, 150, 370], [30, 50, 70, 90])
        put(canvas, {(35, 75): "Sign", (155, 75): "What to do"}, "Helvetica-Bold")
        put(canvas, {(35, 55): "wet floor", (155, 55): "close the pool"})
        put(canvas, {(35, 35): "no lights", (155, 35): "clear the hall"})
        canvas.showPage()
        canvas.grid([30, 150, 370], [330, 350, 370])
        put(canvas, {(35, 355): "ice", (155, 355): "close the gate"})
        put(canvas, {(35, 335): "wasps", (155, 335): "shut the windows"})

    assert [context for _, *context in rows_of(draw)] == [["Sign | What to do"]] * 4


def test_coloured_boxes_side_by_side_are_read_one_after_the_other() -> None:
    """This test ensures that lines of two boxes are not joined, however near they stand."""

    def draw(canvas: Canvas) -> None:
        for x, words in ((30, LEFT), (165, RIGHT)):
            canvas.setFillColorRGB(0.8, 0.9, 1)
            canvas.rect(x, 200, 133, 100, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            lines(canvas, x + 1, 280, words)

    assert blocks(pdf(draw)) == [("paragraph", " ".join([*LEFT, *RIGHT]))]


def test_bullets_of_symbol_fonts_and_their_depth() -> None:
    """This test ensures that a bullet is a list item, as deep as it is indented, and no word."""

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


def test_a_turned_page_is_read_as_it_is_shown_and_its_boxes_too() -> None:
    """This test ensures that the words' direction decides, and boxes are those of the page as displayed."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(300, 100)
        canvas.rotate(90)
        lines(canvas, 0, 0, ("The library lends books", "to all readers."))

    reading = pdf(draw)
    assert reading.text == "The library lends books to all readers."
    first = reading.boxes[0]
    assert (first.page, reading.text[first.start : first.end]) == (1, "The")
    assert (round(first.left), round(first.bottom)) == (100, 302)


def test_words_have_boxes_where_they_stand() -> None:
    """This test ensures that each word's rectangle is counted from the top left of the page."""
    reading = pdf(lambda canvas: lines(canvas, 30, 300, ("The library lends",)) and None)
    boxes = [(reading.text[b.start : b.end], round(b.left), round(b.bottom)) for b in reading.boxes]
    assert [word for word, _, _ in boxes] == ["The", "library", "lends"]
    assert boxes[0][1:] == (30, 102)
    assert all(100 > box.top > 88 and box.bottom > 100 for box in reading.boxes)


def test_links_are_the_words_in_their_rectangle() -> None:
    """This test ensures that a link keeps its words, over two lines too, and its address."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("Read the rules of the", "library before you come."))
        width = canvas.stringWidth("Read the ", "Helvetica", 10)
        canvas.linkURL("https://example.org/rules", (30 + width, 298, 130, 309))
        canvas.linkURL("https://example.org/rules", (30, 286, 30 + canvas.stringWidth("library"), 297))

    reading = pdf(draw)
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("rules of the library", "https://example.org/rules")
    ]


def test_headings_follow_the_outline_where_their_type_does_not_tell() -> None:
    """This test ensures that the outline makes a heading of a line that looks like text, at its level."""

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
    """This test ensures that each clause is a passage of its own, lettered ones list items below it."""

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
    """This test ensures that "section 47" is no page number, and one far from its title is."""

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


def test_words_printed_twice_for_weight_are_read_once() -> None:
    """This test ensures that a shadow is no second word."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, ("Lending",))
        lines(canvas, 30.4, 300, ("Lending",))

    assert pdf(draw).text == "Lending"


def test_what_cannot_be_seen_or_runs_askew_is_left_out_and_told() -> None:
    """This test ensures that words beyond the page's edge and a watermark are no part of the text."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 30, 300, LEFT)
        lines(canvas, 30, 500, ("above the edge",))
        canvas.rotate(45)
        lines(canvas, 200, 50, ("DRAFT",))

    reading = pdf(draw)
    assert reading.text == " ".join(LEFT)
    assert "slanted characters are left out on page 1 (5)" in reading.oddities


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 0.01 Tf 20 100 Td (So small) Tj ET",
        b"3000000000 0 0 3000000000 0 0 cm " * 5 + b"BT /F 12 Tf 20 100 Td (So large) Tj ET",
    ],
    ids=["nothing", "beyond all numbers"],
)
def test_characters_without_a_size_are_left_out_and_told(content: bytes) -> None:
    """This test ensures that words which nobody sees are left out, and do not end the reading."""
    reading = read(pdf_page(shown() + content), "made.pdf")
    assert reading.text == WORDS
    assert "sizeless characters are left out on page 1 (7)" in reading.oddities


def test_a_drawing_beyond_all_numbers_parts_nothing() -> None:
    """This test ensures that a table is found beside a shape that has no place."""
    words = b"".join(
        b"BT /F 10 Tf %d %d Td (%b) Tj ET " % (30 + 90 * (i % 2), 250 - 20 * (i // 2), word)
        for i, word in enumerate([b"Day", b"Hour", b"Monday", b"nine", b"Tuesday", b"ten"])
    )
    lines = [b"20 %d m 200 %d l S " % (y, y) for y in (205, 225, 245, 265)]
    lines += [b"%d 205 m %d 265 l S " % (x, x) for x in (20, 110, 200)]
    shape = b"q " + b"3000000000 0 0 3000000000 0 0 cm " * 5 + b"20 20 9 9 re f Q "
    table = read(pdf_page(b"".join([words, *lines])), "made.pdf")
    assert {kind for kind, _ in blocks(table)} == {"row"}
    assert blocks(read(pdf_page(b"".join([words, shape, shape.join(lines)])), "made.pdf")) == blocks(table)


def test_upright_words_at_the_edge_follow_the_page() -> None:
    """This test ensures that a label that runs up the edge is not mixed with the lines beside it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 300, LEFT)
        canvas.translate(30, 100)
        canvas.rotate(90)
        lines(canvas, 0, 0, ("Issued by the library",))

    assert blocks(pdf(draw)) == [("paragraph", " ".join(LEFT)), ("paragraph", "Issued by the library")]


def test_a_page_without_text_is_told() -> None:
    """This test ensures that blank pages among others are known, in one sentence."""

    def draw(canvas: Canvas) -> None:
        for words in (LEFT, RIGHT):
            lines(canvas, 30, 300, words)
            canvas.showPage()
            canvas.rect(30, 30, 50, 50)
            canvas.showPage()

    assert pdf(draw).oddities == ("there is no text on pages 2, 4",)


def test_a_page_that_one_extractor_does_not_read_is_read_by_the_other_and_told() -> None:
    """This test ensures that a filter named in short, which pypdf refuses, ends no reading."""
    reading = read(pdf_page(zlib.compress(shown()), stream=b"/Filter /Fl"), "made.pdf")
    assert reading.text == WORDS
    assert any(oddity.startswith("pypdf cannot read page 1 (") for oddity in reading.oddities)


def test_what_a_library_says_is_the_same_in_every_run() -> None:
    """This test ensures that no place in memory makes two builds of one corpus differ."""
    assert why(TypeError("IndirectObject(4, 0, 140578) is none")) == "object 4 0 is none"
    assert why(AssertionError()) == "AssertionError"


def test_a_file_without_words_or_pictures_is_named() -> None:
    """This test ensures that a file without words is refused with what to do."""
    with pytest.raises(UnreadableDocument, match="no text on any of its 1 pages"):
        pdf(lambda canvas: canvas.rect(30, 30, 50, 50))
