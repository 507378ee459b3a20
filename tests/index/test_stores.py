"""What a build promises, wherever it is stored: in its folder, or in PostgreSQL."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from loopback import pdf
from parts import DATA, UNCALIBRATED, WordEmbedder, publish
from postgres import Server

from assistant.answers.answer import Assistant
from assistant.answers.as_json import answer_record
from index.postgres.connections import connections_to
from index.postgres.store import PostgresStore
from index.postgres.upload import upload
from index.settings import DEFAULT_KEEP
from index.storage import build_files, reused_vectors, vector_rows
from index.storage.builds import open_current
from index.storage.passage_index import PassageIndex
from ingest import build as pipeline

SYNTAX = ('"', "*", "NEAR", "a OR b", "-", "words:", "^", "(", "AND NOT", "'; DROP TABLE documents; --", "%s")
MADE = """
allotment plots plot watering water hose hoses shed sheds key keys compost compostable bonfire bonfires bücher
café naïve seed seeds seedling 12 2026 the of and a an to committee's re-letting
"""
WORDS = MADE.split()
TERMS = (
    ["watering"],
    ["the"],
    ["hose", "shed key", "compost"],
    ["the", "the", "of", "Café", "re-letting", "plots"],
    ["zzz", "Bücher", "!!", "and and and", "committee"],
    ["and and", "a", *SYNTAX],
)
QUESTIONS = (
    "How many books may a reader borrow?",
    "Who waters the seedlings?",
    "Where is the key of the shed?",
    "What happens to a torn book?",
)


def sentence(pick: random.Random) -> str:
    words = pick.choices(WORDS, k=pick.randint(4, 25))
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


@pytest.fixture(scope="module", params=["small", "large"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yields a build of the made-up corpus, a PDF and two hundred passages of words drawn by lot.

    It is stored as a small build, then as one above the size up to which everything is exact.
    """
    folder = tmp_path_factory.mktemp("stores")
    shutil.copytree(DATA / "corpus", folder / "corpus")
    (folder / "corpus/documents/shed.pdf").write_bytes(pdf("The shed by the pool holds nine bicycles."))
    pick = random.Random(7)  # noqa: S311
    paragraphs = [" ".join(sentence(pick) for _ in range(pick.randint(1, 3))) for _ in range(200)]
    text = "\n\n".join(
        f"## Part {n}\n\n{words}" if n % 20 == 0 else words for n, words in enumerate(paragraphs)
    )
    (folder / "corpus/documents/words.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "large":
            for module in (build_files, reused_vectors, vector_rows, pipeline):
                patch.setattr(module, "EXACT_ROWS", 1)
        publish(folder / "corpus", folder / "index")
        yield folder / "index"


@pytest.fixture(scope="module")
def in_folder(made: Path) -> PassageIndex:
    """Returns the build in its folder."""
    return open_current(made)


@pytest.fixture(scope="module")
def in_store(made: Path, postgres_server: Server) -> Iterator[PassageIndex]:
    """Returns the same build in PostgreSQL."""
    address = postgres_server.address(postgres_server.new_database())
    upload(made, address, DEFAULT_KEEP)
    yield PostgresStore(address).open_current()
    connections_to(address).close()


@pytest.fixture(params=["in_folder", "in_store"])
def build(request: pytest.FixtureRequest, in_folder: PassageIndex, in_store: PassageIndex) -> PassageIndex:
    """Returns the build in one store and then in the other."""
    return in_folder if request.param == "in_folder" else in_store


def test_flat_search_equals_brute_force(build: PassageIndex) -> None:
    """This test ensures that the nearest rows are those of the highest cosine similarity, all or allowed."""
    question = WordEmbedder().embed_question("how many books may a reader borrow?").vectors[0]
    everything = range(len(build.vectors))
    vectors = build.vectors.of(everything)
    rounding = 1e-6 if build.meta.vector_form == "float32" else 1e-3
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=rounding)
    expected = vectors @ question
    assert np.allclose(build.vectors.similarities(question, everything), expected, atol=1e-6)
    for allowed in (None, everything[::2], everything[:0]):
        rows = everything if allowed is None else allowed
        for count in (0, 1, 3, len(everything) + 1):
            found = build.vectors.nearest(question, count, allowed)
            assert len(found) == min(count, len(rows))
            others = set(rows) - found
            if found and others:
                assert min(expected[list(found)]) >= max(expected[list(others)]) - 1e-6


def test_search_syntax_in_a_term_is_only_text(build: PassageIndex) -> None:
    """This test ensures that no term acts as an operator of the lexical index."""
    for term in SYNTAX:
        assert isinstance(build.lexical([term], 5), list)
        assert isinstance(build.rows_with(term), frozenset)


def test_an_inflected_word_is_found(build: PassageIndex) -> None:
    """This test ensures that the lexical index folds inflections, and that no terms find nothing."""
    assert build.rows_with("borrowed") == build.rows_with("Borrowing") != frozenset()
    assert build.lexical([], 5) == []
    assert build.lexical(["zzz"], 5) == []


def test_both_stores_hold_the_same(in_folder: PassageIndex, in_store: PassageIndex) -> None:
    """This test ensures that corpus, passages, positions, vectors and keys are equal to the last digit."""
    one, other = in_folder, in_store
    for part in ("meta", "corpus", "passages", "keys", "words", "passages_by_source"):
        assert getattr(one, part) == getattr(other, part), part
    assert np.array_equal(one.sentence_rows.starts, other.sentence_rows.starts)
    assert dict(one.row_of) == dict(other.row_of)
    for here, there in ((one.vectors, other.vectors), (one.sentence_vectors, other.sentence_vectors)):
        rows = range(len(here))
        assert len(there) == len(here)
        assert np.array_equal(here.of(rows), there.of(rows))
        assert np.array_equal(here.of(rows[:0]), there.of(rows[:0]))
    for row in range(len(one.passages)):
        mine, theirs = one.tokens.of_text(row), other.tokens.of_text(row)
        assert mine.dtype == theirs.dtype
        assert np.array_equal(mine, theirs)
    assert np.array_equal(one.tokens.starts, other.tokens.starts)
    books = [build.tokens.codebook for build in (one, other)]
    assert [book is None for book in books] == [one.meta.postings_sha256 == ""] * 2
    if books[0] and books[1]:
        assert np.array_equal(books[0].centres, books[1].centres)
        assert np.array_equal(books[0].spread, books[1].spread)
    for source_id, document in one.documents.items():
        assert one.stored_boxes(source_id) == other.stored_boxes(source_id)
        assert one.boxes(source_id, 0, len(document.text)) == other.boxes(source_id, 0, len(document.text))
    assert any(one.stored_boxes(source_id) for source_id in one.documents)


def test_both_stores_find_and_rank_the_same_words(in_folder: PassageIndex, in_store: PassageIndex) -> None:
    """This test ensures that words find the same passages in the same order, with the same scores."""
    every = range(len(in_folder.passages))
    for terms in TERMS:
        for limit, allowed in ((3, None), (1000, None), (3, every[::2]), (1000, every[1::3]), (3, [])):
            expected = in_folder.lexical(terms, limit, allowed)
            found = in_store.lexical(terms, limit, allowed)
            assert [row for row, _ in found] == [row for row, _ in expected], terms
            assert [score for _, score in found] == pytest.approx([score for _, score in expected], rel=1e-9)
        for rows in (every[::2], []):
            assert in_store.held(terms, rows) == in_folder.held(terms, rows), terms
        for term in terms:
            assert in_store.rows_with(term) == in_folder.rows_with(term), term
    assert len(in_store.lexical(["shed keys"], 1000)) > 1


def test_both_stores_compare_tokens_the_same(in_folder: PassageIndex, in_store: PassageIndex) -> None:
    """This test ensures that the comparison token by token gives the same numbers."""
    question = WordEmbedder().embed_question(QUESTIONS[0]).tokens.unit(0)
    rows = range(len(in_folder.passages))[::3]
    expected = in_folder.tokens.similarities(question, rows)
    assert np.array_equal(in_store.tokens.similarities(question, rows), expected)
    assert len(in_store.tokens.similarities(question, rows[:0])) == 0


def test_both_stores_answer_the_same(in_folder: PassageIndex, in_store: PassageIndex) -> None:
    """This test ensures that every question has the same answer, wherever the build is stored."""
    for question in QUESTIONS:
        answers = [
            answer_record(Assistant(build, WordEmbedder(), UNCALIBRATED).answer(question, threshold=0))
            for build in (in_folder, in_store)
        ]
        assert answers[0] == answers[1]
        assert answers[0]["quotes"]
