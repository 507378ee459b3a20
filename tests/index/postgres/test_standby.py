"""A primary and a standby that streams from it: publications arrive whole, and outlive the primary."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import psycopg
import pytest
from parts import UNCALIBRATED, WordEmbedder, edit, publish
from postgres import Server, primary, standby_of

from assistant.answers.answer import Assistant
from index.errors import UnwritableIndex
from index.postgres.connections import connected, connections_to
from index.postgres.store import PostgresStore
from index.postgres.upload import upload
from index.storage.builds import current_name

KEEP = 2
QUESTION = "How many books may a reader borrow?"
COUNTS = ("six", "seven", "eight")
# Answer of one reader: the build that it names, and the words quoted.
Answered = tuple[str, str]


@pytest.fixture
def servers(postgres_server: Server) -> Iterator[tuple[Server, Server]]:
    """Returns a primary and its standby. A commit on the primary waits until the standby shows it too."""
    with primary(postgres_server.programs) as first, standby_of(first) as second:
        with closing(connected(first.address())) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            connection.execute("ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
            connection.execute("SELECT pg_reload_conf()")
        yield first, second


def answers_until(stopped: Event, address: str) -> set[Answered]:
    """Asks again and again, each time from what is current then."""
    found = set()
    store = PostgresStore(address)
    while not stopped.is_set():
        found.add(answered(store))
    return found


def answered(store: PostgresStore) -> Answered:
    answer = Assistant(store.open_current(), WordEmbedder(), UNCALIBRATED).answer(
        QUESTION, threshold=0, top=1
    )
    return answer.build, answer.quotes[0].text


def test_a_standby_shows_publications_whole_and_outlives_the_primary(
    servers: tuple[Server, Server], corpus: Path, index: Path
) -> None:
    """This test ensures that every answer on a standby is wholly of one publication, and goes on."""
    first, second = servers
    at_primary, at_standby = first.address(), second.address()
    upload(index, at_primary, KEEP)
    expected = {}
    stopped = Event()
    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(answers_until, stopped, at_standby) for _ in range(2)]
        for before, after in zip(COUNTS, (*COUNTS[1:], None), strict=True):
            build = current_name(index) or ""
            expected[build] = f"may borrow {before} books"
            # The commit has waited for the standby: whoever asks there from now on gets this build.
            assert PostgresStore(at_standby).open_current().meta.build == build
            if after:
                edit(corpus / "documents/lending-rules.md", f"borrow {before} books", f"borrow {after} books")
                publish(corpus, index, keep=KEEP)
                upload(index, at_primary, KEEP)
        first.kill()
        last = answered(PostgresStore(at_standby))
        stopped.set()
        found = {last}.union(*(reader.result(timeout=60) for reader in readers))
    assert len(found) > 1
    for build, words in found:
        assert expected[build] in words
    assert last[0] == current_name(index)
    # One address that names both: readers go on, and an upload says that no server can be written to.
    both = first.address("postgres", second)
    assert answered(PostgresStore(both)) == last
    with pytest.raises(UnwritableIndex, match="the index there stays as it was"):
        upload(index, both, KEEP)
    with closing(psycopg.connect(at_standby)) as connection:
        assert connection.execute("SELECT pg_is_in_recovery()").fetchall() == [(True,)]
    for address in (at_standby, both):
        connections_to(address).close()
