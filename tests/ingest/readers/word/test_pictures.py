"""Tests Word files: drawings, and page headers."""

import pytest
from made.word import OFFICE, paragraph, word_document
from readings import blocks

from ingest.readers.formats import read

DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)


def drawn(inside: str, properties: str = "", more: str = "") -> str:
    return (
        f"<w:p><w:r><w:drawing><wp:inline {DRAWING}><wp:docPr id='1' name='Picture 1' {properties}>{more}"
        f"</wp:docPr><a:graphic><a:graphicData>{inside}</a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r></w:p>"
    )


def test_a_picture_is_quoted_by_its_description() -> None:
    """This test ensures that a person's description of a picture is read, and reported as a description."""
    body = paragraph("See the plan.") + drawn("<pic:pic/>", "descr='The exit is behind the stage.'")
    reading = read(word_document(body), "a.docx")
    assert blocks(reading) == [
        ("paragraph", 0, "See the plan."), ("picture", 0, "The exit is behind the stage."),
    ]  # fmt: skip
    assert reading.oddities == ("1 picture is quoted by its description only",)


@pytest.mark.parametrize(
    "description", ["", "plan.png", "Picture 3", "A map of a park\n\nDescription automatically generated"]
)
def test_a_picture_without_a_description_is_told(description: str) -> None:
    """This test ensures that pictures that nobody has described are counted; ornaments are not."""
    ornament = '<a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst>'
    body = drawn("<pic:pic/>", f"descr='{description}'") * 2 + drawn("<pic:pic/>", "", ornament)
    reading = read(word_document(paragraph("See the plan.") + body), "a.docx")
    assert reading.text == "See the plan."
    assert reading.oddities == ("2 pictures without a description are not read",)


def test_the_words_of_a_diagram_are_read_in_its_order() -> None:
    """This test ensures that boxes of a diagram are items, in the order and depth of its connections."""
    words = {"1": "Ring the bell", "2": "Wait", "3": "Knock"}
    points = "".join(
        f'<dgm:pt modelId="{key}"><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        for key, text in words.items()
    )
    lines = "".join(
        f'<dgm:cxn srcId="{above}" destId="{key}" srcOrd="{order}"/>'
        for above, key, order in (("0", "2", 1), ("0", "1", 0), ("1", "3", 0), ("3", "1", 0))
    )
    data = (
        f'<dgm:dataModel {DRAWING}><dgm:ptLst><dgm:pt modelId="0" type="doc"/>{points}'
        '<dgm:pt modelId="9" type="pres"><dgm:t><a:p><a:r><a:t>no</a:t></a:r></a:p></dgm:t></dgm:pt>'
        f"</dgm:ptLst><dgm:cxnLst>{lines}</dgm:cxnLst></dgm:dataModel>"
    )
    related = f'<Relationship Id="rD" Type="{OFFICE}/diagramData" Target="diagrams/data1.xml"/>'
    found = read(
        word_document(
            paragraph("At the gate:") + drawn('<dgm:relIds r:dm="rD"/>'),
            related=related,
            files={"word/diagrams/data1.xml": data},
        ),
        "a.docx",
    )
    assert blocks(found) == [
        ("paragraph", 0, "At the gate:"), ("item", 1, "Ring the bell"), ("item", 2, "Knock"),
        ("item", 1, "Wait"),
    ]  # fmt: skip
    assert found.oddities == ("1 diagram is quoted by its words only: see its arrows in the document",)


def test_the_heads_of_pages_tell_version_and_dates() -> None:
    """This test ensures that a page header with facts about the document is reported, and others are not."""
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    heads = {
        "header": "<w:tbl><w:tr><w:tc>" + paragraph("Shed rules") + "</w:tc><w:tc>" + paragraph("Version 4.2")
        + "</w:tc></w:tr></w:tbl>",
        "footer": paragraph("Park Street"),
    }  # fmt: skip
    related = "".join(f'<Relationship Id="{n}" Type="{OFFICE}/{n}" Target="{n}1.xml"/>' for n in heads)
    files = {
        f"word/{name}1.xml": f"<w:{'hdr' if name == 'header' else 'ftr'} {spaces}>{inside}"
        f"</w:{'hdr' if name == 'header' else 'ftr'}>"
        for name, inside in heads.items()
    }
    reading = read(word_document(paragraph("Ring."), related=related, files=files), "a.docx")
    assert reading.text == "Ring."
    assert reading.oddities == ("the page header says: Shed rules | Version 4.2",)
