"""A build that no test changes."""

from pathlib import Path

import pytest
from parts import DATA, publish


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the made-up corpus that no test changes."""
    folder = tmp_path_factory.mktemp("held")
    publish(DATA / "corpus", folder)
    return folder
