"""The page Read: contents, sections and shared addresses."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from parts import DATA, edit, publish, take_out
from streamlit.testing.v1 import AppTest

from assistant.library.contents import contents, parts_of
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from views.elements.permalinks import Wanted, document_address, passage_address, section_address, wanted
from views.pages.read import (
    CUE,
    NO_DOCUMENT,
    NO_PASSAGE,
    NO_SECTION,
    NONE_FOUND,
    document_list,
    document_page,
    found_list,
)

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the made-up corpus that no test changes."""
    folder = tmp_path_factory.mktemp("held")
    publish(DATA / "corpus", folder)
    return folder


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


def test_addresses_name_ids_and_nothing_else(held: Path) -> None:
    """This test ensures that a shared address contains only a source, a section number or a passage id."""
    passage = open_current(held).passages[0]
    assert passage_address(passage) == f"read?source=lending-rules&passage={passage.id}"
    assert document_address("a&b") == "read?source=a%26b"
    for address, expected in (
        (section_address("lending-rules", 2), Wanted("lending-rules", 2)),
        (passage_address(passage), Wanted("lending-rules", None, passage.id)),
    ):
        query = {key: values[-1] for key, values in parse_qs(urlsplit(address).query).items()}
        assert wanted(query) == expected


@pytest.mark.parametrize("number", ["", "-1", "1.5", "x", "9" * 400, "²", "1e3", " 1"])
def test_a_number_that_is_none_is_left_out(number: str) -> None:
    """This test ensures that an address may contain anything."""
    assert wanted({"section": number}) == Wanted()


@pytest.fixture
def app(held: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("SIGNPOST_CORPUS", str(DATA / "corpus"))
    monkeypatch.setenv("SIGNPOST_INDEX", str(held))
    return AppTest.from_function(_page, default_timeout=60)


def _page() -> None:
    from index.settings import Settings
    from views.pages.read import render

    render(Settings.from_env())


def shown_by(app: AppTest, **parameters: str) -> str:
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def rows_of(page: str) -> list[list[str]]:
    """The cells of a list of documents, row by row."""
    rows = html.fromstring(page).iterfind(".//tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def test_all_documents_are_listed_those_with_a_copy_first(app: AppTest) -> None:
    """This test ensures that every known document is found by its title, and which ones can be read here."""
    page = shown_by(app)
    assert 'class="reading"' not in page
    rows = rows_of(page)
    assert [row[0] for row in rows[:2]] == ["Lending rules", "Opening hours"]
    assert rows[0][-2:] == ["can be read here", "3"]
    assert {row[-2] for row in rows[2:]} == {"no copy here"}
    app.text_input[0].set_value("OPENING").run()
    assert [row[0] for row in rows_of("".join(e.proto.body for e in app.get("html")))] == ["Opening hours"]
    assert "<h1>Opening hours</h1>" in shown_by(app, source="opening-hours")


def test_a_title_that_nobody_has_is_said_not_to_be_there(held: Path) -> None:
    """This test ensures that an empty list is never shown without a word."""
    build = open_current(held)
    assert NONE_FOUND in document_list(build, build.documents, "no such title", today=TODAY)


def test_words_are_found_within_a_document(held: Path) -> None:
    """This test ensures that each passage with all of the words is listed, in any case, as a link."""
    build = open_current(held)
    document = build.documents["lending-rules"]
    found = html.fromstring(found_list(build, document, "BOOKS may"))
    (line,) = found.iterfind(".//li")
    passage = next(p for p in build.passages if "six books" in document.text[p.start : p.end])
    assert line.find("a").get("href") == passage_address(passage)
    assert line.find("a").text == " ".join(document.text[passage.start : passage.end].split())
    assert "1 passage with these words" in found.text_content()
    assert "0 passages with these words" in found_list(build, document, "zebra")


def test_a_passage_opens_in_its_section_and_is_marked(app: AppTest, held: Path) -> None:
    """This test ensures that a shared link leads to the passage, marked in words and not by colour alone."""
    build = open_current(held)
    passage = next(p for p in build.passages if p.source_id == "opening-hours" and p.kind == "paragraph")
    page = html.fromstring(shown_by(app, passage=passage.id))
    (marked,) = page.iterfind(".//mark")
    text = build.documents["opening-hours"].text
    assert marked.text_content() == text[passage.start : passage.end]
    assert CUE in page.find(".//div[@id='marked-passage']").text_content()
    assert page.findtext(".//h2") == "Summer"


@pytest.mark.parametrize(
    ("parameters", "notice", "shown"),
    [
        ({"passage": "0" * 16}, NO_PASSAGE, False),
        ({"passage": "0" * 16, "source": "lending-rules"}, NO_PASSAGE, True),
        ({"passage": "0" * 16, "source": "staff-list"}, f"{NO_PASSAGE} {NO_DOCUMENT}", False),
        ({"source": "<script>alert(1)</script>"}, NO_DOCUMENT, False),
        ({"source": "staff-list"}, NO_DOCUMENT, False),
        ({"source": "lending-rules", "section": "99"}, NO_SECTION, True),
        ({"source": "lending-rules", "section": "0"}, NO_SECTION, True),
        ({"source": "lending-rules", "section": "<b>"}, None, True),
        ({"section": "2"}, None, False),
    ],
)
def test_what_is_not_there_is_said_plainly(
    app: AppTest, parameters: dict[str, str], notice: str | None, shown: bool
) -> None:
    """This test ensures that an old or hostile address gets the right notice, and none of it is repeated."""
    page = shown_by(app, **parameters)
    assert [warning.value for warning in app.warning] == ([notice] if notice else [])
    assert ("<h1>Lending rules</h1>" in page) == shown
    assert ("<blockquote>" in page) == shown
    assert "<script>" not in page + "".join(warning.value for warning in app.warning)


def test_nothing_of_a_withdrawn_document_is_shown(
    app: AppTest, index: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that the open page, its list and old links stop showing it."""
    monkeypatch.setenv("SIGNPOST_INDEX", str(index))
    passage = open_current(index).passages_by_source["opening-hours"][0]
    address = {"passage": open_current(index).passages[passage].id, "source": "opening-hours"}
    assert "nine to six" in shown_by(app, **address)
    take_out(index, corpus, "opening-hours")
    page = shown_by(app, **address)
    assert "reading room" not in page
    assert "Opening hours" not in page
    assert [warning.value for warning in app.warning] == [f"{NO_PASSAGE} {NO_DOCUMENT}"]


def test_a_fault_is_no_missing_document(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that an unreadable index is reported as a fault."""
    monkeypatch.setenv("SIGNPOST_INDEX", str(tmp_path / "none"))
    shown_by(app)
    assert "This is a fault." in app.error[0].value
    assert not app.warning


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
