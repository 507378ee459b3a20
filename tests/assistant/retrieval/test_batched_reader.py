"""Answers to many people at once: read and embedded together, they are what each would get alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from parts import ROOT

from assistant.answers.answer import Answer, Assistant
from assistant.evaluation.gold import read_gold
from assistant.retrieval.batched_reader import BatchedReader
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import EvidenceReader
from index.embedding.batched_embedder import BatchedEmbedder
from index.embedding.embedder import SentenceTransformerEmbedder
from index.storage.builds import open_current

pytestmark = pytest.mark.model
PEOPLE = 12
NEARLY = 2e-3


def test_an_answer_among_many_is_the_answer_alone(
    briefing_index: Path, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that the same words are quoted with the same scores."""
    index, reader = open_current(briefing_index), EvidenceReader.load()
    plain = Assistant(index, model, read_calibrations(), reader)
    shared = Assistant(index, BatchedEmbedder(model), read_calibrations(), BatchedReader(reader))
    questions = [gold.asked.question for gold in read_gold(ROOT / "corpus/questions.jsonl")[::10]][:PEOPLE]

    def answer(question: str) -> Answer:
        return shared.answer(question, threshold=0.45)

    with ThreadPoolExecutor(PEOPLE) as people:
        together = list(people.map(answer, questions))
    for question, found in zip(questions, together, strict=True):
        alone = plain.answer(question, threshold=0.45)
        assert found.question == alone.question
        # Numbers of eight binary digits, in batches padded to another length: near ties may change places.
        scores = {quote.text: quote.score for quote in alone.quotes}
        assert {quote.text: quote.score for quote in found.quotes} == pytest.approx(scores, rel=NEARLY)
        assert found.confidence == pytest.approx(alone.confidence, abs=NEARLY)
