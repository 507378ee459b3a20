"""Who may publish in the browser: the maintainers file, what a person may do, and how one is known."""

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
# What `st.login` reads.
AUTH_KEYS = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
CALLBACK = "/oauth2callback"
# So many characters a key that signs who somebody is has at least.
SHORTEST_SECRET = 32
EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may do something. email: None for the user of this machine, where nobody signs in.

    subject: the identity provider's own name for them, its `sub`, where the file tells it.
    """

    name: str
    email: str | None
    roles: frozenset[Role]
    subject: str | None = None

    @property
    def label(self) -> str:
        """How the history calls them."""
        return f"{self.name} <{self.email}>" if self.email else self.name


@dataclass(frozen=True, slots=True)
class Maintainers:
    """What the maintainers file says.

    auth: how people sign in; None where only the user of this machine may. second_person: nothing is
    published that not another person has approved. people: by their e-mail address, in lower case.
    """

    path: Path
    auth: Mapping[str, str] | None = field(repr=False)
    second_person: bool
    people: Mapping[str, Person]

    def known(self, email: str | None) -> Person | None:
        """Who has this address now; None for nobody. Without sign-in: the user of this machine."""
        if self.auth is None:
            return Person(user_name(), None, frozenset(ROLES)) if email is None else None
        return self.people.get(email.casefold()) if email else None

    def by_subject(self, subject: object) -> Person | None:
        """Whom the identity provider calls so; None where nobody's entry has this subject."""
        named = (person for person in self.people.values() if person.subject)
        return next((person for person in named if person.subject == subject), None)


def read_maintainers(path: Path) -> Maintainers:
    """Read the file. InvalidSetting: it is not there, or there is a mistake in it, which is named."""
    try:
        file = read_toml(path, InvalidSetting)
    except FileNotFoundError as error:
        raise InvalidSetting(
            f"SIGNPOST_MAINTAINERS is {str(path)!r}, and that file is not there: write it, or unset the "
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
            raise entry.mistake("this subject is used twice: a provider has one for each person")
        people[email] = person
    if auth and not people:
        raise file.mistake("nobody is named: begin an entry for each person with [[person]]")
    if second:
        _check_two(file, auth, people)
    return Maintainers(path, auth, second, people)


def checked(path: Path, person: Person, *roles: Role) -> tuple[Maintainers, Person]:
    """What the file says now, and the person as it knows them now.

    NotAllowed: they have none of these roles, or none any more. InvalidSetting: see `read_maintainers`.
    """
    maintainers = read_maintainers(path)
    known = maintainers.known(person.email)
    if known is None:
        raise NotAllowed(f"{person.label} is not on the list of maintainers: nothing was done")
    if not known.roles.intersection(roles):
        raise NotAllowed(
            f"{known.label} has not the right to {' or '.join(roles)}: nothing was done. The roles stand in "
            "the maintainers file of this server."
        )
    return maintainers, known


def _auth(path: Path, table: object) -> Mapping[str, str]:
    if not isinstance(table, dict):
        raise InvalidSetting(f"{path}: auth is no table: write [auth] and its keys below")
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
        raise entry.mistake(f"redirect_uri does not end with {CALLBACK}")
    for key in ("redirect_uri", "server_metadata_url"):
        address = urlsplit(values[key])
        if address.scheme != "https" and (address.scheme != "http" or address.hostname not in LOOPBACK):
            raise entry.mistake(f"{key} is {values[key]!r}: give an address that begins with https://")
    return values


def _text(entry: Entry, key: str) -> str | None:
    """As `Entry.text`, but that a secret of the wrong kind is not repeated."""
    value: Any = entry.values.get(key)
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise entry.mistake(f"{key} is no text: write it in quotation marks")
    return entry.text(key)


def _person(entry: Entry) -> tuple[str, Person]:
    entry.only({"email", "name", "roles", "subject"})
    email, name = entry.text("email"), entry.text("name")
    if not email or not EMAIL.fullmatch(email):
        raise entry.mistake(f"email is {email!r}: write one e-mail address")
    if not name:
        raise entry.mistake("name is missing: write it as the history is to show it")
    roles = entry.items("roles")
    if not roles:
        raise entry.mistake(f"roles is missing: write a list of {', '.join(ROLES)}")
    for role in roles:
        if role not in ROLES:
            raise entry.mistake(f"roles names {role!r}: use {', '.join(ROLES)}")
    return email.casefold(), Person(name, email.casefold(), frozenset(roles), entry.text("subject"))


def _check_two(file: Entry, auth: Mapping[str, str] | None, people: Mapping[str, Person]) -> None:
    """InvalidSetting: whoever asks, there is nobody else who may approve."""
    if auth is None:
        raise file.mistake(
            "second_person is true, and there is no [auth]: one person cannot be two. Let people sign in, or "
            "set it to false"
        )
    for person in people.values():
        others = (other for other in people.values() if other is not person)
        if "maintain" in person.roles and not any("approve" in other.roles for other in others):
            raise file.mistake(
                f"second_person is true, and nobody but {person.email} may approve: give somebody else the "
                "role approve, or set it to false"
            )
    if not any("maintain" in person.roles for person in people.values()):
        raise file.mistake("nobody has the role maintain: give it to somebody")
