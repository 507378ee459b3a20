"""Builds above the size up to which everything is exact, with that size set to almost nothing."""

import json
from pathlib import Path

import numpy as np
import pytest
from parts import UNCALIBRATED, WordEmbedder, edit, publish

from assistant.answers.answer import Assistant
from index.errors import UnreadableIndex
from index.storage import build_files, reused_vectors, vector_rows
from index.storage.builds import current_folder, open_current
from index.storage.metadata import BuildMeta, read_meta
from index.storage.stored_passages import StoredPassages
from ingest import build as pipeline

QUESTION = "how many books may a reader borrow?"


@pytest.fixture
def large(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns an index with a large build of the corpus, and makes every build count as large."""
    for module in (build_files, reused_vectors, vector_rows, pipeline):
        monkeypatch.setattr(module, "EXACT_ROWS", 1)
    publish(corpus, tmp_path / "large")
    return tmp_path / "large"


def meta_of(index: Path) -> BuildMeta:
    return read_meta(current_folder(index))


def test_the_forms_are_in_the_metadata(index: Path, large: Path) -> None:
    """This test ensures that meta.json says how vectors and tokens are stored."""
    small, found = meta_of(index), meta_of(large)
    forms = [(meta.vector_form, meta.sentence_form, meta.token_form) for meta in (small, found)]
    assert forms == [("float32", "float32", "bytes"), ("float16", "float16", "codes")]
    folder = current_folder(large)
    sizes = [(at / "tokens.bin").stat().st_size for at in (folder, current_folder(index))]
    assert sizes[0] * 3 < sizes[1]


def test_a_large_build_holds_what_a_small_one_does(index: Path, large: Path) -> None:
    """This test ensures that passages read one by one are those read at once, with the same rows."""
    small, found = open_current(index), open_current(large)
    assert isinstance(found.passages, StoredPassages)
    assert found.passages == small.passages
    assert found.passages[1:4] == small.passages[1:4]
    assert found.passages[-1] == small.passages[-1]
    assert found.passages != small.passages[:-1]
    assert list(found.row_of) == list(small.row_of)
    assert dict(found.row_of) == dict(small.row_of)
    assert found.row_of.get("no passage") is None
    assert {k: list(v) for k, v in found.passages_by_source.items()} == {
        k: list(v) for k, v in small.passages_by_source.items()
    }
    assert list(found.sentence_rows) == list(small.sentence_rows)
    assert (found.words, found.keys) == (small.words, small.keys)
    with pytest.raises(IndexError):
        found.passages[len(small.passages)]


def test_a_large_build_answers_as_a_small_one(index: Path, large: Path) -> None:
    """This test ensures that the first quote is the same from either form, with and without a filter."""
    for sources in ((), ("lending-rules",)):
        quotes = [
            Assistant(open_current(at), WordEmbedder(), UNCALIBRATED)
            .answer(QUESTION, threshold=0, sources=sources)
            .quotes[0]
            for at in (index, large)
        ]
        assert quotes[0].text == quotes[1].text


def test_postings_find_what_the_full_text_search_finds(index: Path, large: Path) -> None:
    """This test ensures that both forms find the same rows with the same scores, in any inflection."""
    small, found = open_current(index), open_current(large)
    for terms in (
        ["borrowed"],
        ["books", "reader", "the"],
        ["zzz", "books"],
        ["zzz"],
        [],
        ["books", "week's"],
    ):
        for allowed in (None, range(0, len(small.passages), 2), []):
            for limit in (3, 1000):
                expected = small.lexical(terms, limit, allowed)
                scored = found.lexical(terms, limit, allowed)
                assert [row for row, _ in scored] == [row for row, _ in expected]
                assert [score for _, score in scored] == pytest.approx([score for _, score in expected])
        assert found.held(terms, range(7)) == small.held(terms, range(7))
        for term in terms:
            assert found.rows_with(term) == small.rows_with(term)


def test_kept_codes_stay_the_same(corpus: Path, large: Path) -> None:
    """This test ensures that an unchanged passage keeps its code, so that it does not fade with each run."""
    before = open_current(large)
    edit(corpus / "documents/lending-rules.md", "six books", "seven volumes")
    publish(corpus, large)
    now = open_current(large)
    assert now.meta.build != before.meta.build
    kept = [passage.id for passage in now.passages if passage.id in before.row_of]
    assert kept
    for passage_id in kept:
        was = before.tokens.of_text(before.row_of[passage_id])
        assert np.array_equal(was, now.tokens.of_text(now.row_of[passage_id]))


def test_codes_are_not_kept_where_exact_vectors_are_due(
    corpus: Path, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that a corpus that shrank to a small one is embedded again, exactly."""
    monkeypatch.undo()
    edit(corpus / "documents/lending-rules.md", "six books", "seven volumes")
    report = publish(corpus, large)
    assert report.passages.kept == 0
    assert meta_of(large).vector_form == "float32"
    assert open_current(large).tokens.codebook is None


@pytest.mark.parametrize(
    "name", ["passages.sqlite", "postings.bin", "layout.npz", "tokens.bin", "vectors.faiss"]
)
def test_a_changed_byte_is_refused(large: Path, name: str) -> None:
    """This test ensures that what is read only later is checked when the build is opened."""
    path = current_folder(large) / name
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableIndex, match=name):
        open_current(large)


def test_a_build_of_the_format_before_is_refused(index: Path) -> None:
    """This test ensures that builds without a layout are not opened."""
    path = current_folder(index) / "meta.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 8}))
    with pytest.raises(UnreadableIndex, match=r"format 8.*signpost ingest --full"):
        open_current(index)
