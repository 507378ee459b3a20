"""Measures what re-ingesting a thousand documents costs, compared with the first ingestion.

Nothing has changed, or one document. The time of the gates is separate: the proof of forgetting, and the
corpus's own questions, asked before publication. In the last run another process asks all the time, as the
page does.

Run: .venv/bin/python -m benchmarks.reingest [DOCUMENTS]
"""

import multiprocessing
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.material import ROOT, Silent, build
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import Settings
from publishing.builds.ingestion import IngestReport
from views.current_build import current_assistant

DOCUMENTS = 1000
# The labels of the progress bars for the gates and for the proof.
GATES = ("Asking the questions", "Searching for removed passages")
SECTIONS, SENTENCES, WORDS = 4, 3, 14
VOCABULARY = ROOT / "corpus/documents/learning-from-case-reviews.md"


def made_document(chance: random.Random, vocabulary: list[str]) -> str:
    """Returns a made-up document: headings and paragraphs of words in random order."""

    def sentence() -> str:
        return " ".join(chance.choices(vocabulary, k=WORDS)).capitalize() + "."

    parts = [f"# Made up: {sentence()}"]
    for _ in range(SECTIONS):
        parts += [f"## {sentence()}", " ".join(sentence() for _ in range(SENTENCES)), sentence()]
    return "\n\n".join(parts) + "\n"


@contextmanager
def timed(spent: dict[str, float], label: str, _length: int) -> Iterator[Silent]:
    """Yields a silent progress bar and records how long its task took."""
    started = time.perf_counter()
    yield Silent()
    spent[label] = time.perf_counter() - started


def ask_on(index: Path, orders: Connection) -> None:
    """Asks as the page does until told to end.

    Then sends the number of questions, the number of builds that answered, and the slowest time in seconds.
    """
    settings = Settings(index=index)
    times, builds = [], set()
    current_assistant(settings).answer("who may see the child?", threshold=0)
    orders.send("ready")
    ended = False
    while not ended:
        ended = orders.poll()
        started = time.perf_counter()
        answer = current_assistant(settings).answer("who may see the child?", threshold=0)
        times.append(time.perf_counter() - started)
        builds.add(answer.build)
    orders.send((len(times), len(builds), max(times)))


def main() -> None:
    """Prints how long each run takes, and its share of the first run's time."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else DOCUMENTS
    chance = random.Random(1)
    vocabulary = sorted(set(re.findall(r"[a-z]{3,}", VOCABULARY.read_text(encoding="utf-8").lower())))
    embedder = SentenceTransformerEmbedder.load(Settings.from_env().model)
    with tempfile.TemporaryDirectory() as folder:
        corpus, index = Path(folder, "corpus"), Path(folder, "index")
        (corpus / "documents").mkdir(parents=True)
        (corpus / "sources.toml").write_text('[corpus]\nname = "Made up"\n', encoding="utf-8")
        for i in range(count):
            path = corpus / f"documents/made-{i:04}.md"
            path.write_text(made_document(chance, vocabulary), encoding="utf-8")

        spent: dict[str, float] = {}

        def run() -> tuple[float, IngestReport]:
            spent.clear()
            started = time.perf_counter()
            report = build(corpus, index, embedder, lambda label, length: timed(spent, label, length))
            return time.perf_counter() - started, report

        def change() -> tuple[float, float, IngestReport]:
            path = corpus / "documents/made-0000.md"
            path.write_text(made_document(chance, vocabulary), encoding="utf-8")
            seconds, report = run()
            gates = sum(spent.get(label, 0.0) for label in GATES)
            return seconds - gates, gates, report

        first, report = run()
        print(f"first ingest of {count} documents, {report.passages.added} passages: {first:.1f} s")
        unchanged, _ = run()
        print(f"nothing changed: {unchanged:.2f} s, {unchanged / first:.1%} of the first")
        one, proof, report = change()
        print(
            f"one document changed, {report.passages.added} passages embedded: {one:.2f} s, "
            f"{one / first:.1%} of the first; plus asking for {report.forgotten} removed passages: "
            f"{proof:.2f} s"
        )
        shutil.copy(ROOT / "corpus/questions.jsonl", corpus)
        one, gates, report = change()
        print(f"the same with the questions of corpus/: {one:.2f} s; plus all gates: {gates:.1f} s")
        here, there = multiprocessing.get_context("spawn").Pipe()
        asking = multiprocessing.get_context("spawn").Process(target=ask_on, args=(index, there))
        asking.start()
        here.recv()
        one, gates, report = change()
        here.send("end")
        asked, builds, slowest = here.recv()
        asking.join()
        print(
            f"the same while another process asks: {one:.2f} s; plus all gates: {gates:.1f} s; "
            f"{asked} questions answered of {builds} builds, none failed, the slowest in {slowest:.2f} s"
        )


if __name__ == "__main__":
    main()
