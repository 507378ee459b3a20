"""What the commands show on a terminal."""

import io
import re
import sys

import pytest

from terminal import progress_bar


class Screen(io.StringIO):
    """Text that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def test_the_progress_bar_shows_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a long run says how far it is and when it will have finished."""
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress_bar("Embedding", 100) as bar:
        # As if the run had begun a minute ago, with a fifth done since.
        bar.start -= 60
        bar.last_eta -= 60
        bar.update(20)
    assert re.search(r"Embedding +\[#+-+\] +20% +00:04:0\d", screen.getvalue())
