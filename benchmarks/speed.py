"""How long a person waits: ingestion, a warm question, the first answer in the browser.

Run: make bench, or .venv/bin/python -m benchmarks.speed
"""

import re
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from assistant.answer import Assistant
from assistant.evidence import Calibration
from benchmarks.material import BENCH, BRIEFING_QUESTIONS, ROOT, build, read_questions
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_MODEL

PORT = 8599
ROUNDS = 3


def milliseconds(values: list[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(values)
    return (
        f"median {1000 * statistics.median(ordered):.1f} ms, "
        f"95th percentile {1000 * ordered[int(0.95 * (len(ordered) - 1))]:.1f} ms"
    )


def warm_ask(index: Path, embedder: SentenceTransformerEmbedder) -> list[float]:
    """Seconds for each question of the briefing, inside one process, after one round to warm up."""
    assistant = Assistant(open_current(index), embedder, Calibration.load())
    questions = [q.text for q in read_questions(BRIEFING_QUESTIONS)]
    for text in questions[:20]:
        assistant.answer(text, threshold=0.5)
    seconds = []
    for _ in range(ROUNDS):
        for text in questions:
            started = time.perf_counter()
            assistant.answer(text, threshold=0.5)
            seconds.append(time.perf_counter() - started)
    return seconds


def first_answer() -> float:
    """Seconds from `make run` on a set-up machine to the first answer in the browser."""
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
    """Print a line for each figure."""
    embedder = SentenceTransformerEmbedder.load(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        report = build(ROOT / "corpus", Path(folder), embedder)
        print(
            f"ingest the briefing, model loaded: {time.perf_counter() - started:.1f} s "
            f"({report.passages.added} passages)"
        )
        print(f"warm ask on the briefing: {milliseconds(warm_ask(Path(folder), embedder))}")
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
            print(f"warm ask on them: {milliseconds(warm_ask(Path(folder, 'index'), embedder))}")
    print(f"first answer in the browser after `make run`, set up and ingested: {first_answer():.1f} s")


if __name__ == "__main__":
    main()
