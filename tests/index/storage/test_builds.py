"""Builds on disk: they are read back as written, and damage is named."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from parts import publish

from index.errors import IncompatibleIndex, UnreadableIndex
from index.storage.builds import current_folder, open_current
from index.storage.passage_index import PassageIndex
from index.storage.text_rows import SqliteTexts


def build_folder(index: Path) -> Path:
    return current_folder(index)


def execute(index: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(build_folder(index) / "passages.sqlite")) as database, database:
        database.execute(sql, values)


def test_two_ingests_of_one_corpus_are_the_same_to_the_byte(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that a build depends only on its inputs."""
    publish(corpus, tmp_path / "one")
    publish(corpus, tmp_path / "two")
    first, second = build_folder(tmp_path / "one"), build_folder(tmp_path / "two")
    assert first.name == second.name
    names = sorted(path.name for path in first.iterdir())
    assert names == [
        "layout.npz", "meta.json", "passages.sqlite", "sentences.faiss", "tokens.bin", "vectors.faiss"
    ]  # fmt: skip
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_no_index_says_what_to_do(tmp_path: Path) -> None:
    """This test ensures that a missing index is an error with a remedy, not an empty index."""
    with pytest.raises(UnreadableIndex, match="run `signpost ingest`"):
        open_current(tmp_path)


def test_a_pointer_to_a_missing_build_is_named(index: Path) -> None:
    """This test ensures that the error names the publication and the missing build."""
    shutil.rmtree(build_folder(index))
    with pytest.raises(UnreadableIndex, match=r"lacks the build '[0-9a-f]{16}'.*run `signpost ingest`"):
        open_current(index)


def test_another_format_is_refused(index: Path) -> None:
    """This test ensures that a build in another format is refused as such."""
    path = build_folder(index) / "meta.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 99}))
    with pytest.raises(IncompatibleIndex, match="format 99"):
        open_current(index)


def test_a_changed_text_names_its_document(index: Path) -> None:
    """This test ensures that opening a build detects a single changed letter of a stored text."""
    execute(index, "UPDATE documents SET text = replace(text, 'six books', 'ten books')")
    with pytest.raises(UnreadableIndex, match="lending-rules"):
        open_current(index)


def test_a_text_that_is_no_unicode_any_more_names_its_document(index: Path) -> None:
    """This test ensures that a flipped bit inside a character is detected like any other damage."""
    path = build_folder(index) / "passages.sqlite"
    data = path.read_bytes()
    at = data.index(b"six books")
    path.write_bytes(data[:at] + b"\xff" + data[at + 1 :])
    with pytest.raises(UnreadableIndex, match="lending-rules"):
        open_current(index)


@pytest.mark.parametrize(
    "name", ["vectors.faiss", "sentences.faiss", "tokens.bin", "layout.npz", "passages.sqlite", "meta.json"]
)
@pytest.mark.parametrize("damage", ["missing", "empty", "half"])
def test_a_damaged_file_is_named(index: Path, name: str, damage: str) -> None:
    """This test ensures that the error names the damaged file and the remedy."""
    path = build_folder(index) / name
    data = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes(b"" if damage == "empty" else data[: len(data) // 2])
    with pytest.raises(UnreadableIndex, match=r"signpost ingest") as caught:
        open_current(index)
    assert name in str(caught.value)


def test_passages_and_vectors_must_agree_in_number(index: Path) -> None:
    """This test ensures that an index with a missing vector cannot be opened."""
    build = open_current(index)
    with pytest.raises(UnreadableIndex, match="passage vectors"):
        PassageIndex(
            build.folder,
            build.meta,
            build.corpus,
            build.passages[:-1],
            build.vectors,
            build.sentence_vectors,
            build.tokens,
            SqliteTexts(build.folder),
        )
