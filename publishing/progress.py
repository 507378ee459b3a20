"""Progress bars for long runs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class ProgressBar(Protocol):
    """A progress bar."""

    def update(self, n_steps: int) -> None:
        """Advances by this many steps."""


# Opens a bar with a label and a number of steps.
Bars = Callable[[str, int], AbstractContextManager[ProgressBar]]
