"""Topics by documents: the same counts as `where`, as a table and a spreadsheet."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from parts import DATA, WordEmbedder, edit, publish

from assistant.topics.coverage import Count, Line, Matrix, matrix
from assistant.topics.search import where
from assistant.topics.topic_names import topic_named, topics_of
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from views.leads.coverage import matrix_csv, matrix_html, silent_list

GLOSSARY = """
[[term]]
words = ["RB"]
official = ["rare books", "six books"]

[[everyday]]
words = ["late"]
official = ["three  weeks", "BORROWING"]
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> PassageIndex:
    """Returns a build of the made-up corpus with a glossary and every kind of heading."""
    folder = tmp_path_factory.mktemp("library")
    corpus = folder / "corpus"
    (corpus / "documents").mkdir(parents=True)
    for path in (DATA / "corpus").rglob("*.*"):
        (corpus / path.relative_to(DATA / "corpus")).write_bytes(path.read_bytes())
    (corpus / "glossary.toml").write_text(GLOSSARY)
    edit(corpus / "documents/lending-rules.md", "## 2 Returning", "## 2.1) returning   books\n\n### Deep\n")
    edit(corpus / "documents/opening-hours.html", ">Winter<", "> Returning Books <")
    edit(corpus / "documents/opening-hours.html", ">Summer<", ">2026<")
    publish(corpus, folder / "index")
    return open_current(folder / "index")


def counted(library: PassageIndex) -> Matrix:
    return matrix(library, WordEmbedder(), topics_of(library, ["Owls"]))


def test_topics_come_from_the_glossary_and_the_headings(library: PassageIndex) -> None:
    """This test ensures that each topic occurs once, without its number, and that "2026" stays a topic."""
    assert topics_of(library) == (
        "rare books", "six books", "three weeks", "BORROWING", "returning books", "Deep", "2026",
    )  # fmt: skip
    assert topic_named(library, " Returning  BOOKS ") == "returning books"
    assert topic_named(library, "books") is None


def test_every_count_is_that_of_where(library: PassageIndex) -> None:
    """This test ensures that each number matches the list of sections, and that nothing is left out."""
    found = counted(library)
    assert [source.id for source in found.documents] == ["lending-rules", "opening-hours"]
    counts = {line.topic: line.counts for line in found.lines}
    for topic in topics_of(library, ["Owls"]):
        expected = {
            entry.source.id: Count(len(entry.sections), sum(part.passages for part in entry.sections))
            for entry in where(library, WordEmbedder(), topic)
        }
        if expected:
            told = zip(found.documents, counts[topic], strict=True)
            assert {source.id: count for source, count in told if count.sections} == expected
        else:
            assert topic not in counts
            assert topic in found.silent
    assert counts["six books"][0] == Count(1, 1)


def test_topics_of_most_documents_come_first(library: PassageIndex) -> None:
    """This test ensures that the most widely covered topics come first."""
    lines = counted(library).lines
    assert [(line.documents, line.sections) for line in lines] == sorted(
        ((line.documents, line.sections) for line in lines), reverse=True
    )
    assert lines[0].topic == "returning books"


def test_each_number_leads_to_its_sections(library: PassageIndex) -> None:
    """This test ensures that the table has the counts, darker for more, each with a link to its sections."""
    found = counted(library)
    page = html.fromstring(matrix_html(found, found.lines, len(found.lines)))
    rows = page.findall(".//tbody/tr")
    columns = [heading.text_content() for heading in page.iterfind(".//thead//th")]
    assert columns == ["Topic", "Lending rules", "Opening hours"]
    assert [row.find("th").text_content() for row in rows] == [line.topic for line in found.lines]
    for row, line in zip(rows, found.lines, strict=True):
        assert [cell.text_content() for cell in row.iter("td")] == [
            str(count.sections or "none") for count in line.counts
        ]
    for link in page.iterfind(".//td/a"):
        assert link.get("class") == f"shade{1 + (int(link.text) >= 3) + (int(link.text) >= 6)}"
        query = parse_qs(urlsplit(link.get("href")).query)
        assert set(query) == {"topic", "source"}
        assert topic_named(library, query["topic"][0]) == query["topic"][0]
        assert "(opens in a new tab)" in link.get("aria-label")


def test_in_a_library_each_topic_names_the_documents_that_say_most(library: PassageIndex) -> None:
    """This test ensures that a topic of many documents has one row to read, not a column for each."""
    source = next(iter(library.sources.values()))
    sources = tuple(replace(source, id=f"club-{i}", title=f"Club {i}") for i in range(13))
    line = Line("bells", tuple(Count(i % 5, i) for i in range(13)))
    page = html.fromstring(matrix_html(Matrix(sources, (line,), ()), [line], 1))
    assert [heading.text_content() for heading in page.iterfind(".//thead//th")] == [
        "Topic", "Documents", "Most sections in",
    ]  # fmt: skip
    documents, most = page.findall(".//tbody/tr/td")
    assert documents.text_content() == "10 of 13"
    assert [item.text_content() for item in most.iter("li")] == ["4 Club 4", "4 Club 9", "3 Club 3"]
    asked = [parse_qs(urlsplit(link.get("href")).query) for link in page.iterfind(".//td//a")]
    assert asked == [
        {"topic": ["bells"]},
        *({"topic": ["bells"], "source": [f"club-{i}"]} for i in (4, 9, 3)),
    ]


def test_what_no_document_speaks_of_is_named(library: PassageIndex) -> None:
    """This test ensures that a topic of the lead's that no document speaks of stands in the list of gaps."""
    found = counted(library)
    assert "Owls" in found.silent
    assert "<li>Owls</li>" in silent_list(found.silent)


def test_a_topic_cannot_become_markup(library: PassageIndex) -> None:
    """This test ensures that a hostile heading is shown as plain words."""
    found = counted(library)
    line = type(found.lines[0])("<script>&", found.lines[0].counts)
    assert "&lt;script&gt;&amp;" in matrix_html(found, [line], 1)
    assert "<script" not in matrix_html(found, [line], 1) + silent_list(["<script>"])


def test_topics_are_taken_along(library: PassageIndex) -> None:
    """This test ensures that the CSV has the topics without a word first, then each with its counts."""
    found = counted(library)
    text = matrix_csv(library, found, found.lines[:1], ["Owls"]).decode("utf-8-sig")
    header, silent, row = csv.reader(io.StringIO(text, newline=""))
    assert header == [
        "topic", "documents", "Lending rules (lending-rules)", "Opening hours (opening-hours)", "build",
    ]  # fmt: skip
    assert silent == ["Owls", "0", "0", "0", library.meta.build]
    counts = [str(count.sections) for count in found.lines[0].counts]
    assert row == ["returning books", "2", *counts, library.meta.build]


@pytest.mark.model
def test_the_briefing_has_topics_of_both_kinds(briefing_index: Path) -> None:
    """This test ensures that its headings and the glossary terms that it covers are topics."""
    topics = topics_of(open_current(briefing_index))
    assert "Emotional Wellbeing and Self Harm" in topics
    assert "designated safeguarding lead" in topics
