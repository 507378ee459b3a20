"""Tests which elements of a web page stand in a line of words, and that none of them loses words."""

import pytest
from web_pages import styled

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
        ("<p>Within 5<span style='vertical-align:super; font-size:0.6em'>1</span> days, on the "
         "1<span style='vertical-align: 4px'>st</span>, 5<b style='vertical-align:-1pt'>1</b>, "
         "5<span style='position:relative;top:-5.0pt;mso-text-raise:5.0pt'>2</span>.",
         "Within 5¹ days, on the 1st, 51, 5²."),
        ("<p>See <a href=x>page 5<sup>2</sup></a>.<h2>Lane 5<sup>3</sup></h2>", "See page 5².\n\nLane 5³"),
        ("<p>Name<input>Date<select><option>1</select>Time<textarea></textarea>Place<svg></svg>Fee.",
         "Name Date Time Place Fee."),
        ("<p>Ring<script>x</script>ing, ring<template>x</template>ing, ring<style>x</style>ing.",
         "Ringing, ringing, ringing."),
        ("<div>Ring<nav>Menu</nav>Wait<dialog>x</dialog>ing.</div>", "Ring Waiting."),
        ("<my-line>Keep left.</my-line><my-line>Shower first.</my-line>", "Keep left.\n\nShower first."),
        ("<my-box><h2>Lanes</h2><p>Keep left.</p></my-box>", "Lanes\n\nKeep left."),
    ],
)  # fmt: skip
def test_a_line_keeps_all_its_words(body: str, text: str) -> None:
    """This test ensures that an element in a line neither swallows the words after it nor cuts its line."""
    assert read(f"<!doctype html><title>T</title><body>{body}".encode(), "a.html").text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p><span class=line>Ring the bell.</span><span class=line>Wait.</span>", "Ring the bell.\n\nWait."),
        ("<p><b style='display: list-item'>Note</b>Bring a card.", "Note\n\nBring a card."),
        ("<p>Ring <i><b style='display: flex'>twice.</b></i>Wait.", "Ring\n\ntwice.\n\nWait."),
        ("<ul><li><a href=x style='display:grid'>Rooms</a><a href=y style='display:table'>Fees</a></ul>",
         "Rooms\n\nFees"),
        ("<table><tr><th>A<th>B<tr><td><b class=line>Monday</b><b class=line>Tuesday</b><td>c</table>",
         "A | B\n\nMonday Tuesday | c"),
        ("<h2><span class=line>Part 2</span><span class=line>The pool</span></h2><p>Wait.",
         "Part 2 The pool\n\nWait."),
        ("<div style='display:flex'><span>Ring</span><span>Wait</span></div>", "Ring\n\nWait"),
        ("<p style='display:inline-grid'><b>Ring</b><a href=x>Wait</a>", "Ring\n\nWait"),
        ("<h2 style='display: flex'><span>Part 2</span><span>The pool</span></h2><p>Wait.",
         "Part 2 The pool\n\nWait."),
        ("<h2>Part 2<div>The pool</div></h2><p>Wait.", "Part 2 The pool\n\nWait."),
    ],
)  # fmt: skip
def test_what_is_shown_on_a_line_of_its_own_is_joined_to_nothing(body: str, text: str) -> None:
    """This test ensures that words that a style puts on lines of their own do not become one word."""
    assert styled(body, "<style>.line {display: block}</style>").text == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<p><span style='display:inline-block'>Bell</span><b style='display:inline-flex'>tower</b>",
            "Belltower",
        ),
        ("<p><span style='display:block; float:left'>T</span>he bell rings.", "The bell rings."),
        ("<p>Dial <b style='vertical-align:1px'>999</b> now.", "Dial 999 now."),
        ("<p>Ring.<br style='display:block'>Wait.", "Ring.\nWait."),
        ("<ul><li style='display:flex'><i></i>You must <b>not</b> ring.</ul>", "You must not ring."),
        ("<p style='display:flex'><span>You must</span> <b>not</b> <span>ring.</span>", "You must not ring."),
        ("<p style='display:flex'>The gas is CO<sub>2</sub> here.", "The gas is CO2 here."),
        ("<p>Press <a href=x style='display:inline-flex'><b>Save</b></a> to go on.", "Press Save to go on."),
        (
            "<p>Press <a href=x style='display:inline-flex'><b>Save</b><b>Now</b></a> here.",
            "Press Save Now here.",
        ),
        ("<p style='display:flex'><b>Open</b><span>daily</span>", "Open daily"),
        ("<h2 style='display:flex'>Ice<a href=x>edit</a></h2><p>Thin.", "Ice edit\n\nThin."),
        ("<p style='display:flex'><b>W</b>ait <i>here</i>.", "Wait here."),
        ("<p style='display:flex'><b>Phone</b>01632 960001", "Phone 01632 960001"),
        ("<div style='display:flex'><b>Phone</b><span>01632 960001</span></div>", "Phone 01632 960001"),
        ("<p style='display:flex'><span>£</span><span>45</span> a year", "£45 a year"),
        ("<h2 style='display:flex'><span>1</span><span>. Bells</span></h2><p>Ring.", "1. Bells\n\nRing."),
        ("<ol style='list-style:none'><li style='display:grid'><b>1</b>Ring.</ol>", "1 Ring."),
    ],
)
def test_what_stays_in_a_line_cuts_none(body: str, text: str) -> None:
    """This test ensures that a style that leaves words in their line does not part them."""
    assert styled(body).text == text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "Only x=2 pools are open."),
        ("<math><semantics><mfrac><mn>3</mn><mn>4</mn></mfrac><annotation>?</annotation></semantics></math>",
         "Only 3/4 pools are open."),
        ("<span class=mwe-math-element><span style='display:none'><math><msup><mi>x</mi><mn>2</mn></msup>"
         "</math></span><img alt='{x^2}'></span>", "Only x² pools are open."),
        ("<span class=katex><span class=katex-mathml><math><mi>x</mi></math></span>"
         "<span class=katex-html aria-hidden=true>x</span></span>", "Only x pools are open."),
        ("<math><munder><mo>∑</mo><mi>x</mi></munder></math>", ""),
    ],
)  # fmt: skip
def test_a_sentence_has_its_formula_or_is_not_quoted(formula: str, text: str) -> None:
    """This test ensures that no sentence is quoted without its formula, and none has it twice."""
    reading = styled(f"<p>Only {formula} pools are open.<p>Rest.")
    assert reading.text == (f"{text}\n\nRest." if text else "Rest.")
    told = "1 paragraph is not quoted because its formula cannot be written in a line"
    assert reading.oddities == (() if text else (told,))


def test_a_cell_without_its_formula_keeps_its_place() -> None:
    """This test ensures that the cells beside a formula that no line can show stand under their headings."""
    row = "<tr><td>1<td><math><mtable><mtr/></mtable></math> l<td>3"
    assert styled(f"<table><tr><th>A<th>B<th>C{row}</table>").text == "A | B | C\n\n1 | | 3"
