"""The glossary: corpus/glossary.toml into terms. Every mistake is named."""

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
    """Read a glossary, the official terms first, each kind in the file's order; empty without a file.

    InvalidCorpus: it is no TOML, or an entry has an unknown key, a value of the wrong kind, an empty
    list, half a review, or words that stand elsewhere too. Names the entry and the key.
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
        raise entry.mistake(f"{absent} is missing: a review has who (reviewed_by) and when (reviewed)")
    return Term(
        words=_names(entry, "words"),
        official=_names(entry, "official"),
        everyday=everyday,
        **{key: _flag(entry, key) for key in FLAGS},
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


def _names(entry: Entry, key: str) -> tuple[str, ...]:
    names = entry.items(key)
    if not names:
        raise entry.no_list(key)
    for name in names:
        # Words are found by their letters and digits: without any, nothing could ever be found.
        if not isinstance(name, str) or not any(c.isalnum() for c in name):
            raise entry.mistake(f"{key} holds {name!r}: write words in quotation marks")
    return tuple(" ".join(name.split()) for name in names)


def _flag(entry: Entry, key: str) -> bool:
    value = entry.values.get(key, False)
    if not isinstance(value, bool):
        raise entry.mistake(f"{key} is {value!r}: write {key} = true, or leave it out")
    return value
