"""Sign-in for the page Maintain: by claims, or as the user of this machine."""

from pathlib import Path

import pytest
from desks import maintainers_file

from index.errors import InvalidSetting, NotAllowed, NotReady
from index.settings import Settings
from publishing.editing.maintainers import read_maintainers
from views.maintaining.sign_in import SIGNED_IN_SECONDS, check_sign_in, is_local, secrets_of, signed_in

NOW = 1_800_000_000
ANN = {"is_logged_in": True, "email": "Ann@Library.example", "email_verified": True, "iat": NOW - 60}
REFUSED = {
    "not on the list": ({"email": "eve@library.example"}, "eve@library.example is not on the list"),
    "no address": ({"email": None}, "did not give your e-mail address"),
    "not verified": ({"email_verified": False}, "has not confirmed that"),
    "not said": ({"email_verified": None}, "has not confirmed that"),
    "a word": ({"email_verified": "true"}, "has not confirmed that"),
    "long ago": ({"iat": NOW - SIGNED_IN_SECONDS - 1}, "more than 12 hours ago"),
    "no time": ({"iat": None}, "more than 12 hours ago"),
}
SUBJECT = """
[[person]]
email = "fay@library.example"
name = "Fay Example"
roles = ["approve"]
subject = "1-a"
"""
LOCAL = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}


@pytest.mark.parametrize("name", REFUSED)
def test_claims_that_are_not_enough(tmp_path: Path, name: str) -> None:
    """This test ensures that anyone not identified for certain may do nothing, and is told why."""
    maintainers = read_maintainers(maintainers_file(tmp_path / "people.toml", second=True))
    claims, message = REFUSED[name]
    with pytest.raises(NotAllowed, match=message):
        signed_in(maintainers, {**ANN, **claims}, NOW)


def test_who_has_signed_in(tmp_path: Path) -> None:
    """This test ensures that capitals in an address do not matter, and no sign-in means no person."""
    maintainers = read_maintainers(maintainers_file(tmp_path / "people.toml", second=True))
    person = signed_in(maintainers, ANN, NOW)
    assert person
    assert (person.name, person.roles) == ("Ann Example", {"maintain"})
    for claims in ({}, {**ANN, "is_logged_in": False}):
        assert signed_in(maintainers, claims, NOW) is None


def test_who_is_known_by_the_providers_own_name(tmp_path: Path) -> None:
    """This test ensures that an entry with a subject admits that subject, and an address alone no longer."""
    path = maintainers_file(tmp_path / "people.toml", second=True)
    path.write_text(path.read_text() + SUBJECT)
    maintainers = read_maintainers(path)
    claims = {"is_logged_in": True, "sub": "1-a", "email": None, "iat": NOW}
    person = signed_in(maintainers, claims, NOW)
    assert person
    assert person.name == "Fay Example"
    mailbox = {"sub": "1-b", "email": "fay@library.example", "email_verified": True}
    for refused in ({"sub": "1-b"}, {"sub": None}, {"iat": NOW - SIGNED_IN_SECONDS - 1}, mailbox):
        with pytest.raises(NotAllowed):
            signed_in(maintainers, {**claims, **refused}, NOW)


@pytest.mark.parametrize(
    ("headers", "client", "local"),
    [
        (LOCAL, None, True),
        ({**LOCAL, "host": "localhost:8501", "origin": "http://localhost:8501"}, "127.0.0.1", True),
        ({**LOCAL, "host": "[::1]:8501", "origin": "http://[::1]:8501"}, "::1", True),
        (LOCAL, "192.0.2.7", False),
        ({**LOCAL, "host": "signpost.example"}, None, False),
        ({**LOCAL, "origin": "https://signpost.example"}, None, False),
        ({"host": "127.0.0.1:8501"}, None, False),
        ({}, None, False),
        ({**LOCAL, "x-forwarded-for": "192.0.2.7"}, None, False),
        ({**LOCAL, "forwarded": "for=192.0.2.7"}, None, False),
        ({**LOCAL, "x-real-ip": "127.0.0.1"}, None, False),
        ({**LOCAL, "host": "127.0.0.1.evil.example"}, None, False),
        ({**LOCAL, "host": "evil.example", "origin": "http://evil.example"}, None, False),
    ],
)
def test_only_this_machine_is_this_machine(
    headers: dict[str, str], client: str | None, *, local: bool
) -> None:
    """This test ensures that a proxy or another site's page is not mistaken for the user of this machine."""
    assert is_local(headers, client) is local


def test_a_page_that_others_reach_needs_sign_in(tmp_path: Path) -> None:
    """This test ensures that the server does not start if anyone could maintain or the file is broken."""
    people = maintainers_file(tmp_path / "people.toml", second=False, auth="", people="")
    settings = Settings(maintainers=people)
    check_sign_in(settings, public=False)
    with pytest.raises(NotReady, match=r"people.toml has no \[auth\]"):
        check_sign_in(settings, public=True)
    assert secrets_of(settings) == {}
    maintainers_file(people, second=True)
    check_sign_in(settings, public=True)
    assert secrets_of(settings)["auth"]["client_id"] == "signpost"  # type: ignore[index, call-overload]
    people.write_text("second_person = 5\n")
    for public in (False, True):
        with pytest.raises(InvalidSetting, match="second_person is 5"):
            check_sign_in(settings, public=public)
    check_sign_in(Settings(), public=True)
    assert secrets_of(Settings()) == {}
