"""Tests small documents of kinds that trip readers, against what a careful reader expects of each."""

import subprocess
import sys
from pathlib import Path

import pytest
from parts import Runner

# Two whose expectations cannot be met. The contents of a filled form are reported, but never quoted. And no
# viewer shows the white words on blue, because the page is still in the mode that draws no text.
OTHERWISE = ("32-form-and-notes.pdf", "m08-hidden.pdf")

pytestmark = [pytest.mark.model, pytest.mark.shared]


def test_each_is_read_as_a_careful_reader_expects(
    run: Runner, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that every kind of document is read correctly, or says why it is not."""
    monkeypatch.setenv("SIGNPOST_MODEL", "all-MiniLM-L6-v2")
    cases, index = shared / "cases", str(tmp_path / "index")
    report = run("ingest", str(cases), "--index", index, "--accept", "hidden-text", "--json")
    assert report.code == 3
    listing = run("passages", "--index", index, "--json")
    assert listing.code == 0
    (tmp_path / "listing.jsonl").write_text(listing.out, encoding="utf-8")
    (tmp_path / "report.json").write_text(report.out, encoding="utf-8")
    command = [sys.executable, str(cases / "check.py"), "listing.jsonl", "report.json"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    short = [line for line in checked.stdout.splitlines()[:-1] if line.strip()]
    assert [line for line in short if not line.startswith(OTHERWISE)] == []
