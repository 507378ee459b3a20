"""Corpora and questions for measuring: the project's own, and the benchmark sets next to the checkout."""

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.embedding.embedder import Embedder
from index.settings import Settings
from publishing.builds.ingestion import IngestReport
from publishing.builds.publication import ingest
from publishing.progress import Bars

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared/bench"
BRIEFING_QUESTIONS = ROOT / "corpus/questions.jsonl"
# Questions of the same kind over the same briefing, written separately; nothing is fitted or chosen on them.
HELD_OUT_QUESTIONS = ROOT / "benchmarks/briefing-held-out.jsonl"
SEED = 20261124
# How many unanswerable questions of a set are asked, because reading each takes time.
UNANSWERABLE = 300
# The articles of SQuAD 2.0 that nothing was trained or chosen on.
HELD_ARTICLES = {"amazon-rainforest", "sky-united-kingdom", "economic-inequality", "victoria-australia"}


@dataclass(frozen=True, slots=True)
class Question:
    """A question. near: whether an unanswerable question's subject is close to the corpus's."""

    id: str
    text: str
    answerable: bool
    near: bool | None
    source: str | None


class Silent:
    """A progress bar that shows nothing."""

    def update(self, n_steps: int) -> None:
        """Shows nothing."""


@contextmanager
def _no_bar(_label: str, _length: int) -> Iterator[Silent]:
    yield Silent()


def build(corpus: Path, index: Path, embedder: Embedder, bars: Bars = _no_bar) -> IngestReport:
    """Ingests a corpus folder once, with a progress bar only if one is given."""
    settings = Settings(corpus=corpus, index=index, model=embedder.name)
    return ingest(settings, lambda _name: embedder, bars)


def read_questions(path: Path) -> list[Question]:
    """Returns the questions of a question file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    entries: list[dict[str, Any]] = [json.loads(line) for line in lines if line]
    return [
        Question(e["id"], e["question"], e["answerable"], e.get("near"), e.get("source")) for e in entries
    ]


def thinned(questions: Path, kept: Callable[[dict[str, Any]], bool] = lambda _entry: True) -> Path:
    """Writes a thinned question file beside the given one: all answerable questions, at most 300 others."""
    entries = [e for e in map(json.loads, questions.read_text(encoding="utf-8").splitlines()) if kept(e)]
    others = [e["id"] for e in entries if not e["answerable"]]
    chosen = set(random.Random(SEED).sample(others, min(UNANSWERABLE, len(others))))
    file = questions.with_name(f"thinned-{questions.name}")
    lines = [json.dumps(e) + "\n" for e in entries if e["answerable"] or e["id"] in chosen]
    file.write_text("".join(lines), encoding="utf-8")
    return file


@contextmanager
def benchmark_set(name: str) -> Iterator[Path]:
    """Yields a folder with a set's corpus and question files, made by its make_corpus.py."""
    if not BENCH.is_dir():
        raise FileNotFoundError(f"the benchmark material is not in {BENCH}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, BENCH / "make_corpus.py", BENCH / name, folder], check=True)
        yield Path(folder)
