"""Measures what each stage of the pipeline adds: switches the stages on in turn, ranking at threshold 0.

Run: make bench, or .venv/bin/python -m benchmarks.ablation
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import numpy as np

from assistant.answers import quoting
from assistant.answers.answer import TOP, Assistant
from assistant.evaluation.gold import Gold, read_gold
from assistant.retrieval import ranking, retriever
from assistant.retrieval.calibration import read_calibrations
from assistant.retrieval.reader import Reader, load_reader
from benchmarks.intervals import mean
from benchmarks.material import (
    BENCH,
    BRIEFING_QUESTIONS,
    HELD_ARTICLES,
    HELD_OUT_QUESTIONS,
    ROOT,
    benchmark_set,
    build,
)
from benchmarks.pools import library
from index.embedding.embedder import SentenceTransformerEmbedder
from index.settings import DEFAULT_READER, Settings
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex

SQUAD_SAMPLE = 600
# The value of each stage's constant that switches the stage off.
OFF: Mapping[str, tuple[ModuleType, str, object]] = {
    "sentences": (retriever, "SENTENCE_WEIGHT", 0.0),
    "words": (retriever, "LEXICAL_WEIGHT", 0.0),
    "tokens": (retriever, "TOKEN_WEIGHT", 0.0),
    "kinds": (ranking, "precedence", lambda _source, _document: 0.0),
    "joined quotes": (quoting, "LONGEST_QUOTE_WORDS", 0),
}


@dataclass(frozen=True, slots=True)
class Stages:
    """A pipeline. off: the stages in OFF that are off. glossary, reader: whether these two are on."""

    name: str
    off: tuple[str, ...] = ()
    glossary: bool = True
    reader: bool = True


PIPELINES = (
    Stages(
        "passage vectors",
        ("sentences", "words", "tokens", "kinds", "joined quotes"),
        glossary=False,
        reader=False,
    ),
    Stages("+ sentence vectors", ("words", "tokens", "kinds", "joined quotes"), glossary=False, reader=False),
    Stages("+ BM25", ("tokens", "kinds", "joined quotes"), glossary=False, reader=False),
    Stages("+ token vectors", ("kinds", "joined quotes"), glossary=False, reader=False),
    Stages("+ joined quotes", ("kinds",), glossary=False, reader=False),
    Stages("+ kind of document", (), glossary=False, reader=False),
    Stages("+ glossary and spelling", (), reader=False),
    Stages("+ reader: all of it", ()),
    Stages("all but token vectors", ("tokens",)),
    Stages("all but the kind of document", ("kinds",)),
    Stages("all but the glossary", (), glossary=False),
    Stages("all but joined quotes", ("joined quotes",)),
)


@contextmanager
def switched_off(stages: Sequence[str]) -> Iterator[None]:
    """Switches these stages off inside the block."""
    if not stages:
        yield
        return
    module, constant, value = OFF[stages[0]]
    with patch.object(module, constant, value), switched_off(stages[1:]):
        yield


def row(assistant: Assistant, questions: Sequence[Gold]) -> str:
    """Returns right first, right in three, complete and words per quote, for answerable questions."""
    first, three, complete, words = [], [], [], []
    for gold in questions:
        quotes = assistant.answer(gold.asked.question, threshold=0).quotes
        found = [gold.found(quote.text, quote.place.source.id) for quote in quotes[:TOP]]
        first.append(float(any(found[:1])))
        three.append(float(any(found[:3])))
        complete.append(len(frozenset().union(*found)) / len(gold.wanted))
        words += [len(quote.text.split()) for quote in quotes[:3]]
    figures = " | ".join(mean(np.array(values)) for values in (first, three, complete))
    return f"{figures} | {np.mean(words):.0f}"


def table(name: str, index: PassageIndex, questions: Sequence[Gold], models: "Models") -> None:
    """Prints one row for each pipeline."""
    asked = [gold for gold in questions if gold.answerable]
    for stages in PIPELINES:
        with switched_off(stages.off):
            reader = models.reader if stages.reader else None
            assistant = Assistant(
                index, models.embedder, read_calibrations(), reader, glossary=stages.glossary
            )
            print(f"| {name} ({len(asked)}) | {stages.name} | {row(assistant, asked)} |", flush=True)


@dataclass(frozen=True, slots=True)
class Models:
    """The models, loaded once."""

    embedder: SentenceTransformerEmbedder
    reader: Reader | None


def main() -> None:
    """Prints one table for all sets."""
    models = Models(SentenceTransformerEmbedder.load(Settings.from_env().model), load_reader(DEFAULT_READER))
    print("| set | pipeline | right first | right in 3 | complete | words per quote |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        build(ROOT / "corpus", Path(folder), models.embedder)
        index = open_current(Path(folder))
        table("briefing", index, read_gold(BRIEFING_QUESTIONS), models)
        table("briefing, held out", index, read_gold(HELD_OUT_QUESTIONS), models)
    if not BENCH.is_dir():
        sys.exit(f"skipped: the benchmark sets are not in {BENCH}")
    with library() as folder, tempfile.TemporaryDirectory() as made:
        build(folder / "corpus", Path(made), models.embedder)
        index = open_current(Path(made))
        table("library: briefing", index, read_gold(BRIEFING_QUESTIONS), models)
        table("library: briefing, held out", index, read_gold(HELD_OUT_QUESTIONS), models)
        table("library: conditionalqa bare", index, read_gold(folder / "questions-bare.jsonl"), models)
    with benchmark_set("conditionalqa") as folder, tempfile.TemporaryDirectory() as made:
        build(folder / "corpus", Path(made), models.embedder)
        for kind in ("bare", "scenario"):
            questions = read_gold(folder / f"questions-{kind}.jsonl")
            table(f"conditionalqa {kind}", open_current(Path(made)), questions, models)
    with benchmark_set("squad2") as folder, tempfile.TemporaryDirectory() as made:
        build(folder / "corpus", Path(made), models.embedder)
        held = [gold for gold in read_gold(folder / "questions.jsonl") if gold.source in HELD_ARTICLES]
        table("squad2, articles held out", open_current(Path(made)), held[:SQUAD_SAMPLE], models)


if __name__ == "__main__":
    main()
