"""Everyday terms recognised by meaning."""

from pathlib import Path

import pytest
from parts import WordEmbedder

from assistant.questions.expansion import Wording
from assistant.questions.meaning import (
    MeaningModel,
    Meanings,
    meanings_of,
    read_meanings,
    write_meanings,
)
from assistant.questions.question import Expansion, Question
from benchmarks.expansion import glossary_terms
from index.documents import Term
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import KNOWN, default_model
from index.errors import UnreadableIndex
from training.everyday import NONE, fit

# Made-up sentences about a library, each with the entries that it calls for.
DAMAGE, LOSS = ("damaged book", "repair"), ("lost item", "repair")
SENTENCES = (
    ("the dog chewed the cover off", [DAMAGE]), ("the baby chewed three pages", [DAMAGE]),
    ("tea was spilt over the cover and pages", [DAMAGE]), ("the pages are soaked with tea", [DAMAGE]),
    ("she left it on the bus", [LOSS]), ("he left it on a train somewhere", [LOSS]),
    ("it vanished on the bus", [LOSS]), ("somewhere on the train it vanished", [LOSS]),
    ("when does the cafe open", []), ("the cafe sells tea", []), ("is there a bus stop", []),
    ("the baby group meets on monday", []),
)  # fmt: skip
TERMS = tuple(Term(("a phrase",), official, everyday=True) for official in (DAMAGE, LOSS))


def added(model: MeaningModel, terms: tuple[Term, ...], text: str) -> list[tuple[str, bool]]:
    """Returns the terms added to a question, and whether each was recognised by meaning."""
    wording = Wording(terms, (), (), Meanings(model, terms, WordEmbedder()))
    return [(e.expansion, e.meant) for e in wording.widened(Question.of(text)).also_searched]


@pytest.fixture
def model() -> MeaningModel:
    """Returns what is learnt from the made-up sentences, with 0.5 as the least probability."""
    vectors = WordEmbedder().embed_sentences([text for text, _ in SENTENCES])
    learnt = fit(vectors, [called for _, called in SENTENCES])
    return MeaningModel(learnt.entries, learnt.weights, learnt.biases, 0.5)


def test_a_question_in_other_words_means_an_entry(model: MeaningModel) -> None:
    """This test ensures that the official terms of the entry that a question means are found."""
    meanings = Meanings(model, TERMS, WordEmbedder())
    asked = "my puppy chewed the pages"
    assert set(meanings.expansions(asked)[0]) == {
        Expansion(asked, "damaged book", meant=True),
        Expansion(asked, "repair", meant=True),
    }
    assert meanings.expansions("the cafe has a baby group")[0] == ()


def test_a_term_of_two_entries_has_the_probability_of_both(model: MeaningModel) -> None:
    """This test ensures that a question between two entries still means the term that both share."""
    meanings = Meanings(model, TERMS, WordEmbedder())
    vector = WordEmbedder().embed_question("chewed on the train").vectors[0]
    found = meanings.probabilities(vector)
    assert found["repair"] == pytest.approx(found["damaged book"] + found["lost item"])
    assert found["repair"] > max(found["damaged book"], found["lost item"])


def test_an_entry_that_the_glossary_does_not_have_adds_nothing(model: MeaningModel) -> None:
    """This test ensures that only terms of the lead's own glossary are searched, with its own marks."""
    asked = "my puppy chewed the pages"
    assert Meanings(model, TERMS[1:], WordEmbedder()).expansions(asked)[0] == ()
    related = (Term(("a phrase",), DAMAGE, everyday=True, related=True),)
    found = Meanings(model, related, WordEmbedder()).expansions(asked)[0]
    assert [e.related for e in found] == [True, True]


def test_what_a_phrase_of_the_glossary_adds_is_not_added_again(model: MeaningModel) -> None:
    """This test ensures that no term is added twice."""
    terms = (Term(("chewed up",), ("damaged book",), everyday=True), *TERMS)
    assert added(model, terms, "chewed up pages") == [("damaged book", False), ("repair", True)]


def test_a_question_in_the_words_of_the_guidance_needs_no_other_term(model: MeaningModel) -> None:
    """This test ensures that a question with an official term is searched as it stands."""
    assert added(model, TERMS, "the repair of chewed pages") == []
    assert added(model, TERMS, "Repairs of chewed pages") == []


@pytest.mark.parametrize("question", ["when does the cafe open", "my puppy chewed the pages"])
def test_a_question_is_embedded_once(model: MeaningModel, question: str) -> None:
    """This test ensures that the vectors that a meaning is recognised by are those that are searched with."""
    wording = Wording(TERMS, (), (), Meanings(model, TERMS, WordEmbedder()))
    asked = wording.widened(Question.of(question))
    assert asked.embedded is not None
    assert (asked.embedded.vectors == WordEmbedder().embed_question(question).vectors).all()


def test_a_corrected_question_is_embedded_as_it_was_typed(model: MeaningModel) -> None:
    """This test ensures that no word of the question is replaced, even if a meaning is looked for without."""
    words = ("building", "pages")
    meanings = Meanings(model, TERMS, WordEmbedder())
    wording = Wording(TERMS, words, WordEmbedder.words, meanings)
    asked = wording.widened(Question.of("my puppy chewed the biulding"))
    assert [expansion.term for expansion in asked.also_searched if not expansion.meant] == ["biulding"]
    assert asked.embedded is None


def test_what_was_learnt_is_read_as_written(model: MeaningModel, tmp_path: Path) -> None:
    """This test ensures that the file holds each embedder's weights and least probability."""
    file = tmp_path / "meanings.safetensors"
    write_meanings({"one": model}, file)
    found = read_meanings(file)["one"]
    assert (found.entries, found.least) == (model.entries, model.least)
    assert found.weights == pytest.approx(model.weights, abs=0.01)
    assert found.biases == pytest.approx(model.biases, abs=0.01)


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\x02\0\0\0\0\0\0\0{}"])
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, content: bytes | None) -> None:
    """This test ensures that damage is an error that says what to do."""
    file = tmp_path / "meanings.safetensors"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UnreadableIndex, match=r"meanings.safetensors cannot be read .*: reinstall Signpost"):
        read_meanings(file)


def test_an_embedder_that_nothing_was_learnt_for_matches_by_form() -> None:
    """This test ensures that another model's vectors are never taken for a known model's."""
    assert meanings_of(WordEmbedder(), TERMS) is None


def test_every_entry_that_was_learnt_is_in_the_glossary() -> None:
    """This test ensures that both models know the same entries, and that none was renamed since."""
    entries = {term.official for term in glossary_terms() if term.everyday}
    shipped = read_meanings()
    assert len(shipped) == len(KNOWN)
    for model in shipped.values():
        assert set(model.entries) <= entries
        assert NONE not in model.entries


@pytest.mark.model
def test_everyday_speech_finds_its_terms_and_ordinary_speech_none() -> None:
    """This test ensures that the shipped weights recognise sentences that contain no phrase."""
    terms = glossary_terms()
    embedder = SentenceTransformerEmbedder.load(default_model())
    wording = Wording(terms, (), (), meanings_of(embedder, terms))

    def found(text: str) -> set[str]:
        return {e.expansion for e in wording.widened(Question.of(text)).also_searched}

    assert "self-harm" in found("rows of thin scratches on her forearm that she says the cat did")
    assert "young carer" in found(
        "he's nine and gives his mother her tablets and gets the little ones dressed"
    )
    assert "domestic abuse" in found("dad smashed a plate next to mum's head in front of the children")
    for ordinary in ("they cut the budget for trips again", "the baby group needs a new mat"):
        assert found(ordinary) == set()
