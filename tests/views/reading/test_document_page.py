"""A document on the page Read: its contents and its sections."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import html
from parts import edit, publish

from assistant.library.contents import contents, parts_of
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from views.elements.permalinks import Wanted, section_address
from views.reading.document_page import document_page

TODAY = date(2026, 11, 23)


def page_of(index: PassageIndex, source_id: str, section: int | None = None) -> html.HtmlElement:
    asked = Wanted(source_id, section)
    return html.fromstring(document_page(index, index.documents[source_id], asked, TODAY))


def test_the_contents_lead_to_every_section(held: Path) -> None:
    """This test ensures that each section is listed by heading with its number of passages, and linked."""
    build = open_current(held)
    page = page_of(build, "lending-rules")
    assert page.findtext("h1") == "Lending rules"
    lines = [" ".join(item.text_content().split()) for item in page.iter("li")]
    assert lines == ["(before the first heading)", "1 Borrowing 8 passages", "2 Returning 3 passages"]
    links = [link.get("href") for link in page.iterfind(".//nav[@aria-label='Contents']//a")]
    assert links == [section_address("lending-rules", number) for number in (1, 2, 3)]
    assert page.findtext(".//h2") == "1 Borrowing"


def test_a_section_is_read_from_its_first_word_to_its_last(held: Path) -> None:
    """This test ensures that all of a section's words are shown as slices, with links to its neighbours."""
    build = open_current(held)
    page = page_of(build, "lending-rules", 2)
    assert page.findtext(".//h2") == "1 Borrowing"
    text = build.documents["lending-rules"].text
    section = build.documents["lending-rules"].sections[1]
    shown = "".join(page.find(".//blockquote").text_content().split()).replace("Link", "")
    assert shown == "".join(text[section.start : section.end].split()).removeprefix("1Borrowing")
    around = page.findall(".//nav")[-1]
    assert [p.text_content() for p in around.iter("p")] == [
        "Previous section: (before the first heading)",
        "Next section: 2 Returning",
    ]
    # The register says what this link means.
    assert page.xpath('.//blockquote//a[text()="repair manual"]/@href') == ["https://library.example/repair"]


def test_no_word_of_a_document_is_left_out(held: Path) -> None:
    """This test ensures that the sections together show every word except headings, which stand above."""
    build = open_current(held)
    for document in build.documents.values():
        shown = {
            offset
            for entry in contents(build, document)
            for part in parts_of(build, document, entry.section)
            for offset in range(part.start, part.end)
        }
        left = "".join(c for i, c in enumerate(document.text) if i not in shown).split("\n\n")
        headings = {"1 Borrowing", "2 Returning", "Summer", "Winter", "Day | Fine", ""}
        assert {words.strip() for words in left} <= headings


def test_rows_stand_beside_their_columns(held: Path) -> None:
    """This test ensures that each cell shows its column heading, and no heading is repeated elsewhere."""
    page = page_of(open_current(held), "lending-rules", 3)
    cells = [" ".join(cell.text_content().split()) for cell in page.iterfind(".//p[@class='cell']")]
    assert cells == ["Day first week", "Fine one penny", "Day second week", "Fine two pence"]
    assert page.text_content().count("Fine") == 2


def test_how_a_source_stands_is_always_in_view(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that dates, status and remarks are above the words and never folded away."""
    edit(
        corpus / "sources.toml",
        'published = 2025-03-01\nstatus = "current"',
        'published = 2025-03-01\nreview_by = 2026-03-01\nsuperseded_by = "staff-list"',
    )
    publish(corpus, tmp_path / "index")
    page = page_of(open_current(tmp_path / "index"), "lending-rules", 2)
    (notice,) = page.iterfind(".//p[@class='standing-notice']")
    assert notice.text_content() == "Superseded by “Staff list”."
    assert not [parent.tag for parent in notice.iterancestors() if parent.tag == "details"]
    assert "published 1 March 2025, review due 1 March 2026, superseded" in page.text_content()


def test_a_heading_cannot_become_markup(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that tags in headings and words are shown, never run."""
    evil = "<script>alert(1)</script>"
    edit(corpus / "documents/lending-rules.md", "## 1 Borrowing", f"## 1 {evil}")
    edit(corpus / "documents/lending-rules.md", "six books", f"six `{evil}` books")
    publish(corpus, tmp_path / "index")
    build = open_current(tmp_path / "index")
    entry = replace(Wanted("lending-rules"), section=2)
    page = html.fromstring(document_page(build, build.documents["lending-rules"], entry, TODAY))
    assert list(page.iter("script")) == []
    assert page.text_content().count("alert(1)") >= 3
