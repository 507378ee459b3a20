"""Tests reading slides: titles, shapes in reading order, tables; hidden or spoken words are reported."""

import pytest
from made.office import pptx_document, shape
from readings import blocks

from index.errors import UnreadableDocument
from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read

LEFT, RIGHT, LOW = (100_000, 2_000_000), (5_000_000, 2_050_000), (100_000, 4_000_000)
TABLE = (
    '<p:graphicFrame><p:xfrm><a:off x="0" y="5000000"/><a:ext cx="9" cy="9"/></p:xfrm>'
    "<a:graphic><a:graphicData>"
    '<a:tbl><a:tblPr firstRow="1"/>'
    + "".join(
        "<a:tr>"
        + "".join(f"<a:tc><a:p><a:r><a:t>{words}</a:t></a:r></a:p></a:tc>" for words in row)
        + "</a:tr>"
        for row in (("Day", "Shed"), ("Monday", "open"))
    )
    + "</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
)  # fmt: skip
SHED = shape("Shed", "ctrTitle") + shape("Rules of 2026", "subTitle")
KEYS = shape("Keys", "title") + shape("Lost keys\nSpare keys", "") + TABLE


def test_a_slide_is_a_section_and_a_page() -> None:
    """This test ensures that titles are headings, the words of a slide its passages, and slides pages."""
    found = read_document("a", "a.pptx", pptx_document([SHED, KEYS, shape("No title here.")]))
    text = found.document.text
    assert found.title == "Shed"
    assert [
        (text[p.start : p.end], found.document.section_at(p.start).path, [text[s:e] for s, e in p.context])
        for p in found.passages
    ] == [
        ("Rules of 2026", (), []),
        ("Lost keys", ("Keys",), ["Keys"]),
        ("Spare keys", ("Keys",), ["Keys"]),
        ("Monday | open", ("Keys",), ["Day | Shed"]),
        ("No title here.", (), []),
    ]
    assert [page.number for page in found.document.pages] == [1, 2, 3]


def test_shapes_are_read_as_they_lie() -> None:
    """This test ensures that shapes are read from top to bottom, and side by side from left to right."""
    slide = shape("low", place=LOW) + shape("right", place=RIGHT) + shape("left", place=LEFT)
    group = (
        '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="100"/><a:ext cx="9" cy="9"/></a:xfrm></p:grpSpPr>'
        + shape("second", place=(0, 900_000)) + shape("first", place=(0, 100)) + "</p:grpSp>"
    )  # fmt: skip
    reading = read(pptx_document([slide + group]), "a.pptx")
    assert [words for _, _, words in blocks(reading)] == ["first", "second", "left", "right", "low"]


BESIDE, FOOT = (5_000_000, 2_000_000), (100_000, 6_000_000)


@pytest.mark.parametrize("head", [{"kind": "body"}, {"looks": 'b="1"'}])
def test_columns_are_read_downwards(head: dict[str, str]) -> None:
    """This test ensures that headings side by side stand each over its own text, and over nothing else."""
    slide = (
        shape("Tasks", "title") + shape("Keepers", place=LEFT, **head) + shape("Guests", place=BESIDE, **head)
        + shape("Ring the bell.", "", (100_000, 2_400_000)) + shape("Wait.", "", (5_000_000, 2_400_000))
        + shape("Shut the gate.", "", (100_000, 4_000_000)) + shape("Sit.", "", (5_000_000, 4_000_000))
        + shape("Dogs stay out.", place=FOOT) + shape("Nowhere.")
    )  # fmt: skip
    found = read_document("a", "a.pptx", pptx_document([shape("Shed", "ctrTitle"), slide]))
    text = found.document.text
    assert [(text[p.start : p.end], found.document.section_at(p.start).path) for p in found.passages] == [
        ("Nowhere.", ("Tasks",)),
        ("Ring the bell.", ("Tasks", "Keepers")),
        ("Shut the gate.", ("Tasks", "Keepers")),
        ("Wait.", ("Tasks", "Guests")),
        ("Sit.", ("Tasks", "Guests")),
        ("Dogs stay out.", ("Tasks",)),
    ]


def test_what_is_no_heading_over_text_is_read_across() -> None:
    """This test ensures that a grid of words stays in rows, because its columns may have no headings."""
    slide = "".join(
        shape(words, place=(left, top), looks=look)
        for words, left, top, look in (
            ("Dogs", 100_000, 2_000_000, ""), ("nine", 5_000_000, 2_000_000, ""),
            ("Cats", 100_000, 3_000_000, ""), ("noon", 5_000_000, 3_000_000, ""),
            ("Ring", 100_000, 4_000_000, 'b="1"'), ("Wait", 5_000_000, 4_000_000, 'b="1"'),
            ("Sit", 100_000, 5_000_000, 'b="1"'), ("Rest", 5_000_000, 5_000_000, 'b="1"'),
        )
    )  # fmt: skip
    reading = read(pptx_document([slide]), "a.pptx")
    assert [words for _, _, words in blocks(reading)] == [
        "Dogs", "nine", "Cats", "noon", "Ring", "Wait", "Sit", "Rest",
    ]  # fmt: skip


def test_what_is_not_shown_is_told() -> None:
    """This test ensures that hidden slides, hidden shapes, notes and pictures are counted and not quoted."""
    picture = "<p:pic><p:nvPicPr><p:cNvPr id='4' name='x'/></p:nvPicPr></p:pic>"
    seen = (
        shape("Keys", "title") + shape("Ring.", "body") + shape("Page 1", "ftr") + picture
        + shape("beside", place=(9_999_999, 0)) + shape("hidden", about='hidden="1"')
        + shape("once", looks='strike="sngStrike"')
    )  # fmt: skip
    reading = read(pptx_document([seen, shape("gone")], hidden=[2], notes={1: "Say it slowly."}), "a.pptx")
    assert reading.text == "Keys\n\nRing."
    assert reading.oddities == (
        "1 page of speaker's notes is not quoted",
        "2 shapes hidden or outside a slide are left out",
        "1 picture without a description is not read",
        "1 hidden slide is left out",
        '1 word is struck through and not quoted, beginning with "once"',
    )
    assert [(page.number, page.start == page.end) for page in reading.pages] == [(1, False), (2, True)]


def test_words_of_a_layout_are_told_once() -> None:
    """This test ensures that words that stand on the layout are named, and its prompts are not."""
    layout = shape("Valid until June.") + shape("Click to edit", "title")
    reading = read(pptx_document([shape("Ring."), shape("Knock.")], layout=layout), "a.pptx")
    assert reading.text == "Ring.\n\nKnock."
    assert reading.oddities == ("the layout of slides says, and it is not quoted: Valid until June.",)


def test_the_numbers_of_items_are_computed() -> None:
    """This test ensures that numbered items have the numbers shown, each recorded as an insertion."""

    def line(words: str, kind: str, level: int = 0) -> str:
        mark = f'<a:buAutoNum type="{kind}"/>' if kind else "<a:buNone/>"
        return f'<a:p><a:pPr lvl="{level}">{mark}</a:pPr><a:r><a:t>{words}</a:t></a:r></a:p>'

    lines = (
        line("ring", "arabicPeriod") + line("once", "alphaLcParenBoth", 1)
        + line("twice", "alphaLcParenBoth", 1) + line("wait", "arabicPeriod") + line("Then:", "")
        + line("enter", "romanLcParenR")
    )  # fmt: skip
    slide = shape("x").replace("<a:p><a:r><a:rPr /><a:t>x</a:t></a:r></a:p>", lines)
    reading = read(pptx_document([slide]), "a.pptx")
    assert [words for _, _, words in blocks(reading)] == [
        "1. ring", "(a) once", "(b) twice", "2. wait", "Then:", "i) enter",
    ]  # fmt: skip
    assert {edit.kind for edit in reading.edits} == {"insertion"}


def test_a_title_alone_is_quoted() -> None:
    """This test ensures that a slide with only a title is not an empty page."""
    assert blocks(read(pptx_document([shape("Shed rules", "ctrTitle")]), "a.pptx")) == [
        ("paragraph", 0, "Shed rules")
    ]


def test_a_damaged_file_is_named() -> None:
    """This test ensures that markup that breaks off is an error, not an empty text."""
    with pytest.raises(UnreadableDocument, match="damaged and cannot be opened as a file of slides"):
        read(pptx_document(["<p:sp>"]), "a.pptx")
