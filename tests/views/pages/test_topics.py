"""The page Where guidance sits: every section on a topic, on the page and as CSV."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from parts import ROOT, WordEmbedder, edit, htmls, publish
from streamlit.testing.v1 import AppTest

from assistant.topics.as_text import NO_SECTION
from assistant.topics.search import where
from index.storage.builds import open_current
from views.leads.coverage import FILTER, MORE, SHOWN
from views.pages.topics import COLUMNS, NO_TOPIC, TOPIC, section_csv, section_list


def test_every_section_is_listed_with_the_sentence_that_speaks(index: Path) -> None:
    """This test ensures that the document that says most comes first, and each sentence is a slice."""
    build = open_current(index)
    found = where(build, WordEmbedder(), "books", date(2026, 1, 1))
    page = html.fromstring(section_list(build, "books", found))
    assert page.findtext("h2") == "2 of 2 documents speak of “books”: 3 sections"
    assert [title.text_content() for title in page.iterfind(".//h3/a")] == ["Lending rules", "Opening hours"]
    assert [line.text_content() for line in page.iterfind(".//li/p")] == [
        "1 Borrowing 2 passages", "2 Returning 3 passages", "Summer 1 passage",
    ]  # fmt: skip
    texts = [document.text for document in build.corpus.documents]
    sentences = [quote.text_content() for quote in page.iterfind(".//blockquote")]
    assert len(sentences) == 3
    for sentence in sentences:
        assert any(sentence in text for text in texts)
        assert "book" in sentence.lower()


def test_documents_without_a_word_are_named(index: Path) -> None:
    """This test ensures that a lead sees which documents do not speak of a topic."""
    build = open_current(index)
    page = section_list(build, "atlases", where(build, WordEmbedder(), "atlases"))
    assert "1 of 2 documents speaks of “atlases”" in page
    assert "1 document without a word on it" in page
    assert "<li>Opening hours</li>" in page


def test_the_list_as_a_table(index: Path) -> None:
    """This test ensures that the CSV file has the same sections, with hash and build."""
    build = open_current(index)
    found = where(build, WordEmbedder(), "books")
    header, *rows = csv.reader(io.StringIO(section_csv(build, found).decode("utf-8-sig")))
    assert tuple(header) == COLUMNS
    assert [row[2] for row in rows] == ["1 Borrowing", "2 Returning", "Summer"]
    assert {row[8] for row in rows} == {document.sha256 for document in build.corpus.documents}
    assert {row[9] for row in rows} == {build.meta.build}


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
    page = html.fromstring(section_list(build, "atlases", found))
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
        shown.append(htmls(page))
    assert "3 Emotional Wellbeing and Self Harm" in shown[0]
    assert NO_SECTION in shown[1]
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
    shown = htmls(page)
    assert "of Safeguarding school age children" in shown
    assert "on “Emotional Wellbeing and Self Harm”" in shown
    assert '<h2 class="status">' in shown
    assert shown.count("<tr>") == 1 + SHOWN
    next(button for button in page.button if button.label == MORE).click().run()
    assert htmls(page).count("<tr>") == 1 + 2 * SHOWN
    next(field for field in page.text_input if field.label == FILTER).set_value("self harm").run()
    assert htmls(page).count("<tr>") in range(2, 5)
    page.query_params["topic"] = "a boy called Jayden"
    page.run()
    assert [warning.value for warning in page.warning] == [NO_TOPIC]
    assert 'class="status"' not in htmls(page)
    assert not page.exception


def _page() -> None:
    from index.settings import Settings
    from views.pages.topics import render

    render(Settings.from_env())
