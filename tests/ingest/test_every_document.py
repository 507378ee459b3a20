"""Tests every real and every made document in one build, and proves all of it."""

import shutil
from pathlib import Path

import pytest
from made.partnership import made_partnership
from made.pdf import LAYOUTS, made_pdf
from made.web_page import made_html
from made.word_file import made_docx
from parts import publish

from publishing.builds.verification import verify

pytestmark = [pytest.mark.shared, pytest.mark.soak]


def test_every_passage_of_every_document_is_proven(shared: Path, tmp_path: Path) -> None:
    """This test ensures that a second reading gives the same, to the last box on a page."""
    documents = tmp_path / "corpus/documents"
    documents.mkdir(parents=True)
    (tmp_path / "corpus/sources.toml").write_text("")
    for file in (shared / "bench/documents").glob("*.pdf"):
        shutil.copy(file, documents)
    for made in (*map(made_pdf, LAYOUTS), made_partnership(), made_docx(), made_html()):
        (documents / made.file).write_bytes(made.data)
    report = publish(tmp_path / "corpus", tmp_path / "index")
    assert sorted(entry.file for entry in report.documents.unreadable) == [
        "documents/corrupt-streams-wikipedia.pdf",
        "documents/encrypted-user-password.pdf",
        "documents/image-only-ccitt-1-page.pdf",
        "documents/scanned-no-text-3-pages.pdf",
    ]
    result = verify(tmp_path / "index", tmp_path / "corpus")
    assert (result.proven, result.stale) == (True, ())
    assert result.documents == len(report.documents.added)
    assert result.passages == report.passages.added
