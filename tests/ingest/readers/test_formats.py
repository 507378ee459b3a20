"""Tests reading Markdown and web pages, and what is refused in any format."""

import pytest
from readings import Block, blocks

from index.errors import UnreadableDocument
from ingest.readers.formats import read
from ingest.text.reading import Reading


def markdown(text: str) -> Reading:
    return read(text.encode(), "a.md")


def html(body: str) -> Reading:
    return read(f"<!doctype html><title>T</title><body>{body}".encode(), "a.html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A *b*\n\nc\nd  \ne", [("heading", 1, "A b"), ("paragraph", 0, "c d\ne")]),
        ("A\\\nB\n===", [("heading", 1, "A\nB")]),
        (
            "- a\n  - b\n\n    c\n- d",
            [("item", 1, "a"), ("item", 2, "b"), ("item", 2, "c"), ("item", 1, "d")],
        ),
        ("1. a\n2. b", [("item", 1, "a"), ("item", 1, "b")]),
        ("| a | b |\n|---|---|\n| c | *d* |", [("columns", 0, "a | b"), ("row", 0, "c | d")]),
        ("---\nx: y\n---\n\na", [("paragraph", 0, "a")]),
        ("<!-- no -->\n\na <b>b</b> &amp; \\<c>", [("paragraph", 0, "a b & <c>")]),
        ("<div>a <script>no</script>b</div>", [("paragraph", 0, "a b")]),
        ("> quoted\n\n`code` ![alt](x.png)", [("paragraph", 0, "quoted"), ("paragraph", 0, "code")]),
        ("```\na\n  b\n```", [("paragraph", 0, "a\nb")]),
    ],
)
def test_markdown_is_read_as_rendered(text: str, expected: list[Block]) -> None:
    """This test ensures that no Markdown mark reaches the text, but its structure does."""
    assert blocks(markdown(text)) == expected


def test_a_footnote_moves_to_the_end_of_its_section() -> None:
    """This test ensures that a footnote cuts no sentence, keeps its mark, and its move is recorded."""
    reading = markdown(
        "# A\n\nOne[^1] two[^x].\n\n[^1]: First.\n\n## B\n\nThree[^1].\n\n[^x]: Last.\n[^9]: None.\n"
    )
    assert blocks(reading) == [
        ("heading", 1, "A"),
        ("paragraph", 0, "One¹ two[x]."),
        ("footnote", 0, "¹ First."),
        ("footnote", 0, "[x] Last."),
        ("heading", 2, "B"),
        ("paragraph", 0, "Three¹."),
    ]
    moved = [(edit.kind, reading.text[edit.start : edit.end]) for edit in reading.edits]
    assert moved == [("move", "¹ First."), ("move", "[x] Last.")]
    assert reading.oddities == ("footnote 9 is left out because no text refers to it",)


def test_markdown_links_keep_their_words_and_lost_ones_have_no_target() -> None:
    """This test ensures that each link is one slice with its address, or without one if it was lost."""
    reading = markdown("A [**b** c](#), [d](e.pdf) [f](#) [g](#h)")
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [
        ("b c", None), ("d", "e.pdf"), ("f", None), ("g", "#h"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<br>b <b>c</b>d&nbsp;&amp; e", [("paragraph", 0, "a\nb cd & e")]),
        ("loose <i>words</i><p>p</p>tail", [("paragraph", 0, w) for w in ("loose words", "p", "tail")]),
        ("<h1>A</h1><h3>B<br>C</h3>", [("heading", 1, "A"), ("heading", 3, "B C")]),
        (
            "<ul><li>a<ul><li>b</ul><li><p>c<p>d</ul>",
            [("item", 1, "a"), ("item", 2, "b"), ("item", 1, "c"), ("item", 1, "d")],
        ),
        ("<dl><dt>a<dd>b</dl>", [("paragraph", 0, "a"), ("item", 1, "b")]),
        (
            "<table><caption>t</caption><tr><th>a<th>b<tr><th>c<td><p>d<p>e</table>",
            [("paragraph", 0, "t"), ("columns", 0, "a | b"), ("row", 0, "c | d e")],
        ),
        ("<header>no</header><nav>no</nav><p>a<aside>no</aside><footer>no</footer>", [("paragraph", 0, "a")]),
        ("<p>no<main><header>a</header></main>", [("paragraph", 0, "a")]),
        (
            "<p>a<script>no</script><style>no</style><!-- no --><p aria-hidden=true>no",
            [("paragraph", 0, "a")],
        ),
        ("<p>m<sup>2</sup> and 1<sup>st</sup>", [("paragraph", 0, "m² and 1st")]),
        ("<pre>a\n  b</pre>", [("paragraph", 0, "a\nb")]),
        # Characters that no text may contain, after an element that is dropped.
        (
            "<p>a<nav>no</nav>b&#1;c<nav>no</nav>d&#x1f;e</p>",
            [("paragraph", 0, "a bc de")],
        ),
        ("<details><summary>a</summary>b</details>", [("heading", 2, "a"), ("paragraph", 0, "b")]),
    ],
)
def test_html_is_read_as_shown(body: str, expected: list[Block]) -> None:
    """This test ensures that the main part is read with its structure, and what surrounds it is not."""
    assert blocks(html(body)) == expected


def test_html_anchors_links_and_title() -> None:
    """This test ensures that headings keep their ids and links their words and addresses."""
    reading = html(
        '<h2 id="x">A</h2><h2><a id="y"></a>B</h2><p><a href="/z">to <b>z</b></a> <a href="#">q</a>'
    )
    assert [b.anchor for b in reading.blocks] == ["x", "y", None]
    assert [(reading.text[k.start : k.end], k.target) for k in reading.links] == [("to z", "/z"), ("q", None)]
    assert reading.title == "T"
    assert html("<h1>Own</h1>").title == "Own"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ('<meta charset="windows-1252"><p>a – b'.encode("windows-1252"), "a – b"),
        ('<meta charset="iso-8859-1"><p>a – b'.encode("windows-1252"), "a – b"),
        ("<p>a – b".encode(), "a – b"),
        ("\ufeff<p>a – b".encode("utf-16"), "a – b"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>é</p></body></html>'.encode(), "é"),
    ],
)
def test_html_is_decoded_as_it_declares(data: bytes, text: str) -> None:
    """This test ensures that no character is guessed."""
    assert read(data, "a.html").text == text


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xyz", b"words", "'.xyz'"),
        ("a", b"words", "without an ending"),
        ("a.pdf", b"", "empty"),
        ("a.md", b"<!-- nothing -->", "no text"),
        ("a.html", b"<script>x</script>", "no text"),
        ("a.txt", b" \n ", "no text"),
        ("a.txt", b"caf\x81", "utf-8"),
        ("a.html", b'<meta charset="utf-8"><p>caf\xe9', "utf-8"),
        ("a.html", b'<meta charset="klingon"><p>a', "klingon"),
        ("a.pdf", b"junk", "damaged"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", "damaged"),
        ("a.docx", b"junk", "damaged"),
        ("a.docx", b"PK\x03\x04junk", "damaged"),
        ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "encrypted"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(name: str, data: bytes, reason: str) -> None:
    """This test ensures that nothing unreadable becomes an empty document."""
    with pytest.raises(UnreadableDocument) as caught:
        read(data, name)
    assert caught.value.file == name
    assert reason in caught.value.reason
