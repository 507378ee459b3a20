import pytest

from assistant.answers.citation import deep_link
from assistant.answers.quote import Place
from assistant.library.descriptions import pages_name
from assistant.library.status import Standing
from index.documents import Document, Page, Section, Source

TEXT = "The gate – a red, wide one & well-known – stays open until the bell rings at six in the evening."
PAGES = (Page(1, 0, 0, "i"), Page(2, 0, 40, "ii"), Page(3, 40, len(TEXT), "1"))


def place(
    url: str | None, file: str, start: int = 0, end: int = len(TEXT), anchor: str | None = None
) -> Place:
    pages = PAGES if file.endswith(".pdf") else ()
    document = Document("a", file, "0" * 64, TEXT, pages, (Section(("A",), 0, len(TEXT), anchor),))
    return Place(Source("a", "A", url=url), document, start, end, Standing("unknown"))


@pytest.mark.parametrize(
    ("url", "file", "words", "link"),
    [
        (None, "a.pdf", "The gate", None),
        ("https://example.org/a.pdf", "a.pdf", "The gate", "https://example.org/a.pdf#page=2"),
        ("https://example.org/a.pdf#x", "a.pdf", "the bell", "https://example.org/a.pdf#page=3"),
        ("https://example.org/about-a", "a.pdf", "The gate", "https://example.org/about-a"),
        ("https://example.org/a", "a.docx", "The gate", "https://example.org/a"),
        ("https://example.org/a", "a.html", "gate", "https://example.org/a#:~:text=gate"),
        (
            "https://example.org/a",
            "a.html",
            TEXT,
            "https://example.org/a#:~:text=The%20gate%20%E2%80%93%20a%20red%2C,at%20six%20in%20the%20evening.",
        ),
        (
            "https://example.org/a",
            "a.html",
            "& well-known",
            "https://example.org/a#:~:text=%26%20well%2Dknown",
        ),
    ],
)
def test_a_link_goes_as_deep_as_is_known(url: str | None, file: str, words: str, link: str) -> None:
    """This test ensures that a link leads to the page or the words; without an address there is none."""
    start = TEXT.index(words)
    assert deep_link(place(url, file, start, start + len(words))) == link


def test_a_web_page_is_linked_at_its_heading_too() -> None:
    """This test ensures that a browser without text fragments still lands at the section."""
    link = deep_link(place("https://example.org/a#old", "a.html", 4, 8, anchor="gate"))
    assert link == "https://example.org/a#gate:~:text=gate"


@pytest.mark.parametrize(
    ("pages", "name"),
    [
        ((), None),
        ((Page(4, 0, 1, "4"),), "page 4"),
        ((Page(4, 0, 1, "iv"),), "page 4 (printed iv)"),
        ((Page(4, 0, 1, "4"), Page(5, 1, 2, "5")), "pages 4–5"),
        ((Page(4, 0, 1, "iv"), Page(5, 1, 2, "1")), "pages 4–5 (printed iv–1)"),
        ((Page(4, 0, 1),), "page 4"),
    ],
)
def test_pages_are_named_as_counted_and_as_printed(pages: tuple[Page, ...], name: str | None) -> None:
    """This test ensures that both pages of a page break are named, with printed labels if they differ."""
    assert pages_name(pages) == name


def test_a_quote_across_a_page_break_is_on_both_pages() -> None:
    """This test ensures that pages come from the quoted words alone, and that empty pages are never named."""
    assert [page.number for page in place(None, "a.pdf", 30, 50).pages] == [2, 3]
    assert [page.number for page in place(None, "a.pdf", 41, 50).pages] == [3]
    assert [page.number for page in place(None, "a.pdf", 0, 5).pages] == [2]
