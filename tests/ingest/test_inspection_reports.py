"""Tests real inspection reports: many documents that say nearly the same."""

import shutil
from pathlib import Path

import pytest
from parts import publish

from index.errors import UnreadableIndex
from index.storage.builds import current_folder, open_current, original
from publishing.builds.verification import verify

pytestmark = [pytest.mark.shared]


def corpus_of(reports: list[Path], folder: Path) -> Path:
    (folder / "corpus/documents").mkdir(parents=True)
    (folder / "corpus/sources.toml").write_text("")
    for report in reports:
        shutil.copy(report, folder / "corpus/documents")
    return folder / "corpus"


def check_the_proof(reports: list[Path], folder: Path) -> None:
    """Checks that the proof holds, and that one changed byte breaks it, naming the document."""
    corpus, index = corpus_of(reports, folder), folder / "index"
    report = publish(corpus, index)
    assert report.documents.unreadable == ()
    result = verify(index, corpus)
    assert result.proven
    assert (result.documents, result.stale) == (len(reports), ())
    document = open_current(index).corpus.documents[1]
    kept = original(index, document.sha256)
    whole = kept.read_bytes()
    kept.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
    assert [problem.source_id for problem in verify(index, corpus).problems] == [document.source_id]
    kept.write_bytes(whole)
    database = current_folder(index) / "passages.sqlite"
    stored = document.text[200:230].encode()
    data = database.read_bytes()
    assert data.count(stored) >= 1
    database.write_bytes(data.replace(stored, stored.swapcase()))
    with pytest.raises(UnreadableIndex, match=document.source_id):
        verify(index, corpus)
    database.write_bytes(data)
    (corpus / document.file).write_bytes(whole + b"\n")
    stale = verify(index, corpus)
    assert (stale.proven, stale.stale) == (True, (document.file,))


def test_the_proof_holds_on_some_reports(shared: Path, tmp_path: Path) -> None:
    """This test ensures that verify proves real PDFs and finds one changed byte."""
    check_the_proof(sorted((shared / "bench/ofsted").glob("c*.pdf"))[:4], tmp_path)


@pytest.mark.soak
def test_the_proof_holds_on_every_report(shared: Path, tmp_path: Path) -> None:
    """This test ensures the same of all eighty reports."""
    check_the_proof(sorted((shared / "bench/ofsted").glob("*.pdf")), tmp_path)
