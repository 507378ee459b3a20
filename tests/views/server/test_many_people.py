"""Many people at once in the real server, each in a session of Streamlit's own protocol."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chromium import serving
from parts import ROOT

from assistant.answers.answer import Assistant
from assistant.evaluation.gold import read_gold
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import EvidenceReader
from benchmarks.people import Expected, meet
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_RELATED, DEFAULT_THRESHOLD
from index.storage.builds import open_current

PEOPLE = 8


@pytest.mark.model
def test_everybody_gets_the_answer_to_their_own_question(
    briefing_index: Path, model: SentenceTransformerEmbedder
) -> None:
    """This test ensures that people who ask at the same moment never get each other's quotes."""
    index = open_current(briefing_index)
    assistant = Assistant(index, model, read_calibrations(), EvidenceReader.load())
    questions = [gold.asked.question for gold in read_gold(ROOT / "corpus/questions.jsonl")[::10]][:PEOPLE]

    def expected(question: str) -> Expected:
        answer = assistant.answer(question, threshold=DEFAULT_THRESHOLD, related=DEFAULT_RELATED)
        return Expected(question, sorted(quote.text for quote in answer.quotes))

    talks = [[expected(question)] for question in questions]
    with serving(briefing_index, ROOT / "corpus") as server:
        due = [iter([time.perf_counter()]) for _ in range(PEOPLE)]
        # In a thread of its own: where a browser test ran before, this one already has an event loop.
        with ThreadPoolExecutor(1) as thread:
            step = thread.submit(lambda: asyncio.run(meet(server.url, talks, due))).result()
    assert (step.errors, step.wrong) == ([], [])
    assert len(step.waits) == PEOPLE
    assert len({tuple(talk[0].quotes) for talk in talks}) > PEOPLE / 2
