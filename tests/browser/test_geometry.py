"""How much of the window the frame takes, and how much guidance is in view, at four widths."""

import pytest
from browser_library import ATLAS, SIDES, TORN
from chromium import BOX, FITS, Server, ask, settled, window
from playwright.sync_api import Browser, Page, expect

from views.asking.start import LEGEND

SIZES = [(1280, 800), (768, 1024), (390, 844), (320, 700)]
# In pixels of the window.
MOST_FRAME = {1280: 100, 768: 150, 390: 150}
TARGET = 44
HEIGHT = "e => e.getBoundingClientRect().height"
TOP = "e => e.getBoundingClientRect().top"
BOTTOM = "e => e.getBoundingClientRect().bottom"

# The number of letters in each line of a paragraph.
LINES = """(e) => { const range = document.createRange(), lines = new Map();
  const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (let i = 0; i < walker.currentNode.length; i++) {
    range.setStart(walker.currentNode, i); range.setEnd(walker.currentNode, i + 1);
    const bottom = Math.round(range.getBoundingClientRect().bottom / 8);
    lines.set(bottom, (lines.get(bottom) ?? 0) + 1); }
  return [...lines.values()]; }"""


def sized(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_frame_is_slim_and_stays(browser: Browser, server: Server, width: int, height: int) -> None:
    """This test ensures that name, pages and what to do in danger take little room and never scroll away.

    Every page's name is whole.
    """
    with window(browser, server, width) as page:
        sized(page, width, height)
        ask(page, "what stops children from telling someone about abuse?")
        settled(page)
        frame = page.locator(".st-key-frame")
        assert frame.evaluate(HEIGHT) <= MOST_FRAME.get(width, 180)
        foot = page.locator("[data-testid=stBottom]")
        assert foot.evaluate(HEIGHT) <= height / 5
        page.locator("article.quote").last.scroll_into_view_if_needed()
        assert frame.evaluate(TOP) == 0
        for name in page.locator(".st-key-pages a p").all():
            expect(name).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("link", name="999").first).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("textbox", name=BOX)).to_be_in_viewport()
        assert page.evaluate(FITS)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_guidance_is_in_view_at_once(browser: Browser, server: Server, width: int, height: int) -> None:
    """This test ensures that the newest answer begins in the upper half, below its question.

    Also below a question of three lines on a phone, with terms that were also searched.
    """
    with window(browser, server, width) as page:
        sized(page, width, height)
        for question in (
            "who can I ask for advice?",
            "what stops children from telling someone about abuse?",
            "gran has stepped in and has the children now, what do we need to look at",
        ):
            ask(page, question)
            settled(page)
            newest = page.locator(".answer").last
            words = newest.locator(".said").first
            page.wait_for_function(
                "e => e.getBoundingClientRect().top < innerHeight / 2", arg=words.element_handle()
            )
            frame = page.locator(".st-key-frame").evaluate(BOTTOM)
            asked = page.locator(".asked").last.evaluate(TOP)
            assert frame <= asked <= words.evaluate(TOP) < height / 2


def test_what_is_on_the_subject_begins_in_view(browser: Browser, library: Server) -> None:
    """This test ensures that on a phone the reason and the first related words are seen without scrolling.

    And that nothing explains a highlight where nothing is highlighted.
    """
    with window(browser, library, 390) as page:
        sized(page, 390, 844)
        ask(page, TORN)
        settled(page)
        foot = page.locator("[data-testid=stBottom]").evaluate(TOP)
        expect(page.locator(".answer .missing strong").first).to_be_in_viewport(ratio=1)
        assert page.locator(".answer blockquote").first.evaluate(TOP) < foot
        expect(page.get_by_text(LEGEND)).to_have_count(0)
        ask(page, ATLAS)
        expect(page.get_by_text(LEGEND)).to_have_count(1)


def test_two_cards_are_in_view(browser: Browser, server: Server) -> None:
    """This test ensures that an answer can be compared with the next one without scrolling."""
    with window(browser, server, 1280) as page:
        ask(page, "trauma informed practice who needs to know about it")
        settled(page)
        cards = page.locator("article.quote")
        foot = page.locator("[data-testid=stBottom]").evaluate(TOP)
        assert cards.count() >= 2
        assert cards.nth(1).evaluate(BOTTOM) <= foot


def test_a_line_is_as_long_as_an_eye_can_follow(browser: Browser, server: Server) -> None:
    """This test ensures that a full line of guidance has 60 to 75 letters on a wide screen."""
    with window(browser, server, 1280) as page:
        ask(page, "what helps a child to talk about abuse?")
        settled(page)
        paragraphs = page.locator("blockquote p:not(.item)").all()
        lines = max((paragraph.evaluate(LINES) for paragraph in paragraphs), key=len)
    full = lines[:-1]
    assert len(full) > 5
    assert 60 <= sum(full) / len(full) <= 75, full


def test_what_is_pressed_on_a_phone_is_large_enough(browser: Browser, library: Server) -> None:
    """This test ensures that links to pages, actions and buttons are at least 44 pixels high at 390."""
    with window(browser, library, 390) as page:
        sized(page, 390, 844)
        ask(page, SIDES)
        settled(page)
        for found in (".st-key-pages a", ".quote .acts summary", "[data-testid=stExpander] summary"):
            assert page.locator(found).count() > 0, found
            for target in page.locator(found).all():
                assert target.evaluate(HEIGHT) >= TARGET, (found, target.inner_text())


def test_something_is_seen_at_once_after_enter(browser: Browser, library: Server) -> None:
    """This test ensures that the page answers a press of Enter before the server does."""
    with window(browser, library, 1280) as page:
        box = page.get_by_role("textbox", name=BOX)
        box.fill(ATLAS)
        page.locator(".searching").evaluate(
            "e => window.addEventListener('keydown', () => { window.seen = !e.hidden; })"
        )
        box.press("Enter")
        page.wait_for_function("window.seen === true")
        expect(page.locator(".searching")).to_be_hidden(timeout=30_000)
        expect(page.locator(".answer")).to_have_count(1)


def test_the_newest_question_stands_below_the_older_ones(browser: Browser, library: Server) -> None:
    """This test ensures that a conversation is read from above, and is scrolled to its newest question."""
    with window(browser, library, 1280) as page:
        for question in (ATLAS, SIDES):
            ask(page, question)
            settled(page)
        assert page.locator(".asked h2").all_inner_texts() == [ATLAS, SIDES]
        expect(page.locator(".asked").last).to_be_in_viewport()
