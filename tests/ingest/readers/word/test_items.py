"""Tests which paragraphs between the items of a Word list are of the item before."""

import pytest
from made.word import definition, instance, level, listed, paragraph, word_document
from readings import blocks

from ingest.readers.formats import read

INDENT = '<w:ind w:left="720"/>'


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (paragraph("It is dry.", INDENT), [("item", 1, "It is dry."), ("item", 1, "2. Ring.")]),
        (paragraph("It is dry.") , [("paragraph", 0, "It is dry."), ("item", 1, "2. Ring.")]),
        (paragraph("It is dry.", INDENT) + paragraph("Then:"),
         [("paragraph", 0, "It is dry."), ("paragraph", 0, "Then:"), ("item", 1, "2. Ring.")]),
    ],
)  # fmt: skip
def test_an_indented_paragraph_between_items_is_of_the_item_before(
    between: str, expected: list[tuple[str, int, str]]
) -> None:
    """This test ensures that it does not introduce the rest of the list, which keeps what introduced it."""
    numbering = definition(0, level(0, "%1.")) + instance(1, 0)
    body = paragraph("Bring:") + listed("A coat.") + between + listed("Ring.") + paragraph("End.", INDENT)
    reading = read(word_document(body, numbering=numbering), "a.docx")
    assert blocks(reading)[2:] == [*expected, ("paragraph", 0, "End.")]


@pytest.mark.parametrize(
    ("before", "between"),
    [
        (paragraph("Bring:"), "Do not bring:"),
        (paragraph("Bring:"), "You must not"),
        (paragraph("Bring:", INDENT), "Leave these."),
    ],
)
def test_what_introduces_other_items_ends_a_list(before: str, between: str) -> None:
    """This test ensures that items with the same bullets do not stand under the words before others."""
    numbering = definition(0, level(0, "%1.")) + instance(1, 0)
    body = before + listed("A coat.") + paragraph(between, INDENT) + listed("Dogs.")
    reading = read(word_document(body, numbering=numbering), "a.docx")
    assert ("paragraph", 0, between) in blocks(reading)
