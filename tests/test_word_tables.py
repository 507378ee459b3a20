"""Word files: header rows that only their look tells, tables in cells."""

import pytest
from made.word import paragraph
from test_word import LEVEL_2, cell, row, words_of

GREY = '<w:shd w:val="clear" w:fill="D9D9D9"/>'


def bold(words: str) -> str:
    return cell(words).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")


def headed(words: str) -> str:
    return f"<w:tc>{paragraph(words, LEVEL_2)}</w:tc>"


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
            row(cell("Day"), cell("Task")) + row(cell("Monday"), INNER),
            [("row", 0, "Day | Task"), ("row", 0, "Monday | sweep\nb / c\nb / c")],
        ),
    ],
)  # fmt: skip
def test_rows_keep_their_columns(table: str, expected: list[tuple[str, int, str]]) -> None:
    """This test ensures that header rows are known by look, and a table in a cell stays in its row."""
    assert words_of(f"<w:tbl>{table}</w:tbl>") == expected
