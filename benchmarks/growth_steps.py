"""The steps of the growth benchmark, each to be run in a process of its own (see `growth`)."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from assistant.answers.answer import Assistant
from assistant.retrieval.reader import load_reader
from assistant.retrieval.retriever import CANDIDATES
from assistant.topics.search import where
from benchmarks.growth_corpus import DrawnEmbedder, made_corpus, real_questions
from index.embedding.embedder import Embedder, SentenceTransformerEmbedder
from index.embedding.embedding_models import SMALL, model_fingerprint
from index.settings import DEFAULT_READER, NO_READER
from index.storage.passage_index import PassageIndex
from index.storage.reused_vectors import KeptVectors
from ingest.build import embed_build
from publishing.changes.changes import Edition, compare

QUESTIONS, WARMING = 30, 3
TOPICS = ("court", "school meals", "climate change", "consent of a parent", "king", "vaccination", "tax")
BLOCK = 65_536
RECALLED = 50
Figures = dict[str, float | str]


def memory(name: str) -> float:
    """Returns a figure of this process in MB: VmRSS, resident now; RssAnon, of that its own, not files'."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(name)) / 1000


def timed(task: Callable[[], object]) -> float:
    """Returns how many seconds a task takes."""
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def ingested(size: int, folder: Path, real: Path | None) -> Figures:
    """Writes a build. real: the build to draw vectors around; None: the model embeds."""
    prepared = made_corpus(size, SMALL, model_fingerprint(SMALL))
    embedder: Embedder = (
        DrawnEmbedder(PassageIndex.load(real)) if real else SentenceTransformerEmbedder.load(SMALL)
    )
    folder.mkdir()
    before = memory("VmRSS")
    seconds = timed(lambda: embed_build(folder, prepared, embedder, KeptVectors(None)))
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    return {
        "vectors": "drawn" if real else "the model's",
        "seconds": seconds,
        "before": before,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "disk": sum(path.stat().st_size for path in folder.iterdir()) / 1e6,
        "tokens": (folder / "tokens.bin").stat().st_size / size / 1000,
        "forms": f"{meta['vector_form']}, {meta['sentence_form']}, {meta['token_form']}",
    }


def opened(folder: Path) -> Figures:
    """Opens a build."""
    started = time.perf_counter()
    index = PassageIndex.load(folder)
    seconds = time.perf_counter() - started
    return {
        "seconds": seconds,
        "passages": len(index.passages),
        "resident": memory("VmRSS"),
        "own": memory("RssAnon"),
    }


def asked(folder: Path, reader: str) -> Figures:
    """Asks questions, after a few that are not counted."""
    index = PassageIndex.load(folder)
    embedder = SentenceTransformerEmbedder.load(SMALL)
    started = time.perf_counter()
    assistant = Assistant(index, embedder, (), load_reader(reader))
    ready = time.perf_counter() - started
    texts = real_questions(QUESTIONS + WARMING)
    times = [timed(partial(assistant.answer, text, threshold=0)) for text in texts][WARMING:]
    return {
        "seconds": statistics.median(times),
        "95th": sorted(times)[int(0.95 * (len(times) - 1))],
        "encoding": statistics.median(timed(partial(embedder.embed_question, text)) for text in texts),
        "preparing": ready,
        "resident": memory("VmRSS"),
        "own": memory("RssAnon"),
    }


def spoken(folder: Path) -> Figures:
    """Asks where topics are spoken of."""
    index = PassageIndex.load(folder)
    embedder = SentenceTransformerEmbedder.load(SMALL)
    times = [timed(partial(where, index, embedder, topic)) for topic in TOPICS]
    return {"seconds": statistics.median(times), "resident": memory("VmRSS")}


def differing(folder: Path) -> Figures:
    """Opens a build twice and compares the two; of the second one document in a hundred is another text."""
    started = time.perf_counter()
    before, now = (Edition.of_index(PassageIndex.load(folder)) for _ in range(2))
    ids = [*now.documents][::100]
    others = {source_id: replace(now.documents[source_id], sha256="0" * 64) for source_id in ids}
    changes = compare(before, replace(now, documents={**now.documents, **others}))
    if len(changes.sources) != len(ids):
        raise ValueError(f"{len(changes.sources)} changes were found, not {len(ids)}")
    return {"seconds": time.perf_counter() - started, "resident": memory("VmRSS")}


def recalled(folder: Path) -> Figures:
    """Returns which share of the nearest passages and sentences is found, of those an exact search finds."""
    index = PassageIndex.load(folder)
    chance = np.random.default_rng(2)
    shares: Figures = {}
    for name, rows in (("passages", index.vectors), ("sentences", index.sentence_vectors)):
        asking = rows.of(chance.choice(len(rows), min(RECALLED, len(rows)), replace=False).tolist())
        asking = (
            asking + 0.5 * chance.standard_normal(asking.shape, dtype=np.float32) / asking.shape[1] ** 0.5
        )
        asking /= np.linalg.norm(asking, axis=1, keepdims=True)
        near = np.concatenate(
            [asking @ rows.of(range(at, min(at + BLOCK, len(rows)))).T for at in range(0, len(rows), BLOCK)],
            axis=1,
        )
        exact = np.argpartition(-near, CANDIDATES, axis=1)[:, :CANDIDATES]
        found = [
            len(rows.nearest(question, CANDIDATES).intersection(wanted.tolist())) / CANDIDATES
            for question, wanted in zip(asking, exact, strict=True)
        ]
        shares[name] = statistics.fmean(found)
    return shares


STEPS: Mapping[str, Callable[[Path], Figures]] = {
    "open": opened,
    "question": partial(asked, reader=NO_READER),
    "reader": partial(asked, reader=DEFAULT_READER),
    "where": spoken,
    "diff": differing,
    "recall": recalled,
}


def main() -> None:
    """Runs the step that is named first and prints its figures as JSON."""
    step, folder, *rest = sys.argv[1:]
    if step == "ingest":
        size, *real = rest
        figures = ingested(int(size), Path(folder), Path(real[0]) if real else None)
    else:
        figures = STEPS[step](Path(folder))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
