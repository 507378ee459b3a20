"""Backup: what an archive holds, and what is not backed up."""

import os
import shutil
import tarfile
from pathlib import Path

import pytest
from parts import answers, held, take_out

from index.errors import BusyIndex, NotBackedUp
from index.storage.lock import exclusive
from index.storage.publications import publications
from publishing.backups.archive import MANIFEST
from publishing.backups.backup import back_up
from publishing.backups.restore import restore

LENDING = "documents/lending-rules.md"


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
