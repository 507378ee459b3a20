"""A question leaves no trace: the test searches for a marked word everywhere it could remain."""

import json
import shutil
from pathlib import Path

import pytest
from chromium import ask, press, serving, settled, type_in, window
from parts import ROOT
from playwright.sync_api import Browser, expect

from assistant.topics.as_text import NO_SECTION
from publishing.editing.problem_reports import PROBLEMS
from views.asking import personal_details

pytestmark = [pytest.mark.browser, pytest.mark.model]

# A word that occurs nowhere else.
CANARY = "quuxolotl"
ANSWERED = f"what stops children from telling someone about abuse? {CANARY}"
DETAILED = f"what stops a child called {CANARY.capitalize()} from telling someone about abuse?"
STORAGE = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, location.href, history.state,
  await indexedDB.databases(), await caches.keys(),
])"""


def holding(folder: Path) -> list[str]:
    """Returns the files below a folder whose name or content contains the marked word, in any case."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [
        str(path)
        for path in files
        if CANARY in str(path).lower() or CANARY.encode() in path.read_bytes().lower()
    ]


def test_a_question_is_left_nowhere(browser: Browser, tmp_path: Path, briefing_index: Path) -> None:
    """This test ensures that no file, log, address, header or storage contains it, whatever the outcome."""
    index, home, temporary = tmp_path / "index", tmp_path / "home", tmp_path / "temporary"
    shutil.copytree(briefing_index, index)
    home.mkdir()
    temporary.mkdir()
    requests: list[str] = []
    places = {"HOME": str(home), "TMPDIR": str(temporary)}
    with serving(index, ROOT / "corpus", **places) as server, window(browser, server, 1280) as page:
        page.on("request", lambda r: requests.append(json.dumps([r.url, r.headers, r.post_data])))
        page.reload()
        ask(page, ANSWERED)
        # A press can be lost while the page's script is still running.
        settled(page)
        page.get_by_text("Report a problem").click()
        press(page, "Report it", "Reported: passage 1")
        assert (index / PROBLEMS).is_file()
        type_in(page, DETAILED)
        expect(page.get_by_text("Not searched yet.", exact=True)).to_be_visible(timeout=30_000)
        page.get_by_role("button", name=personal_details.ANYWAY).click()
        expect(page.get_by_text(DETAILED, exact=True).first).to_be_visible(timeout=30_000)
        stored = page.evaluate(STORAGE)
        with window(browser, server, 1280) as lead:
            lead.on("request", lambda r: requests.append(json.dumps([r.url, r.headers, r.post_data])))
            lead.goto(f"{server.url}/where")
            lead.get_by_role("textbox", name="Topic", exact=True).fill(CANARY)
            lead.get_by_role("button", name="Find sections").click()
            expect(lead.get_by_text(NO_SECTION).last).to_be_visible(timeout=30_000)
            stored += lead.evaluate(STORAGE)

        # A fault: the page reports what went wrong, and never the question.
        for path in (index / "history").iterdir():
            path.write_text("{}")
        type_in(page, f"{ANSWERED} again")
        expect(page.get_by_text("The guidance could not be searched.").first).to_be_visible(timeout=30_000)
        assert CANARY in page.content()  # still on the page, so the next checks are able to find it
        page.get_by_role("button", name="Clear the page").click()
        expect(page.get_by_text("The guidance could not be searched.")).to_have_count(0)
        assert CANARY not in page.content().lower()
    assert len(requests) > 3
    assert [request for request in requests if CANARY in request.lower()] == []
    assert CANARY not in stored.lower()
    assert CANARY not in "".join(server.log).lower()
    assert holding(tmp_path) == []
    assert holding(ROOT / "corpus") == []
