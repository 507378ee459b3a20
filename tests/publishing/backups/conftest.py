"""A corpus, an index and a backup of both."""

import shutil
from pathlib import Path

import pytest
from parts import DATA, edit, publish

from publishing.backups.backup import back_up


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with a corpus, an index of two builds and other files, and a backup of both."""
    folder = tmp_path_factory.mktemp("made")
    corpus, index = folder / "before/corpus", folder / "before/index"
    shutil.copytree(DATA / "corpus", corpus)
    publish(corpus, index)
    edit(corpus / "documents/lending-rules.md", "six books", "seven volumes")
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
