"""The register: corpus/sources.toml into sources and what links mean. Every mistake is named."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from index.errors import InvalidCorpus
from index.model import LinkMeaning, Source, Term
from ingest.glossary import GLOSSARY, read_glossary

REGISTER = "sources.toml"
DOCUMENTS = "documents"

ID = re.compile(r"[a-z0-9-]+")
CHOICES = {
    "kind": ("briefing", "procedure", "guidance", "form", "website"),
    "scope": ("local", "national"),
    "status": ("current", "under review", "superseded", "unknown"),
}
DATES = ("url_checked", "published", "in_force", "review_by")
ADDRESSES = ("url", "download")
SOURCE_KEYS = {field.name for field in fields(Source)} - {"registered"}
LINK_KEYS = {"in", "text", "section", "to"}


@dataclass(frozen=True, slots=True)
class Register:
    """What people wrote down about the sources, and the terms of their glossary."""

    name: str
    sources: tuple[Source, ...]
    meanings: tuple[LinkMeaning, ...]
    terms: tuple[Term, ...] = ()


def read_register(corpus: Path) -> Register:
    """Read corpus/sources.toml, and corpus/glossary.toml where there is one.

    InvalidCorpus: it is missing or no TOML, or an entry has an unknown key, a value of the wrong
    kind, a missing file, an id that is used twice or a name that points nowhere.
    """
    path = corpus / REGISTER
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InvalidCorpus(
            f"{path} is not there: give the corpus folder with --corpus, or name files to ingest"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidCorpus(f"{path} cannot be read: {error}") from error
    _only(path, "the file", data, {"corpus", "source", "link"})
    about = data.get("corpus", {})
    if not isinstance(about, dict):
        raise InvalidCorpus(f"{path}: [corpus] is no table: write [corpus] and its name below")
    _only(path, "[corpus]", about, {"name"})
    sources = tuple(_source(path, i, e) for i, e in enumerate(_entries(path, data, "source"), start=1))
    _check_sources(path, corpus, sources)
    known = {source.id for source in sources}
    meanings = tuple(
        _meaning(path, i, entry, known) for i, entry in enumerate(_entries(path, data, "link"), start=1)
    )
    name = _text(path, "[corpus]", about, "name") or corpus.resolve().name
    return Register(name, sources, meanings, read_glossary(corpus / GLOSSARY))


def _entries(path: Path, data: Mapping[str, Any], key: str) -> Sequence[dict[str, Any]]:
    entries = data.get(key, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InvalidCorpus(f"{path}: {key} is no list of tables: begin each entry with [[{key}]]")
    return entries


def _source(path: Path, position: int, entry: dict[str, Any]) -> Source:
    where = f"source {entry.get('id', f'number {position}')!r}"
    _only(path, where, entry, SOURCE_KEYS)
    source_id = _text(path, where, entry, "id")
    title = _text(path, where, entry, "title")
    if not source_id or not ID.fullmatch(source_id):
        raise InvalidCorpus(f"{path}: {where}: id is {source_id!r}: use a-z, 0-9 and hyphens")
    if not title:
        raise InvalidCorpus(f"{path}: {where}: title is missing: give the document's title")
    values: dict[str, Any] = {"id": source_id, "title": title}
    for key in SOURCE_KEYS - {"id", "title", "hosts", *DATES}:
        values[key] = _text(path, where, entry, key)
    for key in DATES:
        values[key] = _date(path, where, entry, key)
    for key in ADDRESSES:
        address = values[key]
        if address and urlsplit(address).scheme not in {"https", "http"}:
            raise InvalidCorpus(f"{path}: {where}: {key} is {address!r}: give a web address (https://…)")
    for key, choices in CHOICES.items():
        if values[key] is not None and values[key] not in choices:
            raise InvalidCorpus(f"{path}: {where}: {key} is {values[key]!r}: use one of {', '.join(choices)}")
    values["status"] = values["status"] or "unknown"
    return Source(**values, hosts=_texts(path, where, entry, "hosts"))


def _check_sources(path: Path, corpus: Path, sources: Sequence[Source]) -> None:
    known: set[str] = set()
    files: dict[str, str] = {}
    for source in sources:
        where = f"source {source.id!r}"
        if source.id in known:
            raise InvalidCorpus(f"{path}: {where}: this id is used twice: give each entry its own")
        known.add(source.id)
        if source.file is None:
            continue
        file = PurePosixPath(source.file)
        if file.is_absolute() or ".." in file.parts or file.parts[:1] != (DOCUMENTS,):
            raise InvalidCorpus(
                f"{path}: {where}: file is {source.file!r}: name a file below {DOCUMENTS}/, such as "
                f"{DOCUMENTS}/example.pdf"
            )
        if not (corpus / file).is_file():
            raise InvalidCorpus(
                f"{path}: {where}: file {source.file!r} is not there: put it in place, or take the key "
                "out to have the source registered only"
            )
        if source.file in files:
            raise InvalidCorpus(
                f"{path}: {where}: file {source.file!r} is that of {files[source.file]!r} too"
            )
        files[source.file] = source.id
    for source in sources:
        if source.superseded_by is not None and source.superseded_by not in known:
            raise InvalidCorpus(
                f"{path}: source {source.id!r}: superseded_by is {source.superseded_by!r}, which is no "
                "source's id: register that source first"
            )


def _meaning(path: Path, position: int, entry: dict[str, Any], known: set[str]) -> LinkMeaning:
    where = f"link {entry.get('text', f'number {position}')!r}"
    _only(path, where, entry, LINK_KEYS)
    source_id = _text(path, where, entry, "in")
    text = _text(path, where, entry, "text")
    to = _texts(path, where, entry, "to")
    for key, value in (("in", source_id), ("text", text), ("to", to)):
        if not value:
            raise InvalidCorpus(f"{path}: {where}: {key} is missing")
    for key, names in (("in", [source_id]), ("to", to)):
        for name in names:
            if name not in known:
                raise InvalidCorpus(f"{path}: {where}: {key} names {name!r}, which is no source's id")
    return LinkMeaning(source_id or "", text or "", to, _text(path, where, entry, "section"))


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
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise InvalidCorpus(f'{path}: {where}: {key} is {value!r}: write a list, such as ["example"]')
    return tuple(value)


def _date(path: Path, where: str, entry: Mapping[str, Any], key: str) -> date | None:
    value = entry.get(key)
    if value is None:
        return None
    # A date with a time is a date to Python, and none to a register.
    if type(value) is not date:
        raise InvalidCorpus(f"{path}: {where}: {key} is {value!r}: write a date, as in {key} = 2026-11-23")
    return value
