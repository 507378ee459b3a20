"""A page that stays open while a maintainer edits, publishes, rolls back and withdraws."""

import subprocess
import sys
from pathlib import Path

import pytest
from axe import violations
from chromium import ask, serving, window
from parts import ROOT, edit
from playwright.sync_api import Browser, expect

pytestmark = [pytest.mark.browser, pytest.mark.model]

BORROWING = "How many books may a reader borrow?"
REVIEW = "# Review of a loss\n\nThe reader at the third desk lost an atlas of the moon.\n"


def signpost(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [Path(sys.executable).with_name("signpost"), *arguments]
    at = ["--index", folder / "index", "--corpus", folder / "corpus"]
    return subprocess.run([*command, *at], cwd=folder, capture_output=True, text=True, check=False)


def test_an_open_page_follows_what_a_maintainer_does(
    browser: Browser, tmp_path: Path, corpus: Path, artefacts: Path
) -> None:
    """This test ensures that an open page shows an edit, a rollback, a superseded source and a withdrawal."""
    assert corpus == tmp_path / "corpus"
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    (corpus / "documents/review.md").write_text(REVIEW)
    lending, register = corpus / "documents/lending-rules.md", corpus / "sources.toml"
    assert signpost(tmp_path, "ingest").returncode == 0
    with serving(tmp_path / "index", corpus) as server, window(browser, server, 1280) as page:
        answer = page.locator(".answer").last
        quote = answer.locator("blockquote").first
        ask(page, BORROWING)
        expect(quote).to_contain_text("six books")

        edit(lending, "six books", "seven books")
        assert "[-six-]" in signpost(tmp_path, "ingest", "--dry-run").stdout
        assert signpost(tmp_path, "ingest").returncode == 0
        ask(page, "May a reader borrow how many books?")
        expect(quote).to_contain_text("seven books")

        with window(browser, server, 1280) as another:
            another.goto(f"{server.url}/changes")
            another.get_by_text("Show old and new wording").first.click(timeout=30_000)
            expect(another.locator(".changes ins").first).to_contain_text("seven")
            expect(another.locator(".changes del").first).to_contain_text("six")
            assert violations(another) == []
            another.screenshot(path=artefacts / "changes-1280.png")
            with another.expect_download() as started:
                another.get_by_role("button", name="Save as CSV").click()
            assert b"seven books" in started.value.path().read_bytes()

        first = signpost(tmp_path, "history").stdout.splitlines()[-4].split()[-1]
        assert signpost(tmp_path, "rollback", first).returncode == 0
        ask(page, "Books: how many may a reader borrow?")
        expect(quote).to_contain_text("six books")

        edit(register, 'status = "current"', 'superseded_by = "staff-list"')
        assert signpost(tmp_path, "ingest").returncode == 0
        ask(page, "So how many books may a reader borrow?")
        expect(answer.locator(".status").first).to_contain_text("Found only guidance that is not in force")
        expect(answer.locator(".standing-notice").first).to_have_text("Superseded by “Staff list”.")
        page.screenshot(path=artefacts / "superseded.png")

        ask(page, "Who lost the atlas of the moon?")
        expect(quote).to_contain_text("third desk")
        assert signpost(tmp_path, "withdraw", "review", "--why", "a test").returncode == 0
        ask(page, "Who lost an atlas?")
        expect(page.get_by_text("has since been withdrawn")).to_be_visible()
        expect(page.get_by_text("third desk")).to_have_count(0)
        page.screenshot(path=artefacts / "withdrawn.png")
