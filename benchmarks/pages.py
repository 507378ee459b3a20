"""Measures the page in a browser: what it weighs, how soon it can be typed into, how long an answer takes.

Run: make bench, or .venv/bin/python -m benchmarks.pages
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from assistant.answers.answer import Assistant
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import load_reader
from benchmarks.material import BRIEFING_QUESTIONS, ROOT, build, read_questions
from benchmarks.speed import milliseconds
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_READER, Settings
from index.storage.builds import open_current

PORT = 8598
OPENINGS, WARMING, QUESTIONS = 10, 5, 40
KIBIBYTE = 1024
BOX = "Type your question and press Enter"
SETTLED = "[data-test-script-state=notRunning]"
# Milliseconds from Enter until the answer with this number has been painted.
WAITED = """(number) => new Promise((done) => {
  const shown = () => document.querySelectorAll(".answer").length >= number;
  const painted = () => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(performance.now() - window.entered)));
  if (shown()) { painted(); return; }
  const watching = new MutationObserver(() => { if (shown()) { watching.disconnect(); painted(); } });
  watching.observe(document.body, { childList: true, subtree: true });
})"""
ENTERED = """() => window.addEventListener("keydown", (event) => {
  if (event.key === "Enter") window.entered = performance.now();
}, true)"""


@dataclass
class Traffic:
    """What the browser sent and received, by its own clock, in seconds. weight: bytes received by HTTP."""

    sent: list[float] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    weight: int = 0
    requests: int = 0

    def watch(self, session: CDPSession) -> None:
        """Starts to listen."""
        session.on("Network.webSocketFrameSent", lambda told: self.sent.append(told["timestamp"]))
        session.on("Network.webSocketFrameReceived", lambda told: self.received.append(told["timestamp"]))
        session.on("Network.loadingFinished", self._loaded)
        session.send("Network.enable")

    def _loaded(self, told: dict[str, Any]) -> None:
        self.weight += int(told["encodedDataLength"])
        self.requests += 1


@contextmanager
def served(index: Path) -> Iterator[str]:
    """Runs `signpost serve` over an index until the end of the block. Yields its address once it is ready."""
    command = [sys.executable, "-m", "cli", "serve", "--port", str(PORT), "--index", str(index)]
    address = f"http://127.0.0.1:{PORT}"
    with subprocess.Popen([*command, "--corpus", str(ROOT / "corpus")], cwd=ROOT, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            next(line for line in process.stdout if "running on" in line)
            with urllib.request.urlopen(f"{address}/ready", timeout=120):  # noqa: S310
                yield address
        finally:
            process.kill()


def opened(browser: Browser, address: str) -> tuple[float, Traffic]:
    """Opens the page in a new profile. Returns the seconds until one can type, and the traffic."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page, traffic = context.new_page(), Traffic()
        traffic.watch(context.new_cdp_session(page))
        started = time.perf_counter()
        page.goto(address, wait_until="commit")
        expect(page.get_by_role("textbox", name=BOX)).to_be_editable(timeout=60_000)
        took = time.perf_counter() - started
        page.locator(SETTLED).wait_for()
        return took, traffic


def asked(page: Page, traffic: Traffic, question: str, number: int) -> tuple[float, float]:
    """Asks the question of this number. Returns the seconds until it is painted, and those of the server."""
    traffic.sent.clear()
    traffic.received.clear()
    box = page.get_by_role("textbox", name=BOX)
    box.fill(question)
    box.press("Enter")
    shown = page.evaluate(WAITED, number) / 1000
    page.locator(SETTLED).wait_for()
    return shown, traffic.received[-1] - traffic.sent[0]


def print_opening(browser: Browser, address: str) -> None:
    """Prints how long the page takes to open, and what it weighs."""
    found = [opened(browser, address) for _ in range(OPENINGS)]
    traffic = found[0][1]
    print(f"the box can be typed into after opening: {milliseconds([took for took, _ in found])}")
    print(f"a first opening weighs {traffic.weight / KIBIBYTE:.0f} KiB in {traffic.requests} requests")


def print_waiting(browser: Browser, address: str, index: Path) -> None:
    """Prints the time from Enter to the painted answer, and what of it browser, server and models take."""
    questions = list(dict.fromkeys(q.text for q in read_questions(BRIEFING_QUESTIONS)))[: WARMING + QUESTIONS]
    page, traffic = browser.new_page(viewport={"width": 1280, "height": 800}), Traffic()
    traffic.watch(page.context.new_cdp_session(page))
    page.goto(address)
    expect(page.get_by_role("textbox", name=BOX)).to_be_editable(timeout=60_000)
    page.evaluate(ENTERED)
    waits: list[float] = []
    serving: list[float] = []
    for question in questions:
        # Each question in a cleared conversation, so that none waits for the drawing of those before it.
        shown, server = asked(page, traffic, question, 1)
        waits.append(shown)
        serving.append(server)
        page.get_by_role("button", name="Clear the page").click()
        expect(page.locator(".answer")).to_have_count(0)
        page.locator(SETTLED).wait_for()
    built = open_current(index)
    embedder = SentenceTransformerEmbedder.load(built.meta.model)
    assistant = Assistant(built, embedder, read_calibrations(), load_reader(DEFAULT_READER))
    settings, models = Settings.from_env(), list[float]()
    for question in questions:
        started = time.perf_counter()
        assistant.answer(question, threshold=settings.threshold, related=settings.related)
        models.append(time.perf_counter() - started)
    warm = slice(WARMING, None)
    print(f"from Enter to the painted answer: {milliseconds(waits[warm])}")
    print(f"  until the server has sent all of it: {milliseconds(serving[warm])}")
    print(f"  in the models and the search, in a process alone: {milliseconds(models[warm])}")
    drawing = statistics.median(w - s for w, s in zip(waits[warm], serving[warm], strict=True))
    print(f"  painted after the server's last word: median {1000 * drawing:.0f} ms")


def main() -> None:
    """Prints a line for each figure."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(ROOT / "corpus", Path(folder), SentenceTransformerEmbedder.load(Settings.from_env().model))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with served(Path(folder)) as address:
            print_opening(browser, address)
            print_waiting(browser, address, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
