"""Reads the glossary, corpus/glossary.toml, into terms, and names every mistake in it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from index.documents import Term
from index.errors import InvalidCorpus
from ingest.corpus.toml_entries import Entry, read_toml, tables

GLOSSARY = "glossary.toml"

FLAGS = ("ambiguous", "capitals", "related")
KEYS = {"words", "official", "reviewed_by", "reviewed", *FLAGS}


def read_glossary(path: Path) -> tuple[Term, ...]:
    """Reads a glossary, official terms first, each kind in the file's order; empty without a file.

    Raises InvalidCorpus, naming the entry and the key, if it is not TOML or an entry has an unknown key, a
    value of the wrong kind, an empty list, half a review, or words that another entry has too.
    """
    try:
        file = read_toml(path)
    except FileNotFoundError:
        return ()
    file.only({"term", "everyday"})
    terms = tuple(
        _term(Entry(path, f"{kind} {_name(table, position)}", table), everyday=kind == "everyday")
        for kind in ("term", "everyday")
        for position, table in enumerate(tables(file, kind), start=1)
    )
    _check_words(path, terms)
    return terms


def _name(table: Mapping[str, Any], position: int) -> str:
    words = table.get("words")
    return repr(words[0]) if isinstance(words, list) and words else f"number {position}"


def _term(entry: Entry, *, everyday: bool) -> Term:
    entry.only(KEYS)
    reviewed_by, reviewed = entry.text("reviewed_by"), entry.date("reviewed")
    if (reviewed_by is None) != (reviewed is None):
        absent = "reviewed_by" if reviewed_by is None else "reviewed"
        raise entry.mistake(f"{absent} is missing: a review needs both reviewed_by (who) and reviewed (when)")
    return Term(
        words=_names(entry, "words"),
        official=_names(entry, "official"),
        everyday=everyday,
        **{key: _flag(entry, key) for key in FLAGS},
        reviewed_by=reviewed_by,
        reviewed=reviewed,
    )


def _check_words(path: Path, terms: Iterable[Term]) -> None:
    """Refuses words that occur twice, and everyday words that are also searched as an official term."""
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
                    f"{path}: {where}: words: {word!r} is already in the entry {found[folded]!r}: "
                    "remove one of the two, or merge the entries"
                )
            found[folded] = term.words[0]
            if term.everyday and folded in searched:
                raise InvalidCorpus(
                    f"{path}: {where}: words: {word!r} is an official term of {searched[folded]!r}, "
                    "so it cannot be everyday: remove it, or write it as [[term]]"
                )
        listed = set(map(_folded, term.official))
        if len(listed) < len(term.official) or listed & set(map(_folded, term.words)):
            raise InvalidCorpus(
                f"{path}: {where}: official: a term occurs twice, here or in words: remove one of them"
            )


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _names(entry: Entry, key: str) -> tuple[str, ...]:
    names = entry.items(key)
    if not names:
        raise entry.no_list(key)
    for name in names:
        # Words are found by their letters and digits, so a word without any could never be found.
        if not isinstance(name, str) or not any(c.isalnum() for c in name):
            raise entry.mistake(f"{key} contains {name!r}: write words in quotation marks")
    return tuple(" ".join(name.split()) for name in names)


def _flag(entry: Entry, key: str) -> bool:
    value = entry.values.get(key, False)
    if not isinstance(value, bool):
        raise entry.mistake(f"{key} is {value!r}: write {key} = true, or leave it out")
    return value
