"""Precedence by kind of document: guidance before reports if both match about equally."""

from pathlib import Path

import pytest
from parts import WordEmbedder, assistant_of, publish

from assistant.questions.question import Question
from assistant.retrieval.precedence import GUIDES, REPORTS, precedence
from assistant.retrieval.ranking import Ranker
from index.documents import Document, Section, Source
from index.storage.builds import open_current

RULE = "A reader may borrow six atlases at a time.\n"


def document(*headings: str) -> Document:
    """Returns a document of these sections, one after another."""
    sections = tuple(Section((heading,), i, i + 1) for i, heading in enumerate(headings))
    return Document("made", "made.md", "0" * 64, "x" * max(1, len(headings)), sections=sections)


@pytest.mark.parametrize("kind", ["briefing", "procedure", "guidance", "form"])
def test_guidance_comes_first_by_its_kind(kind: str) -> None:
    """This test ensures that the register's kind decides, whatever the title suggests."""
    source = Source("made", "Inspection of libraries", kind=kind)  # type: ignore[arg-type]
    assert precedence(source, document("Inspection report")) == GUIDES > 0


def test_a_report_comes_after_by_its_kind() -> None:
    """This test ensures that the register's kind decides here too."""
    assert precedence(Source("made", "Lending rules", kind="report"), document("1 Lending")) == REPORTS < 0


@pytest.mark.parametrize(
    ("title", "headings", "expected"),
    [
        ("Inspection of Example Library", (), REPORTS),
        ("Minutes of the reading circle", (), REPORTS),
        ("Annual report 2024", (), REPORTS),
        ("Example Library", ("Inspection of Example Library services",), REPORTS),
        ("Example Library", ("1 Lending", "2 Rooms", "3 Atlases", "What inspectors found: inspection"), 0.0),
        ("Lending rules", ("1 Lending",), 0.0),
        ("How to report a torn book", ("1 Report it",), 0.0),
        ("Learning from reviews of readers", (), 0.0),
    ],
)
def test_without_a_kind_a_title_or_a_first_heading_tells(
    title: str, headings: tuple[str, ...], expected: float
) -> None:
    """This test ensures that only a title or an early heading marks a document as a report."""
    assert precedence(Source("made", title), document(*headings)) == expected


def test_it_is_a_part_of_the_rank(index: Path) -> None:
    """This test ensures that a passage's rank adds its similarity and its precedence."""
    build = open_current(index)
    ranking = Ranker(build, WordEmbedder(), None).rank(Question.of("books and readers of the building"))
    by_source = {"lending-rules": GUIDES, "opening-hours": 0.0}
    assert {entry.hit.passage.source_id for entry in ranking.ranked} == set(by_source)
    kinds = {entry.hit.passage.kind for entry in ranking.ranked}
    assert {"footnote", "paragraph", "item", "row"} <= kinds
    for entry in ranking.ranked:
        expected = entry.hit.score + by_source[entry.hit.passage.source_id]
        assert entry.score == pytest.approx(expected)


@pytest.mark.parametrize("kinds", [("procedure", "report"), ("report", "procedure")])
def test_of_equal_words_the_guidances_come_first(tmp_path: Path, kinds: tuple[str, str]) -> None:
    """This test ensures that the same words in guidance and in a report are one quote, the guidance's."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    entries = []
    for number, kind in enumerate(kinds):
        (corpus / f"documents/{number}.md").write_text(f"# Lending\n\n{RULE}")
        entries.append(
            f'[[source]]\nid = "source-{number}"\ntitle = "Paper {number}"\nkind = "{kind}"\n'
            f'file = "documents/{number}.md"\n'
        )
    (corpus / "sources.toml").write_text("\n".join(entries))
    publish(corpus, tmp_path / "index")
    (quote,) = (
        assistant_of(tmp_path / "index").answer("How many atlases may a reader borrow?", threshold=0.5).quotes
    )
    assert quote.place.source.kind == "procedure"
    assert [place.source.kind for place in quote.also_in] == ["report"]
