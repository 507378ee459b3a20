"""The page Where guidance sits: every section on a topic, on the page and as CSV."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from parts import ROOT, WordEmbedder, edit, publish
from streamlit.testing.v1 import AppTest

from assistant.library.topics import where
from index.storage.builds import open_current
from views.leads.coverage import FILTER, MORE, SHOWN
from views.pages.where import COLUMNS, NO_TOPIC, TOPIC, section_csv, section_list


def test_every_section_is_listed_and_can_be_read(index: Path) -> None:
    """This test ensures that sections are grouped by document with counts, and their words are slices."""
    build = open_current(index)
    found = where(build, WordEmbedder(), "books", date(2026, 1, 1))
    page = html.fromstring(section_list(build, found))
    assert page.findtext("h2") == "3 sections in 2 documents"
    assert [title.text for title in page.iter("h3")] == ["Lending rules", "Opening hours"]
    assert [summary.text for summary in page.iter("summary")] == [
        "1 Borrowing, 1 passage", "2 Returning, 1 passage", "Summer, 1 passage",
    ]  # fmt: skip
    texts = [document.text for document in build.corpus.documents]
    for paragraph in page.iterfind(".//blockquote/p"):
        assert any(paragraph.text_content() in text for text in texts)
    assert "the shelf mark is complete" in page.text_content()


def test_the_list_as_a_table(index: Path) -> None:
    """This test ensures that the CSV file has the same sections, with hash and build."""
    build = open_current(index)
    found = where(build, WordEmbedder(), "books")
    header, *rows = csv.reader(io.StringIO(section_csv(build, found).decode("utf-8-sig")))
    assert tuple(header) == COLUMNS
    assert [row[2] for row in rows] == ["1 Borrowing", "2 Returning", "Summer"]
    assert {row[7] for row in rows} == {document.sha256 for document in build.corpus.documents}
    assert {row[8] for row in rows} == {build.meta.build}


def test_no_heading_becomes_a_formula_or_markup(corpus: Path, index: Path) -> None:
    """This test ensures that a spreadsheet and a page show a hostile heading literally."""
    edit(
        corpus / "documents/lending-rules.md",
        "## 1 Borrowing",
        '## =HYPERLINK("x") <script>alert(1)</script>',
    )
    publish(corpus, index)
    build = open_current(index)
    found = where(build, WordEmbedder(), "atlases")
    cells = next(csv.reader(io.StringIO(section_csv(build, found).decode("utf-8-sig").split("\n", 1)[1])))
    assert cells[2].startswith("'=HYPERLINK")
    page = html.fromstring(section_list(build, found))
    assert list(page.iter("script")) == []


@pytest.mark.model
def test_the_page_takes_a_topic(briefing_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a topic is searched, one with a name is not, and an unknown one says so."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(ROOT / "corpus"))
    monkeypatch.setenv("SIGNPOST_INDEX", str(briefing_index))
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    shown = []
    for topic in ("self-harm", "zyxw", "a boy called Jayden"):
        next(field for field in page.text_input if field.label == TOPIC).set_value(topic)
        page.button[0].click().run()
        assert not page.exception
        shown.append("\n".join(element.proto.body for element in page.get("html")))
    assert "3 Emotional Wellbeing and Self Harm" in shown[0]
    assert "No section covers this." in shown[1]
    assert 'class="status"' not in shown[2]
    assert "This looks like it includes a name." in page.warning[0].value


@pytest.mark.model
def test_the_page_shows_topics_and_takes_one_from_an_address(
    briefing_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that an address opens a topic of the matrix, and no other topic."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(ROOT / "corpus"))
    monkeypatch.setenv("SIGNPOST_INDEX", str(briefing_index))
    page = AppTest.from_function(_page, default_timeout=60)
    page.query_params["topic"] = "EMOTIONAL wellbeing and Self Harm"
    page.query_params["source"] = "learning-from-case-reviews"
    page.run()
    shown = "\n".join(element.proto.body for element in page.get("html"))
    assert "The topic “Emotional Wellbeing and Self Harm” in Safeguarding school age children" in shown
    assert '<h2 class="status">' in shown
    assert shown.count("<tr>") == 1 + SHOWN
    next(button for button in page.button if button.label == MORE).click().run()
    assert "\n".join(e.proto.body for e in page.get("html")).count("<tr>") == 1 + 2 * SHOWN
    next(field for field in page.text_input if field.label == FILTER).set_value("self harm").run()
    assert "\n".join(e.proto.body for e in page.get("html")).count("<tr>") in range(2, 5)
    page.query_params["topic"] = "a boy called Jayden"
    page.run()
    assert [warning.value for warning in page.warning] == [NO_TOPIC]
    assert 'class="status"' not in "\n".join(e.proto.body for e in page.get("html"))
    assert not page.exception


def _page() -> None:
    from index.settings import Settings
    from views.pages.where import render

    render(Settings.from_env())
