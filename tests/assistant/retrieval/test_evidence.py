"""The evidence computed for a question."""

import math
from pathlib import Path

import pytest
from parts import WordEmbedder, assistant_of

from assistant.questions.question import Question
from assistant.retrieval.evidence import Evidence, documents_by_chance, evidence_of
from assistant.retrieval.ranking import READ, Ranker, Ranking
from index.storage.builds import open_current


def test_the_size_is_that_of_what_was_searched(index: Path) -> None:
    """This test ensures that a search in one source counts only that source's passages."""
    assistant = assistant_of(index)
    rows = assistant.index.passages_by_source
    everywhere = assistant.find("books").evidence
    narrowed = assistant.find("books", sources=["opening-hours"]).evidence
    assert everywhere.size == pytest.approx(math.log(sum(map(len, rows.values()))))
    assert narrowed.size == pytest.approx(math.log(len(rows["opening-hours"])))
    assert narrowed.size < everywhere.size


def test_the_documents_of_the_first_hits_are_counted_against_chance(index: Path) -> None:
    """This test ensures that hits of one document count as standing together only if there are others."""
    assistant = assistant_of(index)
    found = assistant.find("books")
    first = [entry.hit.passage.source_id for entry in found.ranking.ranked[:READ]]
    by_chance = documents_by_chance(found.ranking.searched, len(first))
    assert 1 < len(set(first)) <= by_chance + 1
    assert found.evidence.documents == pytest.approx(math.log(len(set(first)) / by_chance))
    assert assistant.find("books", sources=["opening-hours"]).evidence.documents == 0.0


@pytest.mark.parametrize(
    ("searched", "drawn", "documents"),
    [((5,), 8, 1.0), ((5, 5), 1, 1.0), ((5, 5), 2, 1.5), ((9, 1), 2, 1.18), ((1,) * 1000, 8, 7.972)],
)
def test_the_documents_by_chance_are_those_of_a_random_draw(
    searched: tuple[int, ...], drawn: int, documents: float
) -> None:
    """This test ensures that the number expected is that of drawing passages with replacement."""
    assert documents_by_chance(searched, drawn) == pytest.approx(documents, abs=0.001)


def test_a_word_counts_as_known_in_the_sources_that_were_searched(index: Path) -> None:
    """This test ensures that a word found only in another source does not count as known."""
    assistant = assistant_of(index)
    assert assistant.find("lamp", sources=["opening-hours"]).evidence.known
    assert not assistant.find("lamp", sources=["lending-rules"]).evidence.known


def test_the_evidence_is_the_nearest_of_each_kind(index: Path) -> None:
    """This test ensures that a passage's own first words, as a question, get the highest values."""
    build = open_current(index)
    passage = build.passages[3]
    start, end = passage.sentences[0]
    question = Question.of(build.documents[passage.source_id].text[start:end])
    evidence = evidence_of(question, Ranker(build, WordEmbedder(), None).rank(question), missing=False)
    assert evidence.terms == pytest.approx(1)
    assert 0 < evidence.sentence <= 1
    assert evidence.answers == 0.0


def test_a_fact_that_is_missing_is_told(index: Path) -> None:
    """This test ensures that a missing fact counts as evidence."""
    assistant = assistant_of(index)
    assert assistant.find("how many books may a reader borrow?").evidence.missing == 0.0
    assert assistant.find("what is the phone number of the desk?").evidence.missing == 1.0


@pytest.mark.parametrize(("times", "scene"), [(1, 0.0), (5, 0.0), (10, math.log(2))])
def test_a_scene_is_told_by_the_length(index: Path, times: int, scene: float) -> None:
    """This test ensures that a question longer than a short one counts as having a scene."""
    evidence = assistant_of(index).find("how many books " * times).evidence
    assert evidence.scene == pytest.approx(scene)
    assert evidence.scene_sentence == pytest.approx(scene * evidence.sentence)


def test_nothing_found_is_no_evidence() -> None:
    """This test ensures that an empty ranking gives no evidence."""
    nothing = Ranking((), (), known=False)
    assert evidence_of(Question.of("books"), nothing, missing=False) == Evidence()
