"""What tests are given: a made-up corpus, builds, the real model, pages, a server on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import Host, serving
from parts import DATA, ROOT, SHARED, Run, Runner, assistant_of, publish
from streamlit.testing.v1 import AppTest

from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import default_model


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("SIGNPOST_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the made-up corpus in tests/data/corpus, to be changed at will."""
    shutil.copytree(DATA / "corpus", tmp_path / "corpus")
    return tmp_path / "corpus"


@pytest.fixture
def index(tmp_path: Path, corpus: Path) -> Path:
    """A published build of that corpus."""
    publish(corpus, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture(scope="session")
def model() -> SentenceTransformerEmbedder:
    """The real model."""
    return SentenceTransformerEmbedder.load(default_model())


@pytest.fixture(scope="session")
def briefing_index(tmp_path_factory: pytest.TempPathFactory, model: SentenceTransformerEmbedder) -> Path:
    """A build of the project's own corpus with the real model."""
    folder = tmp_path_factory.mktemp("briefing")
    publish(ROOT / "corpus", folder, model)
    return folder


@pytest.fixture
def page(briefing_index: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The pages on the project's own corpus, run by Streamlit's own test harness."""
    monkeypatch.setenv("SIGNPOST_CORPUS", str(ROOT / "corpus"))
    monkeypatch.setenv("SIGNPOST_INDEX", str(briefing_index))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The benchmark material beside the checkout; without it the test is skipped and says so."""
    if not SHARED.is_dir():
        pytest.skip(f"needs the benchmark material, which is not in {SHARED}")
    return SHARED


@pytest.fixture
def answer_of(index: Path) -> Callable[[str], object]:
    """Ask the made-up corpus."""
    assistant = assistant_of(index)
    return lambda question: assistant.answer(question, threshold=0.5)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run a command as the entrance does."""
    return lambda *arguments: Run(capsys, arguments)


@pytest.fixture
def at(briefing_index: Path) -> tuple[str, ...]:
    """The options that name the project's own corpus and its build."""
    return ("--corpus", str(ROOT / "corpus"), "--index", str(briefing_index))


@pytest.fixture
def host() -> Iterator[Host]:
    """A real server on this machine, which answers as a test tells it."""
    with serving() as found:
        yield found
