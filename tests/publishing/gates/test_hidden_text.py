"""Redactions that were only drawn: hidden words are not quoted, and the gate closes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from closed_gates import found
from made.redacted import NAME, page_with_a_name
from parts import assistant_of, edit, publish

from assistant.library.as_text import health_line
from index.storage.builds import current_folder, open_current, original
from index.storage.checked_files import sha256
from publishing.builds.report import report_record, report_text
from publishing.builds.verification import verify

CLUB = "documents/rowing-club.pdf"


def put(corpus: Path, *, covered: bool) -> None:
    (corpus / CLUB).write_bytes(page_with_a_name(covered=covered))


def test_a_new_document_that_hides_words_waits_for_a_person(corpus: Path, index: Path) -> None:
    """This test ensures that the gate gives document and count, never the words, and is accepted once."""
    put(corpus, covered=True)
    refused = publish(corpus, index)
    assert found(refused) == {"hidden-text": ["rowing-club"]}
    (finding,) = refused.gates[0].findings
    assert f"({CLUB}) still contains 2 words hidden on its pages" in finding.what
    assert NAME.split()[0] not in report_text(refused, 1.0, dry_run=False)
    assert publish(corpus, index, accept=["hidden-text"], why="the publisher knows").published
    (health,) = (entry for entry in open_current(index).corpus.health if entry.source_id == "rowing-club")
    assert health.covered == 2
    assert "2 words on page 1 are not visible on the page and are not quoted" in health_line(health)
    edit(corpus / "documents/lending-rules.md", "six books", "seven books")
    again = publish(corpus, index)
    assert (again.published, found(again)) == (True, {})
    assert [e["covered"] for e in report_record(again, 1.0)["health"] if e["file"] == CLUB] == [2]


def test_a_changed_document_that_hides_words_waits_too(corpus: Path, index: Path) -> None:
    """This test ensures that a new bar over formerly visible words closes the gate."""
    put(corpus, covered=False)
    assert publish(corpus, index).published
    put(corpus, covered=True)
    assert "hidden-text" in found(publish(corpus, index))


def test_words_on_black_wait_in_any_format(corpus: Path, index: Path) -> None:
    """This test ensures that a redaction by colour closes the gate, as a drawn one does."""
    black = f"<span style='background:black;color:black'>{NAME}</span>"
    edit(corpus / "documents/lending-rules.md", "six books", f"six books ({black})")
    refused = publish(corpus, index)
    assert found(refused) == {"hidden-text": ["lending-rules"]}
    assert NAME.split()[0] not in report_text(refused, 1.0, dry_run=False)


def test_the_first_publication_waits_where_there_is_a_register(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that the gate closes for a new corpus too, but not for loose files."""
    put(corpus, covered=True)
    assert found(publish(corpus, tmp_path / "index")) == {"hidden-text": ["rowing-club"]}
    loose = tmp_path / "loose"
    assert publish(corpus, loose, paths=[corpus / CLUB]).published


def test_hidden_words_are_found_by_no_question(corpus: Path, index: Path) -> None:
    """This test ensures that no quote contains hidden words."""
    put(corpus, covered=True)
    publish(corpus, index, accept=["hidden-text"])
    answer = assistant_of(index).answer(f"Who keeps the keys? {NAME}", threshold=0, top=50)
    assert not any(word in quote.text for quote in answer.quotes for word in NAME.split())
    assert verify(index, corpus).proven


def test_a_build_that_quotes_hidden_words_is_not_proven(corpus: Path, index: Path) -> None:
    """This test ensures that `verify` checks against the drawn page: a build made without that check fails.

    Such a build contains the words of the open file, but the covered file as its original.
    """
    put(corpus, covered=False)
    publish(corpus, index)
    assert verify(index, corpus).proven
    data = page_with_a_name(covered=True)
    original(index, sha256(data)).write_bytes(data)
    with closing(sqlite3.connect(current_folder(index) / "passages.sqlite")) as database, database:
        database.execute("UPDATE documents SET sha256 = ? WHERE source_id = 'rowing-club'", (sha256(data),))
    result = verify(index, corpus)
    assert {problem.source_id for problem in result.problems} == {"rowing-club"}
    assert result.problems[0].problem == "its kept original gives a different text from the stored one"
