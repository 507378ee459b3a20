"""Vectors in files: both forms find the nearest rows, all or allowed, and refuse a damaged file."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embedding.token_vectors import Vectors
from index.errors import UnreadableIndex
from index.storage import vector_rows
from index.storage.vector_rows import FlatRows, VectorWriter, read_rows

COUNT, DIMENSION = 4000, 32


def made_vectors() -> Vectors:
    """Returns unit vectors in a few heaps."""
    chance = np.random.default_rng(1)
    heaps = chance.standard_normal((40, DIMENSION), dtype=np.float32)
    vectors = heaps[chance.integers(0, 40, COUNT)] + 0.5 * chance.standard_normal(
        (COUNT, DIMENSION), dtype=np.float32
    )
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def written(path: Path, vectors: Vectors) -> str:
    """Writes the vectors in pieces. Returns the file's SHA-256."""
    writer = VectorWriter(path, len(vectors), DIMENSION)
    for piece in np.array_split(vectors, 3):
        writer.add(piece)
    return writer.close()


@pytest.fixture
def half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlatRows:
    """Returns vectors that count as too many for four bytes a number."""
    monkeypatch.setattr(vector_rows, "EXACT_ROWS", 100)
    return read_rows(tmp_path / "half", written(tmp_path / "half", made_vectors()))


def test_the_number_of_rows_decides_the_form(tmp_path: Path, half: FlatRows) -> None:
    """This test ensures that few vectors are stored exactly, and many in half the space."""
    assert len(half) == COUNT
    few = made_vectors()[:100]
    exact = read_rows(tmp_path / "few", written(tmp_path / "few", few))
    assert np.array_equal(exact.of(range(100)), few)
    sizes = [(tmp_path / name).stat().st_size for name in ("half", "few")]
    assert sizes[0] / COUNT < 0.6 * sizes[1] / 100


def test_half_the_space_keeps_three_digits(half: FlatRows) -> None:
    """This test ensures that rows come back in order, and stay the same when they are stored again."""
    vectors = made_vectors()
    rows = [3999, 0, 17]
    kept = half.of(rows)
    assert np.allclose(kept, vectors[rows], atol=1e-3)
    assert np.array_equal(kept, kept.astype(np.float16))
    assert np.allclose(half.similarities(vectors[17], rows), vectors[rows] @ vectors[17], atol=1e-3)
    assert half.of([]).shape == (0, DIMENSION)


@pytest.mark.parametrize("allowed", [None, range(1, COUNT, 3), [7, 8], []])
def test_half_the_space_finds_the_nearest(half: FlatRows, allowed: Sequence[int] | None) -> None:
    """This test ensures that at least 98 in a hundred of the fifty nearest rows are found, all or allowed."""
    vectors = made_vectors()
    rows = np.arange(COUNT) if allowed is None else np.array(allowed, dtype=np.int64)
    for question in vectors[::200]:
        nearest = set(rows[np.argsort(-(vectors[rows] @ question))[:50]].tolist())
        found = half.nearest(question, 50, allowed)
        assert len(found) == len(nearest)
        assert len(found & nearest) >= 0.98 * len(nearest)


def test_a_damaged_index_is_refused(tmp_path: Path) -> None:
    """This test ensures that a changed byte and a file that is no index are both named."""
    path = tmp_path / "rows"
    expected = written(path, made_vectors()[:10])
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableIndex, match="rows has changed"):
        read_rows(path, expected)


def test_a_writer_wants_all_its_rows(tmp_path: Path) -> None:
    """This test ensures that an index never lacks vectors without a word."""
    writer = VectorWriter(tmp_path / "rows", 3, DIMENSION)
    writer.add(made_vectors()[:2])
    with pytest.raises(ValueError, match="2 vectors were added, not 3"):
        writer.close()


def test_no_rows_are_an_index_too(tmp_path: Path) -> None:
    """This test ensures that a corpus without a passage of several sentences can be built and searched."""
    rows = read_rows(tmp_path / "rows", written(tmp_path / "rows", made_vectors()[:0]))
    assert len(rows) == 0
    assert rows.nearest(made_vectors()[0], 5) == frozenset()
