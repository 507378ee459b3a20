"""States of an index, and places to share them in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from object_store import BUCKET, ObjectStore, object_store
from shared_states import States, make_states


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    return make_states(tmp_path_factory.mktemp("states"))


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with object_store(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to share in."""
    (tmp_path / "place").mkdir()
    return tmp_path / "place"


@pytest.fixture(params=["folder", "s3"])
def place(
    request: pytest.FixtureRequest, folder: Path, s3: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A folder, and a store that is spoken to over its protocol."""
    if request.param == "folder":
        return str(folder)
    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    return f"s3://{BUCKET}/{folder.parent.name}"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """An index folder of a server that follows: it does not exist yet."""
    return tmp_path / "copy"
