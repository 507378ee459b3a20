"""Reads the register, corpus/sources.toml, into sources and link meanings, and names every mistake."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from index.documents import LinkMeaning, Source, Term
from index.errors import InvalidCorpus
from ingest.corpus.fetched import FETCHED
from ingest.corpus.glossary_file import GLOSSARY, read_glossary
from ingest.corpus.toml_entries import Entry, read_toml, tables

REGISTER = "sources.toml"
DOCUMENTS = "documents"

ID = re.compile(r"[a-z0-9-]+")
HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?")
CHOICES = {
    "kind": ("briefing", "procedure", "guidance", "form", "website", "report"),
    "scope": ("local", "national"),
    "status": ("current", "under review", "superseded", "unknown"),
}
DATES = ("url_checked", "published", "in_force", "review_by")
ADDRESSES = ("url", "download")
SOURCE_KEYS = {field.name for field in fields(Source)} - {"registered", "found"}
LINK_KEYS = {"in", "text", "section", "to"}


@dataclass(frozen=True, slots=True)
class Register:
    """The sources and link meanings that people wrote down, and the terms of their glossary."""

    name: str
    sources: tuple[Source, ...]
    meanings: tuple[LinkMeaning, ...]
    terms: tuple[Term, ...] = ()


def read_register(corpus: Path) -> Register:
    """Reads corpus/sources.toml, and corpus/glossary.toml if there is one.

    Raises InvalidCorpus if it is missing or not TOML, or an entry has an unknown key, a value of the wrong
    kind, a missing file, an id that is used twice or a name that points nowhere.
    """
    path = corpus / REGISTER
    try:
        file = read_toml(path)
    except FileNotFoundError as error:
        raise InvalidCorpus(
            f"{path} does not exist: name the corpus folder with --corpus, or name files to ingest"
        ) from error
    file.only({"corpus", "source", "link"})
    about = file.values.get("corpus", {})
    if not isinstance(about, dict):
        raise InvalidCorpus(f"{path}: [corpus] is not a table: write [corpus] and its name below")
    named = Entry(path, "[corpus]", about)
    named.only({"name"})
    sources = tuple(_source(path, i, table) for i, table in enumerate(tables(file, "source"), start=1))
    _check_sources(path, corpus, sources)
    known = {source.id for source in sources}
    meanings = tuple(_meaning(path, i, table, known) for i, table in enumerate(tables(file, "link"), start=1))
    name = named.text("name") or corpus.resolve().name
    return Register(name, sources, meanings, read_glossary(corpus / GLOSSARY))


def _source(path: Path, position: int, table: Mapping[str, Any]) -> Source:
    entry = Entry(path, f"source {table.get('id', f'number {position}')!r}", table)
    entry.only(SOURCE_KEYS)
    source_id = entry.text("id")
    title = entry.text("title")
    if not source_id or not ID.fullmatch(source_id):
        raise entry.mistake(f"id is {source_id!r}: use a-z, 0-9 and hyphens")
    if not title:
        raise entry.mistake("title is missing: give the document's title")
    values: dict[str, Any] = {"id": source_id, "title": title}
    for key in SOURCE_KEYS - {"id", "title", "hosts", *DATES}:
        values[key] = entry.text(key)
    for key in DATES:
        values[key] = entry.date(key)
    for key in ADDRESSES:
        address = values[key]
        if address and urlsplit(address).scheme not in {"https", "http"}:
            raise entry.mistake(f"{key} is {address!r}: give a web address (https://…)")
    for key, choices in CHOICES.items():
        if values[key] is not None and values[key] not in choices:
            raise entry.mistake(f"{key} is {values[key]!r}: use one of {', '.join(choices)}")
    values["status"] = values["status"] or "unknown"
    hosts = _texts(entry, "hosts")
    for host in hosts:
        if not HOST.fullmatch(host):
            raise entry.mistake(
                f"hosts contains {host!r}: write only a host's name, such as assets.example.org"
            )
    return Source(**values, hosts=hosts)


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
        awaited = source.download is not None and file.parent.as_posix() == FETCHED
        if awaited and file.stem != source.id:
            raise InvalidCorpus(
                f"{path}: {where}: file is {source.file!r}: write {FETCHED}/{source.id}{file.suffix}, "
                "where `fetch` puts it, or remove the key"
            )
        if not awaited and not (corpus / file).is_file():
            raise InvalidCorpus(
                f"{path}: {where}: file {source.file!r} does not exist: put it in place, or remove the key "
                "to register the source without a copy"
            )
        if source.file in files:
            raise InvalidCorpus(
                f"{path}: {where}: file {source.file!r} also belongs to {files[source.file]!r}: remove one"
            )
        files[source.file] = source.id
    for source in sources:
        if source.superseded_by is not None and source.superseded_by not in known:
            raise InvalidCorpus(
                f"{path}: source {source.id!r}: superseded_by is {source.superseded_by!r}, which is not a "
                "source's id: register that source first"
            )


def _meaning(path: Path, position: int, table: Mapping[str, Any], known: set[str]) -> LinkMeaning:
    entry = Entry(path, f"link {table.get('text', f'number {position}')!r}", table)
    entry.only(LINK_KEYS)
    source_id = entry.text("in")
    text = entry.text("text")
    to = _texts(entry, "to")
    for key, value in (("in", source_id), ("text", text), ("to", to)):
        if not value:
            raise entry.mistake(f"{key} is missing: add it")
    for key, names in (("in", [source_id]), ("to", to)):
        for name in names:
            if name not in known:
                raise entry.mistake(
                    f"{key} names {name!r}, which is not a source's id: use one from the register"
                )
    return LinkMeaning(source_id or "", text or "", to, entry.text("section"))


def _texts(entry: Entry, key: str) -> tuple[str, ...]:
    texts = entry.items(key)
    if not all(isinstance(text, str) and text for text in texts):
        raise entry.no_list(key)
    return tuple(texts)
