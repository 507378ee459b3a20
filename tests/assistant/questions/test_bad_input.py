"""Any input gets an answer or a clear refusal, with the real models, glossary and briefing."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.answer import Answer, Assistant
from assistant.questions.question import LONGEST_QUESTION
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import load_reader
from index.embedding.embedder import SentenceTransformerEmbedder
from index.errors import InvalidQuestion
from index.settings import DEFAULT_READER, DEFAULT_THRESHOLD
from index.storage.builds import open_current

pytestmark = pytest.mark.model

INVISIBLE = st.text(st.characters(categories=["Cc", "Cf", "Zs", "Mn"]), min_size=1, max_size=40)
OPERATORS = st.lists(
    st.sampled_from(
        ["AND", "OR", "NOT", "NEAR", "NEAR(", '"', "*", "-", "+", ":", "^", "(", ")", "{", "text:"]
    ),
    min_size=1,
    max_size=12,
)
EMOJI = st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1FAFF), min_size=1, max_size=20)
OTHER_SCRIPTS = st.text(
    st.characters(min_codepoint=0x370, max_codepoint=0x9FFF, categories=["L"]), max_size=80
)
PUNCTUATION = st.text(st.characters(categories=["P", "S"]), min_size=1, max_size=80)
WORDS = st.sampled_from(["self harm", "who is the DSL", "MARAC", "breifing", "thresholds document"])
TYPED = st.one_of(
    st.text(max_size=300),
    PUNCTUATION,
    EMOJI,
    OTHER_SCRIPTS,
    OPERATORS.map(" ".join),
    st.lists(WORDS | INVISIBLE | EMOJI | PUNCTUATION, min_size=1, max_size=6).map("".join),
    st.builds(lambda word, times: (word + " ") * times, WORDS, st.integers(1, 1500)),
)


@pytest.fixture(scope="module")
def assistant(briefing_index: Path, model: SentenceTransformerEmbedder) -> Assistant:
    """Returns the whole product over the briefing."""
    return Assistant(open_current(briefing_index), model, read_calibrations(), load_reader(DEFAULT_READER))


def check(answer: Answer) -> None:
    """Checks what every answer must satisfy."""
    assert (answer.outcome in {"answered", "related"}) == bool(answer.quotes)
    assert answer.confidence is not None
    assert 0 <= answer.confidence <= 1
    for quote in answer.quotes:
        assert quote.text == quote.place.document.text[quote.place.start : quote.place.end]
        assert quote.highlights


@settings(max_examples=60, deadline=None)
@given(text=TYPED)
def test_any_text_is_answered_or_refused(assistant: Assistant, text: str) -> None:
    """This test ensures that any text leads to an answer, a refusal or a plain error."""
    try:
        check(assistant.answer(text, threshold=DEFAULT_THRESHOLD))
    except InvalidQuestion as error:
        assert "question" in str(error)  # noqa: PT017


@settings(max_examples=30, deadline=None)
@given(text=TYPED, before=st.lists(TYPED, min_size=1, max_size=3))
def test_any_text_may_follow_any_other(assistant: Assistant, text: str, before: list[str]) -> None:
    """This test ensures that earlier questions, whatever they are, do not break the next one."""
    try:
        check(assistant.answer(text, threshold=0, history=before))
    except InvalidQuestion as error:
        assert "question" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("?!?!…", "unclear"),
        ("🙂🙂", "unclear"),
        ("\u202e\u200b“”", "unclear"),
        ('NEAR("*" -', "unclear"),
        ("Was sagt die Hausordnung über Fahrräder im Treppenhaus?", "no_passage"),
        ("ما هي ساعات العمل في المكتبة", "no_passage"),
    ],
)
def test_what_says_nothing_here_is_declined(assistant: Assistant, text: str, outcome: str) -> None:
    """This test ensures that input unrelated to the corpus is declined with the reason."""
    answer = assistant.answer(text, threshold=DEFAULT_THRESHOLD)
    assert answer.outcome == outcome
    assert answer.nearest


def test_invisible_characters_change_nothing(assistant: Assistant) -> None:
    """This test ensures that invisible characters in pasted text do not change the search."""
    plain = assistant.answer("why do children not disclose abuse?", threshold=0)
    pasted = assistant.answer("why\u00a0do chil\u00addren not\u200b disclose\x00 abuse\ufeff?", threshold=0)
    assert pasted.quotes == plain.quotes
    assert pasted.confidence == plain.confidence


def test_ten_thousand_characters_are_refused_with_both_numbers(assistant: Assistant) -> None:
    """This test ensures that a pasted document is refused, not searched in part."""
    with pytest.raises(InvalidQuestion, match=rf"10000.*{LONGEST_QUESTION}"):
        assistant.answer("x" * 10_000, threshold=DEFAULT_THRESHOLD)
