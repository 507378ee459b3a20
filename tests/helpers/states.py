"""The states of every page, and how to reach each."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

from browser_library import ATLAS, SIDES, TORN
from chromium import Server, ask, settled, type_in, upload
from playwright.sync_api import Page, expect

from assistant.answers.as_text import NO_PASSAGE, RELATED, UNCLEAR
from index.storage.builds import open_current
from publishing.editing.problem_reports import PROBLEMS, REASONS, report_problem
from views.asking import personal_details
from views.elements.permalinks import passage_address
from views.pages.ask import FAULT

# Brings a new window on the page Ask to the state. Clean-up for afterwards goes onto the stack.
State = Callable[[Page, Server, ExitStack], None]


def asked(question: str, *opened: str) -> State:
    """Shows an answer, with everything below it opened."""

    def reach(page: Page, _server: Server, _undo: ExitStack) -> None:
        ask(page, question)
        for words in opened:
            page.get_by_text(words, exact=True).first.click()
        settled(page)

    return reach


def related(page: Page, _server: Server, _undo: ExitStack) -> None:
    """Shows passages on a question's subject, without the fact that it asks for."""
    ask(page, TORN)
    expect(page.locator(".answer.related .status")).to_contain_text(RELATED)
    expect(page.locator(".missing .points-to li").first).to_be_visible()
    settled(page)


def declined(question: str, said: str) -> State:
    """Shows a question without an answer."""

    def reach(page: Page, _server: Server, _undo: ExitStack) -> None:
        type_in(page, question)
        expect(page.get_by_text(said).first).to_be_visible(timeout=30_000)
        settled(page)

    return reach


def faulty(page: Page, server: Server, undo: ExitStack) -> None:
    """Asks a question while the index cannot be read."""
    history, aside = server.index / "history", server.index / "history-aside"
    history.rename(aside)
    undo.callback(aside.rename, history)
    type_in(page, ATLAS)
    expect(page.get_by_text(FAULT).first).to_be_visible(timeout=30_000)
    settled(page)


def choosing(page: Page, _server: Server, _undo: ExitStack) -> None:
    """The choice of what is searched, with a form in the place of the box."""
    page.get_by_text("Change what is searched").click()
    page.get_by_text("Ask with a form instead of the chat box").click()
    expect(page.get_by_role("textbox", name="Your question")).to_be_visible(timeout=30_000)
    settled(page)


def visited(path: str, heading: str) -> State:
    """Opens another page."""

    def reach(page: Page, server: Server, _undo: ExitStack) -> None:
        page.goto(f"{server.url}/{path}")
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible(timeout=30_000)
        settled(page)

    return reach


def topic(page: Page, server: Server, undo: ExitStack) -> None:
    """Shows a topic, with one of its sections opened."""
    visited("where", "Where guidance sits")(page, server, undo)
    box = page.get_by_role("textbox", name="Topic", exact=True)
    box.fill("atlas")
    box.press("Enter")
    expect(page.locator("h2.status")).to_be_visible(timeout=30_000)
    page.locator(".answer details summary").first.click()
    settled(page)


def opened(page: Page, _server: Server, _undo: ExitStack) -> None:
    """Shows the page as it opens."""
    expect(page.get_by_text("Ask in your own words.")).to_be_visible(timeout=30_000)
    settled(page)


def on_the_page(page: Page, _server: Server, _undo: ExitStack) -> None:
    """Shows a quote on the picture of its page."""
    ask(page, ATLAS)
    page.get_by_text("See it on the page").first.click()
    picture = page.locator(".page img").first
    page.wait_for_function("e => e.complete && e.naturalWidth > 300", arg=picture.element_handle())
    settled(page)


def in_crisis(page: Page, _server: Server, _undo: ExitStack) -> None:
    """Asks a question with a word of crisis."""
    ask(page, "there is a knife in the atlas")
    expect(page.locator(".raised")).to_be_visible()
    settled(page)


def unanswered(page: Page, server: Server, undo: ExitStack) -> None:
    """Shows which questions of the question set have no answer."""
    visited("where", "Where guidance sits")(page, server, undo)
    page.get_by_role("button", name="Ask the question set").click()
    expect(page.get_by_text("answered wrongly").first).to_be_visible(timeout=60_000)
    settled(page)


def reported(page: Page, server: Server, undo: ExitStack) -> None:
    """Shows the sources, with a reported problem and the gaps behind a document's links."""
    build = open_current(server.index)
    passage = next(p for p in build.passages if p.source_id == "reading-rooms")
    report_problem(server.index, build, passage.id, REASONS[0], date.today())
    undo.callback((server.index / PROBLEMS).unlink)
    visited("sources", "Sources")(page, server, undo)
    expect(page.get_by_role("heading", name="Reported problems: 1")).to_be_visible()


def tabbed(name: str) -> State:
    """Shows a part of the page Sources."""

    def reach(page: Page, server: Server, undo: ExitStack) -> None:
        visited("sources", "Sources")(page, server, undo)
        page.get_by_role("tab", name=name).click()
        settled(page)

    return reach


def passage(page: Page, server: Server, undo: ExitStack) -> None:
    """Opens the address that is shared for a table row."""
    build = open_current(server.index)
    row = next(p for p in build.passages if p.kind == "row")
    visited(passage_address(row), "Lending rules")(page, server, undo)
    expect(page.locator("#marked-passage")).to_be_visible()


def drafted(page: Page, server: Server, undo: ExitStack) -> None:
    """Shows a draft with its changes and a closed gate."""
    visited("maintain", "Maintain")(page, server, undo)
    upload(
        page, "rules.md", b"# Lending rules\n\n## 1 Borrowing\n\nA reader may borrow nine books at a time.\n"
    )
    expect(page.get_by_role("heading", name="What changes")).to_be_visible(timeout=60_000)
    settled(page)

    def discard() -> None:
        page.get_by_role("button", name="Discard the draft").click()
        expect(page.get_by_role("heading", name="2 How it was read")).to_have_count(0)
        expect(page.get_by_role("heading", name="1 Add or replace")).to_be_visible(timeout=30_000)

    undo.callback(discard)


STATES: dict[str, State] = {
    "ask": opened,
    "answered": asked(ATLAS, "Read in context", "Copy citation"),
    "on the page": on_the_page,
    "related": related,
    "side by side": asked(SIDES),
    "offers": asked(ATLAS, "Save this answer", "Report a problem"),
    "nothing found": declined("what is the price of a bicycle tyre in the mountains?", NO_PASSAGE),
    "unclear": declined("zyxw", UNCLEAR),
    "not searched yet": declined("may a boy called Amir read an atlas?", personal_details.TAKE_OUT),
    "crisis": in_crisis,
    "fault": faulty,
    "choosing": choosing,
    "where": visited("where", "Where guidance sits"),
    "topic": topic,
    "unanswered": unanswered,
    "sources": reported,
    "maintain": visited("maintain", "Maintain"),
    "draft": drafted,
    "read": visited("read?source=lending-rules", "Lending rules"),
    "passage": passage,
    "documents": visited("read", "Read the guidance"),
    "linked documents": tabbed("Linked documents"),
    "every source": tabbed("Every source"),
    "changes": visited("changes", "What has changed"),
    "no passage": visited("read?passage=gone", "Read the guidance"),
}
