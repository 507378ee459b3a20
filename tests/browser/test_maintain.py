"""Maintaining in the browser: sign-in at a real provider, and approval by a second person."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe import violations
from chromium import FITS, Server, ask, choose, free_port, serving, settled, upload
from desks import PEOPLE
from made import hostile_word
from made.scan import written
from oidc import CLIENT, SECRET, Provider, providing
from parts import ROOT, edit, publish
from playwright.sync_api import Browser, Locator, Page, expect

from index.embedding.embedder import Embedder
from index.storage.lock import user_name
from index.storage.publications import current_publication
from views.maintaining.reports import when

pytestmark = [pytest.mark.browser, pytest.mark.model]

CLAIMS = {
    "Ann": {"email": "ann@library.example", "email_verified": True},
    "Bob": {"email": "bob@library.example", "email_verified": True},
    "Eve": {"email": "eve@library.example", "email_verified": True},
}
BACK = "Steps to go back"
LENDING = "documents/lending-rules.md"


def _signing_in(port: int, provider: Provider) -> str:
    return (
        f'second_person = true\n[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"0123456789abcdef" * 2}"\nclient_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
        f'server_metadata_url = "{provider.metadata_url}"\n{PEOPLE}'
    )


@contextmanager
def maintained(folder: Path, provider: Provider) -> Iterator[Server]:
    """Runs `signpost serve` with a maintainers file that names the provider."""
    port, people = free_port(), folder / "people.toml"
    people.write_text(_signing_in(port, provider))
    at = {"SIGNPOST_MAINTAINERS": str(people)}
    with serving(folder / "index", folder / "corpus", port=port, **at) as running:
        yield running


@contextmanager
def person(browser: Browser, server: Server, name: str | None) -> Iterator[Page]:
    """Opens the page Maintain in a separate browser, signed in as this person if named."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        page = context.new_page()
        page.goto(f"{server.url}/maintain")
        if name:
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("button", name=name).click()
            page.wait_for_url(f"{server.url}/", wait_until="commit")
            page.goto(f"{server.url}/maintain")
        yield page


def newest(page: Page) -> Locator:
    """Returns the first quote of the newest answer, which stands last."""
    return page.locator(".answer").last.locator("blockquote").first


def at_step(page: Page, name: str, then: str, steps: str = "Steps to publish") -> None:
    """Fails unless this step is current, alone and in view, and the sentence says what comes next."""
    line = page.get_by_role("list", name=steps)
    expect(line.locator("[aria-current=step]")).to_have_text(name, timeout=60_000)
    expect(page.locator("p.next", has_text=f"Next: {then}")).to_be_visible()


# Whether the steps stand right below the frame.
BELOW = """() => Math.abs(document.querySelector(".st-key-frame").getBoundingClientRect().bottom
  - document.querySelector("ol.steps").getBoundingClientRect().top) < 1"""


def scrolled_to_the_end(page: Page) -> None:
    """Scrolls to the end of the draft, and waits until the steps stand right below the frame."""
    page.get_by_role("button", name="Discard the draft").scroll_into_view_if_needed()
    page.wait_for_function(BELOW)


def test_from_an_upload_to_a_rollback(
    browser: Browser, tmp_path: Path, corpus: Path, artefacts: Path, model: Embedder
) -> None:
    """This test ensures that two people can publish and go back, nobody else can, and open pages follow."""
    assert corpus == tmp_path / "corpus"
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    publish(corpus, tmp_path / "index", model)
    first = current_publication(tmp_path / "index")
    assert first
    text = (corpus / LENDING).read_text()
    new = text.replace("six books", "seven books").encode()
    register = (corpus / "sources.toml").read_bytes()
    with (
        providing(CLAIMS) as provider,
        maintained(tmp_path, provider) as server,
        person(browser, server, "Ann") as ann,
        person(browser, server, None) as reader,
    ):
        expect(reader.get_by_text("For those who keep the guidance up to date.")).to_be_visible(
            timeout=30_000
        )
        expect(reader.locator("input[type=file]")).to_have_count(0)
        assert violations(reader) == []
        reader.goto(server.url)
        ask(reader, "How many books may a reader borrow?")
        expect(newest(reader)).to_contain_text("six books")
        with person(browser, server, "Eve") as eve:
            words = "eve@library.example is not on the list of maintainers."
            expect(eve.get_by_role("alert")).to_contain_text(words, timeout=30_000)
            expect(eve.get_by_role("heading", level=2)).to_have_count(0)
            assert violations(eve) == []
            eve.get_by_role("button", name="Sign out").click()
            expect(eve.get_by_role("heading", name="What do you need to know?")).to_be_visible(timeout=30_000)

        expect(ann.get_by_text("Signed in as Ann Example <ann@library.example>: maintain")).to_be_visible(
            timeout=30_000
        )
        at_step(ann, "1 Add or replace", "check how it was read")
        for name, data, words in (
            ("a.pdf", b"<!doctype html><html><body>words</body></html>", "it is a web page"),
            ("../../<script>alert(1)</script>.docx", hostile_word.docx_of_gibibytes(), "cannot be read"),
        ):
            upload(ann, name, data)
            expect(ann.get_by_role("alert")).to_contain_text(words, timeout=60_000)
            ann.get_by_role("button", name="I have read this").click()
            expect(ann.get_by_role("alert")).to_have_count(0)
        assert (corpus / "sources.toml").read_bytes() == register

        upload(ann, "rules.pdf", written(("Lending", "A reader may borrow", "seven books.")))
        expect(ann.get_by_role("heading", name="How Lending rules was read")).to_be_visible(timeout=60_000)
        page = ann.get_by_role("region", name="Page 1")
        expect(page).to_contain_text("A reader may borrow seven books.")
        expect(page.locator("img")).to_be_visible()
        expect(page.locator(".box")).to_have_count(1)
        picture, words_read = page.locator("img").bounding_box(), page.locator("ol").bounding_box()
        assert picture
        assert words_read
        assert picture["x"] + picture["width"] < words_read["x"]
        assert abs(picture["y"] - words_read["y"]) < 8
        page.scroll_into_view_if_needed()
        ann.screenshot(path=artefacts / "maintain-read.png")
        at_step(ann, "2 Check how it was read", "see what changes")
        scrolled_to_the_end(ann)
        assert violations(ann) == []
        ann.get_by_text("I have checked how it was read.").click()
        at_step(ann, "3 See what changes", "answer the gates")
        ann.get_by_text("I have seen what changes.").click()
        at_step(ann, "4 Answer the gates", "ask for approval")
        ann.get_by_text("Publish although documents have lost much of their text (gate shrunk)").click()
        at_step(ann, "5 Ask for approval", "approve and publish")
        ann.screenshot(path=artefacts / "maintain-gates.png")
        ann.get_by_role("button", name="Discard the draft").click()
        expect(ann.get_by_role("heading", name="2 How it was read")).to_have_count(0)
        at_step(ann, "1 Add or replace", "check how it was read")

        upload(ann, "../rules of today.md", new)
        expect(ann.get_by_role("heading", name="What changes")).to_be_visible(timeout=60_000)
        expect(ann.locator("del").filter(has_text="six")).to_be_visible()
        expect(ann.locator("ins").filter(has_text="seven")).to_be_visible()
        expect(ann.get_by_text("No gate is closed.")).to_be_visible()
        at_step(ann, "2 Check how it was read", "see what changes")
        for width in (1280, 390, 320):
            settled(ann)
            ann.set_viewport_size({"width": width, "height": 1000})
            ann.screenshot(path=artefacts / f"maintain-{width}.png")
            assert ann.evaluate(FITS)
            scrolled_to_the_end(ann)
            ann.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
        ann.set_viewport_size({"width": 1280, "height": 900})
        ann.get_by_label("Why? It stays in the record.").fill("the new edition")
        ann.get_by_role("button", name="Ask for approval", exact=True).click()
        expect(ann.get_by_text("You asked for this, so somebody else must approve it.")).to_be_visible(
            timeout=30_000
        )
        expect(ann.get_by_role("button", name="Approve and publish")).to_have_count(0)
        at_step(ann, "6 Approve and publish", "readers get the published text from their next question on")

        with person(browser, server, "Bob") as bob:
            expect(
                bob.get_by_text("Ann Example <ann@library.example> asks to publish this draft")
            ).to_be_visible(timeout=30_000)
            expect(bob.locator("ins").filter(has_text="seven")).to_be_visible()
            at_step(
                bob, "6 Approve and publish", "readers get the published text from their next question on"
            )
            expect(bob.locator("button[kind=primary]")).to_have_count(1)
            bob.screenshot(path=artefacts / "maintain-approve.png", full_page=True)
            assert violations(bob) == []
            bob.get_by_role("button", name="Approve and publish").click()
            expect(bob.get_by_text("Questions are answered from it now.")).to_be_visible(timeout=60_000)
            ask(reader, "Books: how many may a reader borrow?")
            expect(newest(reader)).to_contain_text("seven books")

            ann.reload()
            ann.get_by_text("Go back to an earlier build (1 build kept)").click(timeout=30_000)
            at_step(ann, "1 Choose the build", "see what changes", BACK)
            ann.get_by_role("combobox", name="Build").hover()  # once the box has grown to its height
            choose(ann, "Build", f"Build {first.build}, published {when(first.at)}")
            expect(ann.locator("ins").filter(has_text="six")).to_be_visible(timeout=30_000)
            at_step(ann, "2 See what changes", "ask for approval", BACK)
            ann.get_by_text("I have seen what changes.").click()
            at_step(ann, "3 Ask for approval", "approve and go back", BACK)
            ann.screenshot(path=artefacts / "maintain-back.png")
            assert violations(ann) == []
            ann.get_by_label("Why are you going back? It stays in the record.").fill("seven was wrong")
            ann.get_by_role("button", name="Ask for approval to go back").click()
            expect(ann.get_by_text("asks to go back to build")).to_be_visible(timeout=30_000)
            bob.reload()
            expect(bob.locator("ins").filter(has_text="six")).to_be_visible(timeout=30_000)
            at_step(bob, "4 Approve and go back", "readers get the published text", BACK)
            bob.get_by_role("button", name="Approve and go back").click()
            expect(bob.get_by_text("is current again")).to_be_visible(timeout=60_000)
            ask(reader, "So how many books may a reader borrow?")
            expect(newest(reader)).to_contain_text("six books")
            record = bob.get_by_role("table", name="What was published, the newest first")
            expect(record).to_contain_text("Ann Example <ann@library.example>")
            expect(record).to_contain_text("Bob Example <bob@library.example>")
            expect(record).to_contain_text("seven was wrong")

        # Once removed from the list, she may do nothing more, even in her open page.
        edit(tmp_path / "people.toml", "Ann@library", "Ada@library")
        ann.get_by_role("button", name="Upload and check").click()
        expect(ann.get_by_role("alert")).to_contain_text(
            "ann@library.example is not on the list", timeout=30_000
        )
        assert "Traceback" not in "".join(server.log)


def test_without_a_provider_the_user_of_this_machine_maintains(browser: Browser, library: Server) -> None:
    """This test ensures that a browser on this machine may maintain without signing in."""
    with person(browser, library, None) as page:
        words = f"You are {user_name()}, the user of this machine."
        expect(page.get_by_text(words)).to_be_visible(timeout=30_000)
        expect(page.get_by_role("button", name="Upload and check")).to_be_visible()
