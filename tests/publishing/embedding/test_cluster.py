"""Tests the embedding on several machines, with a real Dask scheduler and real workers on loopback."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from parts import ROOT, Runner, WordEmbedder, no_bar, publish, token_numbers

from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import SMALL
from index.errors import FailedCluster
from index.storage.builds import open_current
from publishing.embedding import chunks
from publishing.embedding.chunks import cut
from publishing.embedding.cluster import embed_on_cluster
from publishing.progress import ProgressBar

pytestmark = pytest.mark.model
# As docs/maintaining.md says, but on loopback.
OPTIONS = ("--preload", "signpost", "--no-dashboard", "--host", "127.0.0.1")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler and two workers."""

    address: str
    workers: tuple[subprocess.Popen[str], ...]


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Runs a Dask program until the caller is done with it."""
    with subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments, *OPTIONS],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def said(process: subprocess.Popen[str], pattern: str) -> str:
    """Waits until the program says something of this kind, and returns the pattern's group."""
    assert process.stderr is not None
    return next(found[1] for line in process.stderr if (found := re.search(pattern, line)))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Starts a scheduler and two workers, each a process of its own."""
    folder = str(tmp_path_factory.mktemp("workers"))
    options = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0", "--local-directory", folder)
    with ExitStack() as stack:
        scheduler = stack.enter_context(process("scheduler", "--port", "0"))
        address = said(scheduler, r"Scheduler at: +(tcp://127\.0\.0\.1:\d+)")
        workers = [stack.enter_context(process("worker", address, *options)) for _ in range(2)]
        for worker in workers:
            said(worker, r"Registered to: +(tcp://)")
        yield Cluster(address, tuple(workers))


@pytest.fixture(scope="module")
def small() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder.load(SMALL)


def test_a_worker_with_another_model_is_refused(cluster: Cluster, small: SentenceTransformerEmbedder) -> None:
    """This test ensures that vectors of different models never get into one build."""
    other = SentenceTransformerEmbedder(SMALL, "another model", small._model)
    embed_chunks = embed_on_cluster(cluster.address)(other)
    refusal = rf"worker tcp://.* has model '{small.fingerprint}' instead of 'another model'"
    with pytest.raises(FailedCluster, match=refusal):
        list(embed_chunks(cut("passages", ["The pool closes at nine."]), None))
    missing = SentenceTransformerEmbedder("no-such-model", small.fingerprint, small._model)
    with pytest.raises(FailedCluster, match="the embedding model 'no-such-model' cannot be loaded"):
        list(embed_on_cluster(cluster.address)(missing)(cut("passages", ["The pool closes at nine."]), None))


def test_an_address_without_a_scheduler_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a cluster that is not there ends in words."""
    monkeypatch.setattr("publishing.embedding.cluster.CONNECTING", 0.5)
    address = "tcp://127.0.0.1:1"
    embed_chunks = embed_on_cluster(address)(WordEmbedder())
    with pytest.raises(FailedCluster, match=f"no Dask scheduler answers at {address}"):
        list(embed_chunks(cut("sentences", ["The pool closes at nine."]), None))
    assert list(embed_chunks([], None)) == []


def test_a_build_embedded_by_two_workers_of_which_one_is_killed_is_the_local_one(
    tmp_path: Path,
    corpus: Path,
    cluster: Cluster,
    small: SentenceTransformerEmbedder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that a build does not depend on where it was embedded, or on a lost worker."""
    monkeypatch.setattr(chunks, "CHUNK", 32)
    rules = "\n\n".join(f"Plot {n} is {n + 3} metres long. It has {n % 9} beds." for n in range(200))
    (corpus / "documents/plots.md").write_text(f"# Plots\n\n{rules}\n", encoding="utf-8")

    class Killing:
        """A progress bar that kills a worker as soon as anything has been embedded."""

        def update(self, n_steps: int) -> None:
            cluster.workers[0].kill()

    @contextmanager
    def bars(label: str, length: int) -> Iterator[ProgressBar]:
        if label == "Embedding":
            yield Killing()
        else:
            with no_bar(label, length) as bar:
                yield bar

    publish(corpus, tmp_path / "here", small)
    publish(corpus, tmp_path / "there", small, bars=bars, embed_chunks=embed_on_cluster(cluster.address))
    here, there = open_current(tmp_path / "here"), open_current(tmp_path / "there")
    assert (there.meta.build, there.passages, there.corpus) == (here.meta.build, here.passages, here.corpus)
    for one, other in ((here.vectors, there.vectors), (here.sentence_vectors, there.sentence_vectors)):
        assert np.allclose(one.of(range(len(one))), other.of(range(len(other))), atol=1e-5)
    assert np.abs(token_numbers(here) - token_numbers(there)).max() <= 1
    assert cluster.workers[0].wait() != 0
    assert cluster.workers[1].poll() is None


def test_the_command_embeds_on_the_cluster(
    tmp_path: Path, run: Runner, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that `ingest --cluster` publishes what the workers embedded."""
    monkeypatch.setenv("SIGNPOST_MODEL", SMALL)
    (tmp_path / "files").mkdir()
    (tmp_path / "files/pool.md").write_text("# Pool\n\nThe pool closes at nine.\n", encoding="utf-8")
    index = str(tmp_path / "index")
    result = run("ingest", str(tmp_path / "files"), "--index", index, "--cluster", cluster.address, "--json")
    assert (result.code, result.lines[0]["passages"]["added"]) == (0, 1)
