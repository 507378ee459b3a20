"""Small real parts: an embedder of a dozen lines, the corpus in tests/data, builds in temporary folders."""

import json
import os
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

import cli
from assistant.answers.answer import Assistant
from index.embedding.embedder import Embedded, Embedder, Progress
from index.embedding.embedding_models import model_fingerprint
from index.embedding.token_vectors import TokenVectors, Vectors, in_bytes
from index.settings import DEFAULT_KEEP, NO_READER, Settings, Switch
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from index.storage.publications import Publication
from publishing.builds.history import rollback
from publishing.builds.ingestion import IngestReport
from publishing.builds.publication import ingest
from publishing.builds.withdrawal import Withdrawn, withdraw
from publishing.progress import Bars

# Set before anything imports the hub's library, which reads it once; otherwise a test may use the network.
os.environ["HF_HUB_OFFLINE"] = "1"
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "tests/data"
# The date of answers in tests that show one.
TODAY = date(2026, 11, 26)
# No calibrations, because none fits the tests' own embedder.
UNCALIBRATED = ()


class WordEmbedder:
    """A real, tiny embedder: each word adds to one of 512 numbers, so texts that share words are similar."""

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
    """One command's exit code and output."""

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
        """Shows nothing."""


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
    """Ingests a corpus folder once, with the tests' own embedder unless another is given."""
    used = embedder or WordEmbedder()
    settings = Settings(corpus=corpus, index=index, model=used.name, reader=NO_READER, keep=keep, ocr=ocr)
    return ingest(settings, lambda _name: used, bars, **options)


def go_back(index: Path, build: str, keep: int = DEFAULT_KEEP, bars: Bars = no_bar) -> Publication:
    """Rolls back with the tests' own embedder."""
    return rollback(index, build, keep, lambda _name: WordEmbedder(), bars)


def edit(path: Path, old: str, new: str) -> None:
    """Replaces words in a file; the old ones must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def take_out(index: Path, corpus: Path, source_id: str, keep: int = DEFAULT_KEEP) -> Withdrawn:
    """Withdraws a source with the tests' own embedder."""
    return withdraw(index, corpus, source_id, "a test", lambda _name: WordEmbedder(), no_bar, keep=keep)


def assistant_of(index: Path, embedder: Embedder | None = None) -> Assistant:
    """Returns an assistant over the current build."""
    return Assistant(open_current(index), embedder or WordEmbedder(), UNCALIBRATED)


def answers(index: Path, words: str) -> bool:
    """Returns whether these words are quoted."""
    return any(words in quote.text for quote in assistant_of(index).answer(words, threshold=0).quotes)


def button(page: AppTest, label: str) -> Button:
    """Returns the button with these words."""
    return next(found for found in page.button if found.label == label)


def htmls(page: AppTest) -> str:
    """Returns all our own HTML on a page."""
    return "\n".join(element.proto.body for element in page.get("html"))


def held(folder: Path) -> dict[str, bytes]:
    """Returns every file of a folder, without the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def token_numbers(build: PassageIndex) -> NDArray[np.int64]:
    """Returns the stored numbers of all token vectors of a build, a row for each token."""
    rows = [build.tokens.of_text(row) for row in range(len(build.passages))]
    return np.concatenate(rows).astype(np.int64)
