"""Real parts, small: an embedder of a dozen lines, a corpus in tests/data, builds in a temporary folder."""

import json
import os
import re
import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from loopback import Host, serving
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

import cli
from assistant.answer import Assistant
from index.builds import open_current
from index.embedder import Embedded, Embedder, Progress, SentenceTransformerEmbedder
from index.models import default_model, model_fingerprint
from index.publications import Publication
from index.settings import DEFAULT_KEEP, NO_READER, Settings, Switch
from index.tokens import TokenVectors, Vectors, in_bytes
from publishing.history import rollback
from publishing.ingestion import IngestReport
from publishing.progress import Bars
from publishing.publication import ingest
from publishing.withdrawal import Withdrawn, withdraw

# Said before anything imports the hub's library, which reads it once: else a test may ask the network.
os.environ["HF_HUB_OFFLINE"] = "1"
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DATA = Path(__file__).parent / "data"
# The day of an answer, where a test shows one.
TODAY = date(2026, 11, 26)
# What this version's confidence cannot judge: the tests' own embedder.
UNCALIBRATED = ()


class WordEmbedder:
    """A real, tiny embedder: each word adds to one of 512 numbers. Texts that share words are near."""

    name = "words"
    fingerprint = model_fingerprint("words")
    dimension = 512
    words = frozenset({"bullying", "building", "library"})

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        tokens = [self._tokens(text) for text in texts]
        vectors = np.array([found.sum(axis=0) for found in tokens]).reshape(-1, self.dimension)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        if progress:
            progress(len(texts))
        return Embedded(vectors, TokenVectors.of([in_bytes(found) for found in tokens], self.dimension))

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self.embed_passages(texts, progress).vectors

    def embed_question(self, text: str) -> Embedded:
        return self.embed_passages([text])

    def _tokens(self, text: str) -> Vectors:
        words = re.findall(r"\w+", text.lower()) or ["nothing"]
        tokens = np.zeros((len(words), self.dimension), dtype=np.float32)
        tokens[range(len(words)), [zlib.crc32(word.encode()) % self.dimension for word in words]] = 1
        return tokens


class Run:
    """One command: its exit code and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
        with pytest.raises(SystemExit) as stopped:
            cli.main(list(arguments))
        self.code = stopped.value.code
        self.out, self.err = capsys.readouterr()

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Runner = Callable[..., Run]


class _SilentBar:
    def update(self, n_steps: int) -> None:
        """Show nothing."""


@contextmanager
def no_bar(_label: str, _length: int) -> Iterator[_SilentBar]:
    yield _SilentBar()


def publish(
    corpus: Path,
    index: Path,
    embedder: Embedder | None = None,
    *,
    keep: int = DEFAULT_KEEP,
    bars: Bars = no_bar,
    ocr: Switch = "off",
    **options: Any,  # noqa: ANN401
) -> IngestReport:
    """One ingestion of a corpus folder, with the tests' own embedder unless another is given."""
    used = embedder or WordEmbedder()
    settings = Settings(corpus=corpus, index=index, model=used.name, reader=NO_READER, keep=keep, ocr=ocr)
    return ingest(settings, lambda _name: used, bars, **options)


def go_back(index: Path, build: str, keep: int = DEFAULT_KEEP, bars: Bars = no_bar) -> Publication:
    """A rollback with the tests' own embedder."""
    return rollback(index, build, keep, lambda _name: WordEmbedder(), bars)


def edit(path: Path, old: str, new: str) -> None:
    """Other words in a file, which has the old ones."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def take_out(index: Path, corpus: Path, source_id: str, keep: int = DEFAULT_KEEP) -> Withdrawn:
    """A withdrawal with the tests' own embedder."""
    return withdraw(index, corpus, source_id, "a test", lambda _name: WordEmbedder(), no_bar, keep=keep)


def assistant_of(index: Path, embedder: Embedder | None = None) -> Assistant:
    """An assistant of the current build."""
    return Assistant(open_current(index), embedder or WordEmbedder(), UNCALIBRATED)


def answers(index: Path, words: str) -> bool:
    """Whether these words are quoted."""
    return any(words in quote.text for quote in assistant_of(index).answer(words, threshold=0).quotes)


def button(page: AppTest, label: str) -> Button:
    """The button with these words."""
    return next(found for found in page.button if found.label == label)


def htmls(page: AppTest) -> str:
    """All HTML of our own on a page."""
    return "\n".join(element.proto.body for element in page.get("html"))


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
