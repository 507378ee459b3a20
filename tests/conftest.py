"""Shared fixtures: a made-up corpus, builds, the real model, pages, and a server on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import postgres
import pytest
from loopback import Host, serving
from parts import DATA, ROOT, SHARED, Run, Runner, assistant_of, publish
from streamlit.testing.v1 import AppTest

from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import default_model
from index.postgres.connections import connections_to


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SIGNPOST_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Returns a copy of the made-up corpus in tests/data/corpus, which the test may change."""
    shutil.copytree(DATA / "corpus", tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.fixture
def index(tmp_path: Path, corpus: Path) -> Path:
    """Returns a published build of that corpus."""
    publish(corpus, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture(scope="session")
def model() -> SentenceTransformerEmbedder:
    """Returns the real model."""
    return SentenceTransformerEmbedder.load(default_model())


@pytest.fixture(scope="session")
def briefing_index(tmp_path_factory: pytest.TempPathFactory, model: SentenceTransformerEmbedder) -> Path:
    """Returns a build of the project's own corpus, made with the real model."""
    folder = tmp_path_factory.mktemp("briefing")
    publish(ROOT / "corpus", folder, model)
    return folder


@pytest.fixture
def page(briefing_index: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Returns the pages over the project's own corpus, run by Streamlit's test harness."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(ROOT / "corpus"))
    monkeypatch.setenv("SIGNPOST_INDEX", str(briefing_index))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Returns the benchmark material next to the checkout; skips the test if it is missing."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the benchmark material, which is not in {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """Returns a running PostgreSQL server with pgvector."""
    with postgres.primary() as server:
        yield server


@pytest.fixture
def store(postgres_server: postgres.Server) -> Iterator[str]:
    """Returns the address of an empty database."""
    address = postgres_server.address(postgres_server.new_database())
    yield address
    connections_to(address).close()


@pytest.fixture
def answer_of(index: Path) -> Callable[[str], object]:
    """Asks the made-up corpus."""
    assistant = assistant_of(index)
    return lambda question: assistant.answer(question, threshold=0.5)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Runs a command as a user would."""
    return lambda *arguments: Run(capsys, arguments)


@pytest.fixture
def at(briefing_index: Path) -> tuple[str, ...]:
    """Returns the options for the project's own corpus and its build."""
    return ("--corpus", str(ROOT / "corpus"), "--index", str(briefing_index))


@pytest.fixture
def host() -> Iterator[Host]:
    """Returns a real server on this machine, which answers as the test tells it."""
    with serving() as found:
        yield found
