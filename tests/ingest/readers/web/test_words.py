"""Tests which elements of a web page stand in a line of words, and that none of them loses words."""

import pytest

from ingest.readers.formats import read


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>Write to club@<wbr>pool.example by noon.</p><p>Or <wbr/>ring.",
         "Write to club@pool.example by noon.\n\nOr ring."),
        ("<table><tr><th>A<th>B<tr><td>x<wbr>y z<td>t</table>", "A | B\n\nxy z | t"),
        ("<p>A <a href=x>long<wbr>link</a> here.", "A longlink here."),
        ("<p>It <nobr>opens at</nobr> <output>nine</output> <my-word>daily</my-word>.",
         "It opens at nine daily."),
        ("<p>The pool of <st1:place w:st=on>Marl</st1:place> is <o:p></o:p>open.",
         "The pool of Marl is open."),
        ("<p>A map <picture><source srcset=a><img src=b alt=c></picture> hangs here.", "A map hangs here."),
        ("<p>Half <progress value=1>1 of 2</progress><meter value=1>1</meter>full.", "Half full."),
        ("<p>The <ruby>pool<rt>puːl</rt></ruby> is open.", "The pool puːl is open."),
        ("<my-line>Keep left.</my-line><my-line>Shower first.</my-line>", "Keep left.\n\nShower first."),
        ("<my-box><h2>Lanes</h2><p>Keep left.</p></my-box>", "Lanes\n\nKeep left."),
    ],
)  # fmt: skip
def test_a_line_keeps_all_its_words(body: str, text: str) -> None:
    """This test ensures that an element in a line neither swallows the words after it nor cuts its line."""
    assert read(f"<!doctype html><title>T</title><body>{body}".encode(), "a.html").text == text
