"""How whoever starts a long run is told how far it is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol


class ProgressBar(Protocol):
    """What a progress bar is told: how many more are done."""

    def update(self, n_steps: int) -> None:
        """Move on by so many steps."""


# A bar with a label and so many steps.
Bars = Callable[[str, int], AbstractContextManager[ProgressBar]]
