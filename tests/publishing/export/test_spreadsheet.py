"""CSV tables as a spreadsheet reads them."""

import csv
import io

import pytest

from publishing.export.spreadsheet import spreadsheet


def test_a_table_comes_back_as_it_was() -> None:
    """This test ensures that commas, quotation marks, new lines and letters of any kind survive."""
    rows = [["a, b", 'the "list"', "one\ntwo"], ["“é”", 3, None]]
    found = spreadsheet(("x", "y", "z"), rows)
    assert found.startswith("\ufeff".encode())
    text = found.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["x", "y", "z"], ["a, b", 'the "list"', "one\ntwo"], ["“é”", "3", ""],
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "\n=1"])
def test_no_words_become_a_formula(words: str) -> None:
    """This test ensures that a document's words never become a formula, and numbers stay numbers."""
    text = spreadsheet(("x", "y"), [[words, -1]]).decode("utf-8-sig")
    _, row = csv.reader(io.StringIO(text, newline=""))
    assert row == [f"'{words}", "-1"]
