"""Tests words struck through in web pages and Markdown: withdrawn, and stored beside the text."""

import pytest

from index.documents import Struck
from ingest.readers.formats import read
from ingest.text.reading import Reading

RULES = "<style>.old {text-decoration: line-through} #gone, b.no {text-decoration-line: line-through}</style>"


def page(body: str) -> Reading:
    return read(f"<!doctype html><title>T</title>{RULES}<body>{body}".encode(), "a.html")


@pytest.mark.parametrize(
    ("body", "text", "struck"),
    [
        ("<p>Dogs <s>may run</s> wait.", "Dogs wait.", ["may run"]),
        ("<p>Dogs <strike>may run</strike> wait.", "Dogs wait.", ["may run"]),
        ("<p><del>Dogs run.</del><ins>Dogs wait.</ins>", "Dogs wait.", ["Dogs run."]),
        ("<p>Within <del>four</del><ins>five</ins> days.", "Within five days.", ["four"]),
        ("<p>Dogs wait<del> inside</del>, always.", "Dogs wait, always.", ["inside"]),
        ("<p>Dogs (<del>all</del>big ones) wait.", "Dogs (big ones) wait.", ["all"]),
        ("<p>Dogs <del>fo<b>u</b>r</del> wait.", "Dogs wait.", ["four"]),
        ("<p>Dogs <span style='text-decoration: Line-Through red'>run</span> wait.", "Dogs wait.", ["run"]),
        ("<p>Dogs <span class='big old'>run</span> wait.", "Dogs wait.", ["run"]),
        ("<p>Dogs <b class=no>run</b> wait.<p id=gone>Cats run.", "Dogs wait.", ["run", "Cats run."]),
        ("<div class=old><p>Dogs run.<p>Cats <u>run</u>.</div><p>Dogs wait.", "Dogs wait.",
         ["Dogs run. Cats run."]),
        ("<h2>Dogs <s>and cats</s></h2><p>Wait.", "Dogs\n\nWait.", ["and cats"]),
        ("<p>See <a href=x>the <del>old</del> rules</a>.", "See the rules.", ["old"]),
        ("<ul><li><s>Dogs run.</s><li>Dogs wait.</ul>", "Dogs wait.", ["Dogs run."]),
        ("<table><tr><th>Who<th>What<tr><td>Dogs<td><s>run</s> wait<tr class=old><td>Cats<td>run</table>",
         "Who | What\n\nDogs | wait", ["run", "Cats | run"]),
    ],
)  # fmt: skip
def test_a_web_pages_struck_words_are_no_part_of_its_text(body: str, text: str, struck: list[str]) -> None:
    """This test ensures that tags and styles that strike words through are understood anywhere."""
    reading = page(body)
    assert reading.text == text
    assert [found.words for found in reading.struck] == struck


@pytest.mark.parametrize(
    ("body", "text", "struck"),
    [
        ("<p><s>Dogs run.<p>Cats run.</s><p>Dogs wait.", "Dogs wait.", "Dogs run. Cats run."),
        ("<p>Wait. <strike>Dogs run.</p><p>Cats</strike> sleep.", "Wait.\n\nsleep.", "Dogs run. Cats"),
        ("<ul><li><s>Dogs run.<li>Cats run.</s><li>Wait.</ul>", "Wait.", "Dogs run. Cats run."),
        ("<div><s>Dogs<div>run</s> wait.</div>", "wait.", "Dogs run"),
        ("<h2><s>Dogs</h2><p>run.</s> Wait.", "Wait.", "Dogs run."),
        ("<s><p>Dogs <s>run.</s></p><ul><li>Cats</ul></s><p>Wait.", "Wait.", "Dogs run. Cats"),
        ("<p><s>Dogs<!-- </s> --><script>'</s>'</script><p>run.</s> Wait.", "Wait.", "Dogs run."),
        ("<table><tr><td><s>Dogs<td>Cats</table><p>Wait.", "| Cats\n\nWait.", "Dogs"),
        ("<table><tr><td>Cats<td><p><s>Dogs<p>run</table><p>Wait.", "Cats\n\nWait.", "Dogs run"),
        ("<s><p>Old<table><tr><td>Cats<td>run</table></s><p>Wait.", "Wait.", "Old Cats | run"),
    ],
)  # fmt: skip
def test_a_strike_left_open_goes_on_in_the_next_paragraph(body: str, text: str, struck: str) -> None:
    """This test ensures that a strike reaches as far as in a browser."""
    reading = page(body)
    assert (reading.text, " ".join(found.words for found in reading.struck)) == (text, struck)


def test_a_struck_heading_names_no_section() -> None:
    """This test ensures that a heading that was struck through is not a heading."""
    reading = page("<h2>Dogs</h2><p>Wait.</p><h2><s>Cats</s></h2><p>Sleep.")
    assert [reading.text[b.start : b.end] for b in reading.blocks if b.kind == "heading"] == ["Dogs"]


def test_a_link_goes_on_behind_struck_words() -> None:
    """This test ensures that a link with struck words in it is one link, to one address."""
    reading = page("<p>See <a href=x>the <del>old</del> rules</a>.")
    assert [(reading.text[link.start : link.end], link.target) for link in reading.links] == [
        ("the rules", "x")
    ]


@pytest.mark.parametrize(
    ("text", "expected", "struck"),
    [
        ("Dogs ~~may run~~ wait.", "Dogs wait.", [Struck(4, "may run")]),
        ("~~Dogs run.~~ Dogs wait.", "Dogs wait.", [Struck(0, "Dogs run.")]),
        ("Dogs <del>run</del><ins>wait</ins>.", "Dogs wait.", [Struck(4, "run")]),
        ("<s>\n\nDogs run.\n\n</s>\n\nDogs wait.", "Dogs wait.", [Struck(0, "Dogs run.")]),
        ("| a | b |\n|---|---|\n| c | ~~d~~ e |", "a | b\n\nc | e", [Struck(10, "d")]),
        ("Dogs ~may run~ wait ~5 to ~10 minutes.", "Dogs wait ~5 to ~10 minutes.", [Struck(4, "may run")]),
        ("Dogs ~run~~ wait ~~~long~~~.", "Dogs ~run~~ wait ~~~long~~~.", []),
        ("See [the ~~old~~ rules](x).", "See the rules.", [Struck(7, "old")]),
        ("Dogs wait.\n\n~~Dogs run~~.", "Dogs wait.", [Struck(10, "Dogs run")]),
    ],
)
def test_struck_words_of_markdown(text: str, expected: str, struck: list[Struck]) -> None:
    """This test ensures that both Markdown marks, and the tags that may stand in the text, are understood."""
    reading = read(text.encode(), "a.md")
    assert (reading.text, list(reading.struck)) == (expected, struck)
