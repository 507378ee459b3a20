"""Tests what is behind the words of a slide, and which words cannot be seen on it."""

import pytest
from lxml import etree
from made.office import SLIDE_SPACES, pptx_document, shape

from ingest.readers.formats import read
from ingest.readers.office.colours import BLACK, WHITE, Colour
from ingest.readers.office.drawings import A
from ingest.readers.slides.backdrop import Backdrop
from ingest.readers.slides.palette import Palette
from ingest.readers.slides.table_styles import letters_in


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ('<p:clrMap bg1="lt1"/>', WHITE),
        ('<p:clrMap bg1="dk1"/>', None),
        ('<p:clrMapOvr><a:overrideClrMapping bg1="dk1"/></p:clrMapOvr>', None),
        ("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>", WHITE),
    ],
)
def test_the_paper_of_a_dark_theme_is_unknown(about: str, expected: Colour | None) -> None:
    """This test ensures that paper without a stated colour is white in light themes only."""
    slide, master = (
        etree.fromstring(f"<p:sld {SLIDE_SPACES}><p:cSld><p:spTree/></p:cSld>{inside}</p:sld>")
        for inside in ("", about)
    )
    assert Backdrop.of([slide, master], Palette.of([slide, master])).paper == expected


@pytest.mark.parametrize(
    ("light", "expected"),
    [
        ('<a:sysClr val="window" lastClr="FFFFFF"/>', WHITE),
        ('<a:srgbClr val="FFFFFF"/>', WHITE),
        ('<a:srgbClr val="212121"/>', None),
    ],
)
def test_the_paper_of_a_theme_whose_light_colour_is_dark_is_unknown(
    light: str, expected: Colour | None
) -> None:
    """This test ensures that white words are read where a dark theme names its dark colour the light one."""
    theme = etree.fromstring(
        f"<a:theme {SLIDE_SPACES}><a:clrScheme><a:lt1>{light}</a:lt1></a:clrScheme></a:theme>"
    )
    slide = etree.fromstring(f"<p:sld {SLIDE_SPACES}><p:cSld><p:spTree/></p:cSld></p:sld>")
    assert Backdrop.of([slide], Palette.of([slide], theme)).paper == expected


THEME = (
    '<a:clrScheme><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="1F3864"/></a:accent1></a:clrScheme>'
)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ('<a:srgbClr val="1F3864"/>', (31, 56, 100)),
        ('<a:schemeClr val="accent1"/>', (31, 56, 100)),
        ('<a:schemeClr val="tx1"/>', WHITE),
        ('<a:schemeClr val="bg1"><a:lumMod val="0"/><a:lumOff val="100000"/></a:schemeClr>', WHITE),
        ('<a:schemeClr val="tx1"><a:lumMod val="50000"/></a:schemeClr>', (128, 128, 128)),
        ('<a:schemeClr val="tx1"><a:tint val="50000"/></a:schemeClr>', None),
        ('<a:schemeClr val="tx1"><a:alpha val="50000"/></a:schemeClr>', None),
        ('<a:schemeClr val="accent6"/>', None),
    ],
)
def test_a_theme_names_the_colours_of_a_slide(stated: str, expected: Colour | None) -> None:
    """This test ensures that a colour is what the master and the theme mean by its name, and as changed."""
    theme = etree.fromstring(f"<a:theme {SLIDE_SPACES}>{THEME}</a:theme>")
    master = etree.fromstring(f'<p:sldMaster {SLIDE_SPACES}><p:clrMap bg1="dk1" tx1="lt1"/></p:sldMaster>')
    fill = etree.fromstring(f"<a:solidFill {SLIDE_SPACES}>{stated}</a:solidFill>")
    assert Palette.of([master], theme).colour(fill) == expected


SLIDE_PAPER, DARK = '<a:srgbClr val="FFFFFF"/>', '<a:srgbClr val="000000"/>'
LOOK = (
    '<p:style><a:lnRef idx="2"/><a:fillRef idx="{}">{}</a:fillRef><a:effectRef idx="0"/>'
    '<a:fontRef idx="minor">{}</a:fontRef></p:style>'
).format
NAVY_FILL = '<a:srgbClr val="1F3864"/>'


def box(words: str, *, fill: str = "", letters: str = "", look: str = "", left: int = 100_000) -> str:
    """Returns a shape. fill: its inside. letters: what they say of themselves. look: its style."""
    place = f'<a:xfrm><a:off x="{left}" y="2000000"/><a:ext cx="900000" cy="300000"/></a:xfrm>'
    lines = f"<a:p><a:r><a:rPr>{letters}</a:rPr><a:t>{words}</a:t></a:r></a:p>" if words else "<a:p/>"
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="7" name="x"/></p:nvSpPr><p:spPr>{place}{fill}</p:spPr>{look}'
        f"<p:txBody>{lines}</p:txBody></p:sp>"
    )


def solid(colour: str) -> str:
    """Returns a fill, of letters or of a shape."""
    return f"<a:solidFill>{colour}</a:solidFill>"


def group(shapes: str, fill: str = "", left: int = 0) -> str:
    """Returns a group as large as a slide."""
    return (
        f'<p:grpSp><p:grpSpPr><a:xfrm><a:off x="{left}" y="0"/><a:ext cx="9144000" cy="6858000"/>'
        f'<a:chOff x="0" y="0"/><a:chExt cx="9144000" cy="6858000"/></a:xfrm>{fill}</p:grpSpPr>'
        f"{shapes}</p:grpSp>"
    )


@pytest.mark.parametrize(
    ("drawn", "seen"),
    [
        (box("Ring.", fill=solid(DARK)), False),
        (box("Ring.", fill=solid('<a:schemeClr val="tx1"/>')), False),
        (box("Ring.", fill=solid(NAVY_FILL)), True),
        (box("Ring.", fill=solid(SLIDE_PAPER)), True),
        (box("Ring.", fill=solid(DARK), look=LOOK("1", NAVY_FILL, '<a:schemeClr val="lt1"/>')), True),
        (box("Ring.", fill=solid(SLIDE_PAPER), look=LOOK("1", NAVY_FILL, '<a:schemeClr val="lt1"/>')), False),
        (box("Ring.", fill="<a:noFill/>", look=LOOK("1", NAVY_FILL, '<a:schemeClr val="lt1"/>')), False),
        (box("Ring.", look=LOOK("1", NAVY_FILL, '<a:schemeClr val="lt1"/>')), True),
        (box("Ring.", look=LOOK("1", SLIDE_PAPER, '<a:schemeClr val="lt1"/>')), False),
        (box("Ring.", look=LOOK("3", SLIDE_PAPER, '<a:schemeClr val="lt1"/>')), True),
        (box("Ring.", look=LOOK("1", DARK, "")), False),
        (group(box("Ring.", fill="<a:grpFill/>", letters=solid(DARK)), solid(DARK)), False),
        (group(box("Ring.", fill="<a:grpFill/>", letters=solid(SLIDE_PAPER)), solid(DARK)), True),
        (box("", fill=solid(DARK)) + box("Ring."), False),
        (box("", fill=solid(DARK)) + box("Ring.", letters=solid(SLIDE_PAPER)), True),
        (box("", fill=solid(SLIDE_PAPER)) + box("Ring.", letters=solid(SLIDE_PAPER)), False),
        (box("", fill=solid(DARK), left=500_000) + box("Ring."), True),
        (box("", fill=solid(DARK)) + box("", fill="<a:gradFill/>") + box("Ring."), True),
    ],
)
def test_letters_without_a_colour_take_the_usual_one(drawn: str, seen: bool) -> None:
    """This test ensures that words are compared with what is behind them, whatever states either colour."""
    found = read(pptx_document([drawn + shape("Knock.", place=(5_000_000, 5_000_000))]), "a.pptx")
    assert ("Ring." in found.text, "1 word in the colour" in str(found.oddities)) == (seen, not seen)


@pytest.mark.parametrize(("left", "seen"), [(0, True), (9_000_000, True), (9_100_000, False)])
def test_a_shape_of_a_group_may_lie_beside_the_slide(left: int, seen: bool) -> None:
    """This test ensures that the place on the slide counts, also of a shape in a group that reaches out."""
    drawn = group(box("Ring."), left=left) + shape("Knock.", place=(5_000_000, 5_000_000))
    found = read(pptx_document([drawn]), "a.pptx")
    assert ("Ring." in found.text, "1 shape hidden or outside" in str(found.oddities)) == (seen, not seen)


STYLES = (
    f'<a:tblStyleLst {SLIDE_SPACES}><a:tblStyle styleId="known"><a:wholeTbl><a:tcTxStyle>'
    '<a:schemeClr val="dk1"/></a:tcTxStyle></a:wholeTbl><a:firstRow><a:tcTxStyle><a:schemeClr val="lt1"/>'
    "</a:tcTxStyle></a:firstRow></a:tblStyle></a:tblStyleLst>"
)


@pytest.mark.parametrize(
    ("about", "place", "expected"),
    [
        ("", (1, 0), BLACK),
        ("<a:tblPr><a:tableStyleId>known</a:tableStyleId></a:tblPr>", (0, 0), BLACK),
        ('<a:tblPr firstRow="1"><a:tableStyleId>known</a:tableStyleId></a:tblPr>', (0, 1), WHITE),
        ('<a:tblPr firstRow="1"><a:tableStyleId>known</a:tableStyleId></a:tblPr>', (1, 1), BLACK),
        ("<a:tblPr><a:tableStyleId>other</a:tableStyleId></a:tblPr>", (0, 0), None),
    ],
)
def test_a_table_style_colours_letters(about: str, place: tuple[int, int], expected: Colour | None) -> None:
    """This test ensures that letters in a cell have the colour that the style gives to its part."""
    rows = "<a:tr><a:tc/><a:tc/></a:tr>" * 2
    table = etree.fromstring(f"<a:tbl {SLIDE_SPACES}>{about}{rows}</a:tbl>")
    cell = table.findall(f"{A}tr")[place[0]][place[1]]
    assert letters_in(cell, etree.fromstring(STYLES), Palette()) == expected
