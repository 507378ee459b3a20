"""Tests Word files: header rows recognised by look alone, tables in cells."""

import pytest
from made.word import LEVEL_2, cell, definition, instance, level, listed, paragraph, row, word_document
from readings import words_of

from ingest.readers.formats import read

DOWN, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

GREEN, RED = (f'<w:shd w:val="clear" w:fill="{fill}"/>' for fill in ("92D050", "FF0000"))
GREY = '<w:shd w:val="clear" w:fill="D9D9D9"/>'


def bold(words: str) -> str:
    return cell(words).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")


def across(words: str, properties: str = "") -> str:
    """Returns a bold cell over two columns."""
    return cell(words, f'<w:gridSpan w:val="2"/>{properties}').replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")


def wide(words: str) -> str:
    """Returns a plain cell over two columns."""
    return cell(words, '<w:gridSpan w:val="2"/>')


def headed(words: str) -> str:
    return f"<w:tc>{paragraph(words, LEVEL_2)}</w:tc>"


CHANGED = (
    f"<w:tc>{paragraph('sweep')}<w:tbl>{row(cell('a'), cell('b'), properties='<w:del/>')}"
    f"{row(cell('b', '<w:cellDel/>'), cell('c'))}</w:tbl></w:tc>"
)
INNER = f"<w:tc>{paragraph('sweep')}<w:tbl>{row(cell('b'), cell('c')) * 2}</w:tbl></w:tc>"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            row(bold("Day"), bold("Shed")) + row(cell("Monday"), cell("open"))
            + row(bold("Tuesday"), cell("no")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open"), ("row", 0, "Tuesday | no")],
        ),
        (
            row(bold("Monday"), bold("open")) + row(bold("Tuesday"), bold("shut")),
            [("row", 0, "Monday | open"), ("row", 0, "Tuesday | shut")],
        ),
        (
            row(cell("Day", GREY), cell("Shed", GREY)) + row(cell("Monday"), cell("open")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (
            row(cell("a", GREY), cell("b", GREY)) + row(cell("c"), cell("d"))
            + row(cell("e", GREY), cell("f", GREY)),
            [("row", 0, "a | b"), ("row", 0, "c | d"), ("row", 0, "e | f")],
        ),
        (
            row(cell("Low", GREEN), cell("High", RED)) + row(across("Dogs"))
            + row(cell("a", GREY), cell("b")),
            [("columns", 0, "Low | High"), ("columns", 0, "Dogs"), ("row", 0, "a | b")],
        ),
        (
            row(cell("Low", GREEN), cell("High", RED)) + row(cell("a", GREEN), cell("b", RED)),
            [("row", 0, "Low | High"), ("row", 0, "a | b")],
        ),
        (
            row(cell("Low", GREEN), cell("a", GREEN)) + row(cell("Middle", GREY), cell("b", GREY))
            + row(cell("High", RED), cell("c", RED)),
            [("row", 0, "Low | a"), ("row", 0, "Middle | b"), ("row", 0, "High | c")],
        ),
        (
            row(cell("Low", GREEN), cell("High")) + row(cell("a"), cell("b")),
            [("row", 0, "Low | High"), ("row", 0, "a | b")],
        ),
        (
            row(cell("", GREY), cell("Shed", GREY)) + row(across("Dogs", GREY))
            + row(cell("Monday", GREY), cell("open"))
            + row(across("Cats", GREY)) + row(cell("Friday", GREY), cell("shut")),
            [
                ("columns", 0, "| Shed"), ("columns", 0, "Dogs"), ("row", 0, "Monday | open"),
                ("columns", 0, "Cats"), ("row", 0, "Friday | shut"),
            ],
        ),
        (
            row(bold("Day"), bold("Shed")) + row(cell("Monday"), cell("open")) + row(across("Shut the gate."))
            + row(cell("Friday"), cell("shut")) + row(across("Wait")),
            [
                ("columns", 0, "Day | Shed"), ("row", 0, "Monday | open"), ("row", 0, "Shut the gate."),
                ("row", 0, "Friday | shut"), ("row", 0, "Wait"),
            ],
        ),
        (
            row(across("Dogs", GREY)) + row(cell("Name"), cell("Age")) + row(across("Cats"))
            + row(wide("Say how many")) + row(across("Any more?")) + row(wide(""))
            + row(across("Birds", GREY)) + row(across("Kind")) + row(cell("Name"), cell("Age")),
            [
                ("columns", 0, "Dogs"), ("row", 0, "Name | Age"), ("columns", 0, "Cats"),
                ("row", 0, "Say how many"), ("row", 0, "Any more?"), ("columns", 0, "Birds"),
                ("columns", 0, "Kind"), ("row", 0, "Name | Age"),
            ],
        ),
        (
            row(across("Dogs")) + row(wide("Say how many")) + row(cell("Name"), cell("Age")),
            [("row", 0, "Dogs"), ("row", 0, "Say how many"), ("row", 0, "Name | Age")],
        ),
        (
            row(headed("Day"), headed("Shed")) + row(cell("Monday"), cell("open")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (
            row(headed("Day"), cell("Monday")) + row(headed("Shed"), cell("open")),
            [
                ("heading", 2, "Day"), ("paragraph", 0, "Monday"), ("heading", 2, "Shed"),
                ("paragraph", 0, "open"),
            ],
        ),
        (
            row(cell("Day"), cell("Task")) + row(cell("Monday"), CHANGED),
            [("row", 0, "Day | Task"), ("row", 0, "Monday | sweep\nc")],
        ),
        (
            row(cell("Day"), cell("Task"), cell("Who")) + row(headed("Monday"), cell("sweep"), cell("cook")),
            [("row", 0, "Day | Task | Who"), ("row", 0, "Monday | sweep | cook")],
        ),
        (
            row(headed("Day"), cell("Monday"), cell("Friday")),
            [("heading", 2, "Day"), ("paragraph", 0, "Monday"), ("paragraph", 0, "Friday")],
        ),
        (
            row(cell("Day"), cell("Task")) + row(cell("Monday"), INNER),
            [("row", 0, "Day | Task"), ("row", 0, "Monday | sweep\nb / c\nb / c")],
        ),
    ],
)  # fmt: skip
def test_rows_keep_their_columns(table: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that header rows are recognised by look, and a table in a cell stays in its row."""
    assert words_of(f"<w:tbl>{table}</w:tbl>") == expected


HEADED = (
    '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:rPr>'
    "<w:b/></w:rPr></w:tblStylePr></w:style>"
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            row(cell("Day"), cell("Shed", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
            + row(cell("Monday"), cell("open"), cell("shut")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open | shut")],
        ),
        (
            row(cell("Monday", DOWN), cell("open")) + row(cell("", ON), cell("shut")),
            [("row", 0, "Monday | open"), ("row", 0, "| shut")],
        ),
        (
            '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:val="0020"/></w:tblPr>'
            + row(cell("Day"), cell("Shed")) + row(cell("Monday"), cell("open")),
            [("columns", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (
            '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:val="0020" w:firstRow="0"/></w:tblPr>'
            + row(cell("Day"), cell("Shed")) + row(cell("Monday"), cell("open")),
            [("row", 0, "Day | Shed"), ("row", 0, "Monday | open")],
        ),
        (
            row(cell("gone"), cell("gone"), properties="<w:del/>") + row(cell("a"), cell("b")),
            [("row", 0, "a | b")],
        ),
        (
            row(cell("a"), f"<w:tc><w:tbl>{row(cell('b'), cell('c'))}</w:tbl>{paragraph('d')}</w:tc>"),
            [("paragraph", 0, "a"), ("row", 0, "b | c"), ("paragraph", 0, "d")],
        ),
        (
            row(f"<w:tc>{paragraph('A box', LEVEL_2)}{paragraph('with words')}</w:tc>"),
            [("heading", 2, "A box"), ("paragraph", 0, "with words")],
        ),
        (
            row(cell("a"), f"<w:tc>{listed('b')}{listed('c')}</w:tc>"),
            [("row", 0, "a | 1. b\n2. c")],
        ),
        (
            row(cell("a"), f"<w:tc>{paragraph('b')}{listed('c')}{paragraph('d')}{paragraph('e')}</w:tc>"),
            [("row", 0, "a | b\n1. c\nd e")],
        ),
        (
            row(cell("a"), cell("b"))
            + row(cell("c"), INNER.removesuffix("</w:tc>") + f"{paragraph('d')}</w:tc>"),
            [("row", 0, "a | b"), ("row", 0, "c | sweep\nb / c\nb / c\nd")],
        ),
    ],
)  # fmt: skip
def test_word_tables(table: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that cells keep their columns, headings are recognised, and a box is not a table."""
    numbering = definition(1, level(0, "%1.")) + instance(1, 1)
    assert words_of(f"<w:tbl>{table}</w:tbl>", styles=HEADED, numbering=numbering) == expected


def test_a_merged_cell_introduces_the_rows_it_reaches() -> None:
    """This test ensures that the second row of a merged cell has the cell in its context."""
    reading = read(
        word_document(f"<w:tbl>{row(cell('Monday', DOWN), cell('a'))}{row(cell('', ON), cell('b'))}</w:tbl>"),
        "a.docx",
    )
    second = reading.blocks[1]
    assert [reading.text[start:end] for start, end in second.context] == ["Monday"]
