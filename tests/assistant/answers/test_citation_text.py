from datetime import date

from markdown_it import MarkdownIt

from assistant.answers.citation_text import markdown_citation, plain_citation
from assistant.answers.quote import Place
from assistant.library.status import Standing
from index.documents import Document, Page, Section, Source

TEXT = "Ask *the* desk.\n- Then <b>wait</b> [here](http://x.example)."
SECTION = Section(("2 Returning",), 0, len(TEXT))
DOCUMENT = Document("a", "documents/a.pdf", "ab" * 32, TEXT, (Page(3, 0, len(TEXT), "iii"),), (SECTION,))
SOURCE = Source(
    "a",
    "A [made-up] title",
    "Example Library",
    url="https://example.org/a(1).pdf",
    published=date(2025, 3, 1),
)
PLACE = Place(SOURCE, DOCUMENT, 0, len(TEXT), Standing("superseded"))


def test_a_plain_citation_holds_all_that_a_record_needs() -> None:
    """This test ensures that it has words, place, dates, status, address, day and version."""
    where = "A [made-up] title, Example Library, 2 Returning, page 3 (printed iii)"
    told = "(published 1 March 2025, superseded). Superseded. https://example.org/a(1).pdf#page=3"
    version = f"Read 26 November 2026; file SHA-256 {'ab' * 32}."
    assert plain_citation(PLACE, date(2026, 11, 26)) == f"{where} {told} {version}\n“{TEXT}”"


def test_a_markdown_citation_shows_the_words_as_they_are() -> None:
    """This test ensures that no character of the quote acts as Markdown, and the link leads to the page."""
    shown = MarkdownIt().render(markdown_citation(PLACE, date(2026, 11, 26)))
    assert shown.startswith(
        "<blockquote>\n<p>Ask *the* desk.\n- Then &lt;b&gt;wait&lt;/b&gt; [here](http://x.example).</p>"
    )
    assert shown.count("<a ") == 1
    assert '<a href="https://example.org/a(1).pdf#page=3">A [made-up] title, Example Library' in shown
    assert "Superseded. Read 26 November 2026; file SHA-256" in shown
