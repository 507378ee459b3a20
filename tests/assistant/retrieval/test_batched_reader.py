"""Answers to many people at once: they are what each would get alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from parts import ROOT

from assistant.answers.answer import Answer, Assistant
from assistant.evaluation.gold import read_gold
from assistant.retrieval.batched_reader import BatchedReader
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import EvidenceReader
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.queued_embedder import QueuedEmbedder
from index.storage.builds import open_current

pytestmark = pytest.mark.model
PEOPLE = 12
# Of the numbers that the reader computes for passages read together.
NEARLY = 1e-5


def test_an_answer_among_many_is_the_answer_alone(
    briefing_index: Path, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that the same words are quoted, in the same order and with the same scores."""
    index, reader = open_current(briefing_index), EvidenceReader.load()
    plain = Assistant(index, model, read_calibrations(), reader)
    shared = Assistant(index, QueuedEmbedder(model), read_calibrations(), BatchedReader(reader))
    questions = [gold.asked.question for gold in read_gold(ROOT / "corpus/questions.jsonl")[::10]][:PEOPLE]

    def answer(question: str) -> Answer:
        return shared.answer(question, threshold=0.45)

    with ThreadPoolExecutor(PEOPLE) as people:
        together = list(people.map(answer, questions))
    for question, found in zip(questions, together, strict=True):
        alone = plain.answer(question, threshold=0.45)
        assert found.question == alone.question
        assert [quote.text for quote in found.quotes] == [quote.text for quote in alone.quotes]
        scores = [quote.score for quote in alone.quotes]
        assert [quote.score for quote in found.quotes] == pytest.approx(scores, abs=NEARLY)
        assert found.confidence == pytest.approx(alone.confidence, abs=NEARLY)
