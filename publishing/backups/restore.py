"""`signpost restore`: brings back both folders from a backup, proves the build, then puts them in place."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from index.errors import NotBackedUp, UnreadableIndex
from index.storage.checked_files import PARTIAL, file_sha256, is_half, sync
from index.storage.lock import HOLDER, LOCK, exclusive
from index.storage.publications import HISTORY
from publishing.backups.archive import Manifest, checked_manifest, opened, unpack
from publishing.backups.backup import CORPUS, INDEX
from publishing.builds.verification import Verification, verify

# In each of the two folders, until what is in it is proven.
ASIDE = f".restored{PARTIAL}"


@dataclass(frozen=True, slots=True)
class Restored:
    """The result: what the archive held, and the proof of its build."""

    manifest: Manifest
    verification: Verification


def restore(file: Path, index: Path, corpus: Path) -> Restored:
    """Restores both folders. Both must be missing or empty, or hold only files that the backup has too.

    So a restore that was killed can simply run again. The history comes last: without it there is no index.
    Raises NotBackedUp, and changes nothing, if the archive is not whole, a folder has other files, or the
    build cannot be proven; BusyIndex as in `exclusive`.
    """
    folders = {INDEX: index, CORPUS: corpus}
    with opened(file) as tar:
        manifest = checked_manifest(file, tar, folders)
    for name, folder in folders.items():
        _require_room(folder, name, manifest)
    made = [_first_missing(folder) for folder in folders.values() if not folder.exists()]
    with _nothing_left(made), exclusive(index, "signpost restore"), _aside(folders) as aside:
        with opened(file) as tar:
            unpack(tar, aside)
        proof = _proven(file, manifest, aside[INDEX])
        with _undone_on_failure() as moved:
            _move(aside[CORPUS], corpus, moved)
            _move(aside[INDEX], index, moved)
    return Restored(manifest, proof)


def _require_room(folder: Path, name: str, manifest: Manifest) -> None:
    """Raises NotBackedUp if the folder holds anything that the backup does not hold too."""
    packed = {one.name: one.sha256 for one in manifest.files}
    for path in sorted(folder.rglob("*")) if folder.exists() else ():
        within = path.relative_to(folder)
        mine = within.parts[0] in {LOCK, HOLDER} or is_half(folder / within.parts[0])
        if mine or (path.is_dir() and not path.is_symlink()):
            continue
        known = packed.get(f"{name}/{within.as_posix()}")
        if known is None or path.is_symlink() or file_sha256(path) != known:
            raise NotBackedUp(
                f"{folder} is not empty ({within}): nothing was restored. Move the folder away, or name "
                f"another one with --{name}"
            )


def _first_missing(folder: Path) -> Path:
    """Returns the folder, or the highest one above it that does not exist either."""
    return folder if folder.parent.exists() else _first_missing(folder.parent)


@contextmanager
def _nothing_left(made: list[Path]) -> Iterator[None]:
    """Removes on failure the folders that did not exist before."""
    try:
        yield
    except BaseException:
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        raise


@contextmanager
def _aside(folders: dict[str, Path]) -> Iterator[dict[str, Path]]:
    """Yields an empty folder in each of the two, on the same disk; removes them at the end.

    Removes also what a restore that was killed has left.
    """
    aside = {name: folder / ASIDE for name, folder in folders.items()}
    try:
        for folder in folders.values():
            for half in filter(is_half, folder.glob(".*")):
                shutil.rmtree(half) if half.is_dir() else half.unlink()
        for folder in aside.values():
            folder.mkdir(parents=True)
        yield aside
    finally:
        for folder in aside.values():
            shutil.rmtree(folder, ignore_errors=True)


def _proven(file: Path, manifest: Manifest, index: Path) -> Verification:
    whole = f"{file} is whole and nothing was restored, but this version cannot"
    advice = f"restore it with the version that made it ({manifest.version}), then upgrade"
    try:
        proof = verify(index, None)
    except UnreadableIndex as error:
        raise NotBackedUp(f"{whole} open its build: {advice} ({error})") from error
    if not proof.proven:
        problems = "".join(f"\n{one.file}: {one.problem}" for one in proof.problems)
        raise NotBackedUp(f"{whole} prove its build: {advice}{problems}")
    return proof


@contextmanager
def _undone_on_failure() -> Iterator[list[Path]]:
    """Yields a list for what is moved into place; removes all of that again on failure."""
    moved: list[Path] = []
    try:
        yield moved
    except BaseException:
        for path in reversed(moved):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


def _move(source: Path, to: Path, moved: list[Path]) -> None:
    """Moves everything in a folder to another one, the history last; keeps equal files that are there."""
    for path in sorted(source.iterdir(), key=lambda path: (path.name == HISTORY, path.name)):
        place = to / path.name
        if not place.exists():
            path.rename(place)
            moved.append(place)
        elif path.is_dir():
            _move(path, place, moved)
    sync(to)
