"""Tests words of a web page that nobody sees: left out and reported. Words that may be visible are read."""

import pytest

from ingest.readers.formats import read
from ingest.text.reading import Reading


def page(body: str, head: str = "") -> Reading:
    return read(f"<!doctype html><title>T</title>{head}<body>{body}".encode(), "a.html")


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Dogs run.</p>",
        "<p style='display: none'>Dogs run.</p>",
        "<p style='visibility:hidden'>Dogs run.</p>",
        "<p style='opacity:0.0'>Dogs run.</p>",
        "<p style='color:#fff'>Dogs run.</p>",
        "<p style='COLOR: White !important; color: black'>Dogs run.</p>",
        "<p style='color:rgb(250, 250, 250)'>Dogs run.</p>",
        "<p style='color:transparent'>Dogs run.</p>",
        "<p style='color:rgba(0,0,0,0)'>Dogs run.</p>",
        "<p><font color=white>Dogs run.</font></p>",
        "<p style='background:#000'>Dogs run.</p>",
        "<div style='background-color:navy'><p style='color:navy'>Dogs run.</div>",
        "<table bgcolor=navy><tr><td><font color=navy>Dogs run.</font></table>",
        "<p style='font-size:0'>Dogs run.</p>",
        "<p style='font-size:0.5px'>Dogs run.</p>",
        "<p style='font:0/0 a'>Dogs run.</p>",
        "<div style='font-size:.01em'><p>Dogs run.</div>",
        "<p style='text-indent:-9999px'>Dogs run.</p>",
        "<p class=a>Dogs run.</p>",
        "<div class='b c'><p>Dogs <b>run.</b></div>",
        "<p id=d>Dogs run.</p>",
        "<div id=e><p class=f>Dogs run.</div>",
    ],
)
def test_words_that_nobody_sees_are_told_and_not_read(hidden: str) -> None:
    """This test ensures that any way of hiding words, on the element or in the page, is understood."""
    rules = (
        "<style><!-- .a {color: white} .b.c, #d {display: none} /* .x { */ #e > .f {font-size: 0} --></style>"
    )
    reading = page(f"<p>Dogs wait.</p>{hidden}<p>Cats sleep.", rules)
    assert reading.text == "Dogs wait.\n\nCats sleep."
    assert reading.oddities == (
        "2 words are not visible on the page and are not quoted, beginning with “Dogs run.”",
    )


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<p style='color:white;background:#333'>Dogs wait.", ""),
        ("<div style='background:black;color:white'><p>Dogs wait.</div>", ""),
        ("<p style='color:white;background:url(x.png)'>Dogs wait.", ""),
        ("<p style='color:white'>Dogs wait.", "<link rel=stylesheet href=x.css>"),
        ("<p style='color:white'>Dogs wait.", "<style>@import 'x.css';</style>"),
        ("<p class=a>Dogs wait.", "<style>@media print {.a {display: none}}</style>"),
        ("<p class=a>Dogs wait.", "<style>.a:hover {display: none} .a + .b {color: white}</style>"),
        ("<p class=a>Dogs wait.", "<style>.a {display: none} p.a {display: block}</style>"),
        ("<p class=a style='display:block'>Dogs wait.", "<style>.a {display: none}</style>"),
        ("<div style='font-size:0'><p style='font-size:16px'>Dogs wait.</div>", ""),
        ("<a href=x style='background:blue'>Dogs wait.</a>", "<style>body {color: blue}</style>"),
        ("<p style='color:#eee'>Dogs wait.", ""),
        ("<p style='color:white;background:#333 none repeat'>Dogs wait.", ""),
        ("<table background=x.png><tr><td><font color=white>Dogs wait.</font></table>", ""),
    ],
)
def test_words_that_can_be_seen_are_read(body: str, head: str) -> None:
    """This test ensures that nothing that somebody may see is left out."""
    reading = page(body, head)
    assert (reading.text, reading.oddities) == ("Dogs wait.", ())


def test_words_beside_hidden_ones_are_not_joined() -> None:
    """This test ensures that removed words in the colour of their background leave white space behind."""
    assert page("<p>Dogs <span style='color:#fff'> never </span>wait.").text == "Dogs wait."
    assert page("<p>Dogs<span style='color:#fff'>never</span>wait.").text == "Dogs wait."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<dl><dt>Who?<dd style='display:none'>Members.<dt>When?<dd style='display:none'>Daily.</dl>",
         ["Who?", "Members.", "When?", "Daily."]),
        ("<p class=q>Who?</p><div class=a>Members.</div><p class=q>When?</p><div class=a>Daily.</div>",
         ["Who?", "Members.", "When?", "Daily."]),
        ("<input type=checkbox id=x><label for=x>Who?</label><div class=a>Members.</div>",
         ["Who?", "Members."]),
        ("<div class=accordion-item><div>Who?</div><div class=a><p>Members.</div></div>",
         ["Who?", "Members."]),
        ("<ul class=tabs><li><a href='#t'>Who?</a> <li><a href='#u'>When?</a></ul>"
         "<div id=t class='p'>Members.</div><div id=u class='p a'>Daily.</div>",
         ["Who?", "Members.", "When?", "Daily."]),
        ("<div class=panel>Members.</div><div class='panel a' id=p>Daily.</div><a href='#p'>More</a>",
         ["Members.", "Daily.", "More"]),
        ("<ul><li><a href='#t'>Who?</a></ul><div id=t class=a>Members.</div>", ["Who?", "Members."]),
    ],
)  # fmt: skip
def test_what_a_person_can_open_is_read_under_what_opens_it(body: str, expected: list[str]) -> None:
    """This test ensures that answers folded away by a style are read, each under its question."""
    reading = page(f"<h1>Pool</h1>{body}", "<style>.a {display: none}</style>")
    assert [reading.text[block.start : block.end] for block in reading.blocks[1:]] == expected
    assert reading.oddities == ()
