"""Tests scans that Tesseract reads: quoted with their page, marked, left out if uncertain."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from made.scan import scanned, written
from parts import assistant_of, publish

from assistant.answers.as_json import answer_record
from assistant.answers.as_text import answer_text
from assistant.library.as_text import MACHINE_READ
from index.errors import UnreadableDocument
from index.scans import ScannedPage
from index.storage.builds import open_current
from ingest.corpus.read_documents import read_document
from ingest.sandbox.recognition import recogniser, scans_of
from publishing.builds.verification import verify

pytestmark = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed: run `make tesseract`"
)

RULES = (
    "Boat house",
    "The boat house is locked at nine every night of the week,",
    "and the key is left with the keeper of the lower gate.",
)
HOURS = ("Swimming", "Swimmers leave the water when the bell is rung twice.")


@pytest.fixture(scope="module")
def pages() -> tuple[ScannedPage, ...]:
    return scans_of("made.pdf", scanned(written(RULES, HOURS), [1, 2], skew=1.0))


def test_a_scan_is_read_with_its_headings_and_its_places(pages: tuple[ScannedPage, ...]) -> None:
    """This test ensures that a page turned by a degree is read, and each word is boxed in its place."""
    data = scanned(written(RULES, HOURS), [1, 2], skew=1.0)
    found = read_document("a", "made.pdf", data, pages)
    document = found.document
    assert [document.text[p.start : p.end] for p in found.passages] == [" ".join(RULES[1:]), HOURS[1]]
    assert [document.section_at(p.start).path for p in found.passages] == [("Boat house",), ("Swimming",)]
    assert [page.number for page in document.pages] == [1, 2]
    (key,) = [b for b in found.boxes if document.text[b.start : b.end].endswith("key")]
    assert (key.page, key.left, key.top) == (1, pytest.approx(71, abs=4), pytest.approx(87, abs=8))
    assert "it was read by machine from the picture: pages 1, 2" in found.oddities


def test_only_pages_without_text_are_read_by_machine() -> None:
    """This test ensures that the words of other pages are the file's own and are not marked."""
    data = scanned(written(RULES, HOURS), [2])
    scans = scans_of("made.pdf", data)
    assert [page.number for page in scans] == [2]
    document = read_document("a", "made.pdf", data, scans).document
    own, read_off = document.text.index("The boat"), document.text.index("Swimmers")
    assert not document.machine_read_at(own, own + 8)
    assert document.machine_read_at(read_off, read_off + 8)


def test_what_a_machine_claims_to_read_must_have_ink(pages: tuple[ScannedPage, ...]) -> None:
    """This test ensures that no word of a scan is quoted that its picture does not show."""
    data = scanned(written(RULES, HOURS), [1, 2], skew=1.0)
    invented = replace(
        pages[1].words[0], text="Sharks", left=30.0, right=70.0, top=300.0, bottom=310.0, line=9
    )
    forged = replace(pages[1], words=(*pages[1].words, invented))
    found = read_document("a", "made.pdf", data, (pages[0], forged))
    assert "Sharks" not in found.document.text
    assert any("1 word on page 2 is not visible" in oddity for oddity in found.oddities)


def test_words_that_are_not_sure_keep_their_paragraph_out() -> None:
    """This test ensures that uncertain words are left out, and that is reported."""
    data = scanned(written((*RULES, "", *HOURS[1:])), [1], blot=True)
    found = read_document("a", "made.pdf", data, scans_of("made.pdf", data))
    assert "Swimmers" in found.document.text
    assert any(
        told.startswith("what text recognition was unsure of is left out on page 1")
        for told in found.oddities
    )


def test_without_it_a_scan_is_unreadable_and_says_what_to_do() -> None:
    """This test ensures that a scan is not taken for an empty document."""
    with pytest.raises(UnreadableDocument, match="run `signpost ingest --ocr`"):
        read_document("a", "made.pdf", scanned(written(RULES), [1]))


def test_other_files_have_no_scans() -> None:
    """This test ensures that only PDFs are drawn, and a damaged one is left to the reader."""
    assert scans_of("made.docx", b"PK") == ()
    assert scans_of("made.pdf", b"%PDF-1.7 nothing more") == ()
    assert recogniser().startswith("tesseract ")


def test_a_scan_is_published_marked_and_proven(tmp_path: Path) -> None:
    """This test ensures that what a machine read is quoted with its mark, and proven from its words."""
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    (corpus / "documents").mkdir(parents=True)
    (corpus / "sources.toml").write_text('[corpus]\nname = "Made-up rules"\n')
    (corpus / "documents/rules.pdf").write_bytes(scanned(written(HOURS, RULES), [2]))
    without = publish(corpus, index)
    assert any("no text on page 2" in warning for warning in without.warnings)
    report = publish(corpus, index, ocr="on")
    assert (report.published, report.documents.unchanged) == (True, ("rules",))
    build = open_current(index)
    document = build.documents["rules"]
    assert [page.number for page in document.scanned] == [2]
    answer = assistant_of(index).answer("who keeps the key of the boat house?", threshold=0)
    quote = answer_record(answer)["quotes"][0]
    assert (quote["pages"], quote["source"]["machine_read"]) == ([2], True)
    assert f"{MACHINE_READ}." in answer_text(answer)
    assert verify(index, corpus).proven
