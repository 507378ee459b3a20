"""Tests formulas among the words of OpenDocument texts."""

import pytest
from made.odt_looks import para
from made.office import odt_document
from readings import blocks

from ingest.readers.formats import read

MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics>{}<annotation>?</annotation></semantics></math>'
FRAME = (
    'Dig to <draw:frame text:anchor-type="{}"><draw:object {}>{}</draw:object>'
    '<draw:image xlink:href="./r"/></draw:frame> of it.'
)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<mrow><mi>x</mi><mo>=</mo><mn>2</mn></mrow>", "Dig to x=2 of it."),
        ("<mrow><mn>2</mn><mfrac><mn>3</mn><mn>4</mn></mfrac></mrow>", "Dig to 2 3/4 of it."),
        ("<msup><mn>10</mn><mn>2</mn></msup>", "Dig to 10² of it."),
        ("<munderover><mo>∑</mo><mn>1</mn><mn>9</mn></munderover>", ""),
    ],
)
@pytest.mark.parametrize("beside", [True, False])
def test_a_sentence_has_its_formula_or_is_not_quoted(formula: str, text: str, beside: bool) -> None:
    """This test ensures that no sentence is quoted without its formula, wherever the file has it."""
    math = MATH.format(formula)
    frame = FRAME.format("as-char", 'xlink:href="./Object 1"' if beside else "", "" if beside else math)
    files = {"Object 1/content.xml": math} if beside else {}
    reading = read(odt_document(para(frame) + para("Rest."), files=files), "a.odt")
    assert [words for _, _, words in blocks(reading)] == [words for words in (text, "Rest.") if words]
    told = "1 paragraph is not quoted because its formula cannot be written in a line"
    assert reading.oddities == (() if text else (told,))


def test_a_chart_is_no_formula() -> None:
    """This test ensures that another object, or one beside the words, is reported as such."""
    frames = [FRAME.format("as-char", 'xlink:href="./Object 2"', "")]
    frames += [FRAME.format("paragraph", "", MATH.format("<mn>2</mn>"))]
    reading = read(odt_document("".join(map(para, frames))), "a.odt")
    assert reading.oddities == ("2 charts or embedded object are left out",)
