"""Tests what a document says about its own standing, in the ways that manuals say it."""

import pytest
from made.manuals import UNDER_REVIEW
from web_pages import passages, slices

from ingest.corpus.read_documents import read_document
from ingest.readers.formats import read
from ingest.text.passages import cut_passages
from ingest.text.review_notices import notices_of, without_state


@pytest.mark.parametrize(
    ("markup", "noticed"),
    [
        (
            "<p>It is read with the chapter on locks. This chapter is currently under review.",
            "This chapter is currently under review.",
        ),
        (
            "<p><b>Please note: this chapter is under review.</b> Ring.",
            "Please note: this chapter is under review.",
        ),
        (
            "<p>Please be aware that this policy is undergoing a full review.",
            "Please be aware that this policy is undergoing a full review.",
        ),
        ("<p>*This chapter is under review*", "*This chapter is under review*"),
        ("<p>These procedures are currently under review.", "These procedures are currently under review."),
        ("<p>This section is being updated.", "This section is being updated."),
        ("<p>Currently under review", "Currently under review"),
        ("<p>Chapter under review.", "Chapter under review."),
        ("<h2>Under review</h2><p>Ring.", "Under review"),
        (
            "<table><tr><td>Scope<td>It tells how. This chapter is under review.</table>",
            "This chapter is under review.",
        ),
        ("<p>Each shed has a policy. This policy is under review.", None),
        ("<p>This policy is under review at all times.", None),
        ("<ul><li>Locks - under review<li>Under review</ul>", None),
        ("<p>The plan of the rider is under review.", None),
        ("<p>Ask whether this chapter is under review.", None),
    ],
)
def test_what_a_document_says_of_itself(markup: str, noticed: str | None) -> None:
    """This test ensures that every such statement is found, and none in guidance on other things."""
    reading = read(f"<h1>Shed</h1>{markup}".encode(), "a.html")
    found = [reading.text[start:end] for start, end in notices_of(reading.text, reading.blocks)]
    assert found == ([noticed] if noticed else [])


@pytest.mark.parametrize("mark", [" - under review", " <em>under review</em>", " (under review)"])
def test_an_entry_of_the_contents_may_be_marked(mark: str) -> None:
    """This test ensures that a section's mark in the list of contents is a notice, not a passage."""
    page = (
        f'<h1>Shed</h1><h2>Contents</h2><ol><li><a href="#a">Bells</a><li><a href="#b">Locks</a>{mark}</ol>'
        "<h2 id=a>Bells</h2><p>Ring.<h2 id=b>Locks</h2><p>Lock."
    )
    found = read_document("a", "a.html", page.encode())
    words = [found.document.text[p.start : p.end] for p in cut_passages(found.document, found.blocks)]
    assert words == ["Ring.", "Lock."]
    notices = [found.document.text[start:end] for start, end in found.document.notices]
    assert [notice[:5] for notice in notices] == ["Locks"]
    assert "under review" in notices[0]
    assert [section.path for section in found.document.sections if section.path] == [("Bells",), ("Locks",)]


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        (UNDER_REVIEW, True),
        ("This chapter tells how. This chapter is currently under review.", True),
        ("Please note that this procedure is under review.", True),
        ("This guidance is being updated and will be published in May.", True),
        ("The Bicycle Act's guidance is old. This guidance is under review.", False),
        ("This guidance is under review whenever a road is closed.", False),
        ("The plan of the rider is under review.", False),
        ("This plan is currently under review.", False),
        ("While this chapter is under review, ring the bell.", False),
    ],
)
def test_a_notice_speaks_of_the_document_itself(text: str, noticed: bool) -> None:
    """This test ensures that only a document's own statement travels with its quotes."""
    reading = read(text.encode(), "a.md")
    found = notices_of(reading.text, reading.blocks)
    assert bool(found) is noticed
    assert all("under review" in reading.text[s:e] or "being updated" in reading.text[s:e] for s, e in found)


def test_a_title_may_be_marked_as_under_review() -> None:
    """This test ensures that the mark after a title is a notice and not part of the title."""
    page = b"<h1>Lending a Bicycle - under review</h1><p>Ring the bell."
    found = read_document("a", "a.html", page)
    assert found.title == without_state("Lending a Bicycle - under review") == "Lending a Bicycle"
    assert slices(found.document, found.document.notices) == ["Lending a Bicycle - under review"]


def test_an_entry_of_the_contents_may_be_marked_as_under_review() -> None:
    """This test ensures that a section's state outlives the list of contents; another page's is no notice."""
    page = (
        "<h1>Shed</h1><h2>Contents</h2><ul><li><a href='#a'>Bells</a></li>"
        "<li><a href='#b'>Locks</a> - under review</li></ul><h2 id=a>Bells</h2><p>Ring.</p>"
        "<h2 id=b>Locks</h2><p>Lock.</p><h2>See also</h2><ul><li><a href=/c>Lamps</a> - under review</ul>"
    )
    found = read_document("a", "a.html", page.encode())
    assert slices(found.document, found.document.notices) == ["Locks - under review"]
    assert passages(found) == ["Ring.", "Lock."]
