"""Tests text about a chapter's changes at its front, where no box marks it."""

import pytest
from web_pages import html

from ingest.readers.formats import read

LABEL = "<p><b>AMENDMENT</b></p><p>In July 2017, Section 8 was updated.</p>"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ("<p>In July 2017, this chapter was refreshed throughout.", ["amendment"]),
        ("<p>In July 2017, a new Section 3, Bells was added.", ["amendment"]),
        ("<p>In July 2017, links to the list of bells were added.", ["amendment"]),
        ("<p>In July 2017, information was added in relation to bells.", ["amendment"]),
        ("<p>This chapter was refreshed in January 2022.", ["amendment"]),
        ("<p>Section 2, Bells was updated in January 2022.", ["amendment"]),
        ("<p>The shed was updated in January 2022.", ["paragraph"]),
        ("<p>In July 2017, a new duty to ring was introduced.", ["paragraph"]),
        ("<p>In July 2017, this duty was extended to lamps.", ["paragraph"]),
        ("<p>In July 2017, new links were introduced between the sheds.", ["paragraph"]),
        ("<p>Since July 2017, riders have been included.", ["paragraph"]),
        (f"{LABEL}<p>Links to the list of bells were added.", ["heading", "amendment", "amendment"]),
        (f"{LABEL}<p>Links to bells were added and must be read.", ["heading", "amendment", "paragraph"]),
        (f"{LABEL}<p>The shed was extended.", ["heading", "amendment", "paragraph"]),
    ],
)
def test_what_speaks_of_the_text(body: str, kinds: list[str]) -> None:
    """This test ensures that changes to the text are not guidance; changes to the law and the work are."""
    reading = read(f"<h1>Shed</h1>{body}<h2>1. Rules</h2><p>Ring.".encode(), "a.html")
    assert [block.kind for block in reading.blocks[1:-2]] == kinds


def test_links_to_regulations_are_references() -> None:
    """This test ensures that the box of regulations is kept as references, with all its words."""
    body = (
        '<p><b>REGULATIONS AND STANDARDS</b></p><p><a href="r.html">Regulation 4</a></p><p>Bells must ring.'
    )
    reading = read(f"<h1>Shed</h1>{body}".encode(), "a.html")
    assert [block.kind for block in reading.blocks[1:]] == ["heading", "reference", "paragraph"]


@pytest.mark.parametrize(
    ("body", "amendments"),
    [
        ("<p>In July 2017, the Bicycle Act was amended. This chapter follows it.", []),
        ("<p>In July 2017, Section 8 was updated. Riders must wear a helmet.", []),
        ("<h2>Rules</h2><p>In July 2017, Section 8 was updated to include bells.", []),
        ("<p>In July 2017, Section 8 was updated to include bells.", [0]),
        ("<p>July 15, 2024</p><h2>Rules</h2><p>Ring.", [0]),
        ("<h2>Rules</h2><p>15 July 2024</p><p>Ring.", []),
        ("<h2>Rules</h2><p>Ring.</p><p>Last updated: 15/07/2024", [2]),
        ("<h2>Amendment</h2><p>None yet.</p><p>Ring.</p>", [1]),
        ("<div><h2>Amendment</h2></div><p>Ring.</p>", []),
        (
            "<div class=gem-c-published-dates><h2>Updates</h2><p>Published 3 May 2023 <a>+ show all</a></p>"
            "<ol><li><p>The bell is new.</ol></div><p>Ring.",
            [1, 2],
        ),
        ("<div id=full-publication-update-history><p>Last updated 3 May 2023</p><p>A bell.</div>", [0, 1]),
        ("<div class=published-dates><h2>Books</h2><p>Read them.</div>", []),
        ("<div class=gem-c-published-dates><h2>Books</h2><p>Read them.</div>", []),
        ("<p><b>AMENDMENT</b><br>The bell is new.</p><h2>Rules</h2><p>Ring.", [0]),
        ("<table><tr><th>AMENDMENT<td>The bell is new.</table><p>Ring.", [0]),
        ("<div><b>Amendment</b> The bell is new.</div><p>Ring.", [0]),
        ("<div><p>Amendment</p><p>The bell is new.</p><p>Two lamps are.</p></div><p>Ring.", [1, 2]),
        (f"<div><p>Amendment</p><p>The bell is new.</p><p>{'Ring. ' * 300}</p></div>", [1]),
    ],
)
def test_only_what_describes_the_text_is_an_amendment(body: str, amendments: list[int]) -> None:
    """This test ensures that guidance that mentions dates or laws is never removed from answers."""
    found = [kind for kind, _, _ in html(body)]
    assert [i for i, kind in enumerate(found) if kind == "amendment"] == amendments
