"""The page by keyboard and by screen reader."""

import pytest
from browser_library import ATLAS, SIDES, TORN
from chromium import BOX, Server, ask, settled, type_in, window
from playwright.sync_api import Browser, Page, expect

from assistant.answers.as_text import RELATED, UNCLEAR

pytestmark = [pytest.mark.browser, pytest.mark.model]

# The accessible name of the focused element, or of the box around a focused input.
FOCUSED = """() => {
  const e = document.activeElement;
  const words = e.innerText?.replace(/keyboard_arrow_\\w+/, "");  // drops the name of an icon
  return (e.getAttribute("aria-label") || words || e.labels?.[0]?.innerText || e.tagName).trim();
}"""
# Whether the focused element, or its parent, has a focus ring.
RINGED = """() => {
  const e = document.activeElement;
  const rings = (n) => parseFloat(getComputedStyle(n).outlineWidth) >= 2
    && getComputedStyle(n).outlineStyle !== "none";
  const box = e.closest("[data-testid=stChatInput] > div");
  // The body has the focus while it is in the browser's own bars.
  return rings(e) || rings(box ?? e.parentElement) || e === document.body;
}"""
MOST_STEPS = 60
REGION = "[role=status]"
# Whether the focused element is in view, and not behind the header or the bottom bar.
UNHIDDEN = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect();
  if (e.matches("[data-testid=stMain]")) return true;  // the main area, focused so that keys scroll it
  const half = (side) => Math.min(side, 8) / 2;
  const seen = document.elementFromPoint(box.x + half(box.width), box.y + half(box.height));
  return box.width > 0 && (e.contains(seen) || seen.contains(e));
}"""


def walk(page: Page, last: str) -> list[str]:
    """Presses Tab until the last element. Returns the name of each; each must be visible and ringed."""
    found = [""]
    while not found[-1].startswith(last):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUSED))
        assert page.evaluate(UNHIDDEN), found[-1]
        assert page.evaluate(RINGED), found[-1]
        assert len(found) < MOST_STEPS, found
    return found


def test_an_answer_is_walked_through_in_its_order(browser: Browser, library: Server) -> None:
    """This test ensures that the Tab key reaches everything in page order, with a visible focus."""
    with window(browser, library, 1280) as page:
        ask(page, ATLAS)
        settled(page)
        found = walk(page, BOX)
    first = ["Read in context", "See it on the page", "Open the original"]
    places = [next(i for i, words in enumerate(found) if words.startswith(start)) for start in first]
    assert places == sorted(places)
    for words in (
        "Copy citation",
        "Save this answer",
        "Report a problem",
        "Clear the page",
        "999",
    ):
        assert any(entry.startswith(words) for entry in found), (words, found)
    assert found.index("999") < places[0]


def test_single_keys_do_nothing_and_typing_works(browser: Browser, library: Server) -> None:
    """This test ensures that the keys R and C neither rerun the page nor open a dialog, but can be typed."""
    with window(browser, library, 1280) as page:
        ask(page, ATLAS)
        settled(page)
        runs: list[str] = []
        page.on("websocket", lambda socket: runs.append(socket.url))
        page.get_by_text("Read in context").first.focus()
        sent = page.evaluate("""() => { window.ran = 0; new MutationObserver((all) => {
          window.ran += all.some((m) => m.target.dataset.testScriptState === "running") ? 1 : 0;
        }).observe(document.querySelector("[data-test-script-state]"), {attributes: true}); return 0; }""")
        for key in ("r", "R", "c", "C"):
            page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_have_count(0)
        box = page.get_by_role("textbox", name=BOX)
        box.press_sequentially("rc")
        expect(box).to_have_value("rc")
        assert page.evaluate("window.ran") == sent


def test_what_comes_is_announced_in_a_region_that_stays(browser: Browser, library: Server) -> None:
    """This test ensures that one live region, present from the start, announces each outcome."""
    with window(browser, library, 1280) as page:
        region = page.locator(REGION).first
        expect(region).to_have_text("")
        handle = region.element_handle()
        ask(page, SIDES)
        expect(region).to_contain_text("passages in 2 documents")
        type_in(page, "zyxw")
        expect(region).to_contain_text(UNCLEAR, timeout=30_000)
        type_in(page, TORN)
        expect(region).to_contain_text(f"{RELATED}: ", timeout=30_000)
        expect(region).to_contain_text("No passage gives a number of days for this.")
        type_in(page, "may a boy called Amir read an atlas?")
        expect(region).to_contain_text("Not searched yet", timeout=30_000)
        assert handle is not None
        assert handle.evaluate("node => node.isConnected && node.textContent").startswith("Not searched yet")
        page.get_by_role("link", name="Sources").click()
        expect(page.get_by_role("heading", name="Sources", exact=True)).to_be_visible(timeout=30_000)
        expect(region).to_have_text("")
