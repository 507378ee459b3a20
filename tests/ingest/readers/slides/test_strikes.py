"""Tests strikes and other looks of slides: inherited, drawn and hidden."""

import pytest
from made.office import pptx_document, shape

from ingest.readers.formats import read

LEFT, LOW = (100_000, 2_000_000), (100_000, 4_000_000)
RING = shape("Ring.", place=LEFT)
FILLED = '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'


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
