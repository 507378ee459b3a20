"""Computes in one batch what many threads ask for at the same moment. For a server with many people."""

import heapq
import math
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from index.errors import TooManyQuestions

Item = TypeVar("Item")
Result = TypeVar("Result")
# So many items may wait or be computed; about as many as two cores compute in the seconds that people wait.
LIMIT = 512


class Batching(Generic[Item, Result]):
    """A bounded queue, emptied by threads that compute several items at once.

    compute: returns one result for each item, in order. length: of an item; a batch is the item that has
    waited longest with those nearest to it in length, because a model pads a batch to its longest text. size:
    the most items of a batch; what waits is shared out among the threads that have nothing to do. limit: the
    most items in the queue and in work. Items and results are forgotten as soon as they are handed back.
    """

    def __init__(
        self,
        compute: Callable[[list[Item]], Sequence[Result]],
        length: Callable[[Item], int],
        *,
        size: int,
        threads: int,
        limit: int = LIMIT,
    ) -> None:
        self._compute, self._length = compute, length
        self._size, self._limit = size, limit
        self._waiting: list[tuple[Item, Future[Result]]] = []
        self._held = 0
        self._idle = threads
        self._changed = threading.Condition()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"batches-{number}", daemon=True).start()

    def results(self, items: Sequence[Item]) -> list[Result]:
        """Returns one result for each item, in order, once all are computed.

        Raises TooManyQuestions if the queue has no room for them, and whatever computing one of them alone
        raises; other callers' items are computed all the same.
        """
        futures: list[Future[Result]] = [Future() for _ in items]
        with self._changed:
            if self._held + len(items) > self._limit:
                raise TooManyQuestions
            self._held += len(items)
            self._waiting += zip(items, futures, strict=True)
            self._changed.notify(len(items))
        return [future.result() for future in futures]

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting)
                batch = self._taken()
                self._idle -= 1
            self._settle(batch)
            with self._changed:
                self._held -= len(batch)
                self._idle += 1
            # Nothing of a question stays in this thread while it waits for the next one.
            del batch

    def _taken(self) -> list[tuple[Item, Future[Result]]]:
        """Takes the next batch out of the queue, the oldest item first in it."""
        wanted = self._length(self._waiting[0][0])

        def distance(at: int) -> int:
            return abs(self._length(self._waiting[at][0]) - wanted)

        size = min(self._size, math.ceil(len(self._waiting) / self._idle))
        others = heapq.nsmallest(size - 1, range(1, len(self._waiting)), key=distance)
        chosen = {0, *others}
        batch = [self._waiting[at] for at in sorted(chosen)]
        self._waiting = [entry for at, entry in enumerate(self._waiting) if at not in chosen]
        return batch

    def _settle(self, batch: Sequence[tuple[Item, Future[Result]]]) -> None:
        """Computes a batch; if that fails, each item alone, so that only its own caller hears of it."""
        try:
            results = self._compute([item for item, _ in batch])
        except Exception as error:  # noqa: BLE001 - handed to whoever asked
            if len(batch) == 1:
                batch[0][1].set_exception(error)
                return
            for entry in batch:
                self._settle([entry])
            return
        for (_, future), result in zip(batch, results, strict=True):
            future.set_result(result)
