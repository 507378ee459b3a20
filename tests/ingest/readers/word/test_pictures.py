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
    assert reading.oddities == ("1 picture is quoted by description only",)


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


def with_diagram(data: str) -> bytes:
    """Returns a Word file with a sentence and a diagram. data: what the diagram says."""
    return word_document(
        paragraph("At the gate:") + drawn('<dgm:relIds r:dm="rD"/>'),
        related=f'<Relationship Id="rD" Type="{OFFICE}/diagramData" Target="diagrams/data1.xml"/>',
        files={"word/diagrams/data1.xml": data},
    )


def test_struck_words_of_a_diagram_are_withdrawn() -> None:
    """This test ensures that a diagram is quoted without the words that it shows struck through."""
    point = (
        f'<dgm:dataModel {DRAWING}><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:p><a:r>'
        '<a:rPr strike="sngStrike"/><a:t>Ring the bell.</a:t></a:r><a:r><a:rPr strike="noStrike"/>'
        "<a:t> Knock</a:t></a:r></a:p><a:p><a:r><a:t>twice.</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>"
        "</dgm:dataModel>"
    )
    found = read(with_diagram(point), "a.docx")
    assert found.text == "At the gate:\n\nKnock twice."
    assert '3 words are struck through and not quoted, beginning with "Ring the bell."' in found.oddities


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
    found = read(with_diagram(data), "a.docx")
    assert blocks(found) == [
        ("paragraph", 0, "At the gate:"), ("item", 1, "Ring the bell"), ("item", 2, "Knock"),
        ("item", 1, "Wait"),
    ]  # fmt: skip
    assert found.oddities == ("1 diagram is quoted by its words only: see its arrows in the document",)


NAMED = "<w:tbl><w:tr><w:tc>" + paragraph("Shed rules") + "</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("header", "footer", "told"),
    [
        (
            NAMED.format(paragraph("Version 4.2")),
            paragraph("Park Street"),
            ["header says “Shed rules | Version 4.2”"],
        ),
        (paragraph("DRAFT – not for use"), "", ["header says “DRAFT – not for use”"]),
        ("", paragraph("Superseded"), ["footer says “Superseded”"]),
        (paragraph("Library drafts"), "", []),
        ("", paragraph("Badges must be worn."), ["footer says “Badges must be worn.”"]),
        ("", paragraph("All dogs stay outside the gate"), []),
        ("", paragraph("Dogs are kept outside the gate"), ["footer says “Dogs are kept outside the gate”"]),
        (paragraph("Knock at the gate.") * 2, "", ["header says “Knock at the gate. | Knock at the gate.”"]),
        (paragraph("The Library of Park Street"), paragraph("Page 3 of 7"), []),
        (paragraph("What must a dog do?"), paragraph("A. B. C. Ltd."), []),
        ("<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Knock twice at night.</w:t></w:r></w:p>", "", []),
    ],
)
def test_the_heads_of_pages_are_told(header: str, footer: str, told: list[str]) -> None:
    """This test ensures that page headers and footers with a sentence, a version or a date are reported.

    The title, a name and a page number are not.
    """
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    related = "".join(
        f'<Relationship Id="{name}{i}" Type="{OFFICE}/{name}" Target="{name}{i}.xml"/>'
        for name in ("header", "footer")
        for i in (1, 2)
    )
    files = {
        f"word/{name}{i}.xml": f"<w:{tag} {spaces}>{inside}</w:{tag}>"
        for name, tag, inside in (("header", "hdr", header), ("footer", "ftr", footer))
        for i in (1, 2)
    }
    body = paragraph("What must a dog do?", '<w:pStyle w:val="Title"/>') + paragraph("Ring.")
    title = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    reading = read(word_document(body, related=related, files=files, styles=title), "a.docx")
    assert reading.text == "What must a dog do?\n\nRing."
    assert list(reading.oddities) == [
        f"the page {said}: page headers and footers are not quoted" for said in told
    ]
