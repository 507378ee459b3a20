"""Pools of labelled questions: the product's evidence for each, and whether the corpus answers it."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.answers.answer import Assistant
from assistant.evaluation.fitting import Labelled
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import load_reader
from benchmarks.material import BENCH, ROOT, SEED, Question, build
from benchmarks.written_questions import RuleQuestion
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_READER
from index.storage.builds import open_current

# A small library: the briefing and this many of the inspection reports.
FEW_REPORTS = 8
BRIEFING = "learning-from-case-reviews"


@contextmanager
def asking(corpus: Path, embedder: SentenceTransformerEmbedder) -> Iterator[Assistant]:
    """Yields the whole product over a fresh build of a corpus."""
    with tempfile.TemporaryDirectory() as folder:
        build(corpus, Path(folder), embedder)
        yield assistant_over(Path(folder), embedder)


def assistant_over(index: Path, embedder: SentenceTransformerEmbedder) -> Assistant:
    """Returns the whole product over an existing index."""
    return Assistant(open_current(index), embedder, read_calibrations(), load_reader(DEFAULT_READER))


@contextmanager
def library() -> Iterator[Path]:
    """Yields a folder with the corpus and question files of the benchmark's library (make_library.py)."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "library")
        command = [sys.executable, str(BENCH / "make_library.py"), str(ROOT / "corpus"), str(made)]
        subprocess.run(command, check=True, capture_output=True)
        yield made


def among_reports(assistant: Assistant) -> list[str]:
    """Returns the ids of the briefing and a few reports: a small library within the large one."""
    documents = assistant.index.documents
    reports = [source_id for source_id, document in documents.items() if document.file.endswith(".pdf")]
    return [BRIEFING, *reports[:FEW_REPORTS]]


def labelled(
    assistant: Assistant, questions: Sequence[Question], sources: Collection[str] = ()
) -> list[Labelled]:
    """Asks the questions, of these sources only if any are named."""
    return [
        Labelled(assistant.find(q.text, sources=sources).evidence, q.answerable, q.near) for q in questions
    ]


def labelled_scenes(assistant: Assistant, questions: Iterable[RuleQuestion]) -> list[Labelled]:
    """Asks each question twice: of the library, which answers it, and without the rule texts of its page."""
    documents = assistant.index.documents
    found = []
    for question in questions:
        others = [source for source in documents if source not in question.page]
        found.append(Labelled(assistant.find(question.text).evidence, answerable=True))
        evidence = assistant.find(question.text, sources=others).evidence
        found.append(Labelled(evidence, answerable=False, near=False))
    return found


def drawn(questions: Sequence[Question], count: int) -> list[Question]:
    """Returns `count` of the questions, drawn with a fixed seed."""
    return random.Random(SEED).sample(list(questions), min(count, len(questions)))
