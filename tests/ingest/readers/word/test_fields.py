"""Tests where the fields and the styles of a Word file lead."""

import pytest
from made.word import paragraph, word_document

from ingest.readers.formats import read
from ingest.readers.office.fields import link_of


@pytest.mark.parametrize(
    ("instruction", "address"),
    [
        (' HYPERLINK "https://shed.example/a" ', "https://shed.example/a"),
        (' HYPERLINK "https://shed.example/a" \\l "bell" ', "https://shed.example/a#bell"),
        (' HYPERLINK "https://shed.example/a" \\o "A tip" \\t "_blank"', "https://shed.example/a"),
        (' HYPERLINK \\l "bell" \\o "A tip"', "#bell"),
        ("hyperlink https://shed.example/a", "https://shed.example/a"),
        (" HYPERLINK ", ""),
        (" REF bell \\h ", None),
    ],
)
def test_a_field_leads_where_it_says(instruction: str, address: str | None) -> None:
    """This test ensures that a link keeps its address with its place in the page (17.16.5.25)."""
    assert link_of(instruction) == address


def style(name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="Bell {name}"/>{more}</w:style>'


@pytest.mark.parametrize(
    "styles",
    [
        style("") + style("A"),
        style("A", '<w:basedOn w:val="A"/>'),
        style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>'),
    ],
)
def test_styles_that_lead_nowhere_end(styles: str) -> None:
    """This test ensures that a style without a name, or based on itself, does not give an endless chain."""
    data = word_document(paragraph("Ring.", '<w:pStyle w:val="A"/>'), styles=styles)
    assert read(data, "a.docx").text == "Ring."
