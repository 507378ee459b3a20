"""Measures how fast texts are embedded: the bare library, Signpost's embedder, and the stage of the pipeline.

Each round runs all of them on the same passages and sentences, in alternating order, and the ratios are those
of the medians. Keeping what is embedded and writing the build are part of the stage; reading the documents is
not.

Run: make bench-throughput, or .venv/bin/python -m benchmarks.throughput [--set NAME] [--rounds N] [--texts N]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.material import benchmark_set
from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import LARGE, SMALL, default_model, model_fingerprint, model_folder
from index.embedding.token_vectors import Vectors
from index.storage.reused_vectors import KeptVectors
from ingest.build import Prepared, describe_build, embed_build, prepare
from ingest.corpus.read_documents import files_of_corpus
from publishing.embedding.chunks import embed_here
from publishing.embedding.resumable import ResumableEmbedder


@dataclass(frozen=True, slots=True)
class Timing:
    """One run. processor: seconds of all cores together."""

    wall: float
    processor: float


def prepared_set(name: str) -> Prepared:
    """Reads a benchmark set's corpus and cuts it into passages."""
    with benchmark_set(name) as folder:
        register, files, _ = files_of_corpus(folder / "corpus")
        meta = describe_build(register, files, SMALL, model_fingerprint(SMALL), registered=True)
        return prepare(meta, register, files)


def shortened(prepared: Prepared, texts: int) -> Prepared:
    """Returns the first documents that together have at least so many passages."""
    kept, found = [], 0
    for document in prepared.documents:
        if found < texts:
            kept.append(document)
            found += len(document.passages)
    chosen = tuple(kept)
    files = {document.document.source_id for document in chosen}
    corpus = replace(
        prepared.corpus, documents=tuple(d for d in prepared.corpus.documents if d.source_id in files)
    )
    short = Prepared(prepared.meta, corpus, chosen)
    meta = replace(prepared.meta, passages=len(short.passages), sentences=len(short.sentences))
    return replace(short, meta=meta)


def bare_model(name: str) -> Any:  # noqa: ANN401
    """Loads a model as sentence-transformers does by default: in float32."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(model_folder(name)), device="cpu")


def runs_of(name: str, prepared: Prepared) -> dict[str, Callable[[], Vectors | None]]:
    """Returns what is measured, by its name; each returns the vectors of the passages, if it can."""
    bare, embedder = bare_model(name), SentenceTransformerEmbedder.load(name)
    both = [*prepared.texts, *prepared.sentences]

    def encoded() -> Vectors:
        found: Vectors = bare.encode(both, show_progress_bar=False)
        return found[: len(prepared.texts)]

    def embedded() -> Vectors:
        embedder.embed_sentences(prepared.sentences)
        return embedder.embed_passages(prepared.texts).vectors

    def stage() -> None:
        with tempfile.TemporaryDirectory() as folder:
            resumable = ResumableEmbedder(embedder, embed_here(embedder), Path(folder, "index"))
            (build := Path(folder, "build")).mkdir()
            embed_build(build, prepared, resumable, KeptVectors(None))

    return {"encode alone, default settings": encoded, "Signpost's embedder": embedded, "the stage": stage}


def measured(run: Callable[[], Vectors | None]) -> tuple[Timing, Vectors | None]:
    """Runs once."""
    wall, processor = time.perf_counter(), time.process_time()
    found = run()
    return Timing(time.perf_counter() - wall, time.process_time() - processor), found


def print_model(name: str, prepared: Prepared, rounds: int) -> None:
    """Prints each run's rate, and its ratio to the first and to the one before it."""
    runs = runs_of(name, prepared)
    timings: dict[str, list[Timing]] = {run: [] for run in runs}
    vectors: dict[str, Vectors] = {}
    for number in range(rounds):
        for run in list(runs)[:: 1 if number % 2 == 0 else -1]:
            timing, found = measured(runs[run])
            timings[run].append(timing)
            if found is not None:
                vectors[run] = found
    texts = len(prepared.texts) + len(prepared.sentences)
    print(f"{name}: {len(prepared.texts)} passages and {len(prepared.sentences)} sentences, {rounds} rounds")
    print(f"{'':32}{'texts/s':>9}{'of default':>12}{'of embedder':>13}{'processor of default':>22}")
    walls = {run: statistics.median(t.wall for t in found) for run, found in timings.items()}
    work = {run: statistics.median(t.processor for t in found) for run, found in timings.items()}
    default, ours, _ = runs
    for run in runs:
        print(
            f"{run:32}{texts / walls[run]:9.1f}{walls[default] / walls[run]:12.2f}"
            f"{walls[ours] / walls[run]:13.2f}{work[default] / work[run]:22.2f}"
        )
    print(f"cosine to float32: {cosines(vectors[ours], vectors[default])}")


def cosines(one: Vectors, other: Vectors) -> str:
    """Returns the least and the mean cosine similarity of rows that belong together, in words."""
    found = (one * other).sum(axis=1) / np.linalg.norm(other, axis=1)
    return f"least {found.min():.5f}, mean {found.mean():.5f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table for each model that is set up."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", default="conditionalqa")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--texts", type=int, help="measure only about so many passages")
    given = options.parse_args(arguments)
    prepared = prepared_set(given.set)
    if given.texts:
        prepared = shortened(prepared, given.texts)
    for name in (SMALL, LARGE) if default_model() == LARGE else (SMALL,):
        print_model(name, prepared, given.rounds)


if __name__ == "__main__":
    main()
