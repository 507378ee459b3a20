"""Restore: a round trip, and folders and builds that are refused."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from parts import answers, edit, held, publish

from index.errors import NotBackedUp
from index.storage.builds import current_folder, current_name
from index.storage.checked_files import file_sha256
from index.storage.database import DATABASE
from index.storage.metadata import read_meta, write_meta
from index.storage.publications import publications
from publishing.backups.backup import back_up
from publishing.backups.restore import restore

LENDING = "documents/lending-rules.md"


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
