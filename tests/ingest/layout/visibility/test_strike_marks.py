"""Tests words struck through in a PDF by marks: a viewer's strike-out, and lines drawn with its tools."""

import io

import pypdf
import pytest
from made.struck_words import BASE, NEW, OLD, drawn, read, width
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, PdfObject

from ingest.readers.pdf.pdf import read_pdf

Numbers = float | list[float] | list[list[float]]


def marked(subtype: str, flags: int = 0, **further: Numbers) -> bytes:
    """Makes the page with a viewer's mark over the old words. further: the mark's own corners and look."""
    writer = pypdf.PdfWriter(io.BytesIO(drawn(lambda _: None)))
    left, bottom, right, top = 30, BASE - 2, 30 + width(), BASE + 9
    mark = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(subtype),
            NameObject("/F"): NumberObject(flags),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (left, bottom, right, top))),
            NameObject("/QuadPoints"): ArrayObject(
                map(FloatObject, (left, top, right, top, left, bottom, right, bottom))
            ),
        }
    )
    for key, numbers in further.items():
        mark[NameObject(f"/{key}")] = _value(numbers)
    writer.add_annotation(0, mark)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _value(numbers: Numbers) -> PdfObject:
    if isinstance(numbers, list):
        return ArrayObject(map(_value, numbers))
    return FloatObject(numbers)


AT = BASE + 3
RED = [1.0, 0.0, 0.0]
DRAWN_MARKS: dict[str, dict[str, Numbers]] = {
    "/Line": {"L": [30, AT, 30 + width(), AT]},
    "/PolyLine": {"Vertices": [30, AT, 100, AT + 1, 30 + width(), AT]},
    "/Ink": {"InkList": [[30, AT, 100, AT + 1], [100, AT + 1, 30 + width(), AT]]},
    "/Square": {"Rect": [30, AT, 30 + width(), AT + 1]},
}


@pytest.mark.parametrize("subtype", DRAWN_MARKS)
def test_a_line_drawn_as_a_mark_withdraws(subtype: str) -> None:
    """This test ensures that a line which a viewer's tools draw through words counts if it is shown."""
    corners = DRAWN_MARKS[subtype]
    both_lines = f"{OLD}\n\n{NEW}"
    assert read(marked(subtype, C=RED, **corners)) == (NEW, [OLD])
    assert read(marked(subtype, C=[1.0, 1.0, 1.0], **corners)) == (both_lines, [])
    assert read(marked(subtype, C=[], **corners)) == (both_lines, [])
    assert read(marked(subtype, flags=2, C=RED, **corners)) == (both_lines, [])
    assert read(marked(subtype, C=RED, CA=0, **corners)) == (both_lines, [])
    assert read(marked(subtype, C=RED, Border=[0, 0, 0], **corners)) == (both_lines, [])
    assert read(marked(subtype, C=RED, CA=0.5, Border=[0, 0, 2], **corners)) == (NEW, [OLD])


def test_a_line_drawn_as_a_mark_below_words_strikes_nothing() -> None:
    """This test ensures that marks are judged by the height and the length of their lines."""
    for corners in ([30, BASE - 1, 30 + width(), BASE - 1], [0, AT, 390, AT]):
        assert read(marked("/Line", C=RED, L=corners)) == (f"{OLD}\n\n{NEW}", [])


def test_a_strike_out_mark_withdraws_and_others_do_not() -> None:
    """This test ensures that a viewer's strike-out mark counts if it is shown, and no other mark does."""
    assert read(marked("/StrikeOut")) == (NEW, [OLD])
    both_lines = f"{OLD}\n\n{NEW}"
    assert read(marked("/StrikeOut", flags=2)) == (both_lines, [])
    assert read(marked("/StrikeOut", CA=0)) == (both_lines, [])
    assert read(marked("/Highlight")) == (both_lines, [])
    assert read(marked("/Underline")) == (both_lines, [])


CORNERS = ([25, BASE - 6, 35 + width(), BASE + 12], [25, BASE + 12, 35 + width(), BASE - 6])


def test_a_cross_drawn_by_hand_withdraws() -> None:
    """This test ensures that words crossed out with a viewer's pen are withdrawn, also with one stroke."""
    by_hand = [[*ends[:2], 100, BASE + 3, *ends[2:]] for ends in CORNERS]
    assert read(marked("/Ink", C=RED, InkList=by_hand)) == (NEW, [OLD])
    assert read(marked("/Ink", C=RED, InkList=by_hand[:1])) == (NEW, [OLD])


def test_words_marked_to_be_redacted_are_left_out() -> None:
    """This test ensures that a redaction that was marked but not carried out counts, and names no words."""
    for data in (marked("/Redact"), marked("/Redact", flags=2)):
        reading = read_pdf(data, "gate.pdf")
        assert reading.text == NEW
        assert reading.covered == 6
        assert reading.oddities == (
            "6 words on page 1 are marked to be redacted and are not quoted, but the file still contains and "
            "shows them: ask the publisher for a clean copy",
        )
