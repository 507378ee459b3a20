"""Topics by documents: the same counts as `where`, as a picture, a table and a spreadsheet."""

import base64
import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from parts import DATA, WordEmbedder, edit, publish

from assistant.library.coverage import Count, matrix, topic_named, topics_of
from assistant.library.topics import where
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from views.leads.coverage import PICTURE, matrix_csv, matrix_html, with_words
from views.leads.heat_map import NONE, SHADES, shade, svg

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


def test_topics_come_from_the_glossary_and_the_headings(library: PassageIndex) -> None:
    """This test ensures that each topic occurs once, without its number, and that "2026" stays a topic."""
    assert topics_of(library) == (
        "rare books", "six books", "three weeks", "BORROWING", "returning books", "Deep", "2026",
    )  # fmt: skip
    assert topic_named(library, " Returning  BOOKS ") == "returning books"
    assert topic_named(library, "books") is None


def test_every_count_is_that_of_where(library: PassageIndex) -> None:
    """This test ensures that each number matches the list of sections, and that nothing is left out."""
    found = matrix(library, WordEmbedder())
    assert [source.id for source in found.documents] == ["lending-rules", "opening-hours"]
    counts = {line.topic: line.counts for line in found.lines}
    for topic in topics_of(library):
        expected = {
            entry.source.id: Count(len(entry.sections), sum(part.passages for part in entry.sections))
            for entry in where(library, WordEmbedder(), topic)
        }
        if expected:
            told = zip(found.documents, counts[topic], strict=True)
            assert {source.id: count for source, count in told if count.sections} == expected
        else:
            assert topic not in counts
    assert counts["six books"][0] == Count(1, 1)


def test_topics_of_most_documents_come_first(library: PassageIndex) -> None:
    """This test ensures that the most widely covered topics come first."""
    lines = matrix(library, WordEmbedder()).lines
    assert [(line.documents, line.sections) for line in lines] == sorted(
        ((line.documents, line.sections) for line in lines), reverse=True
    )
    assert lines[0].topic == "returning books"


def test_the_picture_and_the_table_hold_the_same(library: PassageIndex) -> None:
    """This test ensures that the table has the picture's numbers, each with a link to its sections."""
    found = matrix(library, WordEmbedder())
    page = html.fromstring(matrix_html(found, found.lines, len(found.lines)))
    image = page.find(".//img")
    assert image.get("alt") == PICTURE
    drawn = base64.b64decode(image.get("src").split(",", 1)[1]).decode()
    numbers = re.findall(r'text-anchor="middle">([^<]*)<', drawn)
    rows = page.findall(".//tbody/tr")
    columns = [heading.text_content() for heading in page.iterfind(".//thead//th")]
    assert columns == ["Topic", "1. Lending rules", "2. Opening hours"]
    cells = [cell.text_content().split()[0].replace("none", "–") for row in rows for cell in row.iter("td")]
    assert numbers == ["1", "2", *cells]
    assert [row.find("th").text_content().split(". ", 1)[1] for row in rows] == [
        line.topic for line in found.lines
    ]
    for link in page.iterfind(".//td/a"):
        query = parse_qs(urlsplit(link.get("href")).query)
        assert set(query) == {"topic", "source"}
        assert topic_named(library, query["topic"][0]) == query["topic"][0]
        assert "(opens in a new tab)" in link.get("aria-label")


def test_a_topic_cannot_become_markup(library: PassageIndex) -> None:
    """This test ensures that a hostile heading is drawn and shown as plain words."""
    found = matrix(library, WordEmbedder())
    line = type(found.lines[0])("<script>&", found.lines[0].counts)
    assert "1. &lt;script&gt;&amp;" in svg([line], 2)
    assert "<script" not in matrix_html(found, [line], 1)


def test_the_darker_the_more_and_each_number_can_be_read() -> None:
    """This test ensures that higher numbers are darker and that every contrast is at least 4.5."""
    assert shade(0, 9) == NONE
    steps = [SHADES.index(shade(sections, 9)) for sections in range(1, 10)]
    assert steps == sorted(steps)
    assert (steps[0], steps[-1], shade(1, 1)) == (0, len(SHADES) - 1, SHADES[2])
    for back, front in (*SHADES, NONE):
        darker, lighter = sorted((_light(back), _light(front)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def _light(colour: str) -> float:
    """Returns the relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_topics_are_found_by_words_and_taken_along(library: PassageIndex) -> None:
    """This test ensures that the filter finds words in any order, and that the CSV holds what it leaves."""
    found = matrix(library, WordEmbedder())
    lines = with_words(found.lines, "BOOK  ret")
    assert [line.topic for line in lines] == ["returning books"]
    assert with_words(found.lines, "") == list(found.lines)
    text = matrix_csv(library, found, lines).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(text, newline=""))
    assert header == [
        "topic", "documents", "Lending rules (lending-rules)", "Opening hours (opening-hours)", "build",
    ]  # fmt: skip
    assert row == ["returning books", "2", *(str(c.sections) for c in lines[0].counts), library.meta.build]


@pytest.mark.model
def test_the_briefing_has_topics_of_both_kinds(briefing_index: Path) -> None:
    """This test ensures that its headings and the glossary terms that it covers are topics."""
    topics = topics_of(open_current(briefing_index))
    assert "Emotional Wellbeing and Self Harm" in topics
    assert "designated safeguarding lead" in topics
