"""Commands and pages on a PostgreSQL store, with the real model on the real briefing."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from parts import ROOT, Runner, htmls
from postgres import Server
from streamlit.testing.v1 import AppTest

from index.errors import InvalidSetting
from index.postgres.connections import connections_to
from views.current_build import needing_psycopg

pytestmark = pytest.mark.model
QUESTION = "what stops children from telling someone about abuse?"


@pytest.fixture(scope="module")
def address(postgres_server: Server) -> Iterator[str]:
    """Returns the address of a database that the tests below share; the first uploads the briefing to it."""
    found = postgres_server.address(postgres_server.new_database())
    yield found
    connections_to(found).close()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> tuple[str, ...]:
    """Returns the options of a machine that has the store's address and no builds of its own."""
    monkeypatch.setenv("SIGNPOST_STORE", address)
    return ("--corpus", str(ROOT / "corpus"), "--index", str(tmp_path / "none"))


def test_commands_print_the_same_from_a_store(
    run: Runner,
    at: tuple[str, ...],
    address: str,
    elsewhere: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that an upload can be read by every command that asks, as the index folder is."""
    monkeypatch.delenv("SIGNPOST_STORE")
    uploaded = run("upload", address, "--json", *at)
    assert (uploaded.code, uploaded.lines[0]["copied"]) == (0, 1)
    commands = (
        ("ask", QUESTION),
        ("ask", "how do I book annual leave?"),
        ("where", "self-harm"),
        ("sources",),
        ("passages",),
    )
    expected = [run(*command, "--json", *at).out for command in commands]
    monkeypatch.setenv("SIGNPOST_STORE", address)
    for command, printed in zip(commands, expected, strict=True):
        found = run(*command, "--json", *elsewhere)
        assert (found.code, found.out) == (0, printed)
    again = run("upload", *at)
    assert again.code == 0
    assert "Builds copied: 0; removed: 0." in again.out


def test_the_pages_read_a_store(elsewhere: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that the pages answer and list what changed without an index folder."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(ROOT / "corpus"))
    monkeypatch.setenv("SIGNPOST_INDEX", elsewhere[-1])
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    page.chat_input[0].set_value(QUESTION).run()
    assert not page.exception
    assert "five main barriers to children making disclosures" in htmls(page)

    def changes() -> None:
        from index.settings import Settings
        from views.pages.changes import render

        render(Settings.from_env())

    listed = AppTest.from_function(changes, default_timeout=60).run()
    assert not listed.exception
    assert "Nothing has changed since" in listed.markdown[0].value


def test_a_missing_package_is_named() -> None:
    """This test ensures that a store without the extra `postgres` is an error that says what to install."""
    missing = r"needs no_such_package, .* pip install 'signpost\[postgres\]'"
    with pytest.raises(InvalidSetting, match=missing), needing_psycopg():
        import_module("no_such_package")


def test_a_command_says_what_is_wrong_with_a_store(
    run: Runner, at: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """This test ensures that a missing, wrong or unreachable store is an error without its password."""
    assert run("upload", *at).code == 2
    wrong = run("upload", "mysql://sam:secret@host/guidance", *at)
    assert (wrong.code, "ADDRESS is not an address of PostgreSQL" in wrong.err) == (1, True)
    monkeypatch.setenv("SIGNPOST_STORE", f"postgresql://sam:secret@/guidance?host={tmp_path}")
    away = run("ask", QUESTION, *at)
    assert away.code == 1
    assert f"PostgreSQL at {tmp_path}, database guidance" in away.err
    monkeypatch.setenv("SIGNPOST_MAINTAINERS", str(tmp_path / "maintainers.toml"))
    both = run("serve", *at)
    assert (both.code, "SIGNPOST_STORE and SIGNPOST_MAINTAINERS are both set" in both.err) == (1, True)
    assert "secret" not in wrong.err + away.err + both.err
