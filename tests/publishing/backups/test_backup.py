"""Backup and restore: a round trip, and archives and folders that are refused."""

import io
import json
import os
import shutil
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from parts import DATA, answers, edit, publish, take_out

from index.errors import BusyIndex, NotBackedUp
from index.storage.builds import current_folder, current_name
from index.storage.checked_files import file_sha256
from index.storage.database import DATABASE
from index.storage.lock import exclusive
from index.storage.metadata import read_meta, write_meta
from index.storage.publications import publications
from publishing.backups.archive import MANIFEST
from publishing.backups.backup import back_up
from publishing.backups.restore import restore

LENDING = "documents/lending-rules.md"


def held(folder: Path) -> dict[str, bytes]:
    """Returns every file of a folder, without the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with a corpus, an index of two builds and other files, and a backup of both."""
    folder = tmp_path_factory.mktemp("made")
    corpus, index = folder / "before/corpus", folder / "before/index"
    shutil.copytree(DATA / "corpus", corpus)
    publish(corpus, index)
    edit(corpus / LENDING, "six books", "seven volumes")
    publish(corpus, index)
    (index / "calibration.json").write_text("[]\n")
    (index / "problems.jsonl").write_text("")
    back_up(index, corpus, folder / "archive.tar")
    return folder


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Path:
    """Returns a copy of that backup, which the test may change; `before` holds what was backed up."""
    (tmp_path / "before").symlink_to(made / "before")
    return Path(shutil.copy(made / "archive.tar", tmp_path))


def rewritten(archive: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]) -> Path:
    """Changes the members of an archive; the manifest stays as it was."""
    with tarfile.open(archive) as tar:
        members = [(member, b"".join(tar.extractfile(member) or ())) for member in tar]
    change(members)
    with tarfile.open(archive, "w:") as tar:
        for member, data in members:
            member.size = len(data) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(data))
    return archive


def test_a_round_trip(archive: Path, tmp_path: Path) -> None:
    """This test ensures that every file comes back as it was, and that the build is proven."""
    done = restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert held(tmp_path / "index") == held(tmp_path / "before/index")
    assert held(tmp_path / "corpus") == held(tmp_path / "before/corpus")
    assert done.verification.proven
    assert done.verification.passages == 14
    assert (done.manifest.number, done.manifest.build) == (2, current_name(tmp_path / "index"))
    assert answers(tmp_path / "index", "seven volumes")
    assert len(publications(tmp_path / "index")) == 2
    edit(tmp_path / "corpus" / LENDING, "seven volumes", "nine books")
    assert publish(tmp_path / "corpus", tmp_path / "index").published


def test_the_same_state_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    """This test ensures that a second backup has the same bytes, sorted names and no times or owners."""
    back_up(tmp_path / "before/index", tmp_path / "before/corpus", tmp_path / "second.tar")
    assert (tmp_path / "second.tar").read_bytes() == archive.read_bytes()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
    assert {(member.mtime, member.uid, member.uname, member.mode) for member in members} == {
        (0, 0, "", 0o644)
    }
    assert members[-1].name == MANIFEST
    assert "index/lock" not in {member.name for member in members}


def test_what_was_withdrawn_is_in_no_later_backup(index: Path, corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a backup after a withdrawal has the tombstone but none of the words.

    Not even if the removal was interrupted, so that the old build and the original are still there.
    """
    for folder in ("builds", "originals"):
        shutil.copytree(index / folder, tmp_path / folder)
    words = b"six books at a time"
    take_out(index, corpus, "lending-rules")
    (corpus / LENDING).unlink()
    for folder in ("builds", "originals"):
        shutil.copytree(tmp_path / folder, index / folder, dirs_exist_ok=True)
    assert any(words in data for data in held(index).values())
    back_up(index, corpus, tmp_path / "archive.tar")
    assert words not in (tmp_path / "archive.tar").read_bytes()
    restore(tmp_path / "archive.tar", tmp_path / "new/index", tmp_path / "new/corpus")
    assert publications(tmp_path / "new/index")[0].kind == "withdrawal"
    assert not answers(tmp_path / "new/index", words.decode())


@pytest.mark.parametrize("name", ["index", "corpus"])
def test_a_folder_with_something_else_in_it_is_left_alone(archive: Path, tmp_path: Path, name: str) -> None:
    """This test ensures that a restore never mixes with other files, and says what to do."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "own.txt").write_text("mine")
    with pytest.raises(NotBackedUp, match=rf"{name} is not empty \(own.txt\).*--{name}"):
        restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert held(tmp_path / name) == {"own.txt": b"mine"}
    assert not (tmp_path / ("corpus" if name == "index" else "index")).exists()


def test_a_restore_that_was_killed_runs_again(archive: Path, tmp_path: Path) -> None:
    """This test ensures that what a killed restore had put in place does not stop the next one."""
    shutil.copytree(tmp_path / "before/corpus", tmp_path / "corpus")
    shutil.copytree(tmp_path / "before/index/originals", tmp_path / "index/originals")
    (tmp_path / "index/.restored.partial/builds").mkdir(parents=True)
    (tmp_path / "index/lock").touch()
    restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert held(tmp_path / "index") == held(tmp_path / "before/index")


def hard_link(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0][0].type, members[0][0].linkname = tarfile.LNKTYPE, "/etc/passwd"


def symbolic_link(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0][0].type, members[0][0].linkname = tarfile.SYMTYPE, "../../elsewhere"


def device(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0][0].type = tarfile.CHRTYPE


def twice(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, members[0])


def missing(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    del members[0]


def changed(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[0] = (members[0][0], bytes(len(members[0][1])))


def without_manifest(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.pop()


def manifest_not_last(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members.insert(0, members.pop())


def foreign_manifest(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[-1] = (members[-1][0], b'{"files": []}')


def later_format(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
    members[-1] = (members[-1][0], json.dumps({**json.loads(members[-1][1]), "format": 2}).encode())


def named(name: str) -> Callable[[list[tuple[tarfile.TarInfo, bytes]]], None]:
    """Renames a member, in the manifest too."""

    def change(members: list[tuple[tarfile.TarInfo, bytes]]) -> None:
        manifest = json.loads(members[-1][1])
        manifest["files"][0]["name"] = members[0][0].name = name
        members[-1] = (members[-1][0], json.dumps(manifest).encode())

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (hard_link, "a link"), (symbolic_link, "a link"), (device, "a device"), (twice, "twice"),
        (missing, "differs from its manifest"), (changed, "differs from its manifest"),
        (without_manifest, "no manifest.json"), (manifest_not_last, "after the manifest"),
        (foreign_manifest, "not one of a Signpost backup"), (later_format, "format 2"),
        (named("../escaped"), "outside"), (named("corpus/../../escaped"), "outside"),
        (named("/escaped"), "outside"), (named("corpus"), "outside"), (named("corpus//x"), "outside"),
        (named("corpus/..\\..\\x"), "outside"), (named("elsewhere/x"), "outside"),
    ],
)  # fmt: skip
def test_a_hostile_or_damaged_archive_changes_nothing(
    archive: Path, tmp_path: Path, change: Callable[[list[tuple[tarfile.TarInfo, bytes]]], None], reason: str
) -> None:
    """This test ensures that an archive is refused as a whole before anything is written."""
    rewritten(archive, change)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NotBackedUp, match=f"archive.tar was refused: .*{reason}"):
        restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.9, 0.9999])
def test_an_archive_that_was_cut_short_changes_nothing(archive: Path, tmp_path: Path, share: float) -> None:
    """This test ensures that no part of an archive passes for a whole one, and that no traceback appears."""
    with tarfile.open(archive) as tar:
        last = tar.getmembers()[-1]
    os.truncate(archive, int(share * (last.offset_data + last.size)))
    with pytest.raises(NotBackedUp, match=r"(?i)nothing was restored"):
        restore(archive, tmp_path / "index", tmp_path / "corpus")
    assert not (tmp_path / "index").exists()


def test_a_file_that_is_no_archive_changes_nothing(archive: Path, tmp_path: Path) -> None:
    """This test ensures that other files, and files that are not there, are refused."""
    archive.write_text("a shopping list\n" * 100)
    for file in (archive, tmp_path / "none.tar", tmp_path):
        with pytest.raises(NotBackedUp, match="cannot be read"):
            restore(file, tmp_path / "index", tmp_path / "corpus")


def test_a_build_that_is_not_proven_changes_nothing(index: Path, corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a whole archive whose passages its originals do not give is refused."""
    folder = current_folder(index)
    with closing(sqlite3.connect(folder / DATABASE)) as database, database:
        database.execute("UPDATE passages SET kind = 'heading' WHERE rowid = 1")
    digest = file_sha256(folder / DATABASE)
    write_meta(folder, replace(read_meta(folder), database_sha256=digest))
    back_up(index, corpus, tmp_path / "archive.tar")
    with pytest.raises(NotBackedUp, match=r"nothing was restored, .* cannot prove its build: restore"):
        restore(tmp_path / "archive.tar", tmp_path / "new/index", tmp_path / "new/corpus")
    assert not (tmp_path / "new").exists()


def test_a_backup_that_could_not_be_restored_is_not_made(index: Path, corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a damaged original, a link or a file that exists is named when backing up."""
    file = tmp_path / "archive.tar"
    (corpus / "link").symlink_to(tmp_path)
    with pytest.raises(NotBackedUp, match="corpus/link is a link"):
        back_up(index, corpus, file)
    (corpus / "link").unlink()
    os.mkfifo(corpus / "pipe")
    with pytest.raises(NotBackedUp, match="corpus/pipe is a link, a pipe"):
        back_up(index, corpus, file)
    (corpus / "pipe").unlink()
    with pytest.raises(NotBackedUp, match=r"lies in .*corpus"):
        back_up(index, corpus, corpus / "archive.tar")
    original = next((index / "originals").iterdir())
    data = original.read_bytes()
    original.write_bytes(b"other")
    with pytest.raises(NotBackedUp, match=f"originals/{original.name} has changed"):
        back_up(index, corpus, file)
    original.write_bytes(data)
    with pytest.raises(NotBackedUp, match="no backup was made"):
        back_up(index, corpus, tmp_path / "none/archive.tar")
    assert not list(tmp_path.glob("*archive*"))
    back_up(index, corpus, file)
    with pytest.raises(NotBackedUp, match="already exists"):
        back_up(index, corpus, file)


def test_no_backup_is_made_while_the_index_changes(index: Path, corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a backup is of one moment."""
    with exclusive(index, "signpost ingest"), pytest.raises(BusyIndex, match="signpost ingest"):
        back_up(index, corpus, tmp_path / "archive.tar")
