"""Tests the title and the headings of a web page, and the trail of links above them."""

import pytest
from web_pages import styled

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
