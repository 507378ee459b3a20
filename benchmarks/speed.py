"""Measures how long a person waits: for ingestion, a warm question by stages, the first answer in a browser.

Run: make bench, or .venv/bin/python -m benchmarks.speed
"""

import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import sync_playwright

from assistant.answers.answer import Assistant
from assistant.questions.question import Question
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.ranking import Ranker
from assistant.retrieval.reader import load_reader
from assistant.retrieval.retriever import Retriever
from benchmarks.material import BENCH, BRIEFING_QUESTIONS, ROOT, build, read_questions
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_READER, Settings
from index.storage.builds import open_current

PORT = 8599
ROUNDS = 2
WARMING = 10


def milliseconds(values: list[float]) -> str:
    """Returns the median and the 95th percentile, in words."""
    ordered = sorted(values)
    return (
        f"median {1000 * statistics.median(ordered):.1f} ms, "
        f"95th percentile {1000 * ordered[int(0.95 * (len(ordered) - 1))]:.1f} ms"
    )


def print_stages(folder: Path, embedder: SentenceTransformerEmbedder) -> None:
    """Prints the time of a question in one process up to the end of each stage, and in all."""
    index = open_current(folder)
    retriever = Retriever(index, embedder)
    ranker = Ranker(index, embedder, load_reader(DEFAULT_READER))
    assistant = Assistant(index, embedder, read_calibrations(), load_reader(DEFAULT_READER))
    stages: dict[str, Callable[[Question], object]] = {
        "the question embedded": lambda question: embedder.embed_question(question.searched),
        "candidates found": retriever.search,
        "candidates read": ranker.rank,
        "the whole answer": lambda question: assistant.answer(question.asked, threshold=0),
    }
    questions = [Question.of(q.text) for q in read_questions(BRIEFING_QUESTIONS)]
    for name, stage in stages.items():
        for question in questions[:WARMING]:
            stage(question)
        print(f"  {name}: {milliseconds([seconds(stage, q) for q in questions for _ in range(ROUNDS)])}")


def seconds(stage: Callable[[Question], object], question: Question) -> float:
    """Returns how long one stage takes for one question."""
    started = time.perf_counter()
    stage(question)
    return time.perf_counter() - started


def first_answer() -> float:
    """Returns the seconds from `make run` on a machine already set up to the first answer in the browser."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        started = time.perf_counter()
        with subprocess.Popen(
            ["make", "run", f"PORT={PORT}"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            try:
                assert process.stdout is not None
                for line in process.stdout:
                    if re.search(r"running on http://", line):
                        break
                page.goto(f"http://127.0.0.1:{PORT}")
                box = page.get_by_role("textbox", name="Type your question and press Enter")
                box.fill("what stops children from telling someone about abuse?")
                box.press("Enter")
                page.locator("blockquote").first.wait_for(timeout=60_000)
                return time.perf_counter() - started
            finally:
                subprocess.run(["pkill", "-f", f"signpost serve --port {PORT}"], check=False)
                browser.close()


def main() -> None:
    """Prints a line for each figure."""
    embedder = SentenceTransformerEmbedder.load(Settings.from_env().model)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        report = build(ROOT / "corpus", Path(folder), embedder)
        print(
            f"ingest the briefing, model loaded: {time.perf_counter() - started:.1f} s "
            f"({report.passages.added} passages)"
        )
        print("a warm question on the briefing, up to:")
        print_stages(Path(folder), embedder)
    if BENCH.is_dir():
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder, "corpus")
            shutil.copytree(BENCH / "ofsted", corpus / "documents", ignore=shutil.ignore_patterns("*.md"))
            (corpus / "sources.toml").write_text("", encoding="utf-8")
            started = time.perf_counter()
            report = build(corpus, Path(folder, "index"), embedder)
            print(
                f"ingest {len(report.documents.added)} Ofsted reports: {time.perf_counter() - started:.0f} s "
                f"({report.passages.added} passages)"
            )
            print("a warm question on them, up to:")
            print_stages(Path(folder, "index"), embedder)
    print(f"first answer in the browser after `make run`, set up and ingested: {first_answer():.1f} s")


if __name__ == "__main__":
    main()
