"""Token vectors in a file."""

import os
from pathlib import Path

import numpy as np
import pytest

from index.embedding.token_vectors import TokenVectors
from index.errors import UnreadableIndex
from index.storage.arrays.token_rows import TokenFile, TokenWriter
from index.storage.builds import open_current

DIMENSION = 8


def written(path: Path) -> tuple[TokenVectors, TokenFile]:
    """Writes three texts, of three, one and five tokens; returns them with the opened file."""
    chance = np.random.default_rng(3)
    texts = [chance.integers(-127, 128, (count, DIMENSION)).astype(np.int8) for count in (3, 1, 5)]
    tokens = TokenVectors.of(texts, DIMENSION)
    writer = TokenWriter(path, None)
    writer.add(tokens)
    digest, starts = writer.close()
    return tokens, TokenFile(path, digest, starts, DIMENSION)


@pytest.mark.parametrize("anywhere", [True, False])
def test_a_file_gives_what_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anywhere: bool
) -> None:
    """This test ensures that rows and similarities are those of the vectors in memory, in any order.

    anywhere: whether the system can read at a place without moving there first.
    """
    if not anywhere:
        monkeypatch.delattr(os, "pread", raising=False)
    tokens, file = written(tmp_path / "tokens.bin")
    for row in (2, 0, 1):
        assert np.array_equal(file.of_text(row), tokens.of_text(row))
    question = tokens.unit(1)
    assert np.array_equal(file.similarities(question, [2, 0]), tokens.similarities(question, [2, 0]))
    assert file.similarities(question, []).shape == (0,)


def test_a_file_is_read_after_it_was_removed(tmp_path: Path) -> None:
    """This test ensures that an open build answers on while its folder is removed."""
    tokens, file = written(tmp_path / "tokens.bin")
    (tmp_path / "tokens.bin").unlink()
    assert np.array_equal(file.of_text(2), tokens.of_text(2))


def test_a_file_that_has_become_shorter_is_told(tmp_path: Path) -> None:
    """This test ensures that rows that are gone end in an error with the file's name, not in other rows."""
    tokens, file = written(tmp_path / "tokens.bin")
    with (tmp_path / "tokens.bin").open("ab") as cut:
        cut.truncate(5 * DIMENSION)
    assert np.array_equal(file.of_text(0), tokens.of_text(0))
    with pytest.raises(UnreadableIndex, match=r"tokens\.bin has changed since it was written"):
        file.of_text(2)


def test_a_file_is_not_mapped_into_memory(index: Path) -> None:
    """This test ensures that an open build's token vectors do not count as memory of the process."""
    build = open_current(index)
    build.tokens.of_text(0)
    maps = Path("/proc/self/maps")
    if not maps.is_file():
        pytest.skip("this system does not tell what a process has mapped")
    mapped = maps.read_text(encoding="utf-8")
    assert "vectors.faiss" in mapped
    assert "tokens.bin" not in mapped
