"""A tool that cannot be measured is named with its reason."""

import sys
from pathlib import Path

import pytest

from benchmarks.peers.environments import NoEnvironment, Peer, interpreter
from benchmarks.peers.rounds import PeerFailed, process


def test_an_environment_that_cannot_be_made_gives_its_reason(tmp_path: Path) -> None:
    """This test ensures that the reason for skipping a tool is one line that says what is wrong."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(NoEnvironment, match="file") as failed:
        interpreter(Peer("tool", "tool", ("tool==1",)), tmp_path / "file")
    assert "\n" not in str(failed.value)


def test_signpost_and_the_bare_model_need_no_environment(tmp_path: Path) -> None:
    """This test ensures that what needs no packages of its own runs in the driver's environment."""
    assert interpreter(Peer("tool", "tool"), tmp_path) == Path(sys.executable)


def test_a_tool_that_ends_gives_its_last_words() -> None:
    """This test ensures that a tool that ends in the middle is a failure with the last line it wrote."""
    with (
        process(Peer("tool", "no_such_adapter"), Path(sys.executable), threads=1) as running,
        pytest.raises(PeerFailed, match=r"No module named .*no_such_adapter"),
    ):
        running.do("load")
