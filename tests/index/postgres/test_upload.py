"""Uploads to a PostgreSQL store: a reader sees all of one or nothing, and what was removed is gone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import monotonic

import pytest
from parts import edit, publish, take_out
from postgres import Server, execute

from index.errors import BusyIndex, IncompatibleIndex, Outdated, UnreadableIndex
from index.postgres.connections import connected
from index.postgres.store import PostgresStore
from index.postgres.upload import UPLOADING, upload
from index.settings import Settings
from index.storage.builds import CALIBRATION, current_name, open_current, original
from index.storage.publications import publications
from index.storage.published import PublishedFolder
from publishing.builds.history import compared, differences, entries_of
from views.current_build import current_index, withdrawn

KEEP = 2
RULES = "documents/lending-rules.md"
SIX, SEVEN, EIGHT = (f"may borrow {count} books" for count in ("six", "seven", "eight"))
# Not from pg_stat_activity, which stands still within a transaction.
WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid
WHERE datname = current_database() AND NOT granted
"""


def reworded(corpus: Path, index: Path, old: str, new: str) -> None:
    """Publishes the corpus with other words."""
    edit(corpus / RULES, old, new)
    assert publish(corpus, index, keep=KEEP).published


def quoted(settings: Settings) -> str:
    return current_index(settings).documents["lending-rules"].text


def test_a_publication_is_seen_by_every_reader(corpus: Path, index: Path, store: str, tmp_path: Path) -> None:
    """This test ensures that readers answer from the newest upload, and that old builds are gone."""
    reader = Settings(index=tmp_path / "none", store=store, keep=KEEP)
    first = upload(index, store, KEEP)
    assert (first.build, first.number, first.copied, first.removed) == (current_name(index), 1, 1, 0)
    assert SIX in quoted(reader)
    oldest = current_index(reader)
    again = upload(index, store, KEEP)
    assert (again.copied, again.removed, current_index(reader)) == (0, 0, oldest)
    reworded(corpus, index, SIX, SEVEN)
    assert SIX in quoted(reader)
    second = upload(index, store, KEEP)
    assert (second.number, second.copied, second.removed) == (2, 1, 0)
    assert SEVEN in quoted(reader)
    assert oldest.rows_with("reader") == open_current(index).rows_with("reader")
    reworded(corpus, index, SEVEN, EIGHT)
    third = upload(index, store, KEEP)
    assert (third.number, third.copied, third.removed) == (3, 1, 1)
    with pytest.raises(UnreadableIndex, match="if a newer build was published, ask again"):
        oldest.rows_with("reader")
    assert EIGHT in quoted(reader)


def test_the_history_is_the_same(corpus: Path, index: Path, store: str) -> None:
    """This test ensures that a store has the folder's publications, states, comparisons and calibration."""
    reworded(corpus, index, SIX, SEVEN)
    (index / CALIBRATION).write_text("[]", encoding="utf-8")
    upload(index, store, KEEP)
    folder, there = PublishedFolder(index), PostgresStore(store)
    assert there.publications() == publications(index)
    assert there.numbers() == folder.numbers() == (1, 2)
    assert entries_of(there.states(), KEEP) == entries_of(folder.states(), KEEP)
    assert compared(there, KEEP) == differences(index, KEEP)
    assert there.calibration() == folder.calibration() == "[]"
    (index / CALIBRATION).unlink()
    upload(index, store, KEEP)
    assert there.calibration() is None
    for document in there.open_current().documents.values():
        assert there.original(document.sha256) == original(index, document.sha256).read_bytes()
    with pytest.raises(UnreadableIndex, match="lacks the original"):
        there.original("0" * 64)


def test_a_withdrawn_document_is_gone(
    corpus: Path, index: Path, store: str, postgres_server: Server, tmp_path: Path
) -> None:
    """This test ensures that no table holds a word or an original of a document that was withdrawn."""
    reworded(corpus, index, SIX, SEVEN)
    upload(index, store, KEEP)
    documents = open_current(index).documents
    gone, stays = documents["lending-rules"], documents["opening-hours"]
    take_out(index, corpus, "lending-rules", KEEP)
    upload(index, store, KEEP)
    there = PostgresStore(store)
    assert list(there.open_current().documents) == ["opening-hours"]
    assert gone.sha256 in withdrawn(Settings(index=tmp_path, store=store))
    dump = postgres_server.home / "dump.sql"
    postgres_server.run("pg_dump", f"--dbname={store}", f"--file={dump}")
    text = dump.read_text(encoding="utf-8")
    assert stays.text.split("\n")[0] in text
    for word in ("borrow", "penny", "atlases"):
        assert word in gone.text.lower()
        assert word not in text.lower()
    with pytest.raises(UnreadableIndex):
        there.original(gone.sha256)
    take_out(index, corpus, "opening-hours", KEEP)
    upload(index, store, KEEP)
    with pytest.raises(UnreadableIndex, match="there is no index"):
        there.open_current()
    with pytest.raises(UnreadableIndex):
        there.original(stays.sha256)


def test_an_upload_that_fails_changes_nothing(corpus: Path, index: Path, store: str) -> None:
    """This test ensures that readers keep the build they had if an upload ends in an error midway."""
    upload(index, store, KEEP)
    before = PostgresStore(store)
    was = before.open_current().meta
    reworded(corpus, index, SIX, SEVEN)
    original(index, open_current(index).documents["lending-rules"].sha256).unlink()
    with pytest.raises(UnreadableIndex, match="cannot be read"):
        upload(index, store, KEEP)
    assert before.open_current().meta == was
    assert before.numbers() == (1,)


def test_an_upload_is_refused(corpus: Path, index: Path, store: str, tmp_path: Path) -> None:
    """This test ensures that another index, a second uploader or another version changes nothing."""
    upload(index, store, KEEP)
    edit(corpus / RULES, SIX, SEVEN)
    publish(corpus, tmp_path / "other")
    with pytest.raises(Outdated, match="publication 1 that this index does not know"):
        upload(tmp_path / "other", store, KEEP)
    with closing(connected(store)) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (UPLOADING,))
        with pytest.raises(BusyIndex, match="somebody else is uploading"):
            upload(index, store, KEEP)
    execute(store, "UPDATE signpost.layout SET number = 99")
    with pytest.raises(IncompatibleIndex, match="layout 99"):
        upload(index, store, KEEP)
    with pytest.raises(IncompatibleIndex, match="layout 99"):
        PostgresStore(store).open_current()


def test_readers_go_on_while_an_upload_is_half_done(corpus: Path, index: Path, store: str) -> None:
    """This test ensures that nobody waits for an upload or sees part of it, even of one that copies all."""
    upload(index, store, KEEP)
    reader = PostgresStore(store)
    before = reader.open_current()
    reworded(corpus, index, SIX, SEVEN)
    with ThreadPoolExecutor(1) as pool, closing(connected(store)) as connection:
        with connection.transaction():
            # The upload comes to this table after it has copied the builds.
            connection.execute("LOCK TABLE signpost.originals IN EXCLUSIVE MODE")
            uploading = pool.submit(upload, index, store, KEEP, full=True)
            deadline = monotonic() + 60
            while connection.execute(WAITING).fetchone() != (1,):
                assert not uploading.done()
                assert monotonic() < deadline
            assert reader.numbers() == (1,)
            assert reader.open_current().corpus == before.corpus
            assert len(before.rows_with("reader")) > 0
        assert uploading.result(timeout=60).copied == 2
    assert SEVEN in reader.open_current().documents["lending-rules"].text
    with pytest.raises(UnreadableIndex):
        before.rows_with("reader")


def test_changed_text_is_noticed_and_repaired(index: Path, store: str) -> None:
    """This test ensures that a text changed in the database is an error that names it, with a remedy."""
    upload(index, store, KEEP)
    number = PostgresStore(store).current()
    execute(store, f"UPDATE signpost_build_{number}.documents SET text = 'x' || text")  # noqa: S608
    with pytest.raises(UnreadableIndex, match=r"the stored text of lending-rules .* upload --full"):
        PostgresStore(store).open_current()
    done = upload(index, store, KEEP, full=True)
    assert (done.copied, done.removed) == (1, 1)
    assert PostgresStore(store).open_current().corpus == open_current(index).corpus
