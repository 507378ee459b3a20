"""What a build was made of: its meta.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IncompatibleIndex, UnreadableIndex

FORMAT = 8
META = "meta.json"
REBUILD = "run `signpost ingest --full` to make it anew"


@dataclass(frozen=True, slots=True)
class BuildMeta:
    """What a build was made of. build: its name, derived from all that went into it.

    registered: made from a corpus folder with its register; False: from files named one by one.
    """

    build: str
    registered: bool
    corpus_name: str
    corpus_fingerprint: str
    model: str
    model_fingerprint: str
    dimension: int
    settings: dict[str, int | str]
    passages: int
    sentences: int
    database_sha256: str = ""
    vectors_sha256: str = ""
    sentences_sha256: str = ""
    tokens_sha256: str = ""
    format: int = FORMAT


def write_meta(folder: Path, meta: BuildMeta) -> None:
    """Write it into a build's folder."""
    (folder / META).write_text(json.dumps(asdict(meta), indent=2) + "\n", encoding="utf-8")


def read_meta(folder: Path) -> BuildMeta:
    """What a build was made of. IncompatibleIndex: in another format. UnreadableIndex: it is damaged."""
    path = folder / META
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        found = entry["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    if found != FORMAT:
        raise IncompatibleIndex(
            f"{folder} was made in format {found}, this version reads {FORMAT}: {REBUILD}"
        )
    try:
        return BuildMeta(**entry)
    except TypeError as error:
        raise UnreadableIndex(f"{path} is damaged ({error}): {REBUILD}") from error
