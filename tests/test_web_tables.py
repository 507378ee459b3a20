"""Tables of web pages that hold more than words, and boxes that are drawn as tables."""

import pytest

from ingest.corpus import read_document
from ingest.passages import cut_passages


def passages(table: str) -> list[list[str]]:
    """Each passage with what introduces it."""
    found = read_document("a", "a.html", f"<h1>Shed</h1><table>{table}</table>".encode())
    text = found.document.text
    cut = cut_passages(found.document, found.blocks)
    return [[text[start:end] for start, end in ((p.start, p.end), *p.context)] for p in cut]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<tr><th>Part<th>Care<tr><td>Wheel<td><h4>Air</h4><p>Fill it.</p><tr><td>Bell<td>Ring.",
            [["Wheel | Air\nFill it.", "Part | Care"], ["Bell | Ring.", "Part | Care"]],
        ),
        (
            "<tr><th>Part<th>Care<tr><td>Wheel<td><table><tr><td>Tyre<td>air<tr><td>Rim<td>look</table>",
            [["Wheel | Tyre air\nRim look", "Part | Care"]],
        ),
        ("<tr><td>Outer.<table><tr><th>a<th>b<tr><td>c<td>d</table>", [["Outer."], ["c | d", "a | b"]]),
        ("<tr><th>SCOPE OF THIS CHAPTER<tr><td><p>It tells.</p><p>Twice.</p>", [["It tells."], ["Twice."]]),
        ("<tr><th>AMENDMENT<tr><td><p>The bell is new.</p><p>So is the lamp.</p>", []),
    ],
)  # fmt: skip
def test_a_table_of_blocks_keeps_its_columns(table: str, expected: list[list[str]]) -> None:
    """This test ensures that lists, headings and tables in cells cost a table none of its headings."""
    assert passages(table) == expected
