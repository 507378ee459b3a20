"""Tests reading rich text."""

import pytest
from made.office import rtf_document
from readings import blocks

from index.errors import UnreadableDocument
from ingest.readers.formats import read

STYLES = r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}{\*\cs10 Strong;}{\s3 toc 1;}}"
CELLS = r"\trowd\cellx3000\cellx6000\pard\intbl "


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"Ring.\par Knock\line twice.\par", [("paragraph", 0, "Ring."), ("paragraph", 0, "Knock\ntwice.")]),
        (
            r"\pard\s1 Shed\par\pard Ring {\super\chftn{\footnote\pard {\super\chftn} Once.}} first.\par"
            r"\pard\outlinelevel1 Keys\par\pard Wait.\par\pard\s3 Keys 7\par",
            [
                ("heading", 1, "Shed"), ("paragraph", 0, "Ring ¹ first."), ("footnote", 0, "¹ Once."),
                ("heading", 2, "Keys"), ("paragraph", 0, "Wait."),
            ],
        ),
        (
            r"{\listtext\pard\plain \f1\'a7\tab}\ls1 bell\par\pard{\listtext 2.1\tab}\ls2\ilvl1 knock\par",
            [("item", 1, "bell"), ("item", 2, "2.1 knock")],
        ),
        (
            CELLS + r"\b Day\cell Shed\cell\row" + CELLS + r"\b0 Monday\cell open\par late\cell\row"
            r"\pard End.\par",
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open late"), ("paragraph", 0, "End.")],
        ),
        (
            CELLS + r"Day\cell Shed\cell\row" + CELLS
            + r"Monday\cell{\listtext 1.\tab}ring\par\pard\intbl then wait\cell\row"
            + CELLS + r"Tuesday\cell\pard\intbl\itap2 bell\nestcell knock\nestcell"
            r"{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}\pard\intbl late\cell\row",
            [
                ("row", 0, "Day | Shed"), ("row", 0, "Monday | 1. ring\nthen wait"),
                ("row", 0, "Tuesday | bell / knock\nlate"),
            ],
        ),
        (
            r"Within 5{\up6 1} days, 1{\up8 st}, 5{\up0 1}, {\up2 999}, 5{\super\dn6 2}.\par",
            [("paragraph", 0, "Within 5¹ days, 1st, 51, 999, 52.")],
        ),
        (
            r"\li360 \bullet\tab bell{\super 2}\par\pard\li720 -\tab knock\par",
            [("item", 1, "bell²"), ("item", 2, "knock")],
        ),
        (r"Ring{\*\footnote\pard Once.}.", [("paragraph", 0, "Ring."), ("footnote", 0, "Once.")]),
        (r"A {\v secret }{\deleted old }bell.", [("paragraph", 0, "A bell.")]),
        (r"{\cf2\chcbpat3 Pale on dark.}", [("paragraph", 0, "Pale on dark.")]),
        (
            r"caf\'e9 \'93quoted\'94 \u8217'x \u-10179 ?\u-8704 ?{\f2 \'c4\'e0}\~\emdash\_\-",
            [("paragraph", 0, "café “quoted” ’x 😀Да —-")],
        ),
        (
            r"{\b Keys}\par The keeper of the shed keeps the keys.\par{\b Spares}\par There are none.\par",
            [
                ("heading", 1, "Keys"), ("paragraph", 0, "The keeper of the shed keeps the keys."),
                ("heading", 1, "Spares"), ("paragraph", 0, "There are none."),
            ],
        ),
        (
            r"Look.{\*\shpinst{\sp{\sn x}{\sv 3}}{\shptxt In a box.\par}}\par",
            [("paragraph", 0, "Look."), ("paragraph", 0, "In a box.")],
        ),
    ],
)  # fmt: skip
def test_what_is_read_of_rich_text(body: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that paragraphs, headings, items, tables, notes and characters are recognised."""
    assert blocks(read(rtf_document(body, STYLES), "a.rtf")) == expected


def test_a_reference_to_nowhere_is_told() -> None:
    """This test ensures that the error text for a lost cross-reference is not quoted, and named."""
    reading = read(rtf_document(r"See {\b Error! }Bookmark not defined. first."), "a.rtf")
    assert reading.text == "See first."
    assert reading.oddities == ('1 reference to nowhere ("Error! Bookmark not defined.") is not quoted',)


def test_title_and_links() -> None:
    """This test ensures that a title in the properties and the addresses of links are kept."""
    body = r'See {\field{\*\fldinst{ HYPERLINK "https://shed.example/"}}{\fldrslt{\ul the plan}}}.'
    reading = read(rtf_document(body, r"{\info{\title Shed rules}{\author A. Nother}}"), "a.rtf")
    assert (reading.title, reading.text) == ("Shed rules", "See the plan.")
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("the plan", "https://shed.example/")
    ]


@pytest.mark.parametrize("which", ["header", "headerf", "headerl", "footer", "footerr"])
def test_the_heads_of_pages_are_told(which: str) -> None:
    """This test ensures that a sentence in a page header or footer is reported and not quoted, a name not."""
    head = rf"{{\{which}\pard\qc Badges must be {{\b worn}}.\par\trowd\cellx900\intbl "
    head += r"{\field{\*\fldinst PAGE}{\fldrslt 3}}\cell\row}{\footerf\pard Shed rules\par}"
    reading = read(rtf_document(head + r"\pard Ring.\par"), "a.rtf")
    assert reading.text == "Ring."
    assert reading.oddities == (
        f"the page {which[:6]} says “Badges must be worn. | 3”: page headers and footers are not quoted",
    )


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_rich_text_may_begin_later(before: bytes) -> None:
    """This test ensures that a byte order mark and new lines before rich text are not part of it."""
    assert read(before + rtf_document("Ring."), "a.rtf").text == "Ring."


def test_rich_text_nested_too_deeply_is_named() -> None:
    """This test ensures that endlessly nested groups are an error."""
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        read(rtf_document("{" * 1000), "a.rtf")


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (r"\fftype2\ffres1{\*\ffl Tea}{\*\ffl Caf\'e9}", "Café"),
        (r"\fftype2\ffres25\ffdefres0{\*\ffl Tea}{\*\ffl Water}", "Tea"),
        (r"\fftype1\ffres1", "☒"),
        (r"\fftype1\ffres25\ffdefres0", "☐"),
        (r"\fftype0{\*\ffdeftext Milk}", "Water"),
    ],
)
def test_a_form_field_shows_what_was_chosen(field: str, shown: str) -> None:
    """This test ensures that a list is quoted by its chosen entry, once, and a box as it is ticked."""
    written = r"{\field{\*\fldinst FORM{\*\formfield{" + field + r"}}}{\fldrslt Water}} for dogs.\par"
    assert read(rtf_document(written), "a.rtf").text == f"{shown} for dogs."


def test_the_sign_of_an_item_tells_nothing() -> None:
    """This test ensures that signs before items, and in a table of lists, are no signs of the text."""
    lists = r"{\*\listtable{\list{\listlevel{\leveltext \'01\u61623 ?;}}}}"
    reading = read(rtf_document(lists + r"{\listtext\pard\plain \u61623 ?\tab}\ls1 ring\par"), "a.rtf")
    assert (blocks(reading), reading.oddities) == ([("item", 1, "ring")], ())


@pytest.mark.parametrize(
    ("sign", "shown"), [(r"\f2\'fb", "✗ "), (r"\f2 \u61692 ?", "✓ "), (r"\u10007 ?", "✗ "), (r"\f2\'a7", "")]
)
def test_bullets_that_say_yes_or_no_are_shown(sign: str, shown: str) -> None:
    """This test ensures that a list of what to do and what not says which is which, in any font."""
    fonts = r"{\fonttbl{\f0 Arial;}{\f2\fcharset2 Wingdings;}}"
    reading = read(rtf_document(fonts + r"{\listtext\pard\plain " + sign + r"\tab}\ls1 ring\par"), "a.rtf")
    assert blocks(reading) == [("item", 1, f"{shown}ring")]


@pytest.mark.parametrize(
    "table",
    [
        r"\trowd\clvmgf\cellx2000\cellx6010\pard\intbl\b Day\cell Tasks\cell\row"
        r"\trowd\clvmrg\cellx2000\cellx4000\cellx6000\pard\intbl\b\cell First\cell Then\cell\row",
        r"\trowd\clvmgf\cellx2000\clmgf\cellx4000\clmrg\cellx6000\pard\intbl\b Day\cell Tasks\cell\cell\row"
        r"\trowd\clvmrg\cellx2000\cellx4000\cellx6000\pard\intbl\b\cell First\cell Then\cell\row",
    ],
)
def test_merged_columns_of_rich_text(table: str) -> None:
    """This test ensures that a cell over several columns is one, whether merged or only as wide as they are.

    Several bold rows at the top, and a bold row across the table, head the rows below.
    """
    table += (
        r"\trowd\cellx6000\pard\intbl\b Gates\cell\row"
        r"\trowd\cellx2000\cellx4000\cellx6000\pard\intbl\b0 Monday\cell oil\cell shut\cell\row\pard End.\par"
    )
    reading = read(rtf_document(table), "a.rtf")
    assert blocks(reading) == [
        ("columns", 0, "Day | Tasks"), ("columns", 0, "| First | Then"), ("columns", 0, "Gates"),
        ("row", 0, "Monday | oil | shut"), ("paragraph", 0, "End."),
    ]  # fmt: skip
    heads = [reading.text[start:end] for start, end in reading.blocks[3].context]
    assert heads == ["Day | Tasks", "| First | Then", "Gates"]
