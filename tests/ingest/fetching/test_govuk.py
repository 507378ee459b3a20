"""Tests GOV.UK publications, resolved by a made-up content API on this machine."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from loopback import TEXT, Host, asking, page, pdf, register, send
from parts import assistant_of, publish

from assistant.library.as_text import source_text
from assistant.library.descriptions import dates
from assistant.library.holdings import holdings
from assistant.library.status import Standing
from index.errors import RefusedDownload
from index.storage.builds import open_current
from ingest.fetching.fetch import fetch
from ingest.fetching.govuk import attachment_of, content_address, read_publication
from ingest.fetching.outcomes import Outcome
from publishing.builds.verification import verify

PAGE = "https://www.gov.uk/government/publications/made-up-sheds"
ITEM = "/api/content/government/publications/made-up-sheds"


def attachment(title: str, url: str, kind: str = "application/pdf") -> dict[str, Any]:
    if kind == "html":
        return {"attachment_type": "html", "id": url, "title": title, "url": url}
    return {"attachment_type": "file", "content_type": kind, "id": url, "title": title, "url": url}


def item(*attachments: dict[str, Any], **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "schema_name": "publication",
        "title": "Made-up sheds",
        "first_published_at": "2015-03-26T09:00:00.000+00:00",
        "public_updated_at": "2025-09-01T08:00:00Z",
        "withdrawn_notice": {},
        "details": {"attachments": list(attachments), "change_history": []},
        **changes,
    }


def sent(values: object) -> bytes:
    return json.dumps(values).encode()


def one(corpus: Path, host: Host) -> Outcome:
    (outcome,) = fetch(corpus, web=asking(retries=()), govuk=host.origin)
    return outcome


def corpus_of(folder: Path, host: Host, *more: str) -> Path:
    return register(folder, ("sheds", PAGE, f'hosts = ["{host.name}"]', *more))


def test_the_edition_in_force_is_brought_and_dated(tmp_path: Path, host: Host) -> None:
    """This test ensures that a new edition is found by its page, reported, and quoted with the date found."""
    first = host.at("/media/1/sheds_2025.pdf", send(pdf(TEXT), ETag='"1"'), send(b"", 304))
    second = host.at("/media/2/sheds_2026.pdf", send(pdf("New.", TEXT)))
    # At midnight in London it is still the day before by the API's clock (UTC).
    newer = item(attachment("Made-up sheds 2026", second), public_updated_at="2026-08-31T23:01:00Z")
    older = item(attachment("Made-up sheds 2025", first))
    host.at(ITEM, *[send(sent(older))] * 2, send(sent(newer)))
    corpus = corpus_of(tmp_path / "corpus", host)
    brought, again, replaced = one(corpus, host), one(corpus, host), one(corpus, host)
    assert [o.outcome for o in (brought, again, replaced)] == ["fetched", "unchanged", "replaced"]
    assert host.asked("/media/1/sheds_2025.pdf")[1]["If-None-Match"] == '"1"'
    assert "If-None-Match" not in host.asked("/media/2/sheds_2026.pdf")[0]
    assert replaced.edition == datetime.date(2026, 9, 1)
    assert replaced.reason == "Title of sheds: edition of 2026-09-01 replaces that of 2025-09-01"
    publish(corpus, tmp_path / "index")
    source = assistant_of(tmp_path / "index").answer("bicycles", threshold=0).quotes[0].place.source
    assert (source.published, source.in_force) == (datetime.date(2026, 9, 1), None)
    assert (
        dates(source, Standing("unknown"))
        == "published 1 September 2026 (from the download), status not recorded"
    )
    (holding,) = holdings(open_current(tmp_path / "index"))
    assert "published 2026-09-01 (from the download)" in source_text(holding)
    assert verify(tmp_path / "index", corpus).stale == ()


def test_a_date_of_the_register_stands(tmp_path: Path, host: Host) -> None:
    """This test ensures that a date in the register is not overruled by one that was found."""
    host.at(ITEM, send(sent(item(attachment("Sheds", host.at("/a.pdf", send(pdf(TEXT))))))))
    corpus = corpus_of(tmp_path / "corpus", host, "published = 2024-01-02")
    one(corpus, host)
    publish(corpus, tmp_path / "index")
    source = open_current(tmp_path / "index").sources["sheds"]
    assert (source.published, source.found) == (datetime.date(2024, 1, 2), ())


def test_a_date_is_not_given_to_another_file(tmp_path: Path, host: Host) -> None:
    """This test ensures that a file other than the recorded one does not get its date."""
    host.at(ITEM, send(sent(item(attachment("Sheds", host.at("/a.pdf", send(pdf(TEXT))))))))
    corpus = corpus_of(tmp_path / "corpus", host)
    one(corpus, host)
    (corpus / "documents/fetched/sheds.pdf").write_bytes(pdf("Others.", TEXT))
    publish(corpus, tmp_path / "index")
    assert open_current(tmp_path / "index").sources["sheds"].published is None


def test_a_page_of_a_publication_is_brought_where_there_is_no_pdf(tmp_path: Path, host: Host) -> None:
    """This test ensures that an attachment that is a web page, with an address without a host, is found."""
    path = "/government/publications/made-up-sheds/sheds"
    host.at(path, send(page(), Content_Type="text/html"))
    host.at(ITEM, send(sent(item(attachment("Sheds", path, "html")))))
    outcome = one(corpus_of(tmp_path, host), host)
    assert (outcome.outcome, outcome.file) == ("fetched", "documents/fetched/sheds.html")


def test_a_withdrawn_publication_is_refused_with_its_notice(tmp_path: Path, host: Host) -> None:
    """This test ensures that the notice is reported, and the old copy stays until a person decides."""
    current = item(attachment("Sheds", host.at("/a.pdf", send(pdf(TEXT)))))
    notice = {"explanation": "<p>See <a href='/b'>Pools</a>.</p>", "withdrawn_at": "2026-10-01T09:00:00Z"}
    host.at(ITEM, send(sent(current)), send(sent({**current, "withdrawn_notice": notice})))
    corpus = corpus_of(tmp_path, host)
    before, after = one(corpus, host), one(corpus, host)
    assert (after.outcome, after.file, after.sha256) == ("refused", before.file, before.sha256)
    assert "withdrawn" in (after.reason or "")
    assert "(“See Pools.”)" in (after.reason or "")


def test_an_attachment_elsewhere_must_be_a_host_of_the_entry(tmp_path: Path, host: Host) -> None:
    """This test ensures that GOV.UK's answer cannot send us to a host that the register does not name."""
    host.at(ITEM, send(sent(item(attachment("Sheds", "https://assets.example/a.pdf")))))
    outcome = one(corpus_of(tmp_path, host), host)
    assert outcome.outcome == "refused"
    assert "assets.example is not a host of the entry" in (outcome.reason or "")


ALL = attachment("Made-up sheds 2026", "/all.pdf")
ONE = attachment("Made-up sheds 2026: part one", "/one.pdf")
OLD = attachment("Made-up sheds 2025", "/old.pdf")
FOR_PARENTS = attachment("Sheds at home: for parents", "/parents.pdf")
FOR_COUNCILS = attachment("Sheds at home: for councils", "/councils.pdf")
PAGE_OF_ALL = attachment("Made-up sheds", "/all", "html")
TABLE = attachment("Made-up sheds", "/all.csv", "text/csv")
NO_TITLE = {"attachment_type": "file", "content_type": "application/pdf", "id": "1", "url": "/a.pdf"}
ELSEWHERE = {"attachment_type": "external", "id": "1", "url": "https://elsewhere.example/"}


@pytest.mark.parametrize(
    ("attachments", "wanted", "address"),
    [
        ([ALL], None, "/all.pdf"),
        ([NO_TITLE], None, "/a.pdf"),
        ([ONE], None, "/one.pdf"),
        ([ONE, ALL], None, "/all.pdf"),
        ([ONE, ALL, TABLE, PAGE_OF_ALL, ELSEWHERE], None, "/all.pdf"),
        ([PAGE_OF_ALL, TABLE], None, "/all"),
        ([FOR_PARENTS, FOR_COUNCILS], "for councils", "/councils.pdf"),
        ([FOR_PARENTS, FOR_COUNCILS], "FOR  Parents", "/parents.pdf"),
        ([ALL, ONE], "part one", "/one.pdf"),
        ([ALL, ONE, OLD], "Made-up sheds 2025", "/old.pdf"),
        ([ONE, PAGE_OF_ALL], "Made-up sheds", "/one.pdf"),
        ([FOR_PARENTS, PAGE_OF_ALL], "Made-up sheds", "/all"),
    ],
)
def test_the_attachment_that_is_meant_is_found(
    attachments: list[dict[str, Any]], wanted: str | None, address: str
) -> None:
    """This test ensures that a title, part of it, or being the only one names an attachment; PDFs first."""
    found = attachment_of(read_publication(sent(item(*attachments))), wanted)
    assert found.address == f"https://www.gov.uk{address}"


@pytest.mark.parametrize(
    ("attachments", "wanted", "named"),
    [
        ([], None, "there are: none"),
        ([TABLE, ELSEWHERE], None, "there are: none"),
        (
            [FOR_PARENTS, FOR_COUNCILS],
            None,
            "“Sheds at home: for parents” (PDF); “Sheds at home: for councils”",
        ),
        ([FOR_PARENTS, FOR_COUNCILS], "Sheds at home", "for councils” (PDF)"),
        ([FOR_PARENTS, FOR_COUNCILS, PAGE_OF_ALL], None, "“Made-up sheds” (page)"),
        ([ALL, OLD], None, "“Made-up sheds 2026” (PDF); “Made-up sheds 2025” (PDF)"),
        ([ONE, FOR_PARENTS], None, "part one” (PDF); “Sheds at home: for parents” (PDF)"),
        ([ALL], "pools", "“Made-up sheds 2026” (PDF)"),
    ],
)
def test_an_attachment_that_is_not_clear_is_asked_for(
    attachments: list[dict[str, Any]], wanted: str | None, named: str
) -> None:
    """This test ensures that no attachment is guessed: the message lists them and says what to write."""
    with pytest.raises(RefusedDownload) as refused:
        attachment_of(read_publication(sent(item(*attachments))), wanted)
    assert named in str(refused.value)
    assert 'attachment = "…"' in str(refused.value)


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (b"<html>", "did not send JSON"),
        (b"[" * 100_000, "did not send JSON"),
        (b"[]", "schema_name is None"),
        (sent(item(schema_name="redirect")), "schema_name is 'redirect'"),
        (sent(item(title=None)), "title is 'None'"),
        (sent(item(public_updated_at=None)), "public_updated_at is 'None'"),
        (sent(item(public_updated_at="yesterday")), "public_updated_at is 'yesterday'"),
        (sent(item(details={})), "details.attachments is 'None'"),
        (sent(item(details=3)), "details.attachments is 'None'"),
        (sent(item(details={"attachments": ["a"]})), "details.attachments is"),
        (sent(item({**ALL, "attachment_type": None})), "attachment_type is 'None'"),
        (sent(item({**ALL, "content_type": None})), "content_type is 'None'"),
        (sent(item({**ALL, "url": 3})), "url is '3'"),
        (sent(item({**ALL, "url": "https://[made-up"})), "url is 'https://[made-up'"),
        (sent(item(public_updated_at="0001-01-01T00:00:00+14:00")), "public_updated_at is '0001"),
    ],
)
def test_an_answer_in_another_shape_is_refused(answer: bytes, named: str) -> None:
    """This test ensures that each field that we rely on is checked, and named if it is missing."""
    with pytest.raises(RefusedDownload) as refused:
        read_publication(answer)
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (PAGE, ITEM),
        (f"{PAGE}/", ITEM),
        (f"{PAGE}--2", f"{ITEM}--2"),
        (f"{PAGE}/sheds", None),
        ("https://www.gov.uk/guidance/sheds", None),
        ("http://www.gov.uk/government/publications/made-up-sheds", None),
        ("https://www.gov.uk.example/government/publications/made-up-sheds", None),
        ("https://shed.example/a.pdf", None),
    ],
)
def test_a_publication_page_is_known_by_its_address(address: str, path: str | None) -> None:
    """This test ensures that only GOV.UK publication pages are resolved; others are requested directly."""
    assert content_address(address) == (f"https://www.gov.uk{path}" if path else None)
