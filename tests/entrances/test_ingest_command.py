"""The maintainers' commands `ingest` and `verify`, with the real model."""

import shutil
from pathlib import Path

import pytest
from parts import ROOT, Runner

from index.storage.builds import current_folder, current_name, open_current, original

pytestmark = pytest.mark.model


def test_ingest_reports_as_the_contract_says(run: Runner, tmp_path: Path) -> None:
    """This test ensures that a run prints JSON on standard output and words on standard error."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "door.md").write_text("# Door\n\nThe door is green. It opens at nine.\n")
    (folder / "broken.pdf").write_bytes(b"made up")
    at = ("--index", str(tmp_path / "index"), "--corpus", str(tmp_path))
    result = run("ingest", str(folder), "--json", *at)
    record = result.lines[0]
    assert result.code == 3
    assert list(record) == [
        "build", "published", "seconds", "documents", "passages", "gates", "warnings", "health",
        "changes", "forgotten",
    ]  # fmt: skip
    assert [(health["file"], health["passages"]) for health in record["health"]] == [("door.md", 1)]
    assert record["documents"]["added"] == ["door"]
    assert record["documents"]["unreadable"][0]["file"] == "broken.pdf"
    assert (record["published"], record["passages"]) == (True, {"added": 1, "kept": 0, "removed": 0})
    assert "broken.pdf" in result.err
    again = run("ingest", str(folder), "--json", *at)
    assert (again.code, again.lines[0]["published"], again.lines[0]["passages"]["kept"]) == (3, False, 1)
    assert again.lines[0]["health"] == record["health"]
    assert "Nothing changed" in run("ingest", str(folder), *at).out
    assert run("verify", *at).code == 0


def test_verify_proves_the_briefing_and_finds_one_changed_byte(
    run: Runner,
    briefing_index: Path,
    tmp_path: Path,
) -> None:
    """This test ensures that the proof holds for the briefing, and that one changed byte breaks it."""
    shutil.copytree(briefing_index, tmp_path / "index")
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus", ignore=shutil.ignore_patterns("fetched"))
    at = ("--index", str(tmp_path / "index"), "--corpus", str(tmp_path / "corpus"))
    proven = run("verify", "--json", *at)
    assert (proven.code, proven.lines[0]["proven"], proven.lines[0]["stale"]) == (0, True, [])
    briefing = tmp_path / "corpus/documents/learning-from-case-reviews.md"
    briefing.write_text(briefing.read_text() + "\n")
    stale = run("verify", *at)
    assert stale.code == 0
    assert "stale: documents/learning-from-case-reviews.md" in stale.out
    kept = original(tmp_path / "index", open_current(tmp_path / "index").corpus.documents[0].sha256)
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(b"five main barriers", b"four main barriers"))
    broken = run("verify", *at)
    assert broken.code == 1
    assert "learning-from-case-reviews" in broken.out
    kept.write_bytes(whole)
    database = current_folder(tmp_path / "index") / "passages.sqlite"
    database.write_bytes(database.read_bytes().replace(b"five main barriers", b"four main barriers"))
    changed = run("verify", *at)
    assert changed.code == 1
    assert "learning-from-case-reviews" in changed.err


def test_an_unknown_model_is_an_error(run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that a missing model ends in a message, with nothing published."""
    monkeypatch.setenv("SIGNPOST_MODEL", "no-such-model")
    result = run("ingest", "--corpus", str(ROOT / "corpus"), "--index", str(tmp_path / "index"))
    assert result.code == 1
    assert "no-such-model" in result.err
    assert current_name(tmp_path / "index") is None


@pytest.mark.shared
def test_a_folder_with_unreadable_files_is_published_without_them(
    run: Runner, tmp_path: Path, shared: Path
) -> None:
    """This test ensures that encrypted, scanned and damaged files are named, and the rest published."""
    folder = tmp_path / "documents"
    folder.mkdir()
    names = ("encrypted-user-password", "scanned-no-text-3-pages", "corrupt-streams-wikipedia")
    for name in (*names, "ofsted-derbyshire-2024"):
        shutil.copy(shared / f"bench/documents/{name}.pdf", folder)
    at = ("--index", str(tmp_path / "index"))
    result = run("ingest", str(folder), "--json", *at)
    assert result.code == 3
    documents = result.lines[0]["documents"]
    assert {entry["file"] for entry in documents["unreadable"]} == {f"{name}.pdf" for name in names}
    assert documents["added"] == ["ofsted-derbyshire-2024"]
    answer = run("ask", "children who are electively home educated", "--json", *at).lines[0]
    first = answer["quotes"][0]
    assert first["text"].startswith("13. The number of children who are electively home educated")
    assert (first["pages"], first["page_labels"], first["link"]) == ([4], ["4"], None)
    states = {record["id"]: record["state"] for record in run("sources", "--json", *at).lines}
    assert states["encrypted-user-password"] == "unreadable"
