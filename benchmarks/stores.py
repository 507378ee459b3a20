"""Compares a PostgreSQL store with the index folder that was uploaded to it: upload, disk, a warm question.

Run: .venv/bin/python -m benchmarks.stores INDEX postgresql://…
"""

import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from assistant.answers.answer import Assistant
from assistant.questions.question import Question
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import load_reader
from assistant.retrieval.retriever import Retriever
from benchmarks.speed import milliseconds, seconds
from index.embedding.embedder import SentenceTransformerEmbedder
from index.postgres.connections import connected
from index.postgres.store import PostgresStore
from index.postgres.upload import upload
from index.settings import DEFAULT_KEEP, DEFAULT_READER
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex

QUESTIONS = 100
LONGEST = 200


def questions_of(build: PassageIndex) -> list[Question]:
    """Returns questions that the build answers: the first sentences of passages spread over all of it."""
    step = max(1, len(build.passages) // QUESTIONS)
    texts = []
    for passage in build.passages[::step]:
        start, end = passage.sentences[0]
        texts.append(build.documents[passage.source_id].text[start:end][:LONGEST])
    return [Question.of(text) for text in texts if text.strip()]


def answer(assistant: Assistant, question: Question) -> object:
    """Answers a question, declining nothing."""
    return assistant.answer(question.asked, threshold=0)


def main() -> None:
    """Prints a line for each figure; each question is asked of both, one after the other."""
    index, address = Path(sys.argv[1]), sys.argv[2]
    started = time.perf_counter()
    done = upload(index, address, DEFAULT_KEEP, full=True)
    print(f"upload of {done.copied} builds: {time.perf_counter() - started:.1f} s")
    with closing(connected(address)) as connection:
        ((size,),) = connection.execute("SELECT pg_database_size(current_database())").fetchall()
    folder = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    print(f"disk: {folder / 1e6:.1f} MB in the folder, {size / 1e6:.1f} MB in the database")
    builds = {"folder": open_current(index), "store": PostgresStore(address).open_current()}
    build = builds["folder"]
    embedder = SentenceTransformerEmbedder.load(build.meta.model)
    reader, calibrations = load_reader(DEFAULT_READER), read_calibrations()
    retrievers = {name: Retriever(found, embedder) for name, found in builds.items()}
    assistants = {name: Assistant(found, embedder, calibrations, reader) for name, found in builds.items()}
    found: dict[str, list[float]] = {name: [] for name in builds}
    answered: dict[str, list[float]] = {name: [] for name in builds}
    for question in questions_of(build):
        for name, assistant in assistants.items():
            found[name].append(seconds(retrievers[name].search, question))
            answered[name].append(seconds(partial(answer, assistant), question))
    for name in builds:
        print(f"{name}, {len(build.passages)} passages: candidates found: {milliseconds(found[name])}")
        print(f"{name}, {len(build.passages)} passages: whole answer: {milliseconds(answered[name])}")


if __name__ == "__main__":
    main()
