"""The settings: explicit argument, else environment variable, else the default below. Read only here."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from index.embedding.embedding_models import SMALL, default_model
from index.errors import InvalidSetting

DEFAULT_CORPUS = Path("corpus")
DEFAULT_INDEX = Path("index/built")
DEFAULT_READER = "evidence"
NO_READER = "none"
DEFAULT_THRESHOLD = 0.45
DEFAULT_RELATED = 0.22
DEFAULT_KEEP = 5
DEFAULT_SHRINK = 0.25
DEFAULT_IDLE = 10
DEFAULT_FOLLOW_SECONDS = 10
# A host name or IP address, with an optional port.
HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?", re.IGNORECASE)
# Only characters that neither a proxy nor a browser rewrites; no "." or ".." parts.
BASE_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?")

Switch = Literal["on", "off"]

# What each setting does, by field name, for docs/reference.md.
DESCRIPTIONS: Mapping[str, str] = {
    "corpus": "The corpus folder, with `sources.toml` and `documents/`.",
    "index": "The folder that holds the builds.",
    "model": "The embedding model that `ingest` uses: the folder or name of any sentence-transformers model. "
    "Unset: `all-mpnet-base-v2` where `make setup` installed it, else the default.",
    "threshold": "Signpost answers at this confidence (0 to 1) or more.",
    "related": "From this confidence (0 to 1) up to the threshold, Signpost shows passages as on the same "
    "subject, but not as an answer.",
    "reader": "The reader that scores the first passages found: Signpost's own (`evidence`), the folder or "
    "name of a sentence-transformers cross-encoder, or `none`.",
    "glossary": "Whether glossary terms are added to questions: `on` or `off`.",
    "keep": "How many builds are kept, the current one included. `rollback` can return to any of them.",
    "shrink": "By what share (0 to 1) a document's text may shrink before `ingest` refuses to publish it.",
    "ocr": "Whether Tesseract reads scanned pages at each ingestion, as with `--ocr`: `on` or `off`.",
    "idle_minutes": "After how many idle minutes a page erases its questions, one minute after a warning. "
    "`0`: never.",
    "public_url": "The address at which browsers reach Signpost through a proxy that ends TLS, such as "
    "`https://guidance.example.org/signpost`. Unset: only the address that `serve` prints.",
    "store": "The address of a PostgreSQL store, such as `postgresql://reader@db.example.org/signpost`. The "
    "page, `ask`, `where`, `sources`, `passages` and `evaluate` then read the builds that `signpost upload` "
    "copied there. Unset: they read the index folder.",
    "maintainers": "The file that says who may publish in the browser and how they sign in. Unset: the "
    "page Maintain does not exist.",
    "follow": "Shared storage that `serve` answers from, as with `--follow`: a folder, or "
    "`s3://BUCKET/PREFIX`. Unset: `serve` answers from its own index.",
    "follow_seconds": "How many seconds pass before `serve --follow` looks for a newer build.",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are, and how sure an answer must be. `DESCRIPTIONS` says what each field sets.

    model: for `ingest` alone, since answering uses the model named in the build. public_url: without a
    trailing slash. store: not printed with the other settings, since it may contain a password. maintainers:
    None means that nobody may publish in the browser.
    """

    corpus: Path = DEFAULT_CORPUS
    index: Path = DEFAULT_INDEX
    model: str = SMALL
    threshold: float = DEFAULT_THRESHOLD
    related: float = DEFAULT_RELATED
    reader: str = DEFAULT_READER
    glossary: Switch = "on"
    keep: int = DEFAULT_KEEP
    shrink: float = DEFAULT_SHRINK
    ocr: Switch = "off"
    idle_minutes: int = DEFAULT_IDLE
    public_url: str | None = None
    store: str | None = field(default=None, repr=False)
    maintainers: Path | None = None
    follow: str | None = None
    follow_seconds: int = DEFAULT_FOLLOW_SECONDS

    @classmethod
    def from_env(
        cls,
        environ: Mapping[str, str] = os.environ,
        *,
        corpus: Path | None = None,
        index: Path | None = None,
        threshold: float | None = None,
        related: float | None = None,
        ocr: bool = False,
        follow: str | None = None,
    ) -> "Settings":
        """Takes each argument that is given, else its variable (SIGNPOST_CORPUS and so on), else the default.

        Raises InvalidSetting if a threshold or share is not a number from 0 to 1, a switch is neither on nor
        off, the number of builds is not a whole number from 2, the minutes are not a whole number from 0, the
        seconds are not a whole number from 1, the public URL or the store's address is not one, or both a
        store and a place to follow are given.
        """
        settings = cls(
            corpus=corpus or Path(environ.get("SIGNPOST_CORPUS") or DEFAULT_CORPUS),
            index=index or Path(environ.get("SIGNPOST_INDEX") or DEFAULT_INDEX),
            model=environ.get("SIGNPOST_MODEL") or default_model(),
            threshold=_share(environ, "SIGNPOST_THRESHOLD", DEFAULT_THRESHOLD)
            if threshold is None
            else checked_share(threshold, "--threshold"),
            related=_share(environ, "SIGNPOST_RELATED", DEFAULT_RELATED)
            if related is None
            else checked_share(related, "--related"),
            reader=environ.get("SIGNPOST_READER") or DEFAULT_READER,
            glossary=_switch(environ, "SIGNPOST_GLOSSARY"),
            # At least two: a question that began on the previous build also ends on it.
            keep=_number(environ, "SIGNPOST_KEEP", DEFAULT_KEEP, least=2, of="builds"),
            shrink=_share(environ, "SIGNPOST_SHRINK", DEFAULT_SHRINK),
            ocr="on" if ocr else _switch(environ, "SIGNPOST_OCR", default="off"),
            idle_minutes=_number(environ, "SIGNPOST_IDLE_MINUTES", DEFAULT_IDLE, least=0, of="minutes"),
            public_url=_public_url(environ),
            store=checked_store(environ.get("SIGNPOST_STORE") or None, "SIGNPOST_STORE"),
            maintainers=Path(found) if (found := environ.get("SIGNPOST_MAINTAINERS")) else None,
            follow=follow or environ.get("SIGNPOST_FOLLOW") or None,
            follow_seconds=_number(
                environ, "SIGNPOST_FOLLOW_SECONDS", DEFAULT_FOLLOW_SECONDS, least=1, of="seconds"
            ),
        )
        if settings.store and settings.follow:
            raise InvalidSetting(
                "a store and a place to follow are both set: unset SIGNPOST_STORE or SIGNPOST_FOLLOW"
            )
        return settings


def _share(environ: Mapping[str, str], name: str, default: float) -> float:
    value = environ.get(name)
    if not value:
        return default
    try:
        number = float(value)
    except ValueError as error:
        raise InvalidSetting(f"{name} is {value!r}: set it to a number from 0 to 1") from error
    return checked_share(number, name)


def _number(environ: Mapping[str, str], name: str, default: int, *, least: int, of: str) -> int:
    value = environ.get(name) or str(default)
    if not value.isdecimal() or int(value) < least:
        raise InvalidSetting(f"{name} is {value!r}: set it to a whole number of {of}, {least} or more")
    return int(value)


def _switch(environ: Mapping[str, str], name: str, default: Switch = "on") -> Switch:
    match environ.get(name) or default:
        case "on":
            return "on"
        case "off":
            return "off"
        case value:
            raise InvalidSetting(f"{name} is {value!r}: set it to `on` or `off`")


def _public_url(environ: Mapping[str, str]) -> str | None:
    value = environ.get("SIGNPOST_PUBLIC_URL")
    if not value:
        return None
    mistake = InvalidSetting(
        f"SIGNPOST_PUBLIC_URL is {value!r}: set it to the address at which browsers reach the page, with "
        "only a host, a port and a path, as in https://guidance.example.org/signpost"
    )
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise mistake from error
    plain = f"{parts.scheme}://{parts.netloc}{parts.path}" == value
    known = parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc)
    if not (plain and known and BASE_PATH.fullmatch(parts.path)):
        raise mistake
    return value.rstrip("/")


def checked_store(value: str | None, name: str) -> str | None:
    """Returns the value. Raises InvalidSetting, with this name, if it is given but no PostgreSQL address."""
    if value and not value.startswith(("postgresql://", "postgres://")):
        # The value is not repeated: it may contain a password.
        raise InvalidSetting(f"{name} is not an address of PostgreSQL: write postgresql://USER@HOST/DATABASE")
    return value


def checked_share(value: float, name: str) -> float:
    """Returns the value. Raises InvalidSetting, with this name, if it is not from 0 to 1."""
    if not 0 <= value <= 1:
        raise InvalidSetting(f"{name} is {value}: set it to a number from 0 to 1")
    return value
