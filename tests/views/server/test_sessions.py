"""Questions of closed pages are erased."""

import subprocess
import sys
import tomllib
from pathlib import Path

from parts import ROOT


def test_a_closed_page_leaves_the_memory(corpus: Path, index: Path) -> None:
    """This test ensures that a closed page is kept briefly in case someone comes back, then erased."""
    command = [sys.executable, "-W", "ignore", ROOT / "tests/helpers/closed_page.py", corpus, index]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "closed: True, kept: True, gone: True\n"


def test_a_closed_page_is_kept_for_seconds() -> None:
    """This test ensures that a closed page is kept long enough for a lost connection, and no longer."""
    options = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert options["server"]["disconnectedSessionTTL"] == 10
