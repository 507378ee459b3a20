"""Tests tables of web pages with more than words in them, and boxes drawn as tables."""

import pytest
from web_pages import slices

from ingest.corpus.read_documents import read_document
from ingest.text.passages import cut_passages


def passages(table: str) -> list[list[str]]:
    """Returns each passage with its context."""
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
        (
            "<tr><td>Wheel<td>Look.<tr><td>Tyre<td>Air <table><tr><td>hot<td>cold</table>"
            "<tr><td>Bell<td>Ring.",
            [["Wheel | Look."], ["Tyre | Air\nhot cold"], ["Bell | Ring."]],
        ),
        (
            "<tr><td>Shed<td>Rules<tr><td>Home<td>Oil. <table><tr><td>hot<td>cold</table> Wipe and ring.",
            [["Shed"], ["Rules"], ["Home"], ["Oil."], ["hot | cold"], ["Wipe and ring."]],
        ),
        ("<tr><td>Outer.<table><tr><th>a<th>b<tr><td>c<td>d</table>", [["Outer."], ["c | d", "a | b"]]),
        (
            "<tr><th>Tool<th>Fee<tr><td>Saw<td>5</table><hr><table><tr><td>Porch<td>Sweep<td>Ann",
            [["Saw | 5", "Tool | Fee"], ["Porch | Sweep | Ann"]],
        ),
        ("<tr><th>SCOPE OF THIS CHAPTER<tr><td><p>It tells.</p><p>Twice.</p>", [["It tells."], ["Twice."]]),
        ("<tr><th>AMENDMENT<tr><td><p>The bell is new.</p><p>So is the lamp.</p>", []),
    ],
)  # fmt: skip
def test_a_table_of_blocks_keeps_its_columns(table: str, expected: list[list[str]]) -> None:
    """This test ensures that lists, headings and tables in cells cost a table none of its headings."""
    assert passages(table) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "<thead><tr><th rowspan=2>Day<th colspan=2>Shed</tr><tr><th>East<th>West</thead>"
            "<tr><th>Monday<td>open<td>shut</tr><tr><td colspan=3>Both are shut at noon.",
            [
                ["Monday | open | shut", "Day | Shed", "| East | West"],
                ["Both are shut at noon.", "Day | Shed", "| East | West"],
            ],
        ),
        (
            "<tr><th>Part<th>Care<tr><th colspan=2>Wheels<tr><td>Tyre<td><ul><li>air<li>look</ul>",
            [["Tyre | air\nlook", "Part | Care", "Wheels"]],
        ),
        (
            "<tr><th colspan=2>The shed<tr><th>Part<th>Care<tr><th>Bell<th>Ring<tr><td>Tyre<td>air"
            "<tr><th colspan=2>Lamps<tr><td>Front<td>wipe",
            [
                ["Tyre | air", "The shed", "Part | Care", "Bell | Ring"],
                ["Front | wipe", "Part | Care", "Bell | Ring", "Lamps"],
            ],
        ),
        (
            f"<tr><th>Part<th>Care<tr><th colspan=2>Wheels<tr><td>Tyre<td>{'Pump. ' * 180}",
            [["Tyre", "Part", "Wheels"], [("Pump. " * 180).strip(), "Care", "Wheels", "Tyre"]],
        ),
        (
            "<tfoot><tr><th>Both<th>£3</tfoot><tr><th>Part<th>Fee<tbody><tr><th colspan=2>Wheels"
            "<tr><td>Tyre<td>£1<tr><td>Rim<td>£2",
            [
                ["Tyre | £1", "Part | Fee", "Wheels"],
                ["Rim | £2", "Part | Fee", "Wheels"],
                ["Both | £3", "Part | Fee"],
            ],
        ),
        ("<tr><th>Bell<td>Ring it.<tr><th>Lamp<td>Light it.", [["Bell | Ring it."], ["Lamp | Light it."]]),
        (
            "<tr><th>Part<th>Care<tr><td colspan=2><strong>Wheels</strong><tr><td>Tyre<td>air"
            "<tr><td colspan=2><b>Look twice.</b><tr><td>Rim<td>look",
            [
                ["Tyre | air", "Part | Care", "Wheels"],
                ["Look twice.", "Part | Care", "Wheels"],
                ["Rim | look", "Part | Care", "Wheels"],
            ],
        ),
        ("<tr><td colspan=2 rowspan=9>A<td>B<tr><td>C", [["A | | B"], ["| | C", "A"]]),
        (
            "<tr><td><b>Part</b><td><p><strong>Care</strong></p><tr><td>Bell<td>Ring.",
            [["Bell | Ring.", "Part | Care"]],
        ),
        (
            "<tr style='font-weight:700'><td>Part<td>Care<tr><td>Bell<td>Ring.",
            [["Bell | Ring.", "Part | Care"]],
        ),
        (
            "<tr><td><b>Bell</b><td><b>Ring.</b><tr><td><b>Lamp</b><td><b>Light.</b>",
            [["Bell | Ring."], ["Lamp | Light."]],
        ),
        (
            "<tr><td><b>Bell</b><td><b>Ring.</b><tr><td>Lamp<td>Light.",
            [["Bell | Ring."], ["Lamp | Light."]],
        ),
        (
            "<tr><td><b>Bell</b> and horn<td><b>Ring.</b><tr><td>Lamp<td>Light.",
            [["Bell and horn | Ring."], ["Lamp | Light."]],
        ),
        ("<tr><td><p>A box.</p><p>With two lines.</p>", [["A box."], ["With two lines."]]),
        ("<tr><td>Outer.<table><tr><td>a<td>b</table>", [["Outer."], ["a | b"]]),
    ],
)
def test_cells_keep_their_headings(table: str, expected: list[list[str]]) -> None:
    """This test ensures that each row is introduced by all headings above it, and a box is not a table."""
    found = read_document("a", "a.html", f"<table>{table}</table>".encode())
    cut = cut_passages(found.document, found.blocks)
    assert [slices(found.document, ((p.start, p.end), *p.context)) for p in cut] == expected
