"""Questions over the briefing as teachers, nurses and social workers type them, with the expected answers.

Other people wrote them than those who wrote the question set. None of them is about a real child.
"""

from pathlib import Path

import pytest

from assistant.answers.answer import Answer, Assistant
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import load_reader
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_READER, DEFAULT_RELATED, DEFAULT_THRESHOLD
from index.storage.builds import open_current

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def assistant(briefing_index: Path, model: SentenceTransformerEmbedder) -> Assistant:
    """Returns the whole product over the briefing."""
    return Assistant(open_current(briefing_index), model, read_calibrations(), load_reader(DEFAULT_READER))


def asked(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, threshold=DEFAULT_THRESHOLD, related=DEFAULT_RELATED)


@pytest.mark.parametrize(
    ("question", "section"),
    [
        ("she's been cutting, what do I do", "Emotional Wellbeing and Self Harm"),
        ("self harm cuts on arm noticed in PE", "Emotional Wellbeing and Self Harm"),
        ("he said he wishes he was dead, hes 11", "Emotional Wellbeing and Self Harm"),
        ("wats a saftey plan for slef harm", "Emotional Wellbeing and Self Harm"),
        ("kid not in school for weeks mum says he's anxious", "Vulnerability of children not in school"),
        ("strat meeting in august nobody from school", "Effective use of safeguarding processes"),
        ("whats the GCP and when do i use it", "Effective use of safeguarding processes"),
        ("MASH NFA'd our referral", "Effective use of safeguarding processes"),
    ],
)
def test_what_the_briefing_says_is_shown(assistant: Assistant, question: str, section: str) -> None:
    """This test ensures that passages from the right section are shown, and one of them first."""
    answer = asked(assistant, question)
    assert answer.outcome in {"answered", "related"}
    assert section in " ".join(answer.quotes[0].place.section.path)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Parents nod along at every meeting & nothing changes", "feigned (or misleading) compliance"),
        ("one of my TAs is the only person she'll talk to and its wearing her out", "support"),
        ("what stops children from telling someone about abuse?", "five main barriers"),
    ],
)
def test_the_words_that_answer_are_among_the_first(assistant: Assistant, question: str, words: str) -> None:
    """This test ensures that two or three passages are shown, and that these words are in them."""
    answer = asked(assistant, question)
    assert answer.outcome in {"answered", "related"}
    assert any(words in quote.text for quote in answer.quotes)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("how many levels are there in the threshold document", "number of levels"),
        ("what percentage of teenagers self-harm", "percentage"),
        ("how many hours of OOST", "number of hours"),
        ("how many days to put the referral in writing", "number of days"),
        ("name and email of the specialist community advisor", "name"),
        ("who did the research on the five barriers and what year was it", "year"),
    ],
)
def test_a_fact_that_the_briefing_lacks_is_named(assistant: Assistant, question: str, missing: str) -> None:
    """This test ensures that a passage on the subject is never an answer when it lacks the fact asked for."""
    answer = asked(assistant, question)
    assert answer.outcome in {"related", "no_passage"}
    assert answer.reason is not None
    assert answer.reason.kind == missing


@pytest.mark.parametrize(
    ("question", "source_id"),
    [
        ("how many levels are there in the threshold document", "thresholds-document"),
        ("how many days to put the referral in writing", "making-a-referral-to-social-care"),
        ("she's been cutting, what do I do", "self-harm-practice-guidance"),
        ("whats the GCP and when do i use it", "graded-care-profile"),
    ],
)
def test_the_document_that_may_hold_it_comes_first(
    assistant: Assistant, question: str, source_id: str
) -> None:
    """This test ensures that the nearest registered document comes first, marked as without a copy."""
    first = asked(assistant, question).points_to[0]
    assert (first.source.id, first.held) == (source_id, False)
