"""The fixed notices on every page, from corpus/notices.toml. People write and review them."""

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
    """A phone number of the deploying area. phone and reviewed: None until the area fills them in."""

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
    """The notices on every page. about: what the tool is and is not.

    crisis: words in a question that move the emergency notice above the answer.
    """

    about: str
    emergency: Emergency
    local: tuple[LocalNumber, ...]
    crisis: tuple[str, ...] = ()

    @property
    def unset(self) -> tuple[str, ...]:
        """The names of the local numbers that are not filled in yet."""
        return tuple(number.name for number in self.local if not number.is_set)

    def tell_of_crisis(self, question: str) -> bool:
        """Returns whether a question contains any of these words, ignoring case and white space."""
        folded = f" {' '.join(WORD.findall(question.casefold()))} "
        return any(f" {' '.join(WORD.findall(words.casefold()))} " in folded for words in self.crisis)


def read_notices(corpus: Path) -> Notices:
    """Reads corpus/notices.toml. Raises InvalidCorpus, naming the key, if the file or an entry is missing."""
    path = corpus / NOTICES
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidCorpus(
            f"{path} cannot be read ({error}): put it right, as no page appears without its notices"
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
        raise InvalidCorpus(
            f"{path}: [emergency]: write the phone number {notices.emergency.phone} into the text too"
        )
    return notices


def check_ready(notices: Notices, corpus: Path) -> None:
    """Raises NotReady, naming what is missing, if the deploying area has not set its own numbers."""
    missing = notices.unset
    if missing or not notices.local:
        raise NotReady(
            f"{corpus / NOTICES}: you cannot serve the page to others yet, because these numbers are not "
            f"set: {', '.join(missing) or 'no [[local]] number'}. Fill in `phone` and `reviewed` for each, "
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
    """Returns the crisis words, if any; they are optional, as the notice itself is on every page."""
    words = data.get("crisis", {}).get("words", [])
    for entry in words:
        if not isinstance(entry, str) or not WORD.search(entry):
            raise InvalidCorpus(f"{path}: [crisis]: words contains {entry!r}: write words in quotation marks")
    return tuple(words)


def _table(path: Path, data: dict[str, Any], key: str) -> dict[str, Any]:
    table = data.get(key)
    if not isinstance(table, dict):
        raise InvalidCorpus(f"{path}: [{key}] is missing: add it, as every page shows it")
    return table


def _text(path: Path, where: str, entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidCorpus(f"{path}: {where}: {key} is {value!r}: write some text in quotation marks")
    return value.strip()
