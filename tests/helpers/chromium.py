"""Runs the real server on the real index, and a real Chromium."""

import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parts import ROOT
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

SIGNPOST = Path(sys.executable).with_name("signpost")
ARTEFACTS = ROOT / "tests/artefacts"
NAMES = ("chromium", "chromium-browser", "google-chrome")
# Whether the page fits without scrolling sideways.
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
PUBLIC_HOST = "guidance.example.org"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Host name of the test's proxy; no name is looked up.
    f"--host-resolver-rules=MAP {PUBLIC_HOST} 127.0.0.1",
]
# The label of the question box.
BOX = "Type your question and press Enter"
# Not every violation is written to the console.
TELL_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
  console.error("Content Security Policy: " + event.effectiveDirective + " " + event.blockedURI))"""


@dataclass
class Server:
    """A running `signpost serve`. log: every line that it printed."""

    process: subprocess.Popen[str]
    index: Path
    log: list[str] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self.rest = threading.Thread(target=self._read_on, daemon=True)

    def read_until_running(self) -> None:
        """Reads the log until it gives the address; fails if the server ends first."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.log.append(line)
            found = re.search(r"running on (http://\S+)", line)
            if found:
                self.url = found.group(1)
                self.rest.start()
                return
        raise AssertionError("the server ended: " + "".join(self.log))

    def _read_on(self) -> None:
        assert self.process.stdout is not None
        self.log.extend(self.process.stdout)


@contextmanager
def serving(
    index: Path,
    corpus: Path,
    *,
    ready: bool = True,
    port: int = 0,
    signpost: Path = SIGNPOST,
    **environment: str,
) -> Iterator[Server]:
    """Runs `signpost serve` until the end of the block. ready: wait until it is. port 0: any free one."""
    command = [signpost, "serve", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--index", index, "--corpus", corpus],
        cwd=index,
        env={**os.environ, "PYTHONUNBUFFERED": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Server(process, index)
    with process:
        try:
            running.read_until_running()
            if ready:
                with urllib.request.urlopen(f"{running.url}/ready", timeout=120) as response:
                    assert response.read().startswith(b"ready: build ")
            yield running
        finally:
            process.terminate()
            running.rest.join(timeout=30)


@contextmanager
def window(
    browser: Browser,
    server: Server,
    width: int,
    url: str | None = None,
    **options: Any,  # noqa: ANN401
) -> Iterator[Page]:
    """Opens a new window on the page Ask, at the server or, through a proxy, at another address.

    Fails if a request leaves this machine, or if anything violates the Content-Security-Policy.
    """
    at = url or server.url
    opened = browser.new_page(
        viewport={"width": width, "height": 800},
        locale="en-GB",
        ignore_https_errors=url is not None,
        **options,
    )
    outside: list[str] = []
    forbidden: list[str] = []
    opened.on(
        "request",
        lambda r: None if r.url.startswith((at, "data:", "blob:")) else outside.append(r.url),
    )
    opened.add_init_script(TELL_VIOLATIONS)
    opened.on("console", lambda m: forbidden.append(m.text) if "Content Security Policy" in m.text else None)
    opened.goto(at)
    try:
        yield opened
    except Exception as error:
        error.add_note(last_seen(opened, server))
        raise
    opened.close()
    assert outside == []
    assert forbidden == []


def last_seen(page: Page, server: Server) -> str:
    """Saves what the page shows when a test fails, as text and as a picture, and the server's output."""
    path = ARTEFACTS / "failed.png"
    page.screenshot(path=path)
    return f"{path}\n{page.locator('body').aria_snapshot()}\n{''.join(server.log)}"


def screenshot(page: Page, folder: Path, name: str) -> None:
    """Saves a picture of the page, named after the width of the window."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=folder / f"{name}-{width}.png")


def type_in(page: Page, question: str) -> None:
    """Types a question and sends it."""
    box = page.get_by_role("textbox", name=BOX)
    box.fill(question)
    box.press("Enter")


def settled(page: Page) -> None:
    """Waits until the page's script has finished, and the newest question has been scrolled to."""
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible(timeout=30_000)
    expect(page.locator("body[data-scrolling]")).to_have_count(0)


def ask(page: Page, question: str) -> None:
    """Types a question and waits for the result."""
    type_in(page, question)
    expect(page.get_by_text(question, exact=True).first).to_be_visible(timeout=30_000)
    expect(page.locator(".answer").first).to_be_visible(timeout=30_000)
    settled(page)


def free_port() -> int:
    """Returns a free port, so that the address is known before the server starts."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def choose(page: Page, label: str, option: str) -> None:
    """Chooses from a list by key and pointer, and opens it again if it closed.

    An open list closes as soon as the page moves under it, and a page moves until its last part is in place.
    """
    box, wanted = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option)
    for _ in range(10):
        box.press("ArrowDown")
        try:
            wanted.click(timeout=3_000)
        except PlaywrightTimeout:
            continue
        break
    expect(box).to_have_value(option)


def press(page: Page, button: str, shown: str) -> None:
    """Presses a button until its words are shown, as a person does: a press is lost if the page moves."""
    pressed = page.get_by_text(shown).first
    for _ in range(5):
        page.get_by_role("button", name=button).click()
        try:
            pressed.wait_for(timeout=10_000)
        except PlaywrightTimeout:
            continue
        break
    expect(pressed).to_be_visible()


def upload(page: Page, name: str, data: bytes) -> None:
    """Uploads another edition of the lending rules on the page Maintain."""
    settled(page)
    expect(page.get_by_role("combobox", name="Document")).to_have_count(1)
    choose(page, "Document", "Lending rules (copy here)")
    kind = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator("input[type=file]").set_input_files(kind)  # type: ignore[arg-type]
    expect(page.get_by_test_id("stFileChipName")).to_be_visible()
    page.get_by_role("button", name="Upload and check").click()


def source_words() -> str:
    """Returns the source file without Markdown marks, white space folded."""
    text = (ROOT / "corpus/documents/learning-from-case-reviews.md").read_text(encoding="utf-8")
    text = re.sub(r"\[([^\]^]+)\]\(#\)", r"\1", text).replace("**", "")
    text = text.replace("]:", "]").replace("[^1]", "¹").replace("[^2]", "²")
    return " ".join(text.split())
