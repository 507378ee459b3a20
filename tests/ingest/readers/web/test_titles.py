"""Tests the title and the headings of a web page, and the trail of links above them."""

import pytest
from web_pages import slices, styled

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        ("Lending - Shed Manual", "<h1>Lending a Bicycle</h1>", "Lending a Bicycle"),
        ("Lending - Shed Manual", "<h1>Shed Manual</h1><h1>Lending</h1>", "Lending"),
        ("Lending - Shed Manual", "<div>Shed Manual</div><h2>Rules</h2>", "Lending"),
        ("Lending | Shed Manual", "<h1>Shed Manual</h1><h1>Rules</h1>", "Lending"),
        ("Lending - by the day", "<h2>Rules</h2>", "Lending - by the day"),
        ("Check-in at the shed", "<h2>in at the shed</h2>", "Check-in at the shed"),
        ("Lending", "<h1></h1><h1> </h1>", "Lending"),
    ],
)
def test_a_title_is_what_the_page_shows(title: str, body: str, expected: str) -> None:
    """This test ensures that a chapter does not get its manual's name."""
    page = f"<title>{title}</title><body>{body}<p>Ring the bell."
    assert read(page.encode(), "a.html").title == expected


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<a href=/>Home</a> &gt; <a href=/c>Contents</a> &gt; Lending", False),
        ("You are here: <a href=/>Home</a> » <a href=/c>Lending</a>", False),
        ("<a href=/a>One</a> | <a href=/b>Two</a>", False),
        ("Read <a href=/a>One</a> | <a href=/b>Two</a>", True),
        ("<a href=/a>One</a> is for riders &gt; 5", True),
    ],
)
@pytest.mark.parametrize("box", ["<p>{}</p>", "<table><tr><td><img src=a alt='The pool'>{}</table>"])
def test_the_way_to_a_page_is_not_read(line: str, kept: bool, box: str) -> None:
    """This test ensures that a trail of links above the heading is not a passage, and below it stays."""
    line = box.format(line)
    above = read(f"<body>{line}<h1>Lending</h1><p>Ring.".encode(), "a.html")
    below = read(f"<body><h1>Lending</h1>{line}<p>Ring.".encode(), "a.html")
    assert (len(above.blocks), len(below.blocks)) == (3 if kept else 2, 3)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("<h2 id=k>Kitchen<a href='#k' title=Permalink>¶</a></h2>", "Kitchen"),
        ("<section id=k><h2>Kitchen <a href='#k'>#</a></h2></section>", "Kitchen"),
        ("<h2>Kitchen<a class=headerlink href='#k'>\uf0c1</a></h2>", "Kitchen"),
        ("<h2><a id=k class=anchor href='#k'><span>§</span></a>Kitchen</h2>", "Kitchen"),
        ("<h2>Kitchen<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>", "Kitchen"),
        ("<h2>Kitchen<sup><a href='#note'>*</a></sup></h2>", "Kitchen*"),
        ("<h2 id=k><a href='#k'>Kitchen</a> #3 [edit]</h2>", "Kitchen #3 [edit]"),
    ],
)
def test_a_link_to_a_heading_itself_is_no_word_of_it(heading: str, words: str) -> None:
    """This test ensures that signs of the site are left out of a heading, its own words and notes are not."""
    reading = styled(f"{heading}<p>Wait.")
    assert reading.text == f"{words}\n\nWait."


def test_a_sign_that_is_left_out_still_gives_its_heading_an_address() -> None:
    """This test ensures that a section can be linked to where only the sign in its heading has an id."""
    reading = styled("<h1>Hall</h1><h2>Kitchen<a id=k class=anchor href='#k'>#</a></h2><p>Wait.")
    assert [block.anchor for block in reading.blocks] == [None, "k", None]


def under_headings(body: str) -> list[tuple[str, str]]:
    """Returns each passage with the headings it stands under."""
    found = read_document("a", "a.html", f"<title>T</title><body>{body}".encode())
    words = slices(found.document, tuple((p.start, p.end) for p in found.passages))
    under = [" > ".join(found.document.section_at(p.start).path) for p in found.passages]
    return list(zip(under, words, strict=True))


OPENING = "<p><b>Opening</b></p><p>It opens at nine.</p>"
OPENED = ("Opening", "It opens at nine.")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{OPENING}<p><strong>Closing&nbsp;</strong></p><p>At six.", [OPENED, ("Closing", "At six.")]),
        (f"{OPENING}<div style='font-weight:bold'>Closing</div><p>At six.", [OPENED, ("Closing", "At six.")]),
        ("<div><p><b>Opening</b></p>It opens at nine.</div>", [OPENED]),
        (f"<h2>Hours</h2>{OPENING * 3}", [("Hours > Opening", OPENED[1])] * 3),
        (f"{OPENING}<p><b>Closing</b></p><p>At six.</p><p><b>Keys</b></p><p>Lent.</p><h2>Bins</h2><p>Full.",
         [OPENED, ("Closing", "At six."), ("Keys", "Lent."), ("Bins", "Full.")]),
        ("<h2>1. Doors</h2><p>Shut.</p><p><b>1.1 Keys</b></p><p>Lent.</p><h2>2. Bins</h2><p>Full.",
         [("1. Doors", "Shut."), ("1. Doors > 1.1 Keys", "Lent."), ("2. Bins", "Full.")]),
        ("<h2>1. Doors</h2><h3>Back</h3><p>Shut.</p><p><b>2. Keys</b></p><p>Lent.</p><h2>3. Bins</h2>Full.",
         [("1. Doors > Back", "Shut."), ("2. Keys", "Lent."), ("3. Bins", "Full.")]),
        (f"<p>Hello.</p><div class=box>{OPENING}</div><p>Wait.", [("", "Hello."), OPENED, ("", "Wait.")]),
        ("<p>Hello.</p><div><div><p><b>Opening</b></p></div><div>It opens at nine.</div></div><p>Wait.",
         [("", "Hello."), OPENED, ("", "Wait.")]),
        ("<div><p><b>Opening</b></p><p>It opens at nine.</p></div><ol><li>Go.</ol>", [OPENED, ("", "Go.")]),
        ("<table><tr><td><p><b>Opening</b></p><p>It opens at nine.</p></table>", [OPENED]),
    ],
)  # fmt: skip
def test_bold_paragraphs_are_headings(body: str, expected: list[tuple[str, str]]) -> None:
    """This test ensures that words stand under a bold line that no tag marks, and only in its box."""
    assert under_headings(f"<h1>1.4 Hall</h1>{body}") == expected


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>NOTE</b></p><p>It is wet.",
        "<p><b>Warning: wet floor</b></p><p>Wipe it.",
        "<p><b>Mind the step!</b></p><p>Walk.",
        "<p><b>Never run</b></p><p>Walk.",
        "<p><b>Walk here.</b></p><p>Slowly.",
        "<p>Wait.</p><p><b>Ring the bell</b>",
        "<p><b>Ring the bell</b></p><h2>Keys</h2><p>Lent.",
        "<p><b>1. Ring the bell</b></p><p><b>2. Wait</b></p><p><b>3. Go in</b></p><h2>Keys</h2><p>Lent.",
        "<ul><li><p><b>Rakes</b></p><p>Hang them.</ul>",
        "<blockquote><p><b>Rakes</b></p><p>Hang them.</blockquote>",
        "<p><b>Gloves:</b> worn always.</p><p>Wait.",
        "<h2>Hours</h2><p>Nine.</p><p><b>Opening</b></p><p>At nine.</p><h2>Keys</h2><p>Lent.",
        "<h2>Hours</h2><details><summary>When?</summary><p><b>Opening</b></p><p>At nine.</details>",
    ],
)
def test_other_bold_words_are_quoted(body: str) -> None:
    """This test ensures that warnings, orders, items and lines with nothing beneath are no headings."""
    reading = read(f"<h1>Hall</h1>{body}".encode(), "a.html")
    headings = {reading.text[b.start : b.end] for b in reading.blocks if b.kind == "heading"}
    assert headings <= {"Hall", "Hours", "Keys", "When?"}


def test_a_heading_drawn_as_a_picture_heads_its_section() -> None:
    """This test ensures that words under a heading in a picture do not stand under the heading before."""
    body = "<h1>Shed</h1><h2>Keys</h2><p>Ring.</p><h2><img src=a.png alt='Opening times'></h2><p>Wait.</p>"
    found = read_document("a", "a.html", f"<title>T</title><body>{body}".encode()).document
    assert found.section_at(found.text.index("Wait.")).path == ("Opening times",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><b>Keys</b><br>Ring <i>twice</i>.<p id=b><strong>Spares</strong><br/>Wait.<br>Then go.",
         [("heading", "Keys"), ("paragraph", "Ring twice."), ("heading", "Spares"),
          ("paragraph", "Wait.\nThen go.")]),
        ("<h2>Bell</h2><p><b>Keys</b><br>Ring <i>twice</i>.<h2>Door</h2><p>Wait.",
         [("heading", "Bell"), ("paragraph", "Keys\nRing twice."), ("heading", "Door"),
          ("paragraph", "Wait.")]),
        ("<p><b>Note:</b><br>Ring.<p>Wait.", [("paragraph", "Note:\nRing."), ("paragraph", "Wait.")]),
        ("<p><b>Tell someone</b><br>Wait for the keeper.<p>Go.",
         [("paragraph", "Tell someone\nWait for the keeper."), ("paragraph", "Go.")]),
        ("<p><b>The keeper</b><br>must be told.<p>Wait.",
         [("paragraph", "The keeper\nmust be told."), ("paragraph", "Wait.")]),
        ("<p><b>Between May and</b><br>June it is shut.<p>Wait.",
         [("paragraph", "Between May and\nJune it is shut."), ("paragraph", "Wait.")]),
        ("<p><b>Sam Oak</b><br>Keeper<br>01632 960001<p>Wait.",
         [("paragraph", "Sam Oak\nKeeper\n01632 960001"), ("paragraph", "Wait.")]),
        ("<p><b>Keys</b> are<br>here.<p><b>Wait.<br>Go.</b>",
         [("paragraph", "Keys are\nhere."), ("paragraph", "Wait.\nGo.")]),
    ],
)  # fmt: skip
def test_a_bold_first_line_may_be_a_heading(body: str, expected: list[tuple[str, str]]) -> None:
    """This test ensures that a bold line above its text, in one paragraph, counts as one by itself would."""
    reading = styled(f"<h1>Shed</h1>{body}")
    assert [(b.kind, reading.text[b.start : b.end]) for b in reading.blocks][1:] == expected


def test_a_title_above_the_text_counts_if_the_page_is_called_so() -> None:
    """This test ensures that pandoc's title, which stands in the head of its page, is not lost."""
    body = "<header><h1 class=title>Pool plan</h1></header><h1>Lanes</h1><p>Keep left.</p>"
    page = "<!doctype html><title>{}</title><body>" + body
    assert read(page.format("Pool plan").encode(), "a.html").title == "Pool plan"
    assert read(page.format("Pool plan: lanes").encode(), "a.html").title == "Lanes"


def test_the_title_of_a_text_from_google_is_its_title() -> None:
    """This test ensures that a line that Google's editor marks as the title is the title, on its pages."""
    page = "<title>t</title><body class='{}'><p class=title>Pool</p><h1>Lanes</h1><p>Keep left.</p>"
    assert read(page.format("c1 doc-content").encode(), "a.html").title == "Pool"
    assert read(page.format("c1").encode(), "a.html").title == "Lanes"
