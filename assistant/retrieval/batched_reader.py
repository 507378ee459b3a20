"""Reads the passages of many people's questions together. For a server."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.retrieval.reader import EvidenceReader, Readable, Reading
from index.embedding.batching import Batching
from index.embedding.cores import cores

if TYPE_CHECKING:
    from assistant.retrieval.reader_network import Pair

# How many passages are read at once by each core: more gain nothing, and make the first one wait.
SIZE = 8


class BatchedReader:
    """A Reader for many threads: passages that wait are read in batches, each on a core of its own."""

    def __init__(self, reader: EvidenceReader) -> None:
        self.fingerprint = reader.fingerprint
        self._pairs = reader.pairs
        self._batching = Batching["Pair", Reading](reader.readings, _length, size=SIZE, threads=cores())

    def read(self, question: str, passages: Sequence[Readable]) -> tuple[Reading, ...]:
        """See Reader. Raises TooManyQuestions if more passages wait than can be read."""
        return tuple(self._batching.results(self._pairs(question, passages)))


def _length(pair: "Pair") -> int:
    return len(pair.tokens)
