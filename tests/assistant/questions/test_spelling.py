"""Corrections of misspelt words, by words of the corpus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from assistant.questions.question import Expansion
from assistant.questions.spelling import Vocabulary, corrected
from index.storage.database import SCHEMA
from index.storage.stems import TOKENIZER, stems_of

WORDS = """
    Briefing safeguarding disclosure children building referral assessments assessed escalate escalated
    home horse house houses printed professional because section47 café
""".split()  # noqa: SIM905
VOCABULARY = Vocabulary.of(WORDS, known=["bullying", "LADOs"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("breifing", "briefing"),
        ("safegaurding", "safeguarding"),
        ("dislcosure", "disclosure"),
        ("chidlren", "children"),
        ("hcildren", "children"),
        ("Chidren", "children"),
        ("refferal", "referral"),
        ("profesionall", "professional"),
        # Two slips in words of eight letters or more, one in five to seven.
        ("biulding", "building"),
        ("biuldnig", "building"),
        ("hotses", "houses"),
        ("hotsez", None),
        ("horss", "horse"),
        # Another first letter.
        ("griefing", None),
        # In words of four letters, only two letters swapped.
        ("hoem", "home"),
        ("hone", None),
        # Digits; nothing near.
        ("secton47", None),
        ("briefing1", None),
        ("risotto", None),
        # Known, in any case and inflection, or to the glossary.
        ("BRIEFING", None),
        ("escalates", None),
        ("assess", None),
        ("bullying", None),
        ("ladoes", None),
        # Equally near to two words; of one word's inflections the first.
        ("hourse", None),
        ("escalat", "escalate"),
        # Stop words are never corrections.
        ("becuase", None),
        ("", None),
        ("\ud800\u0130’", None),
    ],
)
def test_a_word_has_one_correction_or_none(typed: str, meant: str | None) -> None:
    """This test ensures that exactly these words are corrected to these, and the rest left alone."""
    assert corrected([typed], VOCABULARY) == (() if meant is None else (Expansion(typed, meant),))


def test_corrections_come_in_the_order_of_the_question() -> None:
    """This test ensures that each word is corrected once, as typed, in its place."""
    words = ["Dislcosure", "of", "a", "breifing", "dislcosure"]
    assert corrected(words, VOCABULARY) == (
        Expansion("Dislcosure", "disclosure"),
        Expansion("breifing", "briefing"),
    )


def test_an_empty_corpus_corrects_nothing() -> None:
    """This test ensures that a corpus without words causes no error."""
    assert corrected(["breifing"], Vocabulary.of([])) == ()
    assert corrected([], VOCABULARY) == ()


def test_a_known_word_is_no_correction() -> None:
    """This test ensures that only words in the passages are offered as corrections."""
    assert corrected(["bulliyng"], VOCABULARY) == ()
    assert corrected(["bulliyng"], Vocabulary.of(["bullying"])) == (Expansion("bulliyng", "bullying"),)


def test_stems_are_those_of_the_lexical_index() -> None:
    """This test ensures that stems here are the same as in the lexical index."""
    assert f"tokenize='{TOKENIZER}'" in SCHEMA
    assert stems_of(["referred", "referring", "Cafés", "…"]) == {
        "referred": "refer",
        "referring": "refer",
        "Cafés": "cafe",
        "…": "…",
    }
    assert stems_of([]) == {}


LETTERS = st.text("abcdehoruse", min_size=1, max_size=9)


@given(st.lists(LETTERS | st.text() | st.sampled_from(WORDS), max_size=6), st.lists(LETTERS, max_size=30))
def test_a_correction_is_near_known_and_alone(words: list[str], vocabulary: list[str]) -> None:
    """This test ensures, by a plain count of slips, that no other word is equally near."""
    stems = stems_of(vocabulary)
    for found in corrected(words, Vocabulary.of(vocabulary)):
        assert found.term in words
        word = found.word.lower()
        slips = OSA.distance(word, found.expansion)
        assert 1 <= slips <= (1 if len(word) < 8 else 2)
        assert found.expansion[0] == word[0] or found.expansion[:2] == word[1::-1]
        rivals = [
            w
            for w in vocabulary
            if OSA.distance(word, w) <= slips and (w[0] == word[0] or w[:2] == word[1::-1])
        ]
        assert found.expansion in rivals
        assert {stems[rival] for rival in rivals} == {stems[found.expansion]}
