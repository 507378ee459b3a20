"""The page Maintain in Streamlit's test harness, with simulated sign-in."""

import csv
import io
import time
from dataclasses import replace
from pathlib import Path

import pytest
from desks import PEOPLE, maintainers_file
from parts import ROOT, htmls
from streamlit.testing.v1 import AppTest

from index.storage.publications import current_publication
from ingest.readers.formats import READERS
from publishing.builds.history import Entry
from views.maintaining.reports import COLUMNS, audit_csv, audit_table

APP = str(ROOT / "app.py")
EVIL = "<script>alert(1)</script>![x](http://evil.example/x.png)"


@pytest.fixture
def page(corpus: Path, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The pages with a maintainers file, nobody signed in."""
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    monkeypatch.setenv("SIGNPOST_CORPUS", str(corpus))
    monkeypatch.setenv("SIGNPOST_INDEX", str(index))
    people = maintainers_file(tmp_path / "people.toml", second=True)
    monkeypatch.setenv("SIGNPOST_MAINTAINERS", str(people))
    return AppTest.from_function(_page, default_timeout=60)


def _page() -> None:
    from index.settings import Settings
    from views.pages import maintain

    maintain.render(Settings.from_env())


def shown(page: AppTest) -> str:
    """Returns all the text on the page Maintain."""
    page.run()
    assert not page.exception
    elements = [*page.markdown, *page.header, *page.text, *page.error]
    return "\n".join([htmls(page), *(str(element.value) for element in elements)])


def sign_in(page: AppTest, email: str) -> None:
    page.user = {"is_logged_in": True, "email": email, "email_verified": True, "iat": time.time()}


def buttons(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def test_without_a_maintainers_file_there_is_no_such_page(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that its address shows nothing."""
    monkeypatch.delenv("SIGNPOST_MAINTAINERS")
    sign_in(page, "ann@library.example")
    assert "Signed in" not in shown(page)
    assert not page.button


def test_nobody_sees_anything_before_they_have_signed_in(page: AppTest) -> None:
    """This test ensures that a visitor can only sign in, and someone not on the list can only sign out."""
    said = shown(page)
    assert buttons(page) == ["Sign in"]
    assert "What was published" not in said
    sign_in(page, "eve@library.example")
    said = shown(page)
    assert "eve@library.example is not on the list of maintainers." in said
    assert buttons(page) == ["Sign out"]
    assert "What was published" not in said
    assert not page.selectbox


def test_what_each_role_sees(page: AppTest) -> None:
    """This test ensures that a maintainer sees the upload form, and an approver sees waiting requests."""
    sign_in(page, "ann@library.example")
    said = shown(page)
    assert "Signed in as Ann Example <ann@library.example>: maintain" in said
    assert buttons(page) == ["Sign out", "Upload and check"]
    assert "What was published, the newest first" in said
    assert '<li aria-current="step">1 <span class="name">Add or replace</span></li>' in said
    sign_in(page, "bob@library.example")
    said = shown(page)
    assert "Nothing waits for your approval." in said
    assert "aria-current" not in said
    assert buttons(page) == ["Sign out"]


def test_a_broken_list_lets_nobody_in_and_tells_nothing_of_it(page: AppTest, tmp_path: Path) -> None:
    """This test ensures that the other pages still work, and no visitor sees who is on the list."""
    maintainers_file(tmp_path / "people.toml", second=True, people=PEOPLE + PEOPLE)
    sign_in(page, "ann@library.example")
    said = shown(page)
    assert "the maintainers file has a mistake" in said
    assert "library.example" not in said
    assert not page.button
    assert AppTest.from_file(APP, default_timeout=60).run().chat_input


def test_without_sign_in_only_this_machine_maintains(page: AppTest, tmp_path: Path) -> None:
    """This test ensures that a visitor not known to be on this machine is told so."""
    maintainers_file(tmp_path / "people.toml", second=False, auth="", people="")
    sign_in(page, "ann@library.example")
    assert "Nobody can sign in here" in shown(page)
    assert not page.button


def test_every_format_that_is_read_can_be_uploaded(page: AppTest) -> None:
    """This test ensures that the form takes what the command line takes, old Word files too."""
    sign_in(page, "ann@library.example")
    shown(page)
    (upload,) = page.get("file_uploader")
    assert set(upload.proto.type) == {*READERS, ".doc", ".dot"}


def test_text_of_people_cannot_become_markup_or_a_formula(index: Path) -> None:
    """This test ensures that names and reasons are shown literally, on the page and in a spreadsheet."""
    publication = current_publication(index)
    assert publication
    entry = Entry(
        replace(publication, who=EVIL, why="=HYPERLINK(1)", approved_by=None), current=True, kept=None
    )
    table = audit_table([entry])
    assert "<script" not in table
    assert "&lt;script&gt;" in table
    rows = list(csv.reader(io.StringIO(audit_csv([entry]).decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert rows[1][2] == EVIL
    assert rows[1][4] == "'=HYPERLINK(1)"
