"""Tests that files which may not be opened are named, and that the rest is published."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made import hostile_pdf
from made.hostile import PRIVATE
from parts import ROOT, publish

from index.storage.builds import open_current
from ingest.limits import LARGEST_FILE
from publishing.builds.verification import verify


def hostile_corpus(corpus: Path) -> list[str]:
    """The made-up corpus with a file of each kind that may not be opened; yields their names."""
    documents = corpus / "documents"
    with (documents / "huge.pdf").open("wb") as file:
        file.truncate(2 * 1024**3)
    os.mkfifo(documents / "pipe.txt")
    (corpus / "private.txt").write_text(PRIVATE)
    (documents / "link.txt").symlink_to(corpus / "private.txt")
    (documents / "device.txt").symlink_to("/dev/zero")
    (documents / "folder.txt").symlink_to(corpus)
    (documents / "circle.txt").symlink_to(documents / "circle.txt")
    (documents / "a\nline\x1b[2J.txt").write_text("The pool.")
    (documents / os.fsdecode(b"caf\xe9.txt")).write_text("The pool.")
    (documents / "inside.txt").symlink_to(documents / "lending-rules.md")
    shown = ["huge.pdf", "pipe.txt", "link.txt", "device.txt", "folder.txt", "circle.txt"]
    return [f"documents/{name}" for name in [*shown, "a\\nline\\x1b[2J.txt", "caf\\udce9.txt"]]


def test_what_may_not_be_opened_is_named_and_the_rest_published(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that sparse gigabytes, pipes, devices and links neither block nor hide anything."""
    names = hostile_corpus(corpus)
    (corpus / "documents/bomb.pdf").write_bytes(hostile_pdf.pdf_of_gibibytes())
    started = time.monotonic()
    report = publish(corpus, tmp_path / "index")
    assert time.monotonic() - started < 60
    unreadable = {entry.file: entry.reason for entry in report.documents.unreadable}
    assert set(unreadable) == {*names, "documents/bomb.pdf"}
    assert str(2 * 1024**3) in unreadable["documents/huge.pdf"]
    assert f"{LARGEST_FILE // 2**20} MiB" in unreadable["documents/huge.pdf"]
    for name in ("link.txt", "device.txt", "folder.txt"):
        assert "a place outside the corpus" in unreadable[f"documents/{name}"]
    assert "a pipe" in unreadable["documents/pipe.txt"]
    assert "control characters" in unreadable["documents/a\\nline\\x1b[2J.txt"]
    build = open_current(tmp_path / "index")
    assert set(build.documents) == {"lending-rules", "opening-hours", "inside"}
    assert not any(PRIVATE in document.text for document in build.documents.values())
    assert publish(corpus, tmp_path / "index").published is False
    assert verify(tmp_path / "index", corpus).stale == ()


def test_a_file_of_another_size_is_another_build(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that a change to a file that cannot be opened is noticed."""
    path = corpus / "documents/huge.pdf"
    for size in (LARGEST_FILE + 1, LARGEST_FILE + 2):
        with path.open("wb") as file:
            file.truncate(size)
        assert publish(corpus, tmp_path / "index").published


@pytest.mark.model
def test_the_command_ends_with_3_and_leaves_no_process(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that the installed command publishes the rest, and Ctrl+C ends its reader too."""
    names = hostile_corpus(corpus)
    command = [Path(sys.executable).with_name("signpost"), "ingest", "--json", "--corpus", str(corpus)]
    done = subprocess.run(
        [*command, "--index", str(tmp_path / "index")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    record = json.loads(done.stdout)
    assert {entry["file"] for entry in record["documents"]["unreadable"]} == set(names)
    assert record["published"]
