"""A table of a TOML file that people write, and its values. Every mistake is named, with its place."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import InvalidCorpus, SignpostError


@dataclass(frozen=True, slots=True)
class Entry:
    """A table. where: how it is called in messages, which begin with the file and this.

    error: what a mistake in it is.
    """

    path: Path
    where: str
    values: Mapping[str, Any]
    error: type[SignpostError] = InvalidCorpus

    def mistake(self, what: str) -> SignpostError:
        """The error for a mistake in this entry."""
        return self.error(f"{self.path}: {self.where}: {what}")

    def only(self, keys: Collection[str]) -> None:
        """A mistake: there is a key beside these."""
        for key in self.values:
            if key not in keys:
                raise self.mistake(f"unknown key {key!r}: use {', '.join(sorted(keys))}")

    def text(self, key: str) -> str | None:
        """Some text without white space around it; None without the key. A mistake: anything else."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(f"{key} is {value!r}: write some text in quotation marks")
        return value.strip()

    def items(self, key: str) -> list[Any]:
        """A list of anything; empty without the key. A mistake: no list."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.no_list(key)
        return value

    def no_list(self, key: str) -> SignpostError:
        """The error for a value that is not the list that it should be."""
        return self.mistake(f'{key} is {self.values.get(key, [])!r}: write a list, such as ["example"]')

    def date(self, key: str) -> date | None:
        """A date; None without the key. A mistake: anything else."""
        value = self.values.get(key)
        if value is None:
            return None
        # A date with a time is a date to Python, and none to whoever writes one here.
        if type(value) is not date:
            raise self.mistake(f"{key} is {value!r}: write a date, as in {key} = 2026-11-23")
        return value


def read_toml(path: Path, error: type[SignpostError] = InvalidCorpus) -> Entry:
    """The whole file. FileNotFoundError: it is not there. The error: it cannot be read."""
    try:
        return Entry(path, "the file", tomllib.loads(path.read_text(encoding="utf-8")), error)
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise error(f"{path} cannot be read: {fault}") from fault


def tables(file: Entry, key: str) -> Sequence[Mapping[str, Any]]:
    """The tables that begin with [[key]]. A mistake: the key is something else."""
    found = file.values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise file.error(f"{file.path}: {key} is no list of tables: begin each entry with [[{key}]]")
    return found
