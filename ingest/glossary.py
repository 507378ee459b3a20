"""The glossary: corpus/glossary.toml into terms. Every mistake is named."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import InvalidCorpus
from index.model import Term

GLOSSARY = "glossary.toml"

FLAGS = ("ambiguous", "capitals", "related")
KEYS = {"words", "official", "reviewed_by", "reviewed", *FLAGS}


def read_glossary(path: Path) -> tuple[Term, ...]:
    """Read a glossary, the official terms first, each kind in the file's order; empty without a file.

    InvalidCorpus: it is no TOML, or an entry has an unknown key, a value of the wrong kind, an empty
    list, half a review, or words that stand elsewhere too. Names the entry and the key.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidCorpus(f"{path} cannot be read: {error}") from error
    _only(path, "the file", data, {"term", "everyday"})
    terms = tuple(
        _term(path, f"{kind} {_name(entry, position)}", entry, everyday=kind == "everyday")
        for kind in ("term", "everyday")
        for position, entry in enumerate(_entries(path, data, kind), start=1)
    )
    _check_words(path, terms)
    return terms


def _entries(path: Path, data: Mapping[str, Any], kind: str) -> Sequence[dict[str, Any]]:
    entries = data.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InvalidCorpus(f"{path}: {kind} is no list of tables: begin each entry with [[{kind}]]")
    return entries


def _name(entry: Mapping[str, Any], position: int) -> str:
    words = entry.get("words")
    return repr(words[0]) if isinstance(words, list) and words else f"number {position}"


def _term(path: Path, where: str, entry: Mapping[str, Any], *, everyday: bool) -> Term:
    _only(path, where, entry, KEYS)
    reviewed_by, reviewed = _text(path, where, entry, "reviewed_by"), _date(path, where, entry, "reviewed")
    if (reviewed_by is None) != (reviewed is None):
        absent = "reviewed_by" if reviewed_by is None else "reviewed"
        raise InvalidCorpus(
            f"{path}: {where}: {absent} is missing: a review has who (reviewed_by) and when (reviewed)"
        )
    return Term(
        words=_texts(path, where, entry, "words"),
        official=_texts(path, where, entry, "official"),
        everyday=everyday,
        **{key: _flag(path, where, entry, key) for key in FLAGS},
        reviewed_by=reviewed_by,
        reviewed=reviewed,
    )


def _check_words(path: Path, terms: Iterable[Term]) -> None:
    """Refuse words that stand twice, and everyday words that would be searched as an official term."""
    searched: dict[str, str] = {}
    for term in terms:
        for official in (*term.official, *(() if term.everyday else term.words)):
            searched.setdefault(_folded(official), term.words[0])
    found: dict[str, str] = {}
    for term in terms:
        where = f"{'everyday' if term.everyday else 'term'} {term.words[0]!r}"
        for word in term.words:
            folded = _folded(word)
            if folded in found:
                raise InvalidCorpus(
                    f"{path}: {where}: words: {word!r} stands in {found[folded]!r} already: take one of the "
                    "two out, or make one entry of both"
                )
            found[folded] = term.words[0]
            if term.everyday and folded in searched:
                raise InvalidCorpus(
                    f"{path}: {where}: words: {word!r} is an official term of {searched[folded]!r}: what is "
                    "official cannot be everyday; take it out, or write it as [[term]]"
                )
        listed = set(map(_folded, term.official))
        if len(listed) < len(term.official) or listed & set(map(_folded, term.words)):
            raise InvalidCorpus(
                f"{path}: {where}: official: a term stands twice, here or in words: take one of them out"
            )


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _only(path: Path, where: str, entry: Mapping[str, Any], keys: set[str]) -> None:
    for key in entry:
        if key not in keys:
            raise InvalidCorpus(f"{path}: {where}: unknown key {key!r}: use {', '.join(sorted(keys))}")


def _text(path: Path, where: str, entry: Mapping[str, Any], key: str) -> str | None:
    value = entry.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise InvalidCorpus(f"{path}: {where}: {key} is {value!r}: write some text in quotation marks")
    return value.strip()


def _texts(path: Path, where: str, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list) or not value:
        raise InvalidCorpus(f'{path}: {where}: {key} is {value!r}: write a list, such as ["example"]')
    for item in value:
        # Words are found by their letters and digits: without any, nothing could ever be found.
        if not isinstance(item, str) or not any(c.isalnum() for c in item):
            raise InvalidCorpus(f"{path}: {where}: {key} holds {item!r}: write words in quotation marks")
    return tuple(" ".join(item.split()) for item in value)


def _flag(path: Path, where: str, entry: Mapping[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise InvalidCorpus(f"{path}: {where}: {key} is {value!r}: write {key} = true, or leave it out")
    return value


def _date(path: Path, where: str, entry: Mapping[str, Any], key: str) -> date | None:
    value = entry.get(key)
    if value is None:
        return None
    # A date with a time is a date to Python, and none to a glossary.
    if type(value) is not date:
        raise InvalidCorpus(f"{path}: {where}: {key} is {value!r}: write a date, as in {key} = 2026-11-23")
    return value
