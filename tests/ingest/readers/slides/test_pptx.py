"""Tests reading slides: titles, shapes in reading order, tables; hidden or spoken words are reported."""

import io
import re

import pytest
from made.office import pptx_document, shape
from PIL import Image
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


@pytest.mark.parametrize(
    ("fill", "letters", "seen"),
    [
        ('<a:srgbClr val="FFFFFF"/>', '<a:srgbClr val="FEFEFE"/>', False),
        ('<a:schemeClr val="bg1"/>', '<a:schemeClr val="bg1"/>', False),
        ('<a:srgbClr val="000000"/>', '<a:srgbClr val="FFFFFF"/>', True),
        ('<a:srgbClr val="000000"/>', '<a:schemeClr val="tx1"/>', False),
        ('<a:schemeClr val="bg1"/>', '<a:srgbClr val="FFFFFF"/>', False),
        ('<a:schemeClr val="accent1"/>', '<a:schemeClr val="accent1"/>', False),
        ('<a:schemeClr val="accent1"/>', '<a:schemeClr val="bg1"/>', True),
        ('<a:schemeClr val="bg1"/>', '<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>', True),
    ],
)
def test_words_in_the_colour_of_their_shape(fill: str, letters: str, seen: bool) -> None:
    """This test ensures that words that cannot be seen in their shape are counted and not quoted."""
    hidden = shape("Ring.").replace("<p:spPr>", f"<p:spPr><a:solidFill>{fill}</a:solidFill>")
    hidden = hidden.replace("<a:rPr />", f"<a:rPr><a:solidFill>{letters}</a:solidFill></a:rPr>")
    reading = read(pptx_document([hidden + shape("Knock.", place=LOW)]), "a.pptx")
    assert ("Ring." in reading.text, bool(reading.oddities)) == (seen, not seen)


NAVY, PAPER = '<a:srgbClr val="1F3864"/>', '<a:srgbClr val="FFFFFF"/>'


def white(place: tuple[int, int] | None = LEFT, colour: str = PAPER) -> str:
    letters = f"<a:rPr><a:solidFill>{colour}</a:solidFill></a:rPr>"
    return shape("Ring.", place=place).replace("<a:rPr />", letters)


def bar(place: tuple[int, int], fill: str = "solidFill", about: str = "") -> str:
    """Returns a dark shape without words."""
    markup = shape("", place=place, about=about)
    return markup.replace("</p:spPr>", f"<a:{fill}>{NAVY}</a:{fill}></p:spPr>")


PICTURE = (
    '<p:pic><p:nvPicPr><p:cNvPr id="4" name="x" descr="A shed."/></p:nvPicPr><p:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="9144000" cy="6858000"/></a:xfrm></p:spPr></p:pic>'
)


def background(fill: str) -> str:
    return f"<p:bgPr><a:solidFill>{fill}</a:solidFill></p:bgPr>"


@pytest.mark.parametrize(
    ("slide", "layout", "paper", "seen"),
    [
        (white(), "", "", False),
        (white(colour='<a:schemeClr val="bg1"/>'), "", "", False),
        (white() + bar(LOW), "", background(PAPER), False),
        (bar(LEFT, about='hidden="1"') + white(), "", "", False),
        (bar(LEFT, fill="noFill") + white(), "", "", False),
        (white(), "", '<p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef>', False),
        (white(), "", '<p:bgRef idx="1003"><a:schemeClr val="bg1"/></p:bgRef>', True),
        (white(), "", background(NAVY), True),
        (white(), "", background('<a:schemeClr val="accent1"/>'), True),
        (white(), "", "<p:bgPr><a:blipFill/></p:bgPr>", True),
        (bar(LEFT) + white(), "", "", True),
        (bar(LEFT, fill="gradFill") + white(), "", "", True),
        (f"<p:grpSp><p:grpSpPr/>{bar(LOW)}</p:grpSp>" + white(), "", "", True),
        (PICTURE + white(), "", "", True),
        (white(), PICTURE, "", True),
        (white(), bar(LEFT), "", True),
        (white().replace("<p:txBody>", "<p:style/><p:txBody>"), "", "", True),
        (white(None), "", "", True),
    ],
)
def test_white_words_on_white_paper(slide: str, layout: str, paper: str, seen: bool) -> None:
    """This test ensures that white words are left out only if nothing but white paper is behind them."""
    data = pptx_document([slide + shape("Knock.", place=LOW)], layout=layout, background=paper)
    found = read(data, "a.pptx")
    assert ("Ring." in found.text, "1 word in the colour" in str(found.oddities)) == (seen, not seen)


MARKED = '<a:highlight><a:srgbClr val="000000"/></a:highlight>'


def test_a_bar_stands_for_words_on_black() -> None:
    """This test ensures that a highlighter in the colour of the letters leaves a bar within its sentence."""
    parts = ("Mr ", "Peregrine", ", may ring.")
    runs = "".join(
        f"<a:r><a:rPr>{MARKED if part == 'Peregrine' else ''}</a:rPr><a:t>{part}</a:t></a:r>"
        for part in parts
    )
    body = re.sub(r"<a:r>.*</a:r>", runs, shape("Ring."))
    pale = f"<a:solidFill>{PAPER}</a:solidFill>{MARKED}"
    found = read(pptx_document([body + drawn(pale)]), "a.pptx")
    assert (found.text, found.covered) == ("Mr █, may ring.\n\nRing.", 1)
    assert "1 word in the colour" in str(found.oddities)


def usual(looks: str) -> str:
    """Returns a shape whose letters look so by the shape's own list of levels."""
    levels = f"<a:lstStyle><a:lvl1pPr><a:defRPr {looks}/></a:lvl1pPr></a:lstStyle>"
    return shape("Ring.").replace("<p:txBody>", f"<p:txBody>{levels}").replace("<a:rPr />", "")


def drawn(looks: str) -> str:
    """Returns a shape whose letters are drawn so."""
    return shape("Ring.").replace("<a:rPr />", f"<a:rPr>{looks}</a:rPr>")


@pytest.mark.parametrize(
    ("hidden", "told"),
    [
        (drawn("<a:noFill/>"), "1 word in the colour"),
        (
            drawn('<a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill>'),
            "1 word in the colour",
        ),
        (usual('sz="100"'), "1 word in the colour"),
        (usual('strike="sngStrike"'), "1 word is struck through"),
        (
            f'<p:grpSp><p:nvGrpSpPr><p:cNvPr hidden="1"/></p:nvGrpSpPr>{shape("Ring.")}</p:grpSp>',
            "1 shape hidden",
        ),
        (
            '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="0" y="6858000"/><a:ext cx="9" cy="9"/></a:xfrm>'
            f"</p:grpSpPr>{shape('Ring.')}</p:grpSp>",
            "1 shape hidden",
        ),
    ],
)
def test_what_the_shape_or_group_hides_is_told(hidden: str, told: str) -> None:
    """This test ensures that empty, tiny and struck letters, and hidden groups, are not quoted."""
    reading = read(pptx_document([hidden + shape("Knock.", place=LOW)]), "a.pptx")
    assert reading.text == "Knock."
    assert [said[: len(told)] for said in reading.oddities] == [told]


@pytest.mark.parametrize(
    "shown",
    [
        drawn("<a:ln><a:solidFill/></a:ln><a:noFill/>"),
        drawn('<a:solidFill><a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr></a:solidFill>'),
        usual('sz="1800"'),
        usual('strike="sngStrike"').replace("<a:r>", '<a:r><a:rPr strike="noStrike"/>'),
        usual('strike="sngStrike"').replace("<a:r>", '<a:pPr lvl="1"/><a:r>'),
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr hidden="0"/></p:nvGrpSpPr>{shape("Ring.")}</p:grpSp>',
    ],
)
def test_what_is_seen_is_quoted(shown: str) -> None:
    """This test ensures that outlined letters, other levels and a run's own looks are quoted."""
    reading = read(pptx_document([shown]), "a.pptx")
    assert (reading.text, reading.oddities) == ("Ring.", ())


def listed(looks: str) -> str:
    """Returns looks for the first level of a list."""
    return f"<a:lvl1pPr><a:defRPr {looks}/></a:lvl1pPr>"


STRIKE = listed('strike="sngStrike"')


def place(kind: str, levels: str, number: int = 7) -> str:
    """Returns a place of a layout or master whose words look so."""
    mark = f'<p:ph type="{kind}" idx="{number}"/>'
    return shape("Click", kind).replace(f'<p:ph type="{kind}"/>', mark).replace(
        "<p:txBody>", f"<p:txBody><a:lstStyle>{levels}</a:lstStyle>"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "layout", "master", "styles", "live"),
    [
        ("body", place("body", STRIKE), "", "", False),
        ("body", "", place("body", STRIKE, 3), "", False),
        ("body", "", "", f"<p:bodyStyle>{STRIKE}</p:bodyStyle>", False),
        ("title", "", "", f"<p:titleStyle>{STRIKE}</p:titleStyle>", False),
        ("body", "", "", f"<p:titleStyle>{STRIKE}</p:titleStyle>", True),
        ("body", place("body", STRIKE, 8), "", "", True),
        (
            "body",
            place("body", listed('strike="noStrike"')),
            "",
            f"<p:bodyStyle>{STRIKE}</p:bodyStyle>",
            True,
        ),
        (None, place("body", STRIKE), "", f"<p:bodyStyle>{STRIKE}</p:bodyStyle>", True),
    ],
)
def test_a_slide_inherits_the_looks_of_its_layout_and_master(
    kind: str | None, layout: str, master: str, styles: str, live: bool
) -> None:
    """This test ensures that words are struck where the layout or the master strikes those in their place."""
    words = shape("Ring.", kind).replace(f'<p:ph type="{kind}"/>', f'<p:ph type="{kind}" idx="7"/>')
    data = pptx_document(
        [words + shape("Knock.", place=LOW)], layout=layout or shape("", place=LOW),
        master=f"<p:cSld><p:spTree>{master}</p:spTree></p:cSld><p:txStyles>{styles}</p:txStyles>",
    )  # fmt: skip
    found = read(data, "a.pptx")
    assert [struck.words for struck in found.struck] == ["Ring."] * (not live)
    assert ("Ring." in found.text) == live


RING = shape("Ring.", place=LEFT)
GROUP = (
    '<p:grpSp><p:grpSpPr><a:xfrm><a:off x="100000" y="2000000"/><a:ext cx="900000" cy="300000"/>'
    '<a:chOff x="{0}" y="0"/><a:chExt cx="900000" cy="300000"/></a:xfrm></p:grpSpPr>{1}</p:grpSp>'
)
NEAR_IT = (400_000, 2_000_000)
FILLED = f"<a:solidFill>{NAVY}</a:solidFill>"


@pytest.mark.parametrize(
    ("slide", "seen"),
    [
        (RING + bar(LEFT), False),
        (RING + bar((120_000, 2_020_000)), False),
        (RING + bar(LEFT, fill="gradFill"), False),
        (RING + GROUP.format(0, bar((0, 0))), False),
        (GROUP.format(0, shape("Ring.", place=(0, 0))) + bar(LEFT), False),
        (RING + bar(LEFT).replace(FILLED, "").replace("<p:txBody>", '<p:style><a:fillRef idx="1"/></p:style>'
                                                      "<p:txBody>"), False),
        (bar(LEFT) + RING, True),
        (RING + bar(LOW), True),
        (RING + bar(NEAR_IT), True),
        (RING + GROUP.format(600_000, bar((0, 0))), True),
        (RING + bar(LEFT, fill="noFill"), True),
        (RING + bar(LEFT, about='hidden="1"'), True),
        (RING + bar(LEFT).replace(NAVY, '<a:srgbClr val="000000"><a:alpha val="40000"/></a:srgbClr>'), True),
        (RING + bar(LEFT).replace(FILLED, f'<a:prstGeom prst="ellipse"/>{FILLED}'), True),
        (RING + bar(LEFT).replace("<a:xfrm>", '<a:xfrm rot="2700000">'), True),
        (RING + bar(LEFT).replace('id="2"', 'id="9"')
         + "</p:spTree></p:cSld><p:timing><p:spTgt spid='9'/></p:timing><p:cSld><p:spTree>", True),
    ],
)  # fmt: skip
def test_words_under_a_shape_are_not_quoted(slide: str, seen: bool) -> None:
    """This test ensures that what a shape or picture drawn later hides for good is counted, not quoted."""
    found = read(pptx_document([shape("Knock.", place=(0, 0)) + slide]), "a.pptx")
    assert ("Ring." in found.text, "1 word in the colour" in str(found.oddities)) == (seen, not seen)


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("RGB", (0, 0, 0), False),
        ("RGBA", (0, 0, 0, 255), False),
        ("RGBA", (0, 0, 0, 250), True),
        ("LA", (0, 0), True),
        ("", (), True),
    ],
)
def test_a_picture_hides_words_unless_it_has_clear_places(
    mode: str, colour: tuple[int, ...], seen: bool
) -> None:
    """This test ensures that words under a picture are left out only if the picture is known to be opaque."""
    stream = io.BytesIO(b"no picture")
    if mode:
        Image.new(mode, (9, 9), colour).save(stream, "PNG")
    blip = '<p:blipFill><a:blip r:embed="picture"/></p:blipFill><p:spPr>'
    over = bar(LEFT, fill="noFill").replace("p:sp>", "p:pic>").replace("<p:spPr>", blip)
    slide = RING + over + shape("Knock.", place=LOW)
    found = read(pptx_document([slide], picture=stream.getvalue()), "a.pptx")
    assert ("Ring." in found.text, "1 word in the colour" in str(found.oddities)) == (seen, not seen)


def test_words_partly_under_a_shape_are_quoted_and_told() -> None:
    """This test ensures that words are quoted if a shape covers a part of their room only."""
    found = read(pptx_document([RING + bar(NEAR_IT)]), "a.pptx")
    assert found.text == "Ring."
    assert found.oddities == (
        "1 text partly under a shape or picture is quoted: look whether all its words can be seen",
    )


def rule(
    left: int, height: int, width: int = 900_000, ink: str = FILLED, end: str = "", tall: int = 0
) -> str:
    """Returns a straight line across a slide."""
    return (
        f'<p:cxnSp><p:spPr><a:xfrm><a:off x="{left}" y="{height}"/><a:ext cx="{width}" cy="{tall}"/></a:xfrm>'
        f'<a:prstGeom prst="line"/><a:ln>{ink}{end}</a:ln></p:spPr></p:cxnSp>'
    )


@pytest.mark.parametrize(
    ("words", "line", "live"),
    [
        (RING, rule(100_000, 2_150_000), False),
        (RING, rule(0, 2_150_000, 9_000_000), False),
        (RING, rule(100_000, 2_290_000), True),  # under the words
        (RING, rule(100_000, 2_010_000), True),  # above them
        (RING, rule(100_000, 2_150_000, 400_000), True),
        (RING, rule(100_000, 2_150_000, ink="<a:noFill/>"), True),
        (RING, rule(100_000, 2_150_000, end='<a:tailEnd type="triangle"/>'), True),
        (RING, rule(100_000, 2_150_000, tall=200_000), True),
        (RING.replace("<a:rPr />", '<a:rPr sz="800"/>'), rule(100_000, 2_150_000), True),  # room for two
        (shape("Ring.\nAgain.", place=LEFT), rule(100_000, 2_150_000), True),
        (shape("Ring. " * 9, place=LEFT), rule(100_000, 2_150_000), True),
        (shape("Ring.", "body", LEFT), rule(100_000, 2_150_000), True),
    ],
)
def test_a_line_drawn_through_a_text_box_strikes_it(words: str, line: str, live: bool) -> None:
    """This test ensures that a line strikes words if it can only run through their middle."""
    for slide in (words + line, line + words):
        found = read(pptx_document([slide + shape("Knock.", place=LOW)]), "a.pptx")
        assert ("Ring." in found.text, len(found.struck)) == (live, int(not live))


@pytest.mark.parametrize("over", [True, False])
def test_a_filled_box_hides_the_line_under_it(over: bool) -> None:
    """This test ensures that a line strikes the words of a filled box only if it is drawn over it."""
    box = RING.replace("</p:spPr>", "<a:solidFill><a:srgbClr val='DDDDDD'/></a:solidFill></p:spPr>")
    line = rule(100_000, 2_150_000)
    found = read(pptx_document([shape("Knock.", place=LOW) + (box + line if over else line + box)]), "a.pptx")
    assert len(found.struck) == int(over)


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
