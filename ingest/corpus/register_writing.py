"""Writes register entries and leaves every other line, including comments, as people wrote it."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date

from index.errors import InvalidCorpus
from ingest.corpus.register import REGISTER

# The keys to write, in order; None removes a key.
Values = Mapping[str, str | date | None]
HEADER = re.compile(r"^\s*\[")
ENTRY = re.compile(r"^\s*\[\[\s*source\s*\]\]")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
BY_HAND = f"{REGISTER} is laid out in a way that Signpost cannot edit: make this change by hand"


def with_entry(text: str, source_id: str, values: Values) -> str:
    """Returns the register's text with these values in a source's entry, added at the end if it is new.

    Raises InvalidCorpus if the text is not TOML, or is laid out in a way that cannot be edited.
    """
    before = _entries(text)
    numbers = [number for number, entry in enumerate(before) if entry.get("id") == source_id]
    if numbers:
        changed = _edited(text, numbers[0], values)
        wanted = [_with(entry, values) if n == numbers[0] else entry for n, entry in enumerate(before)]
    else:
        given = {"id": source_id, **values}
        changed = "\n".join([text.rstrip("\n"), "", "[[source]]", *_lines(given), ""]).lstrip("\n")
        wanted = [*before, _with({}, given)]
    # Lines are matched without parsing TOML; this check catches what that missed.
    if _rest(changed) != _rest(text) or _entries(changed) != wanted:
        raise InvalidCorpus(BY_HAND)
    return changed


def _edited(text: str, number: int, values: Values) -> str:
    """Returns the text with the values at the end of the keys of its nth entry."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if ENTRY.match(line)]
    if number >= len(starts):
        raise InvalidCorpus(BY_HAND)
    first = starts[number] + 1
    last = next((i for i in range(first, len(lines)) if HEADER.match(lines[i])), len(lines))
    keys = {i: found.group(1) for i in range(first, last) if (found := KEY.match(lines[i]))}
    end = max(keys, default=first - 1) + 1
    kept = [line for i, line in enumerate(lines[first:end], start=first) if keys.get(i) not in values]
    return "\n".join([*lines[:first], *kept, *_lines(values), *lines[end:]])


def _lines(values: Values) -> list[str]:
    # TOML and JSON quote text in the same way.
    return [
        f"{key} = {value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)}"
        for key, value in values.items()
        if value is not None
    ]


def _with(entry: Mapping[str, object], values: Values) -> dict[str, object]:
    found = {key: value for key, value in entry.items() if key not in values}
    return {**found, **{key: value for key, value in values.items() if value is not None}}


def _entries(text: str) -> list[dict[str, object]]:
    found = _parsed(text).get("source", [])
    if not isinstance(found, list):
        raise InvalidCorpus(BY_HAND)
    return found


def _rest(text: str) -> dict[str, object]:
    return {key: value for key, value in _parsed(text).items() if key != "source"}


def _parsed(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidCorpus(f"{REGISTER} is not valid TOML: {error}") from error
