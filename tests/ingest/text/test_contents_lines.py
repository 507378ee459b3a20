"""Tests that lists of contents typed by a person are not quoted, and lists of the same words are."""

import pytest
from made.word import cell, paragraph, row, run, word_document

from ingest.corpus.read_documents import read_document

LEVEL = '<w:outlineLvl w:val="0"/>'
BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
BODY = (
    paragraph("1. Keys", LEVEL)
    + paragraph("Ring first.")
    + paragraph("Lost keys", LEVEL)
    + paragraph("Wait.")
    + paragraph("Bells", LEVEL)
    + paragraph("Knock.")
)


def quoted(name: str, data: bytes) -> list[str]:
    found = read_document("a", name, data)
    return [found.document.text[p.start : p.end] for p in found.passages]


def line(words: str, page: str) -> str:
    return f"<w:p>{run(words)}{TAB}{run(page)}</w:p>"


def linked(words: str) -> str:
    return f'<w:p><w:hyperlink w:anchor="a">{run(words)}</w:hyperlink></w:p>'


@pytest.mark.parametrize(
    ("contents", "kept"),
    [
        (line("1. Keys", "2") + line("Lost keys", "3") + line("Bells", "3"), []),
        (paragraph("Keys ........ 2") + paragraph("Lost keys, page 12"), []),
        (line("Keys", "2") + line("Lost keys", "3") + line("Maps (folded)", "4"), []),
        (paragraph("Contents") + paragraph("Keys") + paragraph("Lost keys"), []),
        (linked("Keys") + linked("2 Lost keys"), []),
        (f"<w:p>{run('Keys 2')}{BREAK}{run('Lost keys 3')}{BREAK}{run('Bells 4')}</w:p>", []),
        ("<w:tbl>" + row(cell("Keys"), cell("2")) + row(cell("Lost keys"), cell("3"))
         + row(cell("Bells"), cell("5")) + "</w:tbl>", []),
        ("<w:tbl>" + row(cell("Item"), cell("Number")) + row(cell("Keys"), cell("2"))
         + row(cell("Lost keys"), cell("3")) + row(cell("Bells"), cell("5")) + "</w:tbl>",
         ["Item | Number", "Keys | 2", "Lost keys | 3", "Bells | 5"]),
        (line("Keys", "2") + line("Lost keys", "3"), ["Keys 2", "Lost keys 3"]),
        (line("Keys", "12") + line("Lost keys", "45") + line("Bells", "90"),
         ["Keys 12", "Lost keys 45", "Bells 90"]),
        (line("Keys", "4") + line("Lost keys", "3") + line("Bells", "5"),
         ["Keys 4", "Lost keys 3", "Bells 5"]),
        (line("Bells", "2") + line("Keys", "3") + line("Lost keys", "4"),
         ["Bells 2", "Keys 3", "Lost keys 4"]),
        (paragraph("What is kept here:") + line("Keys", "2") + line("Lost keys", "3") + line("Bells", "5"),
         ["What is kept here:", "Keys 2", "Lost keys 3", "Bells 5"]),
        (paragraph("Contents") + line("Keys", "4") + line("Lost keys", "3"),
         ["Contents", "Keys 4", "Lost keys 3"]),
        (paragraph("If one is lost:") + linked("Keys") + linked("2 Lost keys"),
         ["If one is lost:", "Keys", "2 Lost keys"]),
        (paragraph("There are two kinds:") + paragraph("Keys") + paragraph("Lost keys"),
         ["There are two kinds:", "Keys", "Lost keys"]),
        (line("Keys", "2"), ["Keys 2"]),
        (line("Keys", "999") + line("Lost keys", "101"), ["Keys 999", "Lost keys 101"]),
        (line("Spades", "2") + line("Rakes", "3"), ["Spades 2", "Rakes 3"]),
        (paragraph("Contents") + paragraph("Of this box: keys."), ["Contents", "Of this box: keys."]),
    ],
)  # fmt: skip
def test_a_list_of_the_headings_is_not_quoted(contents: str, kept: list[str]) -> None:
    """This test ensures that what only names the headings, by pages, links or a label, is no passage."""
    assert quoted("a.docx", word_document(contents + BODY)) == [*kept, "Ring first.", "Wait.", "Knock."]


@pytest.mark.parametrize(
    "contents",
    ["[[_TOC_]]", "[TOC]", "@[toc]", "* TOC\n{:toc}", "- [Keys](#keys)\n  - [Lost keys](#lost)",
     "## Contents\n\n1. Keys\n2. Lost keys"],
)  # fmt: skip
def test_contents_of_markdown_are_not_quoted(contents: str) -> None:
    """This test ensures that neither a list of links to the headings nor the place for one is quoted."""
    text = f"# Shed\n\n{contents}\n\n## Keys\n\nRing first.\n\n## Lost keys\n\nWait.\n"
    assert quoted("a.md", text.encode()) == ["Ring first.", "Wait."]


def test_numbers_of_forms_are_no_pages() -> None:
    """This test ensures that a list of forms is read if headings repeat their names with the numbers."""
    names = ("Form 3", "Form 4")
    listed = "".join(map(paragraph, names))
    body = "".join(paragraph(name, LEVEL) + paragraph("Wait.") for name in names)
    data = word_document(paragraph("Read these:") + listed + body)
    assert quoted("a.docx", data) == ["Read these:", *names, "Wait.", "Wait."]
