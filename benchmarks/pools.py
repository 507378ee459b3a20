"""Pools of labelled questions: what the whole product finds for each, and whether the corpus answers it."""

import shutil
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Assistant
from assistant.evidence import Calibration
from assistant.reader import load_reader
from assistant.retriever import Evidence
from benchmarks.material import BENCH, ROOT, Question, build
from index.builds import open_current
from index.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_READER
from training.material import Scene

# Every fourth report: the reader was trained on others.
REPORTS = slice(1, None, 4)


@dataclass(frozen=True, slots=True)
class Labelled:
    """The evidence for a question, and whether the corpus answers it."""

    evidence: Evidence
    answerable: bool
    near: bool | None


@contextmanager
def asking(corpus: Path, embedder: SentenceTransformerEmbedder) -> Iterator[Assistant]:
    """The whole product over a fresh build of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build(corpus, Path(folder), embedder)
        index = open_current(Path(folder))
        yield Assistant(index, embedder, Calibration.load(), load_reader(DEFAULT_READER))


def labelled(assistant: Assistant, questions: Sequence[Question]) -> list[Labelled]:
    """Ask the questions."""
    return [Labelled(assistant.find(q.text).ranking.evidence, q.answerable, q.near) for q in questions]


def labelled_elsewhere(assistant: Assistant, asked: Sequence[tuple[str, Collection[str]]]) -> list[Labelled]:
    """Ask each question of every source but those that answer it: nothing is near."""
    documents = assistant.index.documents
    evidence = [
        assistant.find(text, sources=[s for s in documents if s not in answering]).ranking.evidence
        for text, answering in asked
    ]
    return [Labelled(found, answerable=False, near=False) for found in evidence]


def labelled_scenes(assistant: Assistant, scenes: Sequence[Scene]) -> list[Labelled]:
    """Ask the questions with a scene of all the rule texts, and of the other pages' only."""
    answered = [Labelled(assistant.find(scene.text).ranking.evidence, True, None) for scene in scenes]
    return answered + labelled_elsewhere(assistant, [(scene.text, scene.page) for scene in scenes])


@contextmanager
def among_reports() -> Iterator[Path]:
    """The project's own corpus with inspection reports beside the briefing."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        shutil.copytree(ROOT / "corpus", corpus)
        for report in sorted((BENCH / "ofsted").glob("*.pdf"))[REPORTS]:
            shutil.copy(report, corpus / "documents")
        yield corpus
