"""The files of a shared build on their way into the index: fetched, proven by hash, then put in place.

INDEX/incoming/SHA256   a proven file that has no place yet; kept if a copy is interrupted
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from index.embedding.embedding_models import model_fingerprint
from index.errors import NotShared, UnreadableIndex
from index.storage.builds import build_folder, new_build
from index.storage.checked_files import PARTIAL, file_sha256, is_half, sync, write_beside
from index.storage.database import connect, read_originals
from index.storage.passage_index import PassageIndex
from index.storage.publications import (
    current_publication,
    read_publication,
    versions_withdrawn_by,
    withdrawn_versions,
)
from publishing.replicas.shared_builds import SharedBuild, SharedFile, object_pieces
from publishing.replicas.stores import Store

INCOMING = "incoming"


class LocalCopy:
    """The files of a shared build on their way into the index."""

    def __init__(self, store: Store, index: Path, shared: SharedBuild) -> None:
        self._store, self._index, self._shared = store, index, shared
        self._incoming = index / INCOMING
        self._incoming.mkdir(exist_ok=True)
        self.paths = {one.path: one for one in shared.files}
        self._missing = {one.path: one for one in shared.files if not _is(self._index / one.path, one.sha256)}
        self._uses = Counter(one.sha256 for one in self._missing.values())

    def take(self, files: Iterable[SharedFile]) -> None:
        """Fetches those of the files that the index lacks; proven files of an earlier try are kept."""
        for one in files:
            path = self._incoming / one.sha256
            if one.path in self._missing and not _is(path, one.sha256):
                with path.open("wb") as file:
                    file.writelines(object_pieces(self._store, one))
                sync(path)

    def withdrawn(self) -> frozenset[str]:
        """Returns the SHA-256 of every withdrawn document version. The history must have been fetched."""
        found = (
            read_publication(self._incoming / one.sha256 if path in self._missing else self._index / path)
            for path, one in self._shared.history.items()
        )
        return versions_withdrawn_by(found)

    def place_build(self, withdrawn: frozenset[str]) -> None:
        """Puts the build's folder in place, complete, once it is sure that it can answer here."""
        folder = build_folder(self._index, self._shared.folder)
        files = [one for one in self._shared.files if one.path.startswith("builds/")]
        if not files:
            return
        if not any(one.path in self._missing for one in files):
            self._require_usable(folder, withdrawn)
            return
        for half in filter(is_half, folder.parent.glob("*")):
            shutil.rmtree(half)
        damaged = folder.with_name(f".{folder.name}.damaged{PARTIAL}")
        with new_build(self._index, folder.name) as partial:
            for one in files:
                name = Path(one.path).name
                if one.path in self._missing:
                    self._move(one, partial / name)
                else:
                    shutil.copyfile(folder / name, partial / name)
            self._require_usable(partial, withdrawn)
            if folder.exists():
                folder.rename(damaged)

    def place(self, files: Iterable[SharedFile]) -> None:
        """Puts fetched files in place, each in one step."""
        for one in files:
            if one.path in self._missing:
                path = self._index / one.path
                path.parent.mkdir(parents=True, exist_ok=True)
                self._move(one, path)
                sync(path.parent)

    def place_history(self) -> None:
        """Puts the history in place, the newest publication first: older ones' builds may not be here."""
        order = sorted(self._shared.history.values(), key=lambda one: (len(one.path), one.path))
        self.place(reversed(order))

    def take_out_of_use(self) -> bool:
        """Records a withdrawal, without the build that follows it, if it concerns the build in use.

        Returns whether it does: then nothing answers until the shared build is here.
        """
        awaited = [one for path, one in self._shared.history.items() if path in self._missing]
        if not all(_is(self._incoming / one.sha256, one.sha256) for one in awaited):
            return False
        current = current_publication(self._index)
        gone = self.withdrawn() - withdrawn_versions(self._index)
        if current is None or not _holds(build_folder(self._index, current.folder), gone):
            return False
        self.place_history()
        purge(self._index, None, gone)
        return True

    def end(self) -> None:
        """Removes what was fetched and has no use."""
        shutil.rmtree(self._incoming)

    def _move(self, one: SharedFile, to: Path) -> None:
        del self._missing[one.path]
        self._uses[one.sha256] -= 1
        if self._uses[one.sha256]:
            # Another file has the same bytes.
            write_beside(to, (self._incoming / one.sha256).read_bytes())
        else:
            (self._incoming / one.sha256).replace(to)

    def _require_usable(self, folder: Path, withdrawn: frozenset[str]) -> None:
        """Raises NotShared if the build cannot be opened, is another one, or quotes a withdrawn document."""
        try:
            build = PassageIndex.load(folder)
        except UnreadableIndex as error:
            raise NotShared(
                f"the build {self._shared.build} of {self._store.place} cannot be opened here ({error}): use "
                "the same version of Signpost as where it was published"
            ) from error
        meta = build.meta
        if meta.build != self._shared.build or withdrawn & {d.sha256 for d in build.documents.values()}:
            raise NotShared(
                f"{self._store.place} shares {meta.build} as {self._shared.build}, or with a withdrawn "
                "document: share again where it was published"
            )
        if model_fingerprint(meta.model) != meta.model_fingerprint:
            raise NotShared(
                f"the build {meta.build} of {self._store.place} was made with another {meta.model} than is "
                "installed here: install the same one"
            )


def purge(index: Path, current: str | None, withdrawn: frozenset[str]) -> None:
    """Removes every build but the current one that contains a withdrawn document, or may contain one."""
    builds = index / "builds"
    for path in sorted(builds.iterdir()) if builds.is_dir() else ():
        if path.name != current and not is_half(path) and _holds(path, withdrawn):
            shutil.rmtree(path)
    for digest in withdrawn:
        (index / "originals" / digest).unlink(missing_ok=True)


def _holds(folder: Path, versions: frozenset[str]) -> bool:
    """Returns whether a build contains one of these documents; one that cannot be read may."""
    try:
        with closing(connect(folder)) as database:
            return bool(versions & read_originals(database))
    except (sqlite3.Error, ValueError):
        return True


def _is(path: Path, digest: str) -> bool:
    return path.is_file() and file_sha256(path) == digest
