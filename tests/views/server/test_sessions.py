"""Questions of closed pages are erased."""

import gc
import subprocess
import sys
import tomllib
import weakref
from pathlib import Path

from parts import ROOT

from views.server.sessions import free_memory


def test_a_closed_page_leaves_the_memory(corpus: Path, index: Path) -> None:
    """This test ensures that a closed page is kept briefly in case someone comes back, then erased."""
    command = [sys.executable, "-W", "ignore", ROOT / "tests/helpers/closed_page.py", corpus, index]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "closed: True, kept: True, gone: True\n"


def test_a_closed_page_is_kept_for_seconds() -> None:
    """This test ensures that a closed page is kept long enough for a lost connection, and no longer."""
    options = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert options["server"]["disconnectedSessionTTL"] == 10


class Page:
    """A page that refers to itself, as Streamlit's do: only a garbage collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_later_collections_pass_over_what_stays_but_nothing_that_is_dropped_stays() -> None:
    """This test ensures that collections after each run are cheap, and a dropped page is freed."""
    page = Page()
    gone = weakref.ref(page)
    try:
        free_memory()
        assert len(gc.get_objects()) < gc.get_freeze_count() / 100
        del page
        free_memory()
        assert gone() is None
    finally:
        gc.unfreeze()
