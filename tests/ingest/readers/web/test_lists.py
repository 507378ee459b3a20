"""Tests items and footnotes of web pages: numbers, marks, and pages saved from Word."""

import re

import lxml.html
import pytest
from web_pages import slices

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read
from ingest.text.reading import Reading

Block = tuple[str, int, str]


def blocks(reading: Reading) -> list[Block]:
    return [(b.kind, b.depth, reading.text[b.start : b.end]) for b in reading.blocks]


def html(body: str) -> Reading:
    return read(f"<!doctype html><title>T</title><body>{body}".encode(), "a.html")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["a", "b"]),
        ("<ol start=4><li>a<li><p>b<p>c<li value=9>d<li>e</ol>", ["4. a", "5. b", "c", "9. d", "10. e"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol type=a start=3><li>a<ol><li>x</ol><li>b</ol>", ["c. a", "x", "d. b"]),
        ("<ol type=a><li>a<ol style='list-style: lower-roman inside'><li>x</ol></ol>", ["a. a", "i. x"]),
        (
            "<ol start=4 style='list-style:none'><li>a</ol><ol start=4 style='list-style:disc'><li>b</ol>",
            ["a", "b"],
        ),
        ("<ol type=I start=4><li>a</ol><ol start=x><li>b</ol>", ["IV. a", "b"]),
    ],
)
def test_items_that_are_not_counted_from_1_keep_their_numbers(body: str, expected: list[str]) -> None:
    """This test ensures that a number that the page shows is kept, and recorded as computed."""
    reading = html(body)
    assert [reading.text[b.start : b.end] for b in reading.blocks] == expected
    numbered = [words.split()[0] for words in expected if words[-3:-2] == "." or ". " in words]
    assert [reading.text[edit.start : edit.end] for edit in reading.edits] == numbered


@pytest.mark.parametrize(
    ("look", "shown"),
    [("list-style-type: '✗ '", "✗ "), ('list-style: inside "✔"', "✔ "), ("list-style: '*'", "")],
)
def test_bullets_that_say_yes_or_no_are_shown(look: str, shown: str) -> None:
    """This test ensures that a list of what to do and what not says which is which."""
    style = f"<style>.no {{ {look} }}</style>"
    for body in ("<ul class=no><li>ring</ul>", "<ul><li class=no>ring</ul>"):
        reading = html(style + body)
        assert [reading.text[b.start : b.end] for b in reading.blocks] == [f"{shown}ring"]


def test_signs_before_words_that_say_yes_or_no_are_shown() -> None:
    """This test ensures that a sign that a style sheet puts before an item is quoted if it says no."""
    style = "<style>.no::before { content: '✗ ' } .so::before { content: '→ ' }</style>"
    reading = html(f"{style}<ul><li class=no>ring<li class=so>knock<li class='no icon'>shout</ul>")
    assert [reading.text[b.start : b.end] for b in reading.blocks] == ["✗ ring", "knock", "✗ shout"]


def test_a_footnote_of_a_web_page_stands_under_the_section_that_calls_it() -> None:
    """This test ensures that a footnote keeps its mark and does not join the last block."""
    call = '<sup><a href="#n{0}">[footnote {0}]</a></sup>'
    notes = (
        '<li id="n1"><p>First.</p><p>More. <a href="#r" role="doc-backlink">↩</a></p></li>'
        '<li id="n2">Last.</li><li id="n3">None.</li>'
    )
    reading = html(
        f'<h2>A</h2><p>One{call.format(1)} two<a href="#n2">2</a>.</p><h2>B</h2><p>Three{call.format(1)}.</p>'
        f'<section role="doc-endnotes"><ol>{notes}</ol></section>'
    )
    assert blocks(reading) == [
        ("heading", 2, "A"),
        ("paragraph", 0, "One¹ two²."),
        ("footnote", 0, "¹ First. More."),
        ("footnote", 0, "² Last."),
        ("heading", 2, "B"),
        ("paragraph", 0, "Three¹."),
        ("footnote", 0, "None."),
    ]
    assert [(e.kind, reading.text[e.start : e.end]) for e in reading.edits] == [
        ("insertion", "¹"), ("move", "¹ First. More."), ("insertion", "²"), ("move", "² Last."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "back", ["<a href='#r'>↩</a>", "<a href='#r'>↩\ufe0e</a>", "<sup><a href='#r'>^</a></sup>"]
)
def test_the_way_back_from_a_footnote_is_no_word_of_it(back: str) -> None:
    """This test ensures that the arrow that leads back to a footnote's place is not quoted."""
    reading = html(
        "<p>One<sup id=r><a href='#n'>[1]</a></sup>. <a href=x>↑</a></p>"
        f"<div class=footnotes><ol><li id=n>First. {back}</ol></div>"
    )
    assert reading.text == "One¹. ↑\n\n¹ First."


def test_a_web_page_saved_from_word_has_its_title_items_and_numbers() -> None:
    """This test ensures that Word's own marks for a title, a list and a bullet are understood."""
    item = (
        "<p class=MsoListParagraph style='mso-list:l0 level{0} lfo1'>"
        "<span style='mso-list:Ignore'>{1}</span>{2}</p>"
    )
    reading = html(
        "<p class=MsoTitle>Bicycles</p><h1>1. Bells</h1><p>Ring:</p>"
        + item.format(1, "·", "twice")
        + item.format(2, "o", "loudly")
        + item.format(1, "3.", "again")
    )
    assert reading.title == "Bicycles"
    assert blocks(reading)[2:] == [
        ("paragraph", 0, "Ring:"),
        ("item", 1, "twice"),
        ("item", 2, "loudly"),
        ("item", 1, "3.again"),
    ]


def test_terms_that_share_an_explanation_introduce_it_together() -> None:
    """This test ensures that an explanation has all its terms as context, and the next list none."""
    found = read_document(
        "a",
        "a.html",
        b"<title>T</title><dl><dt>Adults<dt>Guests<dd>Ten books.<dt><b>Children</b><dd>Five.<dd>A card.</dl>"
        b"<ol><li>Ring.<li>Wait.</ol><p>Bring:</p><ul><li>A pen.</ul>",
    )
    said = [
        (slices(found.document, ((p.start, p.end),)), slices(found.document, p.context))
        for p in found.passages
    ]
    assert said == [
        (["Adults\nGuests"], []),
        (["Ten books."], ["Adults\nGuests"]),
        (["Children"], []),
        (["Five."], ["Children"]),
        (["A card."], ["Children"]),
        (["Ring."], []),
        (["Wait."], []),
        (["Bring:"], []),
        (["A pen."], ["Bring:"]),
    ]


def test_terms_without_an_explanation_stay_apart() -> None:
    """This test ensures that a list of mere terms does not become one passage."""
    assert html("<dl><dt>Adults<dt>Guests</dl><p>Wait.").text == "Adults\n\nGuests\n\nWait."


WIKI = (
    "<p>The shed is old.<sup id=cite_ref-1 class=reference><a href=#n1>[1]</a></sup> It is locked"
    "<sup id=cite_ref-2_0><a href=#n2><span>[</span>2<span>]</span></a></sup> at night.<sup id=cite_ref-3>"
    "<a href=#n3>[note 1]</a></sup><h2>Use</h2><p>Ring first.<sup id=cite_ref-2_1><a href=#n2>[2]</a></sup>"
    "<h2>References</h2><ol class=references>"
    "<li id=n1><span class=mw-cite-backlink><b><a href=#cite_ref-1>^</a></b></span> <span>Minutes.</span>"
    "<li id=n2><span>^ <a href=#cite_ref-2_0><sup><i>a</i></sup></a> <a href=#cite_ref-2_1><sup><i>b</i>"
    "</sup></a></span> <span>Count.</span>"
    "<li id=n3><span><b><a href=#cite_ref-3>^</a></b></span> <span>Except in May.</span></ol>"
)
DOCS = (
    "<p>The shed is old<sup><a href=#ftnt1 id=ftnt_ref1>[1]</a></sup> and locked.<sup><a href=#ftnt2 "
    "id=ftnt_ref2>[2]</a></sup><h2>Use</h2><p>Ring first.<hr>"
    "<div><p><a href=#ftnt_ref1 id=ftnt1>[1]</a><span> Minutes.</span><p>Of May.</div>"
    "<div><p><a href=#ftnt_ref2 id=ftnt2>[2]</a><span> At night.</span></div>"
)
OFFICE = (
    "<p>The shed is old<a href='#_ftn1' name='_ftnref1'><span class=MsoFootnoteReference>[1]</span></a>."
    "<h2>Use</h2><p>Ring first.<div><br><hr><div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>"
    "<span>[1]</span></a> Minutes.</div></div>"
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (WIKI, ["The shed is old.¹ It is locked² at night.[note 1]", "¹ Minutes.", "² Count.",
                "[note 1] Except in May.", "Use", "Ring first.²", "References"]),
        (DOCS, ["The shed is old¹ and locked.²", "¹ Minutes. Of May.", "² At night.", "Use", "Ring first."]),
        (OFFICE, ["The shed is old¹.", "¹ Minutes.", "Use", "Ring first."]),
    ],
)  # fmt: skip
def test_a_note_that_leads_back_is_a_footnote(body: str, expected: list[str]) -> None:
    """This test ensures that the notes of wikis and of pages from Google or Word stand where they belong."""
    assert [words for _, _, words in blocks(html(f"<h1>Shed</h1>{body}"))[1:]] == expected


def test_numbers_that_lead_to_sections_are_no_footnotes() -> None:
    """This test ensures that sections which lead back to a list of contents keep their words."""
    body = (
        "<h1>Shed</h1><p>See part <a id=c1 href=#s1>1</a>.<h2 id=s1><a href=#c1>1</a> Keys</h2><p>Ring first."
    )
    assert [words for _, _, words in blocks(html(body))[1:]] == ["See part 1.", "1 Keys", "Ring first."]


@pytest.mark.parametrize(
    "body",
    [
        "<p id=a>(1) Ring unless (<a href=#b>2</a>) holds.<p id=b>(2) Rule <a href=#a>(1)</a> ends at night.",
        "<p>Ring by rule <a id=a href=#b>2</a>.<p id=b>2. It follows from <a href=#a>1</a> that you wait.",
        "<ol><li id=a>Ring, see <a href=#b>3</a>.<li>Wait.<li id=b>If alone, go to <a href=#a>1</a>.</ol>",
        "<p id=a>Parts: <a href=#b>1</a> <a href=#c>2</a><p id=b>Ring. <a href=#a>↑</a>"
        "<p id=c>Wait. <a href=#a>↑</a>",
    ],
)
def test_rules_that_lead_to_one_another_are_no_footnotes(body: str) -> None:
    """This test ensures that rules and parts with numbered links both ways keep their words and places."""
    shown = "".join(lxml.html.fromstring(f"<div>{body}</div>").itertext())
    assert re.findall(r"\w+", html(body).text) == re.findall(r"\w+", re.sub(r"(?=[A-Z])", " ", shown))


@pytest.mark.parametrize("back", ["Back", "Return to text", "↩", "*", "a"])
def test_a_note_may_lead_back_by_a_sign_or_words(back: str) -> None:
    """This test ensures that the way back is no word of a note that only its links mark as one."""
    lead = f"<a href=#r>{back}</a>"
    note = f"{lead} Not in May." if back == "a" else f"Not in May. {lead}"
    assert html(f"<p>Ring<sup><a id=r href=#n>1</a></sup>.<p id=n>{note}").text == "Ring¹.\n\n¹ Not in May."


@pytest.mark.parametrize("look", ["list-style: none", "display: flex", "display: block"])
def test_an_item_that_shows_no_number_has_none(look: str) -> None:
    """This test ensures that the letter of a list is left out where an item's own style hides it."""
    assert html(f"<ol type=a><li style='{look}'>(a) Ring.<li>Wait.</ol>").text == "(a) Ring.\n\nb. Wait."
