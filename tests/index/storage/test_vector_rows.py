"""Vectors in files: both forms find the nearest rows, all or allowed, and refuse a damaged file."""

from pathlib import Path

import numpy as np
import pytest

from index.embedding.token_vectors import Vectors
from index.errors import UnreadableIndex
from index.storage import vector_rows
from index.storage.vector_rows import FlatRows, InvertedRows, VectorWriter, read_rows

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
def inverted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlatRows:
    """Returns vectors that count as too many for a flat index."""
    monkeypatch.setattr(vector_rows, "EXACT_ROWS", 100)
    return read_rows(tmp_path / "rows", written(tmp_path / "rows", made_vectors()))


def test_the_number_of_rows_decides_the_form(tmp_path: Path, inverted: FlatRows) -> None:
    """This test ensures that few vectors are stored exactly, and that nothing but the index is left."""
    assert isinstance(inverted, InvertedRows)
    few = made_vectors()[:100]
    flat = read_rows(tmp_path / "few", written(tmp_path / "few", few))
    assert flat.form == "flat"
    assert np.array_equal(flat.of(range(100)), few)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["few", "rows"]


def test_inverted_rows_are_the_vectors_to_three_digits(inverted: FlatRows) -> None:
    """This test ensures that rows come back in order, at half the precision."""
    vectors = made_vectors()
    rows = [3999, 0, 17]
    assert len(inverted) == COUNT
    assert np.allclose(inverted.of(rows), vectors[rows], atol=1e-3)
    assert np.allclose(inverted.similarities(vectors[17], rows), vectors[rows] @ vectors[17], atol=1e-3)
    assert inverted.of([]).shape == (0, DIMENSION)


def test_inverted_rows_find_nearly_all_of_the_nearest(inverted: FlatRows) -> None:
    """This test ensures that few of the fifty nearest rows are missed."""
    vectors = made_vectors()
    shares = []
    for question in vectors[::200]:
        nearest = set(np.argsort(-(vectors @ question))[:50].tolist())
        found = inverted.nearest(question, 50)
        assert len(found) == 50
        shares.append(len(found & nearest) / 50)
    assert np.mean(shares) > 0.9


def test_inverted_rows_miss_none_of_the_allowed(inverted: FlatRows, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a filter gives the nearest of its rows, wherever they lie."""
    monkeypatch.setattr(vector_rows, "BLOCK", 300)
    question = made_vectors()[5]
    allowed = range(1, COUNT, 3)
    near = inverted.similarities(question, allowed)
    best = {allowed[at] for at in np.argsort(-near, kind="stable")[:10].tolist()}
    assert inverted.nearest(question, 10, allowed) == best
    assert inverted.nearest(question, 10, [7, 8]) == {7, 8}
    assert inverted.nearest(question, 10, []) == frozenset()
    assert inverted.nearest(question, 0) == frozenset()


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
