"""Tests that words which a Word file strikes or deletes are withdrawn, with what belongs to them."""

import pytest
from made.word import cell, definition, instance, level, listed, paragraph, row, run, word_document
from made.word_looks import para, styled
from readings import blocks

from ingest.readers.formats import read


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice.", "<w:strike/>")),
        para(run("Ring twice.", '<w:strike w:val="1"/>')),
        para(run("Ring twice.", "<w:dstrike/>")),
        para(run("Ring twice."), properties='<w:pStyle w:val="Old"/>'),
        para(run("Ring twice."), properties='<w:pStyle w:val="Older"/>'),
        para(run("Ring twice.", '<w:rStyle w:val="Gone"/>')),
        '<w:tbl><w:tblPr><w:tblStyle w:val="Void"/></w:tblPr>' + row(cell("Ring twice.")) + "</w:tbl>",
    ],
)
def test_struck_words_are_told_and_not_quoted(body: str) -> None:
    """This test ensures that a line through words withdraws them, wherever it is set."""
    reading = read(styled(body), "a.docx")
    assert reading.text == "The shed is open."
    assert [struck.words for struck in reading.struck] == ["Ring twice."]
    assert reading.oddities == ('2 words are struck through and not quoted, beginning with "Ring twice."',)


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice.", '<w:strike w:val="0"/>')),
        para(run("Ring twice.", '<w:strike w:val="0"/>'), properties='<w:pStyle w:val="Old"/>'),
        para(run("Ring twice.", '<w:rStyle w:val="Gone"/>'), properties='<w:pStyle w:val="Old"/>'),
    ],
)
def test_a_strike_that_is_off_withdraws_nothing(body: str) -> None:
    """This test ensures that a run can switch off the strike of its style, and a style that of another."""
    reading = read(styled(body), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Ring twice.", "The shed is open."]
    assert reading.oddities == ()


@pytest.mark.parametrize(
    ("look", "live"),
    [("0600", "12345"), ("0400", "125"), ("0420", "123"), ("0460", "1235")],
)
def test_a_part_of_a_table_style_strikes_its_rows(look: str, live: str) -> None:
    """This test ensures that the bands of a table's style strike their rows, if the table shows them."""
    rows = "".join(row(cell(f"Dog {i}.")) for i in range(1, 6))
    style = f'<w:tblPr><w:tblStyle w:val="Bands"/><w:tblLook w:val="{look}"/></w:tblPr>'
    reading = read(styled(f"<w:tbl>{style}{rows}</w:tbl>"), "a.docx")
    quoted = [words for _, _, words in blocks(reading)]
    assert quoted == [*(f"Dog {i}." for i in live), "The shed is open."]


def test_a_number_goes_with_its_words() -> None:
    """This test ensures that the number of a struck-through clause is not left behind, but still counts."""
    numbers = definition(1, level(0, "%1.")) + instance(1, 1)
    struck = listed("Ring.").replace("<w:r>", "<w:r><w:rPr><w:strike/></w:rPr>")
    reading = read(word_document(struck + listed("Knock."), numbering=numbers), "a.docx")
    assert blocks(reading) == [("item", 1, "2. Knock.")]


def test_a_note_goes_with_its_reference() -> None:
    """This test ensures that the note to struck-through words is not quoted.

    The next note keeps its number.
    """
    body = para(
        run("Ring.", "<w:strike/>"),
        '<w:r><w:rPr><w:strike/></w:rPr><w:footnoteReference w:id="1"/></w:r>',
        run(" Knock."),
        '<w:r><w:footnoteReference w:id="2"/></w:r>',
    )
    notes = "".join(
        f'<w:footnote w:id="{i}">{paragraph(words)}</w:footnote>'
        for i, words in ((1, "Once."), (2, "Twice."))
    )
    assert blocks(read(word_document(body, footnotes=notes), "a.docx")) == [
        ("paragraph", 0, "Knock.²"), ("footnote", 0, "² Twice."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("Ring the<w:del> old</w:del><w:ins>new</w:ins> bell", "Ring the new bell"),
        ("work<w:del> </w:del>shop", "workshop"),
        ("re<w:del>-</w:del>open", "reopen"),
        ("Ring<w:del> twice</w:del>.", "Ring."),
        ("two<w:moveFrom> large</w:moveFrom><w:ins>new</w:ins> bells", "two new bells"),
    ],
)
def test_deleted_words_do_not_join_others(changed: str, expected: str) -> None:
    """This test ensures that words kept apart only by deleted words stay apart."""
    body, text = "", changed
    while text:
        words, mark, text = text.partition("<w:")
        body += run(words) if words else ""
        if mark:
            name, _, text = text.partition(">")
            inside, _, text = text.partition(f"</w:{name}>")
            inner = run(inside).replace("w:t>", "w:delText>").replace("w:t ", "w:delText ")
            body += f"<w:{name}>{inner if name == 'del' else run(inside)}</w:{name}>"
    assert read(word_document(para(body)), "a.docx").text == expected
