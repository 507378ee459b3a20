"""Tests which paper is behind the words of a slide."""

import pytest
from lxml import etree
from made.office import SLIDE_SPACES

from ingest.readers.office.colours import WHITE, Colour
from ingest.readers.slides.backdrop import Backdrop


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ('<p:clrMap bg1="lt1"/>', WHITE),
        ('<p:clrMap bg1="dk1"/>', None),
        ("<p:clrMapOvr><a:overrideClrMapping/></p:clrMapOvr>", None),
        ("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>", WHITE),
    ],
)
def test_the_paper_of_a_dark_theme_is_unknown(about: str, expected: Colour | None) -> None:
    """This test ensures that paper without a stated colour is white in light themes only."""
    slide, master = (
        etree.fromstring(f"<p:sld {SLIDE_SPACES}><p:cSld><p:spTree/></p:cSld>{inside}</p:sld>")
        for inside in ("", about)
    )
    assert Backdrop.of([slide, master]).paper == expected


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
    assert Backdrop.of([slide], theme).paper == expected
