"""The maintainers file, and every mistake in it."""

import os
from pathlib import Path

import pytest
from desks import AUTH, PEOPLE, maintainers_file

from index.errors import InvalidSetting, NotAllowed
from index.settings import Settings
from index.storage.lock import user_name
from publishing.editing.maintainers import Person, checked, read_maintainers

TWO_OF_ANN = PEOPLE + '\n[[person]]\nemail = "ANN@library.example"\nname = "A"\nroles = ["approve"]\n'
SUBJECT = '[[person]]\nemail = "{}@library.example"\nname = "A"\nroles = ["approve"]\nsubject = "1-a"\n'
TWO_SUBJECTS = "\n" + SUBJECT.format("fay") + SUBJECT.format("dan")
ALONE = '[[person]]\nemail = "a@b.example"\nname = "A"\nroles = ["maintain", "approve"]\n'
MISTAKES = {
    "auth_key": (AUTH + 'issuer = "x"\n', PEOPLE, r"\[auth\]: unknown key 'issuer'"),
    "missing": (AUTH.replace("client_id", "#"), PEOPLE, r"\[auth\]: client_id is missing"),
    "short": (AUTH.replace("89abcdef0123", ""), PEOPLE, "cookie_secret has fewer than 32 characters"),
    "number": (AUTH.replace('"made up"', "5"), PEOPLE, "client_secret is not text"),
    "callback": (AUTH.replace("oauth2callback", ""), PEOPLE, "redirect_uri does not end with"),
    "http": (AUTH.replace("http://127.0.0.1:9", "http://id.example"), PEOPLE, "server_metadata_url is"),
    "role": (AUTH, PEOPLE.replace('"approve"', '"admin"'), "bob@library.example': roles names 'admin'"),
    "no_roles": (AUTH, PEOPLE.replace('["approve"]', "[]"), "roles is missing"),
    "roles_text": (AUTH, PEOPLE.replace('["approve"]', '"approve"'), "roles is 'approve': write a list"),
    "twice": (AUTH, TWO_OF_ANN, "ANN@library.example': this email is used twice"),
    "subject": (AUTH, PEOPLE + TWO_SUBJECTS, "dan@library.example': this subject is used twice"),
    "email": (AUTH, PEOPLE.replace("bob@", "bob"), "email is 'boblibrary.example'"),
    "no_name": (AUTH, PEOPLE.replace('name = "Bob Example"', ""), "name is missing"),
    "person_key": (AUTH, PEOPLE + "phone = 5\n", "cat@library.example': unknown key 'phone'"),
    "nobody": (AUTH, "", r"nobody is listed: add an entry for each person with \[\[person\]\]"),
    "alone": (AUTH, ALONE, "only a@b.example may approve"),
    "no_maintainer": (AUTH, ALONE.replace('"maintain", ', ""), "nobody has the role maintain"),
    "no_auth": ("", PEOPLE, "only one person can use this"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_file_and_entry(tmp_path: Path, name: str) -> None:
    """This test ensures that a maintainers file with a mistake is refused, and no secret is repeated."""
    auth, people, message = MISTAKES[name]
    path = maintainers_file(tmp_path / "people.toml", second=True, auth=auth, people=people)
    with pytest.raises(InvalidSetting, match=message) as refused:
        read_maintainers(path)
    assert str(path) in str(refused.value)
    assert "0123456789" not in str(refused.value)


def test_what_the_file_says(tmp_path: Path) -> None:
    """This test ensures that people are found by e-mail address in any case, with their roles."""
    found = read_maintainers(maintainers_file(tmp_path / "people.toml", second=True))
    assert found.second_person
    assert found.auth
    assert found.auth["client_id"] == "signpost"
    ann = found.known("aNN@library.example")
    assert ann == Person("Ann Example", "ann@library.example", frozenset({"maintain"}))
    assert ann
    assert ann.label == "Ann Example <ann@library.example>"
    assert found.known("eve@library.example") is None
    assert found.known(None) is None
    assert "made up" not in repr(found)


def test_without_sign_in_the_user_of_this_machine_may_do_all(tmp_path: Path) -> None:
    """This test ensures that without [auth] only the user of this machine is known."""
    found = read_maintainers(maintainers_file(tmp_path / "people.toml", second=False, auth="", people=""))
    person = found.known(None)
    assert person == Person(user_name(), None, frozenset({"maintain", "approve"}))
    assert found.known("ann@library.example") is None


def test_a_file_that_is_not_there_or_no_toml(tmp_path: Path) -> None:
    """This test ensures that a wrong path and a broken file are reported as such."""
    with pytest.raises(
        InvalidSetting, match=r"SIGNPOST_MAINTAINERS is '.*people.toml', but that file does not"
    ):
        read_maintainers(tmp_path / "people.toml")
    (tmp_path / "people.toml").write_text("[[person")
    with pytest.raises(InvalidSetting, match=r"people.toml cannot be read"):
        read_maintainers(tmp_path / "people.toml")


def test_a_person_who_is_taken_off_the_list_loses_the_right_at_once(tmp_path: Path) -> None:
    """This test ensures that the list is read again for every action."""
    path = maintainers_file(tmp_path / "people.toml", second=False)
    ann = read_maintainers(path).known("ann@library.example")
    assert ann
    assert checked(path, ann, "maintain")[1] == ann
    with pytest.raises(NotAllowed, match="does not have the right to approve: nothing was done"):
        checked(path, ann, "approve")
    stat = path.stat()
    maintainers_file(path, second=False, people=PEOPLE.replace("Ann@library", "Ada@library"))
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with pytest.raises(NotAllowed, match="is not on the list of maintainers: nothing was done"):
        checked(path, ann, "maintain")


def test_the_setting() -> None:
    """This test ensures that nobody may publish in the browser unless a file is named."""
    assert Settings.from_env({}).maintainers is None
    assert Settings.from_env({"SIGNPOST_MAINTAINERS": "people.toml"}).maintainers == Path("people.toml")
