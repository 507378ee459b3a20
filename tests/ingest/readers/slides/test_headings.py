"""Tests headings on slides that are no titles: at the head of a box, or of a table, or over a box."""

import pytest
from made.office import pptx_document, shape

from ingest.corpus.read_documents import read_document

BOLD = 'b="1"'


def passages(slide: str) -> list[tuple[str, ...]]:
    """Returns each passage of a second slide with its headings below the slide's title, and its context."""
    found = read_document("a", "a.pptx", pptx_document([shape("Shed", "ctrTitle"), slide]))
    text = found.document.text
    return [
        (
            text[p.start : p.end],
            "/".join(found.document.section_at(p.start).path),
            *(text[start:end] for start, end in p.context),
        )
        for p in found.passages
    ]


def box(head: str, words: str, place: tuple[int, int]) -> str:
    """Returns a shape whose first paragraph is bold."""
    made = shape(f"{head}\n{words}", place=place)
    return made.replace("<a:rPr />", f"<a:rPr {BOLD}/>", 1)


@pytest.mark.parametrize("apart", [False, True])
def test_each_box_around_a_circle_has_its_heading(*, apart: bool) -> None:
    """This test ensures that text stands under the bold line of its box, or of the box above it."""

    def pair(head: str, words: str, left: int, top: int) -> str:
        if not apart:
            return box(head, words, (left, top))
        return shape(head, place=(left, top), looks=BOLD) + shape(words, place=(left, top + 350_000))

    slide = (
        pair("Hives", "Two stand by the hedge.", 4_000_000, 100_000)
        + pair("Water", "The butt is empty.", 7_000_000, 1_000_000)
        + pair("Keys", "Ask the warden.", 1_000_000, 1_250_000)
        + shape("Ring the bell.", place=(4_000_000, 4_000_000))
    )
    assert passages(slide) == [
        ("Two stand by the hedge.", "Hives"),
        ("The butt is empty.", "Water"),
        ("Ask the warden.", "Keys"),
        ("Ring the bell.", ""),
    ]


def test_a_list_is_introduced_by_its_own_box() -> None:
    """This test ensures that the last words of another box introduce no list, unless they end in a colon."""
    bullets = shape("Bring a lamp.", place=(100_000, 3_000_000)).replace(
        "<a:p>", '<a:p><a:pPr><a:buChar char="•"/></a:pPr>'
    )
    assert passages(shape("Dogs stay out.", place=(100_000, 1_000_000)) + bullets)[1] == ("Bring a lamp.", "")
    assert passages(shape("At night:", place=(100_000, 1_000_000)) + bullets)[1] == (
        "Bring a lamp.",
        "",
        "At night:",
    )


def test_bold_lines_without_text_of_their_own_are_quoted() -> None:
    """This test ensures that a box that is all bold, a bold sentence and a bold last line are passages."""
    places = [(100_000, top) for top in (1_000_000, 2_000_000, 3_000_000)]
    slide = (
        shape("Never sail alone\nLook first", place=places[0], looks=BOLD)
        + box("Sign the book.", "It is by the door.", places[1])
        + shape("Wait here.\nEnd", place=places[2]).replace("<a:rPr /><a:t>End", f"<a:rPr {BOLD}/><a:t>End")
    )
    assert [words for words, *_ in passages(slide)] == [
        "Never sail alone", "Look first", "Sign the book.", "It is by the door.", "Wait here.", "End",
    ]  # fmt: skip


def test_a_bold_first_row_heads_a_table() -> None:
    """This test ensures that the columns of a table without a style have their headings."""
    rows = "".join(
        "<a:tr>"
        + "".join(f"<a:tc><a:p><a:r><a:rPr {look}/><a:t>{words}</a:t></a:r></a:p></a:tc>" for words in row)
        + "</a:tr>"
        for row, look in ((("Day", "Shed"), BOLD), (("Monday", "open"), ""))
    )
    table = f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{rows}</a:tbl></a:graphicData></a:graphic>"
    assert passages(f"{table}</p:graphicFrame>") == [("Monday | open", "", "Day | Shed")]


def test_a_bold_quotation_heads_nothing() -> None:
    """This test ensures that a bold sentence in quotation marks is a passage, no heading."""
    assert passages(box("“The shed was warm.”", "A member", (100_000, 1_000_000))) == [
        ("“The shed was warm.”", ""),
        ("A member", ""),
    ]
