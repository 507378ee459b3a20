"""Computing together what many threads ask for."""

import gc
import threading
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from parts import WordEmbedder

from index.embedding.batching import Batching
from index.embedding.queued_embedder import QueuedEmbedder
from index.errors import TooManyQuestions

FIRST = "first"


class Lengths:
    """A model that measures words. It notes its batches, and holds the word `first` until it may go on."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.begun, self.may_end = threading.Event(), threading.Event()

    def compute(self, words: list[str]) -> list[int]:
        """Returns the length of each word. Raises ValueError if one is empty."""
        self.batches.append(words)
        if FIRST in words:
            self.begun.set()
            self.may_end.wait()
        if "" in words:
            raise ValueError("an empty word")
        return [len(word) for word in words]


@pytest.fixture
def lengths() -> Lengths:
    """Returns a model for one test."""
    return Lengths()


@pytest.fixture
def people() -> Iterator[ThreadPoolExecutor]:
    """Returns threads that ask."""
    with ThreadPoolExecutor(8) as found:
        yield found


def until_waiting(batching: Batching[str, int], count: int) -> None:
    """Returns once so many items wait."""
    while len(batching._waiting) < count:
        pass


def test_what_waits_is_computed_together_in_batches_of_similar_length(
    lengths: Lengths, people: ThreadPoolExecutor
) -> None:
    """This test ensures that the items of several callers share batches, and each gets its own results."""
    batching = Batching(lengths.compute, len, size=2, threads=1)
    first = people.submit(batching.results, [FIRST])
    lengths.begun.wait()
    one = people.submit(batching.results, ["a", "elephant"])
    until_waiting(batching, 2)
    other = people.submit(batching.results, ["tortoise", "bc"])
    until_waiting(batching, 4)
    lengths.may_end.set()
    assert (first.result(), one.result(), other.result()) == ([5], [1, 8], [8, 2])
    assert lengths.batches == [[FIRST], ["a", "bc"], ["elephant", "tortoise"]]
    assert batching.results([]) == []


def test_what_fails_fails_alone(lengths: Lengths, people: ThreadPoolExecutor) -> None:
    """This test ensures that an error reaches the caller whose item caused it, and nobody else."""
    batching = Batching(lengths.compute, len, size=3, threads=1)
    people.submit(batching.results, [FIRST])
    lengths.begun.wait()
    asked = [people.submit(batching.results, [word]) for word in ("a", "", "bc")]
    until_waiting(batching, 3)
    lengths.may_end.set()
    assert (asked[0].result(), asked[2].result()) == ([1], [2])
    with pytest.raises(ValueError, match="an empty word"):
        asked[1].result()
    assert len(lengths.batches[1]) == 3


def test_a_full_queue_says_so_and_takes_more_later(lengths: Lengths, people: ThreadPoolExecutor) -> None:
    """This test ensures that what finds no room is refused in words, and those who wait keep their place."""
    batching = Batching(lengths.compute, len, size=2, threads=1, limit=3)
    first = people.submit(batching.results, [FIRST])
    lengths.begun.wait()
    second = people.submit(batching.results, ["a", "bc"])
    until_waiting(batching, 2)
    with pytest.raises(TooManyQuestions, match="Too many people are asking"):
        batching.results(["d"])
    lengths.may_end.set()
    assert (first.result(), second.result()) == ([5], [1, 2])
    assert batching.results(["d"]) == [1]


class Word(str):
    """A word whose end can be noticed."""

    __slots__ = ("__weakref__",)


def test_no_question_is_kept_after_its_answer() -> None:
    """This test ensures that neither the queue nor its thread keeps an item that has been computed."""
    batching = Batching[Word, int](lambda words: [len(word) for word in words], len, size=2, threads=1)
    word = Word("private")
    gone = weakref.ref(word)
    assert batching.results([word]) == [7]
    del word
    # The thread takes the next item only after it has let go of this one.
    assert batching.results([Word("next")]) == [4]
    gc.collect()
    assert gone() is None


def test_questions_are_embedded_alike_alone_and_together(people: ThreadPoolExecutor) -> None:
    """This test ensures that each caller gets the vectors of its own question, whole and by token."""
    plain, queued = WordEmbedder(), QueuedEmbedder(WordEmbedder())
    questions = [f"how deep is {'the very ' * n}pool number {n}" for n in range(20)]
    for question, found in zip(questions, people.map(queued.embed_question, questions), strict=True):
        alone = plain.embed_question(question)
        assert np.array_equal(found.vectors, alone.vectors)
        assert np.array_equal(found.tokens.numbers, alone.tokens.numbers)
        assert np.array_equal(found.tokens.starts, alone.tokens.starts)
    assert np.array_equal(queued.embed_sentences(questions), plain.embed_sentences(questions))
    assert (queued.name, queued.fingerprint, queued.dimension) == ("words", plain.fingerprint, 512)
