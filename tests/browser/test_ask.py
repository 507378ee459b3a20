"""The page Ask on the made-up library: hostile text, copying, an idle page, printing, many questions."""

import re
from pathlib import Path

import pytest
from browser_library import ATLAS, HOSTILE, HOSTILE_RULE, PAGES, SIDES, TORN
from chromium import BOX, FITS, Server, ask, screenshot, settled, type_in, window
from playwright.sync_api import Browser, expect

from assistant.answers.as_text import NO_PASSAGE, RELATED
from views.asking.quote_card import ON_THE_SUBJECT
from views.elements.markup import NEW_TAB

pytestmark = [pytest.mark.browser, pytest.mark.model]

REFUSING = """Object.defineProperty(navigator.clipboard, "writeText", {
  value: () => Promise.reject(new DOMException("no", "NotAllowedError")),
})"""
PARROT = "What does the parrot of the library say?"


def test_hostile_text_is_shown_as_plain_text(browser: Browser, library: Server) -> None:
    """This test ensures that no text of a document, title or question can run on the page."""
    with window(browser, library, 1280) as page:
        ask(page, PARROT)
        quote = page.locator("blockquote").filter(has_text="parrot of the library").first
        shown = " ".join(quote.inner_text().split())
        assert shown == " ".join(HOSTILE_RULE.split())
        for question in (HOSTILE, "x" * 2000):
            type_in(page, question)
            expect(page.locator(".asked h2").last).to_have_text(" ".join(question.split()), timeout=30_000)
            settled(page)
        acting = "[data-testid=stMain] img:not(.page img), [data-testid=stMain] math, .katex"
        assert page.locator(acting).count() == 0
        assert page.locator("a[href^='javascript:']").count() == 0
        assert page.title() == "Ask"
        page.goto(f"{library.url}/sources")
        page.get_by_role("tab", name="Every source").click(timeout=30_000)
        expect(page.get_by_role("heading", name="Parrot <b>rules</b> $x$")).to_be_visible()
        assert page.locator("a[href^='javascript:']").count() == 0


# The border styles of a card and of the words in it.
DRAWN = """e => [getComputedStyle(e).borderTopStyle,
  getComputedStyle(e.querySelector("blockquote")).borderLeftWidth]"""


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_what_is_on_the_subject_is_no_answer_at_a_glance(
    browser: Browser, library: Server, artefacts: Path, width: int
) -> None:
    """This test ensures that the two look and are labelled differently, and the link opens the passage."""
    with window(browser, library, width) as page:
        ask(page, ATLAS)
        answer = page.locator(".answer.answered article").first
        assert answer.evaluate(DRAWN) == ["solid", "4px"]
        expect(answer.locator("blockquote mark").first).to_be_visible()
        settled(page)
        screenshot(page, artefacts, "answered")
        ask(page, TORN)
        newest = page.locator(".answer").last
        expect(newest.locator(".status")).to_contain_text(RELATED)
        expect(page.get_by_role("status")).to_contain_text("No passage gives a number of days for this.")
        for card in newest.locator("article").all():
            assert card.evaluate(DRAWN) == ["dashed", "0px"]
            expect(card.locator("h3, h4")).to_contain_text(ON_THE_SUBJECT)
        assert newest.locator("blockquote mark").count() == 0
        assert page.evaluate(FITS)
        settled(page)
        screenshot(page, artefacts, "related")
        onward = newest.locator(".points-to li").filter(has_text="Repair manual")
        expect(onward).to_contain_text("no copy here")
        with page.expect_popup() as opened:
            onward.get_by_role("link", name="“repair manual”, 1 Borrowing").click()
        expect(opened.value.locator("#marked-passage")).to_contain_text("repair manual", timeout=30_000)
        assert TORN not in opened.value.content()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_place_to_look_is_one_press_away(
    browser: Browser, library: Server, artefacts: Path, width: int
) -> None:
    """This test ensures that a suggested heading opens in a new tab, and the question stays."""
    with window(browser, library, width) as page:
        type_in(page, "what is the price of a bicycle tyre in the mountains?")
        expect(page.locator(".answer .status").filter(has_text=NO_PASSAGE)).to_be_visible(timeout=30_000)
        settled(page)
        screenshot(page, artefacts, "no-passage")
        nearest = page.locator(".nearest a").first
        section = nearest.inner_text().removesuffix(f" {NEW_TAB}").split(" › ")[-1].split(": ", 1)[-1]
        with page.expect_popup() as opened:
            nearest.click()
        expect(opened.value.get_by_role("heading", name=section).first).to_be_visible(timeout=30_000)
        expect(page.locator(".answer")).to_have_count(1)


def test_a_question_leans_on_the_one_before(browser: Browser, library: Server) -> None:
    """This test ensures that a follow-up is searched with the question before, and says so."""
    with window(browser, library, 1280) as page:
        ask(page, ATLAS)
        ask(page, "and may it be taken into the garden?")
        newest = page.locator(".answer").last
        expect(newest.locator(".chip").first).to_contain_text("Searched with your previous question")
        expect(newest.locator("blockquote").first).to_contain_text("garden")
        expect(page.locator(".answer")).to_have_count(2)


def test_ten_thousand_characters_are_no_question(browser: Browser, library: Server) -> None:
    """This test ensures that the box accepts no more characters than a question may have."""
    with window(browser, library, 1280) as page:
        box = page.get_by_role("textbox", name=BOX)
        box.fill("book " * 2000)
        box.press("Enter")
        settled(page)
        assert page.locator(".asked").count() in {0, 1}
        for words in page.locator(".asked h2").all_inner_texts():
            assert len(words) <= 2000


def test_a_citation_is_copied(browser: Browser, library: Server) -> None:
    """This test ensures that the copy equals what is shown, as text and Markdown, and is confirmed."""
    with window(browser, library, 1280, permissions=["clipboard-read", "clipboard-write"]) as page:
        ask(page, ATLAS)
        card = page.locator("article.quote").first
        card.get_by_text("Copy citation").click()
        for name, start in (("Copy the citation", "Reading rooms"), ("Copy it as Markdown", "> An atlas")):
            card.get_by_role("button", name=name).click()
            shown = card.locator(".copy").filter(has=page.get_by_role("button", name=name))
            expect(shown.locator(".copied")).to_have_text("Copied.")
            copied = page.evaluate("navigator.clipboard.readText()")
            assert copied == shown.locator("pre").text_content()
            assert copied.startswith(start)
            assert "An atlas of the stars must be read in the tower room." in copied
            assert "https://library.example/rooms.pdf#page=2" in copied


def test_a_refused_copy_says_so(browser: Browser, library: Server) -> None:
    """This test ensures that the page says so if the browser refuses to copy."""
    with window(browser, library, 1280) as page:
        page.evaluate(REFUSING)
        ask(page, ATLAS)
        card = page.locator("article.quote").first
        card.get_by_text("Copy citation").click()
        card.get_by_role("button", name="Copy the citation").click()
        expect(card.locator(".copied").first).to_contain_text("Not copied (NotAllowedError)")


def test_an_idle_page_clears_itself(browser: Browser, library: Server) -> None:
    """This test ensures that after ten idle minutes no question, answer or half-typed word is left."""
    with window(browser, library, 1280) as page:
        page.clock.install()
        page.reload()
        ask(page, ATLAS)
        settled(page)
        page.clock.fast_forward("09:30")
        warning = page.get_by_text("Nobody has used this page for a while.")
        expect(warning.first).to_be_visible()
        page.mouse.move(200, 200)
        expect(warning.first).to_be_hidden()
        page.get_by_role("textbox", name=BOX).fill("half a word")
        with page.expect_navigation():
            page.clock.fast_forward("10:01")
        expect(page.get_by_text("Ask in your own words.")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("textbox", name=BOX)).to_have_value("")
        assert ATLAS not in page.content()
        assert "tower room" not in page.content()


def test_an_empty_page_is_left_alone(browser: Browser, library: Server) -> None:
    """This test ensures that a page without a question does not keep reloading."""
    with window(browser, library, 1280) as page:
        page.clock.install()
        page.reload()
        expect(page.get_by_text("Ask in your own words.")).to_be_visible(timeout=30_000)
        page.evaluate("window.same = true")
        page.clock.fast_forward("30:00")
        assert page.evaluate("window.same")


def test_a_printed_answer_has_no_controls(browser: Browser, library: Server) -> None:
    """This test ensures that a printed page shows quotes, sources and the notice, but no controls."""
    with window(browser, library, 1280) as page:
        ask(page, SIDES)
        settled(page)
        page.emulate_media(media="print")
        expect(page.locator("blockquote").first).to_be_visible()
        expect(page.locator("figcaption").first).to_be_visible()
        expect(page.get_by_text("Child in immediate danger?").first).to_be_visible()
        for hidden in ("[data-testid=stChatInput]", "[data-testid=stHeader]", "[data-testid=stExpander]"):
            assert not page.locator(hidden).first.is_visible()


def test_a_quote_is_seen_on_its_page(browser: Browser, library: Server) -> None:
    """This test ensures that the picture is fetched only when opened, with the page's words beside it."""
    with window(browser, library, 1280) as page:
        pictures: list[str] = []
        page.on("response", lambda r: pictures.append(f"{r.status} {r.url}") if "/pages/" in r.url else None)
        ask(page, ATLAS)
        settled(page)
        assert pictures == []
        card = page.locator("article.quote").first
        card.get_by_text("See it on the page").click()
        picture = card.get_by_role("img", name="Page 2 of Reading rooms as a picture: the passage is boxed.")
        expect(picture).to_be_visible()
        page.wait_for_function("e => e.complete && e.naturalWidth > 300", arg=picture.element_handle())
        assert len(pictures) == 1
        assert pictures[0].startswith("200 ")
        words = card.get_by_role("region", name="The words of page 2")
        expect(words).to_contain_text("The quote: An atlas of the stars must be read in the tower room.")


def test_each_line_of_a_page_begins_a_line_beside_its_picture(browser: Browser, library: Server) -> None:
    """This test ensures that the words beside the picture of a page are not run together."""
    with window(browser, library, 1280) as page:
        ask(page, SIDES)
        card = page.locator("article.quote").filter(has_text="council library").first
        card.get_by_text("See it on the page").click()
        words = card.get_by_role("region", name="The words of page 1")
        expect(words).to_be_visible()
        shown = [line.removeprefix("The quote: ") for line in words.inner_text().splitlines()]
        assert shown == [*PAGES[0]]


@pytest.mark.soak
def test_two_hundred_questions_leave_the_memory_flat(browser: Browser, library: Server) -> None:
    """This test ensures that asking and clearing many questions does not use more and more memory."""
    with window(browser, library, 1280) as page:

        def rounds(count: int) -> tuple[int, int]:
            for number in range(count):
                ask(page, f"{ATLAS} {number}")
                if number % 10 == 9:
                    settled(page)
                    page.get_by_role("button", name="Clear the page").click()
                    expect(page.locator(".answer")).to_have_count(0)
            page.evaluate("window.gc && window.gc()")
            status = Path(f"/proc/{library.process.pid}/status").read_text()
            resident = int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0])
            return resident, int(page.evaluate("document.querySelectorAll('*').length"))

        resident_before, nodes_before = rounds(40)
        resident_after, nodes_after = rounds(160)
    assert resident_after < resident_before * 1.05, (resident_before, resident_after)
    assert nodes_after <= nodes_before * 1.1
