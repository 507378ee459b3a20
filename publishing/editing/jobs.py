"""Long-running work for a page: one job at a time, in a thread of low priority, with its progress."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from index.errors import BusyIndex, SignpostError
from ingest.limits import give_way
from publishing.progress import Bars, ProgressBar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State(Generic[T]):
    """The state of a job. step: its current step. share: how much of that is done, from 0 to 1.

    result, error: exactly one of them once the job has ended.
    """

    what: str
    who: str
    step: str
    share: float
    result: T | None = None
    error: SignpostError | None = None

    @property
    def running(self) -> bool:
        """Whether the job is still running."""
        return self.result is None and self.error is None


class Jobs(Generic[T]):
    """The job that is running or ran last; its result stays until somebody has seen it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State[T] | None = None

    def state(self) -> State[T] | None:
        """Returns the state of the job, or None."""
        with self._lock:
            return self._state

    def seen(self, state: State[T]) -> None:
        """Forgets this job if it has ended."""
        with self._lock:
            if self._state is state and not state.running:
                self._state = None

    def start(self, what: str, who: str, work: Callable[[Bars], T]) -> threading.Thread:
        """Starts a job. Raises BusyIndex if another is running."""
        with self._lock:
            if self._state and self._state.running:
                raise BusyIndex(f"{self._state.who} started “{self._state.what}”: wait until it has finished")
            self._state = State(what, who, "Starting", 0.0)
        thread = threading.Thread(target=self._run, args=(what, who, work), daemon=True)
        thread.start()
        return thread

    def _run(self, what: str, who: str, work: Callable[[Bars], T]) -> None:
        @contextmanager
        def bars(step: str, length: int) -> Iterator[ProgressBar]:
            yield _Bar(lambda done: self._set(State(what, who, step, min(1.0, done / max(1, length)))))

        give_way()
        fault = SignpostError("it stopped because of a fault in Signpost: please report it")
        ended: State[T] = State(what, who, "Ended", 1.0, error=fault)
        try:
            ended = State(what, who, "Ended", 1.0, result=work(bars))
        except SignpostError as error:
            ended = State(what, who, "Ended", 1.0, error=error)
        finally:
            # An unexpected exception goes on to the thread's hook, which prints it; the page shows `fault`.
            self._set(ended)

    def _set(self, state: State[T]) -> None:
        with self._lock:
            self._state = state


class _Bar:
    """A progress bar that reports how much is done."""

    def __init__(self, report: Callable[[int], None]) -> None:
        self._report, self._done = report, 0
        report(0)

    def update(self, n_steps: int) -> None:
        """See ProgressBar."""
        self._done += n_steps
        self._report(self._done)
