"""What practitioners and leads see, in a real browser, on the real briefing."""

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from chromium import BOX, FITS, Server, ask, screenshot, settled, source_words
from docx import Document
from parts import ROOT
from playwright.sync_api import Page, expect

from assistant.answers.as_text import NO_PASSAGE, UNCLEAR

pytestmark = [pytest.mark.browser, pytest.mark.model]

BRIEFING = ROOT / "corpus/documents/learning-from-case-reviews.md"
# Whether the first line of the first quote is in view, and not behind the bottom bar.
FIRST_WORDS_SEEN = """() => {
  const words = document.querySelector("blockquote p").getClientRects()[0];
  const seen = document.elementFromPoint(words.x + 30, words.y + 15);
  return seen !== null && seen.closest("blockquote") !== null;
}"""
QUESTIONS = [
    ("what stops children from telling someone about abuse?", "five main barriers"),
    ("who can I ask for advice when I am worried about a child?", "Early Help Advisors"),
    ("a pupil is being taken out of school to be home educated", "electively home educate"),
]


def test_the_first_page_offers_questions_that_are_answered(page: Page, artefacts: Path) -> None:
    """This test ensures that an example is one press from its answer, and says what is searched."""
    examples = page.locator(".st-key-examples").get_by_role("button")
    expect(examples).to_have_count(4, timeout=60_000)
    expect(page.get_by_text("1 document, 55 passages")).to_be_visible()
    expect(page.get_by_role("heading", name="Named in the guidance, but no copy here")).to_be_visible()
    assert page.evaluate(FITS)
    settled(page)
    screenshot(page, artefacts, "first")
    question = examples.nth(1).inner_text()
    examples.nth(1).click()
    expect(page.locator(".asked h2")).to_have_text(question, timeout=30_000)
    expect(page.locator(".answer.answered blockquote").first).to_be_visible(timeout=30_000)
    expect(examples).to_have_count(0)


@pytest.mark.parametrize(("question", "words"), QUESTIONS)
def test_quotes_on_the_page_are_words_of_the_source_file(
    page: Page, artefacts: Path, question: str, words: str
) -> None:
    """This test ensures that every quoted word is in the source file, and each quote names its source."""
    ask(page, question)
    source = source_words()
    quotes = page.locator("blockquote").all_inner_texts()
    assert quotes
    for block in page.locator("blockquote p").all_inner_texts():
        assert " ".join(block.split()) in source
    assert any(words in quote for quote in quotes)
    assert page.locator("mark").count() >= len(quotes)
    citations = page.locator("figcaption").all_inner_texts()
    assert len(citations) == page.locator("article.quote").count()
    assert (
        "Learning from Case Reviews · Derby and Derbyshire Safeguarding Children Partnership" in citations[0]
    )
    for citation in citations[1:]:
        assert citation.startswith("Same document")
    assert all("undated, status not recorded" in citation for citation in citations)
    screenshot(page, artefacts, f"ask-{words.split()[0].lower()}")


def test_the_first_quote_and_the_notice_are_in_view_after_an_answer(page: Page) -> None:
    """This test ensures that neither the answer nor the notice scrolls out of sight."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.set_viewport_size({"width": width, "height": 720})
    ask(page, QUESTIONS[0][0])
    expect(page.locator(".answer .status").first).to_be_in_viewport()
    if width == 1280:
        assert page.evaluate(FIRST_WORDS_SEEN)
    notice = page.get_by_role("complementary", name="Emergency")
    expect(notice).to_be_in_viewport(ratio=1)
    expect(notice.get_by_role("link", name="999")).to_have_attribute("href", "tel:999")
    expect(page.get_by_role("textbox", name=BOX)).to_be_in_viewport()


def test_nothing_needs_scrolling_sideways(page: Page) -> None:
    """This test ensures that the page, with an answer, fits the window's width."""
    ask(page, QUESTIONS[1][0])
    assert page.evaluate(FITS)
    inside = "e => e.getBoundingClientRect().right <= innerWidth"
    assert page.evaluate(f"[...document.querySelectorAll('.answer *')].every({inside})")


def test_the_context_opens_around_the_quote(page: Page, artefacts: Path) -> None:
    """This test ensures that the neighbouring passages of the section appear, with the quote marked."""
    ask(page, QUESTIONS[0][0])
    card = page.locator("article.quote").filter(has_text="five main barriers").first
    card.get_by_text("Read in context").focus()
    page.keyboard.press("Enter")
    around = card.locator(".around")
    expect(around).to_be_visible()
    expect(around.get_by_text("Recognising the importance of trusting relationships")).to_be_visible()
    expect(around.locator("mark").filter(has_text="five main barriers")).to_be_visible()
    expect(around.get_by_text("The quote:").first).to_be_visible()
    screenshot(page, artefacts, "context")


def test_a_link_inside_a_quote_leads_to_its_registered_source(page: Page) -> None:
    """This test ensures that a link text links to its source, and the card says if we have a copy."""
    ask(page, "which document helps me to set out my concerns: thresholds")
    link = page.locator("blockquote a", has_text="Thresholds Guidance").first
    expect(link).to_have_attribute(
        "href", "https://derbyshirescp.trixonline.co.uk/resources/documents-library"
    )
    expect(page.locator(".links").filter(has_text="Thresholds Guidance").first).to_contain_text(
        "no copy here, address not verified"
    )


def test_a_silence_shows_headings_and_no_quote(page: Page, artefacts: Path) -> None:
    """This test ensures that a question without an answer gets places to look, and no quote."""
    ask(page, "how do I book annual leave?")
    expect(page.locator(".answer .status").last).to_have_text(NO_PASSAGE)
    assert page.locator("blockquote").count() == 0
    assert 1 <= page.locator(".nearest li").count() == page.locator(".nearest li > a").count()
    ask(page, "zyxw")
    expect(page.locator(".answer .status").last).to_have_text(UNCLEAR)
    screenshot(page, artefacts, "silence")


def test_the_sources_page_lists_what_is_held_and_what_is_only_known(
    page: Page, server: Server, artefacts: Path
) -> None:
    """This test ensures that a lead sees every source, its state, and where the briefing cites it."""
    page.goto(f"{server.url}/sources")
    expect(page.get_by_text("No copy here: 24 sources")).to_be_visible(timeout=30_000)
    screenshot(page, artefacts, "sources")
    page.get_by_role("tab", name="Every source").click()
    expect(page.get_by_role("heading", name="We have a copy: 1 source")).to_be_visible()
    expect(page.get_by_role("heading", name="We do not have a copy: 24 sources")).to_be_visible()
    name = page.get_by_role("heading", name="Derby City and Derbyshire Thresholds Document")
    entry = page.locator("article.source").filter(has=name)
    expect(page.get_by_text("16 links: 0 held, 16 registered only, 0 unknown")).to_be_visible()
    expect(entry).to_contain_text("address not verified")
    expect(entry).to_contain_text("“Threshold Document”")
    expect(page.get_by_role("complementary", name="Emergency")).to_be_in_viewport(ratio=1)


def test_a_lead_finds_where_guidance_sits(page: Page, artefacts: Path) -> None:
    """This test ensures that a topic lists its sections, each with a sentence, and leads to them."""
    page.goto(f"{page.url.rstrip('/')}/where")
    box = page.get_by_role("textbox", name="Topic", exact=True)
    box.fill("self-harm")
    box.press("Enter")
    expect(page.locator(".answer .status")).to_contain_text("1 of 1 document speaks of", timeout=30_000)
    for sentence in page.locator(".spoken-of blockquote").all_inner_texts():
        assert " ".join(sentence.split()) in source_words()
    assert page.evaluate(FITS)
    screenshot(page, artefacts, "where")
    page.locator(".spoken-of").get_by_role("link", name="3 Emotional Wellbeing and Self Harm").first.click()
    expect(page.locator("#read-heading")).to_be_visible(timeout=30_000)


def test_the_held_copy_is_the_file_itself_and_nothing_else_is_served(page: Page, server: Server) -> None:
    """This test ensures that a quote's file opens unchanged, as plain text, and no other file is served."""
    ask(page, QUESTIONS[0][0])
    page.get_by_text("Open the original").first.click()
    href = page.get_by_role("link", name="Our copy").first.get_attribute("href")
    with urllib.request.urlopen(f"{server.url}/{href}", timeout=30) as response:
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        assert response.read() == BRIEFING.read_bytes()
    for name in ("0" * 64, "current"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{server.url}/originals/{name}", timeout=30)
        with refused.value as response:
            assert response.code == 404


def test_no_question_reaches_the_servers_log(page: Page, server: Server) -> None:
    """This test ensures that no question is printed and no visit is logged."""
    ask(page, "marmalade canary in the library")
    printed = "".join(server.log[1:])
    assert "is running on" in server.log[0]
    for trace in ("marmalade", "GET ", "WebSocket", "127.0.0.1"):
        assert trace not in printed


def test_an_answer_can_be_saved_and_opened(page: Page, tmp_path: Path) -> None:
    """This test ensures that the saved Word file contains the quotes, and the question only if ticked."""
    question = "what helps a child to talk about abuse?"
    ask(page, question)
    for folded in page.locator("details.rest > summary").all():
        folded.click()
    quotes = [
        " ".join(" ".join(card.locator("blockquote").all_inner_texts()).split())
        for card in page.locator("article.quote").all()
    ]
    assert len(quotes) == 5
    page.get_by_text("Save this answer").click()
    saved = []
    for ticked in (False, True):
        if ticked:
            page.get_by_text("Include my question").click()
        said = "will be" if ticked else "will not be"
        expect(page.get_by_text(f"Your question {said} in the file.")).to_be_visible()
        expect(page.locator("[data-test-script-state=notRunning]")).to_be_visible()
        with page.expect_download() as started:
            page.get_by_role("button", name="Word").click()
        path = tmp_path / f"{ticked}.docx"
        started.value.save_as(path)
        assert re.fullmatch(r"guidance-[\d-]+\.docx", started.value.suggested_filename)
        saved.append([" ".join(paragraph.text.split()) for paragraph in Document(str(path)).paragraphs])
    assert set(quotes) <= set(saved[0])
    assert f"Question: {question}" not in saved[0]
    assert f"Question: {question}" in saved[1]
