"""The commands backup, restore and share, as a maintainer runs them."""

import shutil
from pathlib import Path

from parts import ROOT, Runner

from index.storage.builds import current_name


def test_backup_and_restore_say_what_they_did(run: Runner, index: Path, corpus: Path, tmp_path: Path) -> None:
    """This test ensures that both give their result, and that a restore warns of later withdrawals."""
    file = str(tmp_path / "guidance.tar")
    at = ("--index", str(index), "--corpus", str(corpus))
    done = run("backup", file, "--json", *at).lines[0]
    assert (done["build"], done["number"], done["bytes"]) == (
        current_name(index), 1, Path(file).stat().st_size,
    )  # fmt: skip
    refused = run("backup", file, *at)
    assert (refused.code, refused.out) == (1, "")
    assert "already exists" in refused.err

    new = ("--index", str(tmp_path / "new"), "--corpus", str(tmp_path / "new-corpus"))
    restored = run("restore", file, *new)
    assert restored.code == 0
    assert f"the build {current_name(index)}, publication 1 of " in restored.out
    assert "Proven: 14 passages of 2 documents." in restored.out
    assert "Withdraw it again now" in restored.err
    assert run("verify", *new).code == 0
    (tmp_path / "new-corpus/own.txt").write_text("mine")
    refused = run("restore", file, *new)
    assert refused.code == 1
    assert "is not empty (own.txt): nothing was restored" in refused.err


def test_share_says_what_it_sent(run: Runner, index: Path, corpus: Path, tmp_path: Path) -> None:
    """This test ensures that a second time nothing is sent, and that broken notices are never shared."""
    at = ("--index", str(index), "--corpus", str(corpus))
    (tmp_path / "place").mkdir()
    refused = run("share", str(tmp_path / "place"), *at)
    assert refused.code == 1
    assert "notices.toml cannot be read" in refused.err
    shutil.copy(ROOT / "corpus/notices.toml", corpus)
    done = run("share", str(tmp_path / "place"), "--json", *at).lines[0]
    assert (done["build"], done["number"], done["removed"]) == (current_name(index), 1, 0)
    assert "publication 1: 0 files sent (0.0 MB)" in run("share", str(tmp_path / "place"), *at).out
    assert run("serve", "--follow", "ftp://somewhere", *at).code == 1
