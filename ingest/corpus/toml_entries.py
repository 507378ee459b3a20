"""Reads tables of TOML files that people write, and names every mistake with its place."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import InvalidCorpus, SignpostError


@dataclass(frozen=True, slots=True)
class Entry:
    """A table. where: its name in messages, after the file's name.

    error: the class of error to raise for a mistake.
    """

    path: Path
    where: str
    values: Mapping[str, Any]
    error: type[SignpostError] = InvalidCorpus

    def mistake(self, what: str) -> SignpostError:
        """Returns the error for a mistake in this entry."""
        return self.error(f"{self.path}: {self.where}: {what}")

    def only(self, keys: Collection[str]) -> None:
        """Raises the mistake if there is any other key."""
        for key in self.values:
            if key not in keys:
                raise self.mistake(f"unknown key {key!r}: use {', '.join(sorted(keys))}")

    def text(self, key: str) -> str | None:
        """Returns text, stripped; None without the key. Raises the mistake if it is anything else."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(f"{key} is {value!r}: write some text in quotation marks")
        return value.strip()

    def items(self, key: str) -> list[Any]:
        """Returns a list of anything; empty without the key. Raises the mistake if it is not a list."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.no_list(key)
        return value

    def no_list(self, key: str) -> SignpostError:
        """Returns the error for a value that should be a list."""
        return self.mistake(f'{key} is {self.values.get(key, [])!r}: write a list, such as ["example"]')

    def date(self, key: str) -> date | None:
        """Returns a date; None without the key. Raises the mistake if it is anything else."""
        value = self.values.get(key)
        if value is None:
            return None
        # To Python a date with a time is also a date; to the person writing this file it is not.
        if type(value) is not date:
            raise self.mistake(f"{key} is {value!r}: write a date, as in {key} = 2026-11-23")
        return value


def read_toml(path: Path, error: type[SignpostError] = InvalidCorpus) -> Entry:
    """Reads the whole file. Raises FileNotFoundError if it is missing, `error` if it cannot be read."""
    try:
        return Entry(path, "the file", tomllib.loads(path.read_text(encoding="utf-8")), error)
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise error(f"{path} cannot be read: {fault}") from fault


def tables(file: Entry, key: str) -> Sequence[Mapping[str, Any]]:
    """Returns the tables that begin with [[key]]. Raises the mistake if the key is something else."""
    found = file.values.get(key, [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise file.error(f"{file.path}: {key} is not a list of tables: begin each entry with [[{key}]]")
    return found
