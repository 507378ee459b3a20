"""Tests Word files: headings and titles recognised by look alone."""

import pytest
from made.word import cell, definition, instance, level, row, word_document
from readings import blocks

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read

TEXT = "The keeper of the shed keeps the keys and writes each loan into the book."
STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/>'
    "</w:pPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/>'
    "</w:pPr></w:style>"
)


def line(words: str, looks: str = "", properties: str = "") -> str:
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{looks}</w:rPr>"
        f'<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def large(size: int) -> str:
    return f'<w:b/><w:sz w:val="{size}"/>'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            line("Shed rules", large(36)) + line("Keys", large(28)) + line(TEXT)
            + line("Spare keys", "<w:b/>") + line(TEXT) + line("Books", large(28)) + line(TEXT),
            [(0, "Shed rules"), (1, "Keys"), (2, "Spare keys"), (1, "Books")],
        ),
        (
            line("Shed rules", "<w:b/>") + line("1. Keys", "<w:b/>") + line(TEXT)
            + line("1.1 Spares", "<w:b/>") + line(TEXT) + line("Annex", "<w:b/>") + line(TEXT),
            [(1, "Shed rules"), (1, "1. Keys"), (2, "1.1 Spares"), (1, "Annex")],
        ),
        (
            line("Park Allotments", large(28)) + line("Shed rules", large(40)) + line("Version 3")
            + line("Keys", large(32)) + line(TEXT) + line("Books", large(26)) + line(TEXT),
            [(0, "Shed rules"), (1, "Keys"), (2, "Books")],
        ),
        (
            line("Shed rules", '<w:b/><w:u w:val="single"/>') + line("Keys", "<w:b/>") + line(TEXT)
            + line("Books", "<w:b/>") + line(TEXT),
            [(0, "Shed rules"), (1, "Keys"), (1, "Books")],
        ),
        (line("1. Keys") + line(TEXT) + line("1.1 Spares") + line(TEXT), [(1, "1. Keys"), (2, "1.1 Spares")]),
        (line("KEYS") + line(TEXT) + line("SPARES") + line(TEXT), [(1, "KEYS"), (1, "SPARES")]),
        (line("Keys", "<w:caps/>") + line(TEXT) + line("SPARES") + line(TEXT), [(1, "KEYS"), (1, "SPARES")]),
        (line("Keys", "<w:smallCaps/><w:b/>") + line(TEXT), [(1, "Keys")]),
        (line("Keys", '<w:u w:val="single"/>') + line(TEXT), [(1, "Keys")]),
        (line(TEXT) + line("Keys", "<w:b/>", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
         + line(TEXT), [(2, "1.1 Keys")]),
    ],
)  # fmt: skip
def test_headings_by_look(body: str, expected: list[tuple[int, str]]) -> None:
    """This test ensures that short lines set apart are headings if the document marks none."""
    numbering = definition(1, level(0, "%1") + level(1, "%1.%2")) + instance(1, 1)
    reading = read(word_document(body, numbering=numbering), "a.docx")
    assert [(depth, words) for kind, depth, words in blocks(reading) if kind == "heading"] == expected


@pytest.mark.parametrize(
    "body",
    [
        line(TEXT) + line("Always lock the door.", "<w:b/>") + line(TEXT),
        line(TEXT) + line("Keeper of the keys", "<w:b/>"),
        line(TEXT)
        + "".join(line(words, "<w:b/>") for words in ("Main hall", "Park Street", "Derby"))
        + line(TEXT),
        line("1. Ring the keeper") + line("2. Wait at the door") + line(TEXT),
        line("Keys", "<w:b/>") + line(TEXT, "<w:b/>") + line(TEXT, "<w:b/>"),
        line("Bring with you:", "<w:b/>")
        + line("a key", "", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        + line(TEXT),
        "".join(line(f"Part {i}", "", f'<w:pStyle w:val="H{1 + i % 2}"/>') + line(TEXT) for i in range(3))
        + line("Not marked", "<w:b/>")
        + line(TEXT),
    ],
)
def test_what_is_no_heading(body: str) -> None:
    """This test ensures that sentences, addresses, steps and stems do not become headings."""
    reading = read(word_document(body, styles=STYLES), "a.docx")
    headings = [words for kind, _, words in blocks(reading) if kind == "heading"]
    assert [words for words in headings if not words.startswith("Part")] == []


@pytest.mark.parametrize("call", ["NOTE", "Note:", "Please note", "IMPORTANT", "Warning!", "N.B."])
def test_a_call_for_attention_is_no_heading(call: str) -> None:
    """This test ensures that what stands under a bold NOTE stays in its section, and a longer line is one."""
    table = "<w:tbl>" + row(cell("Dog"), cell("Waits at the gate.")) + "</w:tbl>"
    body = line("Keys", "<w:b/>") + line(TEXT) + line(call, "<w:b/>") + table + line(TEXT)
    body += line(f"{call.strip(':!')} on dogs", "<w:b/>") + line(TEXT)
    found = blocks(read(word_document(body), "a.docx"))
    assert [words for kind, _, words in found if kind == "heading"] == ["Keys", f"{call.strip(':!')} on dogs"]
    assert ("paragraph", 0, call) in found


def test_the_documents_own_title_comes_first() -> None:
    """This test ensures that the top heading names a document; its properties do so only if it has none."""
    top = line("Shed rules", "", '<w:pStyle w:val="H1"/>') + line(TEXT)
    below = line("Keys", "", '<w:pStyle w:val="H2"/>') + line(TEXT)
    core = "Letter template 2015"
    assert (
        read_document("a", "a.docx", word_document(top + below, styles=STYLES, core=core)).title
        == "Shed rules"
    )
    assert read_document("a", "a.docx", word_document(below * 2, styles=STYLES, core=core)).title == core
    assert read(
        word_document(line("Shed rules", large(40)) + below * 2, styles=STYLES, core=core), "a.docx"
    ).title == ("Shed rules")


def test_one_heading_alone_is_the_title_only_at_the_top() -> None:
    """This test ensures that a document's only heading is a section if words stand before it."""
    heading = line("Keys", "", '<w:pStyle w:val="H1"/>') + line("It is locked.")
    first = read_document("a", "a.docx", word_document(heading, styles=STYLES))
    later = read_document("a", "a.docx", word_document(line(TEXT) + heading, styles=STYLES))
    assert (first.title, first.document.section_at(first.passages[-1].start).path) == ("Keys", ())
    assert (later.title, later.document.section_at(later.passages[-1].start).path) == (None, ("Keys",))


def test_a_large_first_letter_belongs_to_its_word() -> None:
    """This test ensures that a drop cap and the rest of its word are one word."""
    cap = line("T", large(96), '<w:framePr w:dropCap="drop"/>')
    assert read(word_document(cap + line("he shed is open.")), "a.docx").text == "The shed is open."


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ('<w:name w:val="Heading 2"/>', [("heading", 2)]),
        ('<w:name w:val="Clause"/><w:basedOn w:val="H2"/>', [("heading", 2)]),
        ('<w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr>', [("heading", 4)]),
        ('<w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', [("paragraph", 0)]),
        ('<w:name w:val="Heading 2 Char"/>', [("paragraph", 0)]),
    ],
)
def test_a_heading_style_is_known_by_its_name(style: str, expected: list[tuple[str, int]]) -> None:
    """This test ensures that Word's heading styles need no outline level, and keep one that they state."""
    styles = '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    styles += f'<w:style w:type="paragraph" w:styleId="A">{style}</w:style>'
    body = line("The keys of the shed.", properties='<w:pStyle w:val="A"/>') + line(TEXT)
    found = blocks(read(word_document(body, styles=styles), "a.docx"))
    assert [(kind, depth) for kind, depth, _ in found[:1]] == expected
