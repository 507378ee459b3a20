"""`signpost backup`: writes the index folder and the corpus folder into one archive."""

import os
import stat
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from index.errors import NotBackedUp
from index.storage.builds import EMBEDDING, current_folder, folder_of, kept_publications, open_current
from index.storage.checked_files import PARTIAL, is_half, sync
from index.storage.database import DATABASE
from index.storage.lock import HOLDER, LOCK, exclusive
from index.storage.publications import Publication, publications, withdrawn_versions
from publishing.backups.archive import FORMAT, Manifest, Packed, pack, pack_manifest
from publishing.builds.staging import settle_locked

# The folders' names in an archive.
INDEX, CORPUS = "index", "corpus"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The result. size: of the archive, in bytes."""

    file: Path
    size: int
    manifest: Manifest


def back_up(index: Path, corpus: Path, file: Path) -> BackedUp:
    """Writes the archive beside its place and renames it when complete. Holds the index lock meanwhile.

    Leaves out the lock, half-written files, what an unfinished ingest embedded, builds that are no longer
    kept and withdrawn originals.
    Raises UnreadableIndex if the current build cannot be opened; NotBackedUp if the file exists or cannot be
    written, or if a file is damaged or no regular file; BusyIndex as in `exclusive`.
    """
    current_folder(index)
    if file.exists():
        raise NotBackedUp(f"{file} already exists: choose another name, or move it away")
    for folder in (index, corpus):
        if file.resolve().is_relative_to(folder.resolve()):
            raise NotBackedUp(f"{file} lies in {folder}, which it is to back up: choose a place elsewhere")
    with exclusive(index, "signpost backup"):
        settle_locked(index)
        publication = publications(index)[0]
        database = open_current(index).meta.database_sha256
        partial = file.with_name(f".{file.name}.{os.getpid()}{PARTIAL}")
        try:
            with tarfile.open(partial, "x:", format=tarfile.PAX_FORMAT) as tar:
                files = tuple(_packed(tar, index, corpus))
                _check(files, index, publication, database)
                manifest = Manifest(
                    FORMAT, version("signpost"), publication.number, publication.at, publication.build, files
                )
                pack_manifest(tar, manifest)
            sync(partial)
            partial.replace(file)
            sync(file.parent)
        except OSError as error:
            raise NotBackedUp(f"no backup was made ({error}): check space and permissions") from error
        finally:
            partial.unlink(missing_ok=True)
    return BackedUp(file, file.stat().st_size, manifest)


def _packed(tar: tarfile.TarFile, index: Path, corpus: Path) -> Iterator[Packed]:
    """Adds every file to the archive."""
    kept = {one.folder for one in kept_publications(index)}
    withdrawn = withdrawn_versions(index)
    for path in _files(index):
        top, *below = path.relative_to(index).parts
        old = top == "builds" and below[0] not in kept
        gone = top == "originals" and path.name in withdrawn
        if not (old or gone or top in {LOCK, HOLDER, EMBEDDING}):
            yield pack(tar, f"{INDEX}/{path.relative_to(index).as_posix()}", path)
    for path in _files(corpus):
        # The index folder may lie in the corpus folder.
        if not path.resolve().is_relative_to(index.resolve()):
            yield pack(tar, f"{CORPUS}/{path.relative_to(corpus).as_posix()}", path)


def _files(folder: Path) -> Iterator[Path]:
    """Yields every file below a folder, in the order of the names, except half-written ones."""
    for path in sorted(folder.iterdir()):
        if is_half(path):
            continue
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            yield from _files(path)
        elif stat.S_ISREG(mode):
            yield path
        else:
            raise NotBackedUp(
                f"{path} is a link, a pipe or a device, which a backup cannot hold: put the file itself in "
                "its place, or remove it"
            )


def _check(files: tuple[Packed, ...], index: Path, publication: Publication, database: str) -> None:
    """Raises NotBackedUp if an original or the current build's database is not what it was when written."""
    expected = {
        f"{INDEX}/{(folder_of(index, publication) / DATABASE).relative_to(index).as_posix()}": database
    }
    for one in files:
        top, _, name = one.name.removeprefix(f"{INDEX}/").partition("/")
        if one.sha256 != expected.get(one.name, name if top == "originals" else one.sha256):
            raise NotBackedUp(
                f"{index}: {top}/{name} has changed since it was written, so a backup could not be restored: "
                "run `signpost ingest --full`, then back up again"
            )
