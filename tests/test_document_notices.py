"""What a document says of its own standing, in the ways in which manuals say it."""

import pytest

from ingest.corpus import read_document
from ingest.notices import notices_of
from ingest.passages import cut_passages
from ingest.readers import read


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
    """This test ensures that no such statement is missed, and none is taken from guidance on other things."""
    reading = read(f"<h1>Shed</h1>{markup}".encode(), "a.html")
    found = [reading.text[start:end] for start, end in notices_of(reading.text, reading.blocks)]
    assert found == ([noticed] if noticed else [])


@pytest.mark.parametrize("mark", [" - under review", " <em>under review</em>", " (under review)"])
def test_an_entry_of_the_contents_may_be_marked(mark: str) -> None:
    """This test ensures that a section's mark in the list of contents is a notice, and no passage."""
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
