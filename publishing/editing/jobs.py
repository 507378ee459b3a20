"""Work that takes longer than a page waits: one job at a time, in a thread, with how far it is."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from index.errors import BusyIndex, SignpostError
from publishing.progress import Bars, ProgressBar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class State(Generic[T]):
    """How a job stands. step: what it is at, with how much of that is done, from 0 to 1.

    result, error: once it has ended, either of them.
    """

    what: str
    who: str
    step: str
    share: float
    result: T | None = None
    error: SignpostError | None = None

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        return self.result is None and self.error is None


class Jobs(Generic[T]):
    """The one job that runs, or ran last; what became of it stays until somebody has seen it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: State[T] | None = None

    def state(self) -> State[T] | None:
        """How the job stands; None where there is none."""
        with self._lock:
            return self._state

    def seen(self, state: State[T]) -> None:
        """Let go of a job that has ended, where it is still this one."""
        with self._lock:
            if self._state is state and not state.running:
                self._state = None

    def start(self, what: str, who: str, work: Callable[[Bars], T]) -> threading.Thread:
        """Begin. BusyIndex: another job is running."""
        with self._lock:
            if self._state and self._state.running:
                raise BusyIndex(f"{self._state.who} began “{self._state.what}”: wait until that has ended")
            self._state = State(what, who, "Starting", 0.0)
        thread = threading.Thread(target=self._run, args=(what, who, work), daemon=True)
        thread.start()
        return thread

    def _run(self, what: str, who: str, work: Callable[[Bars], T]) -> None:
        @contextmanager
        def bars(step: str, length: int) -> Iterator[ProgressBar]:
            yield _Bar(lambda done: self._set(State(what, who, step, min(1.0, done / max(1, length)))))

        fault = SignpostError("it ended for a fault of Signpost: please report it")
        ended: State[T] = State(what, who, "Ended", 1.0, error=fault)
        try:
            ended = State(what, who, "Ended", 1.0, result=work(bars))
        except SignpostError as error:
            ended = State(what, who, "Ended", 1.0, error=error)
        finally:
            # A fault that nobody foresaw goes on to the thread's hook, which prints it; the page says so too.
            self._set(ended)

    def _set(self, state: State[T]) -> None:
        with self._lock:
            self._state = state


class _Bar:
    """A progress bar that tells how much is done."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell, self._done = tell, 0
        tell(0)

    def update(self, n_steps: int) -> None:
        """See ProgressBar."""
        self._done += n_steps
        self._tell(self._done)
