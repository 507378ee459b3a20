"""The index lock: one process at a time, named to others, released when it ends."""

import getpass
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from parts import ROOT, answers, go_back, publish

from index.errors import BusyIndex, UnwritableIndex
from index.storage.lock import exclusive, user_name

LENDING = "documents/lending-rules.md"
HOLDER = """
import sys
from pathlib import Path
from index.storage.lock import exclusive, user_name
with exclusive(Path(sys.argv[1]), "signpost ingest"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_named_and_one_that_died_holds_nothing(corpus: Path, index: Path) -> None:
    """This test ensures that two ingests exclude each other, and that a crash does not block the next one."""
    edited = corpus / LENDING
    edited.write_text(edited.read_text().replace("six books", "seven books"))
    command = [sys.executable, "-c", HOLDER, str(index)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BusyIndex, match=rf"`signpost ingest` \(process {holder.pid} of "):
            publish(corpus, index)
        with pytest.raises(BusyIndex, match="wait until it has finished"):
            go_back(index, "0", 3)
        assert publish(corpus, index, dry_run=True).published is False
        os.kill(holder.pid, signal.SIGKILL)
    assert publish(corpus, index).published
    assert sorted(path.name for path in index.iterdir()) == ["builds", "history", "lock", "originals"]


def test_an_index_that_cannot_be_written_to_is_named(corpus: Path, index: Path) -> None:
    """This test ensures that a failed write is an error, and that the old build still answers."""
    (index / "lock-holder.json").mkdir()
    edited = corpus / LENDING
    edited.write_text(edited.read_text().replace("six books", "seven books"))
    with pytest.raises(UnwritableIndex, match=r"cannot write to"):
        publish(corpus, index)
    assert answers(index, "six books")


def test_the_lock_is_free_again_after_an_error(index: Path) -> None:
    """This test ensures that an error inside releases the lock and is not hidden."""
    with pytest.raises(KeyError), exclusive(index, "a test"):
        raise KeyError
    with exclusive(index, "a test"):
        assert (index / "lock-holder.json").is_file()
    assert not (index / "lock-holder.json").exists()


def test_a_user_without_a_name_has_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a user without a name in the system can publish and appears by number."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    assert user_name() == getpass.getuser()
    monkeypatch.setattr("pwd.getpwuid", lambda number: {}[number])
    assert user_name() == f"user {os.getuid()}"
