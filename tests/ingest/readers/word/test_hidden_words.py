"""Tests that words which a Word file marks as hidden are reported by number only."""

import pytest
from made.word import cell, row, run, word_document
from made.word_looks import boxed, old_shape, para, shape, styled
from readings import blocks

from ingest.readers.formats import read


def test_hidden_words_are_counted() -> None:
    """This test ensures that words marked as hidden are reported by number only."""
    reading = read(word_document(para(run("Ring."), run(" Not twice.", "<w:vanish/>"))), "a.docx")
    assert (reading.text, reading.oddities) == ("Ring.", ("2 words marked as hidden, not quoted",))


SEEN = boxed(para(run("Ring twice.")))


@pytest.mark.parametrize(
    "body",
    [
        shape("", 'hidden="1"', SEEN),
        shape("", words=SEEN).replace("<wps:spPr>", '<wps:cNvPr hidden="true"/><wps:spPr>'),
        old_shape('style="width:10pt;visibility:hidden"', words=SEEN),
        f"<w:tbl>{row(cell('Ring'), cell('twice.'), properties='<w:hidden/>')}</w:tbl>",
        "<w:tbl>" + row(f"<w:tc>{shape('', 'hidden=' + chr(34) + '1' + chr(34), SEEN)}</w:tc>",
                        properties="<w:hidden/>") + "</w:tbl>",
        para(run("Ring twice."), properties='<w:pStyle w:val="Off"/>'),
        shape("", words=SEEN).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1),
        shape("", words=SEEN).replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="Off"/></w:pPr>', 1),
    ],
)  # fmt: skip
def test_what_is_switched_off_is_counted(body: str) -> None:
    """This test ensures that hidden rows, shapes and styles are reported by number only, and once."""
    reading = read(styled(body), "a.docx")
    assert (reading.text, reading.oddities) == (
        "The shed is open.", ("2 words marked as hidden, not quoted",),
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        para(run("Ring twice."), properties='<w:pStyle w:val="On"/>'),
        para(run("Ring twice.", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Off"/>'),
    ],
)
def test_a_switch_that_is_off_hides_nothing(body: str) -> None:
    """This test ensures that a style or a run can show again what another style hides."""
    reading = read(styled(body), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Ring twice.", "The shed is open."]
    assert reading.oddities == ()


def test_a_shown_row_and_shape_are_quoted() -> None:
    """This test ensures that a switch that is off hides neither a row nor a shape."""
    rows = row(cell("Ring"), cell("twice."), properties='<w:hidden w:val="0"/>')
    once = "<w:trPrChange><w:trPr><w:hidden/></w:trPr></w:trPrChange>"  # before a tracked change
    rows += row(cell("Knock"), cell("once."), properties=once)
    shown = shape("", 'hidden="0"', SEEN).replace("<w:r>", '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr>', 1)
    body = f"<w:tbl>{rows}</w:tbl>{shown}"
    reading = read(word_document(body), "a.docx")
    assert [words for _, _, words in blocks(reading)] == ["Ring | twice.", "Knock | once.", "Ring twice."]
    assert reading.oddities == ()
