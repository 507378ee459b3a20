"""Tests the lines of a slide: formulas among their words, numbers of the slide, lists that begin anew."""

import pytest
from made.office import pptx_document, shape
from readings import blocks

from ingest.readers.formats import read

MATH = (
    '<a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main"><m:oMath '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{}</m:oMath></a14:m>'
)
TWO = "<m:r><m:t>x=2</m:t></m:r>"
SUM = "<m:nary><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>"


def slide(paragraph: str) -> bytes:
    """Returns a slide with this paragraph, then another."""
    made = shape("Rest.").replace("<p:txBody>", f"<p:txBody><a:p>{paragraph}</a:p>")
    return pptx_document([shape("Shed", "title") + made])


@pytest.mark.parametrize(("formula", "text"), [(TWO, "Dig to x=2 of it."), (SUM, "")])
def test_a_line_has_its_formula_or_is_not_quoted(formula: str, text: str) -> None:
    """This test ensures that no sentence of a slide is quoted without its formula."""
    words = f"<a:r><a:t>Dig to </a:t></a:r>{MATH.format(formula)}<a:r><a:t> of it.</a:t></a:r>"
    reading = read(slide(words), "a.pptx")
    assert [words for _, _, words in blocks(reading)] == ["Shed", *filter(None, [text]), "Rest."]
    told = "1 paragraph is not quoted because its formula cannot be written in a line"
    assert reading.oddities == (() if text else (told,))


def test_the_number_of_a_slide_is_no_word_of_it() -> None:
    """This test ensures that a box with the slide's number is not quoted, and another field is."""
    number = '<a:fld type="slidenum"><a:t>4</a:t></a:fld>'
    date = '<a:fld type="datetime1"><a:t>3 May</a:t></a:fld>'
    assert [words for _, _, words in blocks(read(slide(number), "a.pptx"))] == ["Shed", "Rest."]
    assert [words for _, _, words in blocks(read(slide(date), "a.pptx"))] == ["Shed", "3 May", "Rest."]


def test_numbers_of_another_kind_begin_anew() -> None:
    """This test ensures that a list in letters after one in figures begins with the first letter."""
    kinds = "arabicPeriod", "arabicPeriod", "alphaLcPeriod"
    lines = "".join(
        f'<a:p><a:pPr><a:buAutoNum type="{kind}"/></a:pPr><a:r><a:t>ring</a:t></a:r></a:p>' for kind in kinds
    )
    made = shape("").replace("<p:txBody>", f"<p:txBody>{lines}")
    read_lines = [words for _, _, words in blocks(read(pptx_document([made]), "a.pptx"))]
    assert read_lines == ["1. ring", "2. ring", "a. ring"]


def test_bullets_that_say_yes_or_no_are_shown() -> None:
    """This test ensures that a list of what to do and what not says which is which, in any font."""
    wingdings = '<a:buFont typeface="Wingdings"/>'
    signs = ("", "✗"), (wingdings, "û"), (wingdings, "ü"), (wingdings, "§"), ("", "•")
    lines = "".join(
        f'<a:p><a:pPr>{font}<a:buChar char="{sign}"/></a:pPr><a:r><a:t>ring</a:t></a:r></a:p>'
        for font, sign in signs
    )
    made = shape("").replace("<p:txBody>", f"<p:txBody>{lines}")
    read_lines = [words for _, _, words in blocks(read(pptx_document([made]), "a.pptx"))]
    assert read_lines == ["✗ ring", "✗ ring", "✓ ring", "ring", "ring"]
