"""Turning hits into quotes: adjoining passages are one quote of at most 200 words; equal words are folded."""

import itertools
from datetime import date
from pathlib import Path

import pytest
from parts import publish

from assistant.answers.quote import Quote
from assistant.answers.quoting import LONGEST_QUOTE_WORDS, quotes_of
from assistant.library.status import standings
from assistant.retrieval.ranking import Ranked
from index.hits import Hit
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex

LIST = """# Lending

## Before lending

Before lending, the desk checks:

- the card is signed
- the book is whole
- the shelf mark is complete

## After lending

The date is stamped.
"""
LONG = "# Long\n\n" + "\n\n".join(f"Paragraph {n} " + "word " * 79 + "ends." for n in range(4)) + "\n"
OTHER = """# Branch

## Rules

- the card is signed
- the book is whole
- the lamp is off
"""


@pytest.fixture
def index(tmp_path: Path) -> PassageIndex:
    """Three made-up documents, ingested."""
    documents = tmp_path / "corpus/documents"
    documents.mkdir(parents=True)
    for name, text in (("a-lending", LIST), ("b-long", LONG), ("c-branch", OTHER)):
        (documents / f"{name}.md").write_text(text)
    (tmp_path / "corpus/sources.toml").write_text("")
    publish(tmp_path / "corpus", tmp_path / "index")
    return open_current(tmp_path / "index")


def quotes(index: PassageIndex, found: list[Ranked]) -> list[Quote]:
    return quotes_of(index, found, standings(index.sources, date(2026, 1, 1)))


def ranked(index: PassageIndex, *scores: tuple[str, float]) -> list[Ranked]:
    """Returns the passages that begin with these words, with these scores, sorted by score."""
    found = []
    for words, score in scores:
        for passage in index.passages:
            if index.documents[passage.source_id].text.startswith(words, passage.start):
                sentences = (score,) * max(1, len(passage.sentences))
                found.append(Ranked(Hit(passage, score, sentences), score))
    return sorted(found, key=lambda entry: -entry.score)


def test_adjoining_items_are_one_quote_with_their_stem_as_context(index: PassageIndex) -> None:
    """This test ensures that a list is quoted as a whole, with its stem as context, not as its own words."""
    found = ranked(index, ("the book is whole", 1.0), ("the shelf mark", 0.8), ("the card", 0.75))
    quote = quotes(index, [e for e in found if e.hit.passage.source_id == "a-lending"])[0]
    assert [line.strip() for line in quote.text.splitlines() if line.strip()] == [
        "the card is signed",
        "the book is whole",
        "the shelf mark is complete",
    ]
    assert quote.context_texts == ("Before lending, the desk checks:",)
    assert quote.text == quote.place.document.text[quote.place.start : quote.place.end]


def test_what_scores_far_lower_stays_outside(index: PassageIndex) -> None:
    """This test ensures that a neighbour on another subject is not quoted."""
    found = ranked(index, ("the shelf mark", 1.0), ("the book is whole", 0.5))
    assert [q.text for q in quotes(index, found)] == ["the shelf mark is complete"]


def test_a_quote_ends_with_its_section(index: PassageIndex) -> None:
    """This test ensures that words of two sections are never one quote."""
    found = ranked(index, ("the shelf mark", 1.0), ("The date is stamped.", 1.0))
    texts = {q.text for q in quotes(index, found)}
    assert texts == {"the shelf mark is complete", "The date is stamped."}


def test_a_quote_has_at_most_200_words(index: PassageIndex) -> None:
    """This test ensures that a quote stays short enough to read, and that the rest is a separate quote."""
    found = ranked(index, *((f"Paragraph {n}", 1.0 - n / 100) for n in range(4)))
    lengths = [len(quote.text.split()) for quote in quotes(index, found)]
    assert lengths == [164, 164]
    assert max(lengths) <= LONGEST_QUOTE_WORDS


def test_equal_words_elsewhere_are_named_and_other_words_stay(index: PassageIndex) -> None:
    """This test ensures that equal items become one quote, and that other words after them are not lost."""
    found = ranked(index, ("the card", 1.0), ("the book is whole", 0.9), ("the lamp", 0.8))
    first, second = quotes(index, found)
    assert first.text.split() == ["the", "card", "is", "signed", "the", "book", "is", "whole"]
    assert [place.source.id for place in first.also_in] == ["c-branch"]
    assert second.text == "the lamp is off"


def test_each_passage_stands_in_one_quote_only(index: PassageIndex) -> None:
    """This test ensures that no words are shown twice."""
    found = ranked(index, *((f"Paragraph {n}", 1.0) for n in range(4)), ("the card", 0.9), ("the book", 0.9))
    spans = sorted(
        (place.source.id, place.start, place.end)
        for quote in quotes(index, found)
        for place in (quote.place, *quote.also_in)
    )
    assert all(a[0] != b[0] or a[2] <= b[1] for a, b in itertools.pairwise(spans))


def test_the_sentences_marked_are_the_nearest_of_the_whole_quote(index: PassageIndex) -> None:
    """This test ensures that a less similar neighbour is quoted without highlights."""
    found = ranked(index, ("the book is whole", 1.0), ("the shelf mark", 0.8))
    quote = quotes(index, [e for e in found if e.hit.passage.source_id == "a-lending"])[0]
    assert [quote.text[start:end] for start, end in quote.highlights] == ["the book is whole"]


def test_a_footnote_is_not_joined_to_what_it_stands_beside(tmp_path: Path) -> None:
    """This test ensures that a footnote never continues the sentence before it."""
    documents = tmp_path / "corpus/documents"
    documents.mkdir(parents=True)
    note = "# Notes\n\nThe lamp is green.[^1]\n\nThe desk is oak.\n\n[^1]: Painted in spring.\n"
    (documents / "notes.md").write_text(note)
    (tmp_path / "corpus/sources.toml").write_text("")
    publish(tmp_path / "corpus", tmp_path / "index")
    index = open_current(tmp_path / "index")
    kinds = {passage.kind for passage in index.passages}
    found = [Ranked(Hit(p, 1.0, (1.0,) * len(p.sentences)), 1.0) for p in index.passages]
    texts = [quote.text for quote in quotes(index, found)]
    assert "footnote" in kinds
    assert any("green" in text and "oak" in text for text in texts)
    assert all("oak" not in text for text in texts if "spring" in text)
