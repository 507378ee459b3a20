"""A redaction that was only drawn: what it hides is not quoted, and a person is asked before publication."""

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
    """This test ensures that the gate names the document and the count, never the words, and opens once."""
    put(corpus, covered=True)
    refused = publish(corpus, index)
    assert found(refused) == {"hidden-text": ["rowing-club"]}
    (finding,) = refused.gates[0].findings
    assert f"({CLUB}) still holds 2 words that its pages hide" in finding.what
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
    """This test ensures that a bar over words that could be read before closes the gate."""
    put(corpus, covered=False)
    assert publish(corpus, index).published
    put(corpus, covered=True)
    assert "hidden-text" in found(publish(corpus, index))


def test_the_first_publication_waits_where_there_is_a_register(corpus: Path, tmp_path: Path) -> None:
    """This test ensures that no corpus begins with hidden words unasked; a first trial of loose files may."""
    put(corpus, covered=True)
    assert found(publish(corpus, tmp_path / "index")) == {"hidden-text": ["rowing-club"]}
    loose = tmp_path / "loose"
    assert publish(corpus, loose, paths=[corpus / CLUB]).published


def test_hidden_words_are_found_by_no_question(corpus: Path, index: Path) -> None:
    """This test ensures that no quote holds what the page hides."""
    put(corpus, covered=True)
    publish(corpus, index, accept=["hidden-text"])
    answer = assistant_of(index).answer(f"Who keeps the keys? {NAME}", threshold=0, top=50)
    assert not any(word in quote.text for quote in answer.quotes for word in NAME.split())
    assert verify(index, corpus).proven


def test_a_build_that_quotes_hidden_words_is_not_proven(corpus: Path, index: Path) -> None:
    """This test ensures that `verify` proves against the page: a build made without the proof fails.

    Such a build holds the words of the open file, and the covered one as its original.
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
    assert result.problems[0].problem == "its kept original gives another text than the stored one"
