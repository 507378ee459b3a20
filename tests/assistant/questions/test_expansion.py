"""Question expansion, from the corpus folder to the answer."""

from pathlib import Path

import pytest
from parts import ROOT, TODAY, UNCALIBRATED, WordEmbedder, assistant_of, publish

from assistant.answers.answer import Assistant
from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text
from assistant.questions.expansion import Wording
from assistant.questions.question import Expansion, Question
from index.documents import Term
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import default_model
from index.errors import InvalidSetting
from index.settings import Settings
from index.storage.builds import open_current
from views.asking.answer_card import answer_card

REGISTER = (
    '[corpus]\nname = "Made up"\n\n[[source]]\nid = "desk"\ntitle = "Desk"\nfile = "documents/desk.md"\n'
)
DESK = "# Desk\n\nThe returns desk opens at nine.\n\nA damaged book is taken out of the shelf.\n"
GLOSSARY = (
    '[[term]]\nwords = ["RD"]\nofficial = ["returns desk"]\n\n'
    '[[everyday]]\nwords = ["torn page"]\nofficial = ["damaged"]\nrelated = true\n'
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Returns a build of a made-up corpus with a glossary."""
    corpus = tmp_path / "corpus"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "sources.toml").write_text(REGISTER)
    (corpus / "documents/desk.md").write_text(DESK)
    (corpus / "glossary.toml").write_text(GLOSSARY)
    publish(corpus, tmp_path / "index")
    return tmp_path / "index"


def test_a_term_of_the_glossary_is_searched_and_shown(index: Path) -> None:
    """This test ensures that an acronym finds its official term, and that the answer says so."""
    answer = assistant_of(index).answer("RD", threshold=0)
    assert answer.quotes[0].text == "The returns desk opens at nine."
    assert answer.question.searched == "RD"
    assert answer_record(answer)["also_searched"] == [
        {"term": "RD", "expansion": "returns desk", "related": False}
    ]
    assert "Also searched: returns desk" in answer_text(answer)
    assert "Also searched: returns desk" in answer_card(answer, open_current(index), TODAY)


def test_a_related_term_is_said_to_be_another_thing(index: Path) -> None:
    """This test ensures that passages found for a related term are not presented as being about the term."""
    answer = assistant_of(index).answer("a torn page", threshold=0)
    assert "Related, not the same: “damaged” for “torn page”" in answer_text(answer)


def test_the_glossary_can_be_switched_off(index: Path) -> None:
    """This test ensures that without the glossary only the question's own words are searched."""
    plain = Assistant(open_current(index), WordEmbedder(), UNCALIBRATED, glossary=False)
    assert plain.answer("RD", threshold=0).question.also_searched == ()
    assert Settings.from_env({"SIGNPOST_GLOSSARY": "off"}).glossary == "off"
    with pytest.raises(InvalidSetting, match="SIGNPOST_GLOSSARY is 'maybe'"):
        Settings.from_env({"SIGNPOST_GLOSSARY": "maybe"})


def test_an_acronym_says_enough_when_the_corpus_holds_its_official_term(index: Path) -> None:
    """This test ensures that a question in professional shorthand is not called unclear."""
    assert assistant_of(index).answer("RD", threshold=0.5).outcome == "answered"
    plain = Assistant(open_current(index), WordEmbedder(), UNCALIBRATED, glossary=False)
    assert plain.answer("RD", threshold=0.5).outcome == "unclear"


def test_the_glossary_makes_no_silence_an_answer(index: Path) -> None:
    """This test ensures that an official term that is in no document does not make a question known."""
    corpus = index.parent / "corpus"
    (corpus / "glossary.toml").write_text(GLOSSARY.replace('"returns desk"', '"night porter"'))
    publish(corpus, index)
    answer = assistant_of(index).answer("RD", threshold=0.5)
    assert answer.question.also_searched
    assert answer.outcome == "unclear"


def test_a_change_of_the_glossary_is_a_new_build(index: Path) -> None:
    """This test ensures that ingestion notices a changed glossary."""
    corpus = index.parent / "corpus"
    before = publish(corpus, index)
    (corpus / "glossary.toml").write_text(GLOSSARY.replace('"RD"', '"TD"'))
    after = publish(corpus, index)
    assert not before.published
    assert after.published
    assert [term.words for term in open_current(index).corpus.terms] == [("TD",), ("torn page",)]


def test_a_misspelt_word_is_put_right_and_then_looked_up() -> None:
    """This test ensures that a misspelling does not hide a glossary term."""
    terms = (Term(("briefing note",), ("practice briefing",)),)
    wording = Wording(terms, {"briefing", "note", "practice"}, {"ordinary"})
    assert wording.widened(Question.of("breifing note")).also_searched == (
        Expansion("breifing", "briefing"),
        Expansion("briefing note", "practice briefing", full=True),
    )
    asked = wording.widened(Question.of("which breifing note at night"))
    assert asked.read == "which briefing note at night"


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("whats the PB", "whats the PB (practice briefing)"),
        ("PBs?", "PBs (practice briefing)?"),
        ("RD, and the RD or PB", "RD (returns desk; reading day), and the RD or PB (practice briefing)"),
        ("how long is a PB", "how long is a PB"),
        ("the practice briefing", "the practice briefing"),
        ("a torn page", "a torn page"),
        ("the RD of our TP", "the RD of our TP"),
    ],
)
def test_the_reader_learns_what_an_abbreviation_stands_for(asked: str, read: str) -> None:
    """This test ensures that full names are read only where the question says nothing but abbreviations."""
    terms = (
        Term(("PB",), ("practice briefing",)),
        Term(("RD",), ("returns desk", "reading day"), ambiguous=True),
        Term(("TP",), ("torn page",), related=True),
        Term(("torn page",), ("damaged book",), everyday=True),
    )
    assert Wording(terms, (), ()).widened(Question.of(asked)).read == read


def test_without_ordinary_words_nothing_counts_as_misspelt() -> None:
    """This test ensures that nothing is corrected if no vocabulary tells rare words from misspelt ones."""
    assert Wording((), {"briefing"}, ()).widened(Question.of("breifing")).also_searched == ()


@pytest.mark.model
def test_the_models_words_keep_ordinary_words_from_being_corrected(tmp_path: Path) -> None:
    """This test ensures that misspellings are corrected, but not ordinary words that the briefing lacks."""
    embedder = SentenceTransformerEmbedder.load(default_model())
    publish(ROOT / "corpus", tmp_path, embedder)
    index = open_current(tmp_path)
    wording = Wording(index.corpus.terms, index.words, embedder.words)
    assert wording.widened(Question.of("which breifing")).also_searched == (
        Expansion("breifing", "briefing"),
    )
    assert wording.widened(Question.of("how do I renew a passport or a licence?")).also_searched == ()
