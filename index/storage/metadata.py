"""What a build was made from: its meta.json."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import IncompatibleIndex, UnreadableIndex

FORMAT = 9
META = "meta.json"
# Up to how many rows a build stores exact vectors and searches all of them, and keeps passages in memory.
EXACT_ROWS = 100_000
REBUILD = "run `signpost ingest --full` to rebuild it"


@dataclass(frozen=True, slots=True)
class BuildMeta:
    """What a build was made from. build: its name, derived from everything that went into it.

    registered: True if made from a corpus folder with a register, False if from files named one by one.
    vector_form, sentence_form: "float32" or "float16" (see `index.storage.vector_rows`).
    token_form: "bytes", or "codes" (see `index.embedding.token_codes`).
    postings_sha256: empty in a small build, which has none and is kept in memory.
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
    vector_form: str = ""
    sentence_form: str = ""
    token_form: str = ""
    database_sha256: str = ""
    vectors_sha256: str = ""
    sentences_sha256: str = ""
    tokens_sha256: str = ""
    layout_sha256: str = ""
    postings_sha256: str = ""
    format: int = FORMAT


def write_meta(folder: Path, meta: BuildMeta) -> None:
    """Writes meta.json into a build's folder."""
    (folder / META).write_text(json.dumps(asdict(meta), indent=2) + "\n", encoding="utf-8")


def read_meta(folder: Path) -> BuildMeta:
    """Reads meta.json. Raises IncompatibleIndex for another format, UnreadableIndex if it is damaged."""
    path = folder / META
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UnreadableIndex(f"{path} cannot be read ({error}): {REBUILD}") from error
    return meta_of(text, f"{folder}", f"{path}")


def meta_of(text: str, build: str, where: str, remedy: str = REBUILD) -> BuildMeta:
    """Returns what this meta.json says. Raises as `read_meta` does, naming the build or where the text is."""
    try:
        entry = json.loads(text)
        found = entry["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableIndex(f"{where} cannot be read ({error}): {remedy}") from error
    if found != FORMAT:
        raise IncompatibleIndex(
            f"{build} is in format {found}, but this version reads format {FORMAT}: {remedy}"
        )
    try:
        return BuildMeta(**entry)
    except TypeError as error:
        raise UnreadableIndex(f"{where} is damaged ({error}): {remedy}") from error
