"""The fixed notices of every page: corpus/notices.toml. Written and reviewed by people, never generated."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import InvalidCorpus, NotReady

NOTICES = "notices.toml"
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Emergency:
    """What to do if a child is in immediate danger. phone: digits and spaces, within the text."""

    text: str
    phone: str
    source: str
    source_url: str


@dataclass(frozen=True, slots=True)
class LocalNumber:
    """A number of the deploying area. phone and reviewed: None until the area fills them in."""

    name: str
    phone: str | None
    reviewed: date | None
    source: str
    source_url: str

    @property
    def is_set(self) -> bool:
        """Whether there is a number, and a day on which somebody confirmed it."""
        return self.phone is not None and self.reviewed is not None


@dataclass(frozen=True, slots=True)
class Notices:
    """What stands on every page. about: what the tool is and is not.

    crisis: words that raise it to the top of an answer where a question holds them.
    """

    about: str
    emergency: Emergency
    local: tuple[LocalNumber, ...]
    crisis: tuple[str, ...] = ()

    def tell_of_crisis(self, question: str) -> bool:
        """Whether a question holds such words, whatever its capitals and its white space."""
        folded = f" {' '.join(WORD.findall(question.casefold()))} "
        return any(f" {' '.join(WORD.findall(words.casefold()))} " in folded for words in self.crisis)


def read_notices(corpus: Path) -> Notices:
    """Read corpus/notices.toml. InvalidCorpus: it is missing, or an entry of it is; names the key."""
    path = corpus / NOTICES
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidCorpus(
            f"{path} cannot be read ({error}): the page is not shown without its notices"
        ) from error
    emergency = _table(path, data, "emergency")
    notices = Notices(
        about=_text(path, "[about]", _table(path, data, "about"), "text"),
        emergency=Emergency(
            *(_text(path, "[emergency]", emergency, k) for k in ("text", "phone", "source", "source_url"))
        ),
        local=tuple(_local(path, entry) for entry in data.get("local", [])),
        crisis=_crisis(path, data),
    )
    if notices.emergency.phone not in notices.emergency.text:
        raise InvalidCorpus(f"{path}: [emergency]: its text does not hold its phone number")
    return notices


def check_ready(notices: Notices, corpus: Path) -> None:
    """Refuse to serve others before the deploying area has set its own numbers. NotReady: names them."""
    missing = [number.name for number in notices.local if not number.is_set]
    if missing or not notices.local:
        raise NotReady(
            f"{corpus / NOTICES}: the page may be served on this machine only, for these numbers are not "
            f"set: {', '.join(missing) or 'no [[local]] number'}. Fill in `phone` and `reviewed` of each, "
            "or serve on 127.0.0.1 without SIGNPOST_PUBLIC_URL"
        )


def _local(path: Path, entry: dict[str, Any]) -> LocalNumber:
    where = f"[[local]] {entry.get('name', '')!r}"
    reviewed = entry.get("reviewed")
    if reviewed is not None and type(reviewed) is not date:
        raise InvalidCorpus(f"{path}: {where}: reviewed is {reviewed!r}: write a date, as in 2026-11-23")
    return LocalNumber(
        name=_text(path, where, entry, "name"),
        phone=_text(path, where, entry, "phone") if "phone" in entry else None,
        reviewed=reviewed,
        source=_text(path, where, entry, "source"),
        source_url=_text(path, where, entry, "source_url"),
    )


def _crisis(path: Path, data: dict[str, Any]) -> tuple[str, ...]:
    """They may be left out: the notice itself stands on every page."""
    words = data.get("crisis", {}).get("words", [])
    for entry in words:
        if not isinstance(entry, str) or not WORD.search(entry):
            raise InvalidCorpus(
                f"{path}: [crisis]: words holds {entry!r}: write some words in quotation marks"
            )
    return tuple(words)


def _table(path: Path, data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key)
    if not isinstance(table, dict):
        raise InvalidCorpus(f"{path}: [{key}] is missing: every page shows it")
    return table


def _text(path: Path, where: str, entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidCorpus(f"{path}: {where}: {key} is {value!r}: write some text in quotation marks")
    return value.strip()
