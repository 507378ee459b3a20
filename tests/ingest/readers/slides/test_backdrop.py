"""Tests which paper is behind the words of a slide."""

import pytest
from lxml import etree
from made.office import SLIDE_SPACES

from ingest.readers.office.colours import WHITE, Colour
from ingest.readers.slides.backdrop import Backdrop
from ingest.readers.slides.palette import Palette


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
