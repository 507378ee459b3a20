"""Who may publish in the browser: the maintainers file, people's roles and sign-in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from index.errors import InvalidSetting, NotAllowed
from index.storage.lock import user_name
from ingest.corpus.toml_entries import Entry, read_toml, tables

Role = Literal["maintain", "approve"]
ROLES: tuple[Role, ...] = get_args(Role)
# The settings that `st.login` needs.
AUTH_KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"
# In characters, for the secret that signs login cookies.
SHORTEST_SECRET = 32
EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Person:
    """A person with roles. email: None for the user of this machine, if nobody signs in.

    subject: the identity provider's id for them (`sub`), if the file gives it.
    """

    name: str
    email: str | None
    roles: frozenset[Role]
    subject: str | None = None

    @property
    def label(self) -> str:
        """Their name in the history."""
        return f"{self.name} <{self.email}>" if self.email else self.name


@dataclass(frozen=True, slots=True)
class Maintainers:
    """The contents of the maintainers file.

    auth: how people sign in; None if only the user of this machine may publish. second_person: whether
    another person must approve every publication. people: by e-mail address, in lower case.
    """

    path: Path
    auth: Mapping[str, str] | None = field(repr=False)
    second_person: bool
    people: Mapping[str, Person]

    def known(self, email: str | None) -> Person | None:
        """Returns the person with this address, or None. Without sign-in: the user of this machine."""
        if self.auth is None:
            return Person(user_name(), None, frozenset(ROLES)) if email is None else None
        return self.people.get(email.casefold()) if email else None

    def by_subject(self, subject: object) -> Person | None:
        """Returns the person with this subject, or None."""
        named = (person for person in self.people.values() if person.subject)
        return next((person for person in named if person.subject == subject), None)


def read_maintainers(path: Path) -> Maintainers:
    """Reads the file. Raises InvalidSetting if it is missing, or naming a mistake in it."""
    try:
        file = read_toml(path, InvalidSetting)
    except FileNotFoundError as error:
        raise InvalidSetting(
            f"SIGNPOST_MAINTAINERS is {str(path)!r}, but that file does not exist: write it, or unset the "
            "variable"
        ) from error
    file.only({"auth", "second_person", "person"})
    auth = _auth(path, file.values["auth"]) if "auth" in file.values else None
    second = file.values.get("second_person", False)
    if not isinstance(second, bool):
        raise file.mistake(f"second_person is {second!r}: write true or false")
    people: dict[str, Person] = {}
    for number, table in enumerate(tables(file, "person"), start=1):
        entry = Entry(path, f"person {table.get('email', f'number {number}')!r}", table, InvalidSetting)
        email, person = _person(entry)
        if email in people:
            raise entry.mistake("this email is used twice: give each person one entry")
        if person.subject and any(other.subject == person.subject for other in people.values()):
            raise entry.mistake("this subject is used twice: give each person their own")
        people[email] = person
    if auth and not people:
        raise file.mistake("nobody is listed: add an entry for each person with [[person]]")
    if second:
        _check_two(file, auth, people)
    return Maintainers(path, auth, second, people)


def checked(path: Path, person: Person, *roles: Role) -> tuple[Maintainers, Person]:
    """Reads the file again, and returns it with the person's current entry.

    Raises NotAllowed if the person now has none of these roles; InvalidSetting as in `read_maintainers`.
    """
    maintainers = read_maintainers(path)
    known = maintainers.known(person.email)
    if known is None:
        raise NotAllowed(f"{person.label} is not on the list of maintainers: nothing was done")
    if not known.roles.intersection(roles):
        raise NotAllowed(
            f"{known.label} does not have the right to {' or '.join(roles)}: nothing was done. Roles are set "
            "in the maintainers file of this server."
        )
    return maintainers, known


def _auth(path: Path, table: object) -> Mapping[str, str]:
    if not isinstance(table, dict):
        raise InvalidSetting(f"{path}: auth is not a table: write [auth], and its keys below")
    entry = Entry(path, "[auth]", table, InvalidSetting)
    entry.only(AUTH_KEYS)
    values: dict[str, str] = {}
    for key in AUTH_KEYS:
        value = _text(entry, key)
        if value is None:
            raise entry.mistake(f"{key} is missing")
        values[key] = value
    if len(values["cookie_secret"]) < SHORTEST_SECRET:
        raise entry.mistake(
            f"cookie_secret has fewer than {SHORTEST_SECRET} characters: make one with `openssl rand -hex 32`"
        )
    if not values["redirect_uri"].endswith(CALLBACK):
        raise entry.mistake(f"redirect_uri does not end with {CALLBACK}: add it")
    for key in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(values[key])
        if address.scheme != "https" and (address.scheme != "http" or address.hostname not in LOOPBACK):
            raise entry.mistake(f"{key} is {values[key]!r}: give an address that begins with https://")
    return values


def _text(entry: Entry, key: str) -> str | None:
    """As `Entry.text`, but does not repeat a value of the wrong type, which may be a secret."""
    value: Any = entry.values.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise entry.mistake(f"{key} is not text: write it in quotation marks")
    return entry.text(key)


def _person(entry: Entry) -> tuple[str, Person]:
    entry.only({"email", "name", "roles", "subject"})
    email, name = entry.text("email"), entry.text("name")
    if not email or not EMAIL.fullmatch(email):
        raise entry.mistake(f"email is {email!r}: write one e-mail address")
    if not name:
        raise entry.mistake("name is missing: write it as the history should show it")
    roles = entry.items("roles")
    if not roles:
        raise entry.mistake(f"roles is missing: write a list of {', '.join(ROLES)}")
    for role in roles:
        if role not in ROLES:
            raise entry.mistake(f"roles names {role!r}: use {', '.join(ROLES)}")
    return email.casefold(), Person(name, email.casefold(), frozenset(roles), entry.text("subject"))


def _check_two(file: Entry, auth: Mapping[str, str] | None, people: Mapping[str, Person]) -> None:
    """Raises InvalidSetting if a maintainer would have nobody else to approve their requests."""
    if auth is None:
        raise file.mistake(
            "second_person is true, but there is no [auth], so only one person can use this: let people sign "
            "in, or set it to false"
        )
    for person in people.values():
        others = (other for other in people.values() if other is not person)
        if "maintain" in person.roles and not any("approve" in other.roles for other in others):
            raise file.mistake(
                f"second_person is true, but only {person.email} may approve: give somebody else the role "
                "approve, or set it to false"
            )
    if not any("maintain" in person.roles for person in people.values()):
        raise file.mistake("nobody has the role maintain: give it to somebody")
