"""The page Read: what an address opens, and what it says where there is nothing."""

from pathlib import Path

import pytest
from lxml import html
from parts import DATA, htmls, take_out
from streamlit.testing.v1 import AppTest

from index.storage.builds import open_current
from views.pages.read import NO_DOCUMENT, NO_PASSAGE, NO_SECTION
from views.reading.document_page import CUE


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
    return htmls(app)


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
    assert [row[0] for row in rows_of(htmls(app))] == ["Opening hours"]
    assert "<h1>Opening hours</h1>" in shown_by(app, source="opening-hours")


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
