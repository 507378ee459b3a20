"""Tests the embedding of an interrupted ingest: what was embedded is kept, and only the rest is embedded."""

import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from parts import ROOT, WordEmbedder, publish, take_out

from index.embedding.embedder import Embedded, Progress
from index.embedding.token_vectors import TokenVectors, Vectors
from index.storage.builds import EMBEDDING, open_current
from publishing.backups.backup import back_up
from publishing.embedding.chunks import CHUNK, Chunk, embed, embed_here
from publishing.embedding.resumable import ResumableEmbedder
from publishing.embedding.unfinished import Unfinished

# Ingests a corpus, and kills the process in the middle of embedding.
KILLED = """
import os, signal, sys
from pathlib import Path
from parts import WordEmbedder, publish

class Killed(WordEmbedder):
    chunks = 0
    def embed_passages(self, texts, progress=None):
        self.chunks += 1
        if self.chunks == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().embed_passages(texts, progress)

publish(Path(sys.argv[1]), Path(sys.argv[2]), Killed())
"""
TEXTS = [f"Bed {n} is watered on day {n % 7}." for n in range(CHUNK * 3)]


class Counting(WordEmbedder):
    """An embedder that counts what it embeds, and returns vectors that show that it made them."""

    def __init__(self) -> None:
        self.passages: list[str] = []
        self.sentences: list[str] = []

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Embedded:
        self.passages += texts
        made = super().embed_passages(texts, progress)
        return Embedded(-made.vectors, TokenVectors(-made.tokens.numbers, made.tokens.starts))

    def embed_sentences(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.sentences += texts
        return -WordEmbedder().embed_passages(texts, progress).vectors


def resumable(index: Path, embedder: WordEmbedder) -> ResumableEmbedder:
    return ResumableEmbedder(embedder, embed_here(embedder), index)


@pytest.fixture
def large_corpus(corpus: Path) -> Path:
    """Returns the made-up corpus with a document of several chunks."""
    rules = "\n\n".join(f"Plot {n} is {n + 3} metres long. It has {n % 9} beds." for n in range(CHUNK * 3))
    (corpus / "documents/plots.md").write_text(f"# Plots\n\n{rules}\n", encoding="utf-8")
    return corpus


def test_an_ingest_that_was_killed_embeds_only_the_rest(tmp_path: Path, large_corpus: Path) -> None:
    """This test ensures that vectors made before a kill are used, to the last bit, and nothing is lost."""
    index = tmp_path / "index"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, large_corpus, index],
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests/helpers"), str(ROOT / "tests")]),
        },
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    publish(large_corpus, tmp_path / "whole")
    whole = open_current(tmp_path / "whole")

    counting = Counting()
    report = publish(large_corpus, index, counting)
    assert report.published
    now = open_current(index)
    assert (now.meta.build, now.passages) == (whole.meta.build, whole.passages)
    assert len(counting.passages) == len(set(now.keys)) - 2 * CHUNK
    kept = range(CHUNK * 2)
    rows = range(len(now.passages))
    made_before = (now.vectors.of(rows) == whole.vectors.of(rows)).all(axis=1)
    made_after = (now.vectors.of(rows) == -whole.vectors.of(rows)).all(axis=1)
    assert made_before[kept].all()
    assert (made_before ^ made_after).all()
    assert all(np.array_equal(now.tokens.of_text(row), whole.tokens.of_text(row)) for row in kept)
    assert not (index / EMBEDDING).exists()


def test_what_is_kept_has_no_words(tmp_path: Path) -> None:
    """This test ensures that a person who finds the kept chunks cannot read the documents in them."""
    resumable(tmp_path, WordEmbedder()).embed_passages(TEXTS)
    files = [path for path in (tmp_path / EMBEDDING).rglob("*") if path.is_file()]
    assert len(files) == 3
    assert not any(b"watered" in path.read_bytes() for path in files)


def test_damaged_chunks_and_other_models_are_not_used(tmp_path: Path) -> None:
    """This test ensures that only vectors that are whole and of the same model are used again."""
    first = resumable(tmp_path, WordEmbedder()).embed_passages(TEXTS)
    damaged = next(path for path in (tmp_path / EMBEDDING).rglob("passages-*"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\xff")
    again = Counting()
    found = resumable(tmp_path, again).embed_passages(TEXTS)
    assert len(again.passages) == CHUNK
    assert np.array_equal(np.abs(found.vectors), np.abs(first.vectors))

    class Other(Counting):
        fingerprint = "another model"

    other = Other()
    resumable(tmp_path, other).embed_passages(TEXTS)
    assert other.passages == TEXTS
    assert [path.name for path in (tmp_path / EMBEDDING).iterdir()] == ["another model"]


def test_each_text_is_embedded_once(tmp_path: Path) -> None:
    """This test ensures that a repeated text is embedded, and counted as progress, only the first time."""
    counting, told = Counting(), list[int]()
    texts = [*TEXTS[:5], *TEXTS[:5], "The shed is locked."]
    made = resumable(tmp_path, counting).embed_sentences(texts, told.append)
    assert counting.sentences == [*TEXTS[:5], "The shed is locked."]
    assert sum(told) == len(counting.sentences)
    assert np.array_equal(made, -WordEmbedder().embed_passages(texts).vectors)
    assert resumable(tmp_path, counting).embed_passages([]).vectors.shape == (0, counting.dimension)


@pytest.fixture
def interrupted(tmp_path: Path, corpus: Path) -> Path:
    """Returns an index in which the last ingest did not end."""
    publish(corpus, tmp_path / "index")
    chunk = Chunk("passages", ("The pool closes at nine.",))
    Unfinished(tmp_path / "index", "words").keep(chunk, embed(chunk, WordEmbedder()))
    return tmp_path / "index"


def test_a_withdrawal_removes_what_an_unfinished_ingest_embedded(interrupted: Path, corpus: Path) -> None:
    """This test ensures that no vector of a withdrawn document is left of an ingest that was interrupted."""
    take_out(interrupted, corpus, "lending-rules")
    assert not (interrupted / EMBEDDING).exists()


def test_a_backup_leaves_out_what_an_unfinished_ingest_embedded(interrupted: Path, corpus: Path) -> None:
    """This test ensures that vectors of documents that were not published are in no backup."""
    archive = interrupted.with_name("archive.tar")
    back_up(interrupted, corpus, archive)
    with tarfile.open(archive) as tar:
        assert not any(EMBEDDING in name.split("/") for name in tar.getnames())
    assert (interrupted / EMBEDDING).exists()
