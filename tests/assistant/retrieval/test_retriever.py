"""What the retriever finds for a question, and how it scores passages."""

from dataclasses import replace
from pathlib import Path

import pytest
from parts import WordEmbedder

from assistant.questions.question import Expansion, Question
from assistant.retrieval.retriever import LEXICAL_WEIGHT, SENTENCE_WEIGHT, TOKEN_WEIGHT, Retriever
from index.storage.builds import open_current

QUESTION = Question.of("how many books may a reader borrow?")


def test_a_score_is_of_the_whole_the_best_sentence_the_words_and_the_tokens(index: Path) -> None:
    """This test ensures that each hit's score is the weighted sum that the docstring promises."""
    build, embedder = open_current(index), WordEmbedder()
    asked = embedder.embed_question(QUESTION.searched)
    words = dict(build.lexical(QUESTION.all_terms, len(build.passages)))
    hits = Retriever(build, embedder).search(QUESTION).hits
    assert len(hits) > 3
    for hit in hits:
        row = build.row_of[hit.passage.id]
        whole = float(build.vectors.of([row])[0] @ asked.vectors[0])
        (tokens,) = build.tokens.similarities(asked.tokens.unit(0), [row])
        best_sentence = max(hit.sentence_scores) - tokens
        share = words.get(row, 0.0) / max(words.values())
        parts = whole + SENTENCE_WEIGHT * best_sentence + LEXICAL_WEIGHT * share + TOKEN_WEIGHT * tokens
        assert hit.score == pytest.approx(parts, abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_hit_tells_what_it_is_like(index: Path) -> None:
    """This test ensures that each similarity of a hit is within its bounds, and rare words weigh more."""
    build = open_current(index)
    found = Retriever(build, WordEmbedder()).search(Question.of("which books does the binder get"))
    assert found.known
    assert sum(found.searched) == len(build.passages)
    for hit in found.hits:
        like = hit.likeness
        assert all(0 <= value <= 1 for value in (like.words, like.terms))
        assert all(-1 <= value <= 1.001 for value in (like.passage, like.sentence, like.tokens))
    document = build.documents["lending-rules"]
    terms = {document.text[h.passage.start : h.passage.end][:20]: h.likeness.terms for h in found.hits}
    assert terms["A reader may borrow "] == 1.0
    assert 0 < terms["Books come back with"] < 0.5


def test_a_term_counts_for_its_words_but_not_for_a_whole_question(index: Path) -> None:
    """This test ensures that a term meant by the whole question stands for no single one of its words."""
    retriever = Retriever(open_current(index), WordEmbedder())

    def shares(expansion: Expansion) -> set[float]:
        asked = replace(Question.of("a lynx"), also_searched=(expansion,))
        return {hit.likeness.terms for hit in retriever.search(asked).hits}

    assert shares(Expansion("lynx", "reader")) == {0.0, 1.0}
    assert shares(Expansion("a lynx", "reader", meant=True)) == {0.0}


def test_a_search_in_one_source_finds_that_source_only(index: Path) -> None:
    """This test ensures that other sources are neither found, scored nor counted."""
    build = open_current(index)
    hits = Retriever(build, WordEmbedder()).search(QUESTION, ["opening-hours"]).hits
    assert hits
    assert {hit.passage.source_id for hit in hits} == {"opening-hours"}
