"""Tests that words of a Word file are quoted if they stand out from their ground."""

import pytest
from made.word import cell, row, run, word_document
from made.word_looks import EMPTY, boxed, old_shape, para, shape, styled
from readings import blocks

from ingest.readers.formats import read

NAVY_BAR = shape('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>', words="")
GROUP = '<wpg:wgp xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wps:wsp>'
CLEAR = '<w14:srgbClr w14:val="0000FF"><w14:alpha w14:val="{}"/></w14:srgbClr>'


def inside(colour: str) -> str:
    """Returns properties of letters that are filled with this colour."""
    return f"<w14:textFill><w14:solidFill>{colour}</w14:solidFill></w14:textFill>"


def table(style: str, look: str = "0600", at: int = 1) -> str:
    """Returns a table of one column with words in one row. at: which, from 1."""
    empty = f"<w:tr><w:tc>{para()}</w:tc></w:tr>"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblLook w:val="{look}"/></w:tblPr>'
        + empty * (at - 1) + f"<w:tr><w:tc>{para(run('Ring twice.'))}</w:tc></w:tr>" + empty + "</w:tbl>"
    )  # fmt: skip


def row_of_height(height: int, rule: str) -> str:
    properties = f'<w:trHeight w:val="{height}" w:hRule="{rule}"/>'
    return f"<w:tbl>{row(cell('Ring twice.'), properties=properties)}</w:tbl>"


def light(fill: str, words: str = "") -> str:
    """Returns a shape whose look gives its letters a light colour. words: properties of its own letters."""
    look = '<wps:style><a:fontRef idx="minor"><a:schemeClr val="lt1"/></a:fontRef></wps:style>'
    box = shape(f"<a:solidFill>{fill}</a:solidFill>", words=boxed(para(run("Ring twice.", words))))
    return box.replace("</wps:spPr>", f"</wps:spPr>{look}")


@pytest.mark.parametrize(
    "body",
    [
        light('<a:srgbClr val="1F3864"/>'),
        light('<a:schemeClr val="accent1"/>'),
        light('<a:srgbClr val="FFFFFF"/>', '<w:color w:val="000000"/>'),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'), properties='<w:pStyle w:val="Dark"/>'),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/><w:shd w:val="solid" w:color="000000"/>')),
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>')),
        para(run("Ring twice.", '<w:color w:val="auto"/>'), properties='<w:pStyle w:val="Pale"/>'),
        para(run("Ring twice.", '<w:color w:val="808080"/>')),
        para(run("Ring twice.", EMPTY + "<w14:textOutline><a:solidFill/></w14:textOutline>")),
        old_shape('fillcolor="black"'),
        old_shape('fillcolor="#1f3864 [3204]"'),
        old_shape('fillcolor="white"', '<v:fill color2="black" type="gradient"/>'),
        shape('<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill>'),
        shape('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'),
        shape('<a:solidFill><a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'),
        shape("<a:noFill/>") + NAVY_BAR,
        old_shape('fillcolor="white" filled="f"') + old_shape('fillcolor="navy"', words=""),
        shape("<a:noFill/>").replace("<wps:wsp>", GROUP).replace("</wps:wsp>", "</wps:wsp></wpg:wgp>"),
        shape("</wps:spPr><wps:style><a:fillRef idx='1'/></wps:style><wps:spPr>"),
        para(run("Ring twice.", inside('<w14:srgbClr w14:val="1F3864"/>') + '<w:color w:val="FFFFFF"/>')),
        para(run("Ring twice.", inside(CLEAR.format(50_000)))),
        table("Head", "04A0", 1),
        table("Head", "0480", 1),
        row_of_height(40, "exact"),
        row_of_height(2, "atLeast"),
        '<w:tbl><w:tblPr><w:tblStyle w:val="Blue"/><w:tblLook w:val="0620"/></w:tblPr><w:tr><w:tc>'
        + para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="333333"/></w:tcPr>'
        + para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_what_is_seen_is_quoted(body: str) -> None:
    """This test ensures that pale words on a dark or unclear background are quoted."""
    reading = read(styled(body), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Ring twice.", "The shed is open."]
    assert reading.oddities == ()


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice.", '<w:color w:val="FFFFFF"/>')),
        light('<a:srgbClr val="FFFFFF"/>'),
        light('<a:schemeClr val="bg1"/>'),
        para(run("Ring twice.", '<w:color w:val="FDFDFE"/>')),
        para(run("Ring twice.", '<w:color w:themeColor="background1"/>')),
        para(run("Ring twice."), properties='<w:pStyle w:val="Pale"/>'),
        para(run("Ring twice.", '<w:highlight w:val="black"/>')),
        para(run("Ring twice.", '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
        para(run("Ring twice.", '<w:color w:val="1F3864"/>'), properties='<w:pStyle w:val="Dark"/>'),
        para(run("Ring twice.", '<w:sz w:val="1"/>')),
        para(run("Ring twice.", EMPTY)),
        old_shape('fillcolor="white"'),
        old_shape('fillcolor="#fff [3212]"'),
        shape('<a:solidFill><a:srgbClr val="FEFEFE"/></a:solidFill>'),
        shape('<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'),
        shape("<a:noFill/>"),
        old_shape('fillcolor="white" filled="f"'),
        para(run("Ring twice.", inside('<w14:srgbClr w14:val="FFFFFF"/>'))),
        para(run("Ring twice.", inside(CLEAR.format(100_000)))),
        table("Snow"),
        table("Head", "0480", 2),
        row_of_height(2, "exact"),
        '<w:tbl><w:tblPr><w:tblStyle w:val="Blue"/><w:tblLook w:val="0620"/></w:tblPr><w:tr><w:tc>'
        + para()
        + "</w:tc></w:tr><w:tr><w:tc>"
        + para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
        + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_what_nobody_sees_is_told_and_not_quoted(body: str) -> None:
    """This test ensures that words in the colour of their background, or too small, are only counted."""
    reading = read(styled(body), "a.docx")
    assert reading.text == "The shed is open."
    assert [told.partition(".")[0] for told in reading.oddities] == [
        "2 words in the colour of their ground, covered or too small are not visible and are not quoted"
    ]
    assert "Ring" not in "".join(reading.oddities)


@pytest.mark.parametrize(
    "look",
    [
        '<w:highlight w:val="black"/>',
        '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>',
        '<w:color w:val="000000"/><w:highlight w:val="none"/><w:shd w:val="clear" w:fill="000000"/>',
    ],
)
def test_a_bar_stands_for_words_on_black(look: str) -> None:
    """This test ensures that a redaction by colour leaves a bar within its sentence, as the page shows it."""
    reading = read(word_document(para(run("Mr ") + run("Peregrine", look) + run(", may ring."))), "a.docx")
    assert (reading.text, reading.covered) == ("Mr █, may ring.", 1)
    white = run(" never", '<w:color w:val="FFFFFF"/>')
    assert read(word_document(para(run("Ring") + white + run(" twice."))), "a.docx").text == "Ring twice."


def test_coloured_paper_is_the_ground() -> None:
    """This test ensures that pale words are visible on dark paper, if the document shows its paper."""
    body = para(run("Ring twice.", '<w:color w:val="FFFFFF"/>'))
    data = word_document(body, settings="<w:displayBackgroundShape/>", background="1F3864")
    assert read(data, "a.docx").text == "Ring twice."


def test_what_floats_may_be_the_ground_of_a_clear_box() -> None:
    """This test ensures that pale words in a clear box are quoted if a picture may lie behind them.

    A box with words of its own lies beside them.
    """
    picture = shape("", words="").replace("wps:wsp", "pic:pic").replace(
        "<pic:pic>", '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    )  # fmt: skip
    other = NAVY_BAR.replace("<wps:txbx>", f"<wps:txbx>{boxed(para(run('Knock.')))}")
    texts = [read(word_document(one + shape("<a:noFill/>")), "a.docx").text for one in (picture, other)]
    assert texts == ["Ring twice.", "Knock."]
