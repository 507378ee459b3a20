"""Tests that words of slides that nobody sees are reported, not quoted."""

import io
import re

import pytest
from made.office import pptx_document, shape
from PIL import Image

from ingest.readers.formats import read

LEFT, LOW = (100_000, 2_000_000), (100_000, 4_000_000)


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
