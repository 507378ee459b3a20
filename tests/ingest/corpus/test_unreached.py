"""Tests the record of addresses that did not answer `signpost fetch`."""

import datetime
import json
from pathlib import Path

from loopback import Host, fetched, one, page, register, send
from parts import publish

from index.storage.builds import open_current
from ingest.corpus.register import read_register
from ingest.corpus.unreached import read_unreached, silences


def test_a_dead_address_is_noted_until_it_answers(tmp_path: Path, host: Host) -> None:
    """This test ensures that address, day and reason are recorded, and removed once the address answers."""
    address = host.at("/shed", send(b"", 404), send(page(), Content_Type="text/html"))
    corpus = register(tmp_path, ("shed", address))
    reason = one(corpus).reason
    today = datetime.datetime.now(datetime.UTC).date()
    note = json.loads((corpus / "documents/fetched/unreached.json").read_text())
    assert note == {"shed": {"asked": address, "day": today.isoformat(), "reason": reason}}
    sources = read_register(corpus).sources
    assert silences(sources, read_unreached(corpus)) == {"shed": (today, reason)}
    assert "404" in (reason or "")
    assert one(corpus).outcome == "fetched"
    assert read_unreached(corpus) == {}


def test_another_address_has_not_been_asked_yet(tmp_path: Path, host: Host) -> None:
    """This test ensures that a corrected address is not reported as dead."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(b"", 404))))
    assert one(corpus).outcome == "failed"
    register(corpus, ("shed", host.at("/new", send(page()))))
    assert silences(read_register(corpus).sources, read_unreached(corpus)) == {}


def test_what_is_refused_is_not_dead(tmp_path: Path, host: Host) -> None:
    """This test ensures that an address that answers with something unusable is not recorded as unreached."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page("Sign in", "Password")))))
    assert one(corpus).outcome == "refused"
    assert not (corpus / "documents/fetched/unreached.json").exists()


def test_the_note_is_no_document(tmp_path: Path, host: Host) -> None:
    """This test ensures that the record itself is neither read nor reported as a file of the corpus."""
    good = host.at("/shed", send(page(), Content_Type="text/html"))
    corpus = register(tmp_path / "corpus", ("shed", good), ("dead", host.at("/dead", send(b"", 410))))
    assert [outcome.outcome for outcome in fetched(corpus)] == ["fetched", "failed"]
    report = publish(corpus, tmp_path / "index")
    assert (report.documents.added, report.documents.unreadable) == (("shed",), ())
    assert [source.id for source in open_current(tmp_path / "index").corpus.sources] == ["shed", "dead"]
