"""The pages for safeguarding leads: Where guidance sits, Sources and Read."""

from itertools import pairwise
from pathlib import Path

import pytest
from chromium import FITS, Server, screenshot, settled, source_words
from playwright.sync_api import Page, expect

from views.leads.coverage import FILTER, TABLE
from views.leads.gaps import HEADING as GAPS
from views.reading.document_page import CUE

pytestmark = [pytest.mark.browser, pytest.mark.model]

HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => +e.tagName[1])"


def is_well_built(page: Page) -> None:
    """Checks that nothing scrolls sideways and that headings skip no level."""
    assert page.evaluate(FITS)
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels


def test_topics_against_documents(page: Page, server: Server, artefacts: Path) -> None:
    """This test ensures that the gaps come first, links work, and addresses have no typed word."""
    page.goto(f"{server.url}/where")
    silent = page.locator(".silent")
    expect(silent).to_be_visible(timeout=60_000)
    is_well_built(page)
    silent.scroll_into_view_if_needed()
    screenshot(page, artefacts, "matrix")
    box = page.get_by_role("textbox", name=FILTER)
    box.fill("wellbeing self harm")
    box.press("Enter")
    table = page.get_by_role("table", name=TABLE)
    expect(table.locator("tbody tr")).to_have_count(1)
    assert page.url == f"{server.url}/where"
    link = table.get_by_role("link")
    expect(link).to_have_accessible_name(
        "2 sections of Safeguarding school age children and young people: Learning from Case Reviews on "
        "Emotional Wellbeing and Self Harm (opens in a new tab)"
    )
    size = link.bounding_box()
    assert size
    assert min(size["width"], size["height"]) >= 24
    with page.expect_popup() as opened:
        link.click()
    expect(opened.value.locator("h2.status")).to_contain_text("2 sections of", timeout=30_000)
    opened.value.close()


def test_what_is_missing_behind_the_links(page: Page, server: Server, artefacts: Path) -> None:
    """This test ensures that a lead sees the counts first, then where each link leads."""
    page.goto(f"{server.url}/sources")
    page.get_by_role("tab", name=GAPS).click(timeout=30_000)
    expect(page.get_by_text("No copy here: 16 links, 15 sources")).to_be_visible()
    rows = page.get_by_role("table", name="Links in").locator("tbody tr")
    assert rows.count() >= 16
    is_well_built(page)
    screenshot(page, artefacts, "gaps")
    with page.expect_download() as started:
        page.get_by_role("button", name="Save these links as CSV").click()
    assert started.value.suggested_filename == "links.csv"
    assert started.value.path().read_bytes().decode("utf-8-sig").count("registered only") == rows.count()


def test_a_document_is_read_and_a_passage_shared(page: Page, server: Server, artefacts: Path) -> None:
    """This test ensures that contents, sections and passages are linked and show the words of the file."""
    page.goto(f"{server.url}/read")
    named = page.get_by_role("table").get_by_role("link", name="Learning from Case Reviews")
    expect(named).to_be_visible(timeout=30_000)
    # A press on a link that is drawn again at that moment is lost.
    settled(page)
    named.click()
    contents = page.get_by_role("navigation", name="Contents")
    expect(contents.get_by_role("link")).to_have_count(10, timeout=30_000)
    is_well_built(page)
    screenshot(page, artefacts, "contents")
    contents.get_by_role("link", name="4 Vulnerability of children not in school").click()
    expect(page.locator("#read-heading")).to_have_text(
        "4 Vulnerability of children not in school", timeout=30_000
    )
    page.get_by_role("link", name="Key learning for professionals includes").last.click()
    words = page.locator("blockquote p.item")
    expect(words.first).to_be_visible(timeout=30_000)
    expect(page.locator("p.above")).to_have_text("4 Vulnerability of children not in school")
    for block in words.all_inner_texts():
        assert " ".join(block.split()) in source_words()
    last = words.last.inner_text()
    page.get_by_role("link", name="Link to this passage").last.click()
    expect(page.locator("mark").first).to_be_visible(timeout=30_000)
    assert "".join(page.locator("mark").all_inner_texts()) == last
    assert page.url.startswith(f"{server.url}/read?source=learning-from-case-reviews&passage=")
    page.get_by_role("link", name="Go to the passage this link leads to").click()
    expect(page.get_by_text(CUE, exact=True)).to_be_in_viewport()
    expect(page.get_by_role("complementary", name="Emergency")).to_be_in_viewport(ratio=1)
    is_well_built(page)
    screenshot(page, artefacts, "read")
