"""The folder of the builds: which one is current, how a new one takes its place.

INDEX/current           the name of the current build
INDEX/builds/NAME/      one build (see index/store.py), written beside and renamed when complete
INDEX/originals/SHA256  the files that the builds were read from, kept by hash
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import UnreadableIndex
from index.files import sha256, write_beside
from index.passage_index import PassageIndex


def current_name(index: Path) -> str | None:
    """The name of the current build; None where nothing was ever published here."""
    try:
        return (index / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None


def open_current(index: Path) -> PassageIndex:
    """Open the current build. UnreadableIndex: there is none, or it is damaged."""
    name = current_name(index)
    if name is None:
        raise UnreadableIndex(f"no index in {index}: run `signpost ingest`")
    folder = index / "builds" / name
    if not folder.is_dir():
        raise UnreadableIndex(
            f"{index / 'current'} names the build {name!r}, which is not there: run `signpost ingest`"
        )
    return PassageIndex.load(folder)


def keep_original(index: Path, data: bytes) -> Path:
    """Keep a file's bytes under their SHA-256, if they are not kept, whole, already."""
    path = original(index, sha256(data))
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_beside(path, data)
    return path


def original(index: Path, file_sha256: str) -> Path:
    """Where the file with this SHA-256 is kept."""
    return index / "originals" / file_sha256


@contextmanager
def new_build(index: Path, name: str) -> Iterator[Path]:
    """An empty folder to write a build into; on leaving, it becomes INDEX/builds/NAME.

    After an error nothing of it is left.
    """
    builds = index / "builds"
    builds.mkdir(parents=True, exist_ok=True)
    partial = builds / f".{name}.{os.getpid()}.partial"
    partial.mkdir()
    try:
        yield partial
    except BaseException:
        shutil.rmtree(partial)
        raise
    target = builds / name
    if target.exists():
        replaced = builds / f".{name}.{os.getpid()}.replaced"
        target.rename(replaced)
        partial.rename(target)
        shutil.rmtree(replaced)
    else:
        partial.rename(target)


def publish(index: Path, name: str) -> None:
    """Make a complete build the current one, in one atomic step."""
    write_beside(index / "current", f"{name}\n".encode())
