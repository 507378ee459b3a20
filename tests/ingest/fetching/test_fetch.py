"""Tests fetching sources from a real server: what comes, what stays, and what is quoted afterwards."""

import datetime
import io
import json
from pathlib import Path
from textwrap import wrap

import docx
import pytest
from loopback import (
    TEXT,
    Handler,
    Host,
    fetched,
    files,
    one,
    page,
    pdf,
    register,
    send,
)
from parts import assistant_of, publish

from ingest.corpus.fetched import read_fetched


def word(text: str = TEXT) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_what_is_fetched_is_quoted(tmp_path: Path, host: Host) -> None:
    """This test ensures that a fetched page is its source's, quoted with the register's title and address."""
    address = host.at("/shed", send(page(), Content_Type="text/html"))
    corpus = register(tmp_path / "corpus", ("shed", address, 'url = "https://shed.example/"'))
    outcome = one(corpus)
    assert (outcome.outcome, outcome.reason, outcome.address) == ("fetched", None, address)
    assert outcome.file == "documents/fetched/shed.html"
    report = publish(corpus, tmp_path / "index")
    assert (report.documents.added, report.warnings) == (("shed",), ())
    quote = assistant_of(tmp_path / "index").answer("bicycles in the shed", threshold=0).quotes[0]
    source = quote.place.source
    assert (source.title, source.url, source.registered) == ("Title of shed", "https://shed.example/", True)
    assert (quote.place.document.file, quote.place.document.sha256) == (outcome.file, outcome.sha256)
    assert quote.text in TEXT


def test_what_was_fetched_is_recorded(tmp_path: Path, host: Host) -> None:
    """This test ensures that address, day, hash and what the host said about the file are recorded."""
    address = host.at("/shed", send(b"", 302, Location="/new"))
    headers = {"Content_Type": "text/html; charset=utf-8", "ETag": '"1"', "Last_Modified": "Mon, 02 Nov 2026"}
    host.at("/new", send(page(), **headers))
    corpus = register(tmp_path, ("shed", address))
    digest = one(corpus).sha256
    record = json.loads((corpus / "documents/fetched/fetched.json").read_text())["shed"]
    assert record == {
        "file": "documents/fetched/shed.html",
        "asked": address,
        "answered": f"{host.origin}/new",
        "fetched": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "sha256": digest,
        "size": len(page()),
        "content_type": "text/html; charset=utf-8",
        "etag": '"1"',
        "last_modified": "Mon, 02 Nov 2026",
        "title": "The bicycle shed",
        "first_published": None,
        "edition": None,
    }


@pytest.mark.parametrize(
    ("body", "content_type", "ending"),
    [
        (pdf(TEXT), "application/pdf", "pdf"),
        (pdf(TEXT), "application/octet-stream", "pdf"),
        (pdf(TEXT), "", "pdf"),
        (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        (page(), "Text/HTML; Charset=UTF-8", "html"),
        (b"\xef\xbb\xbf<!-- made up -->\n" + page(), "application/xhtml+xml", "html"),
        (b"<?xml version='1.0'?>" + b"<!-- -->" * 300 + page(), "application/xhtml+xml", "html"),
        (page(text="Caf\u00e9 " + TEXT).decode().encode("cp1252").replace(
            b"<head>", b"<head><meta charset=iso-8859-1>"), "text/html; charset=ISO-8859-1", "html"),
    ],
)  # fmt: skip
def test_the_content_decides_the_ending(
    tmp_path: Path, host: Host, body: bytes, content_type: str, ending: str
) -> None:
    """This test ensures that a file is named after its format, not its address."""
    corpus = register(tmp_path, ("shed", host.at("/shed.asp?a=b.txt", send(body, Content_Type=content_type))))
    assert one(corpus).file == f"documents/fetched/shed.{ending}"
    assert set(files(corpus)) == {f"shed.{ending}", "fetched.json"}
    assert files(corpus)[f"shed.{ending}"] == body


def test_a_file_that_did_not_change_is_not_sent_again(tmp_path: Path, host: Host) -> None:
    """This test ensures that the second run requests by ETag and date, and changes nothing."""
    first = send(page(), ETag='"1"', Last_Modified="Mon, 02 Nov 2026 09:00:00 GMT")
    corpus = register(tmp_path, ("shed", host.at("/shed", first, send(b"", 304))))
    before = one(corpus)
    held = files(corpus)
    again = one(corpus)
    assert (again.outcome, again.sha256, again.file) == ("unchanged", before.sha256, before.file)
    asked = host.asked("/shed")[1]
    assert asked["If-None-Match"] == '"1"'
    assert asked["If-Modified-Since"] == "Mon, 02 Nov 2026 09:00:00 GMT"
    assert files(corpus) == held


@pytest.mark.parametrize("change", ["gone", "edited"])
def test_a_held_file_that_is_not_what_was_fetched_is_sent_whole(
    tmp_path: Path, host: Host, change: str
) -> None:
    """This test ensures that a conditional request is made only if the fetched file is still unchanged."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page(), ETag='"1"'))))
    one(corpus)
    path = corpus / "documents/fetched/shed.html"
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(page("Another shed"))
    assert one(corpus).outcome == ("fetched" if change == "gone" else "replaced")
    assert "If-None-Match" not in host.asked("/shed")[1]
    assert path.read_bytes() == page()


def test_an_etag_of_any_bytes_does_no_harm(tmp_path: Path, host: Host) -> None:
    """This test ensures that an ETag that cannot be sent back is left out, and the file requested again."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page(), ETag='"caf\u00e9"'))))
    assert [one(corpus).outcome for _ in range(2)] == ["fetched", "unchanged"]
    assert "If-None-Match" not in host.asked("/shed")[1]


def test_equal_bytes_are_unchanged_whatever_the_headers_say(tmp_path: Path, host: Host) -> None:
    """This test ensures that a host without ETags causes no false report of a change."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    assert [one(corpus).outcome for _ in range(2)] == ["fetched", "unchanged"]


def test_a_new_version_takes_the_place_of_the_old(tmp_path: Path, host: Host) -> None:
    """This test ensures that after a change of words and format one file is left, and the change reported."""
    new = pdf("New.", *wrap(f"{TEXT} {TEXT}", 80))
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()), send(new))))
    one(corpus)
    outcome = one(corpus)
    today = datetime.datetime.now(datetime.UTC).date()
    assert (outcome.outcome, outcome.file) == ("replaced", "documents/fetched/shed.pdf")
    assert outcome.reason == f"Title of shed: the new file replaces the one fetched on {today}"
    assert set(files(corpus)) == {"shed.pdf", "fetched.json"}


def test_no_half_file_is_ever_seen(tmp_path: Path, host: Host) -> None:
    """This test ensures that during a download the old copy stays whole, with nothing beside it."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    one(corpus)
    held, seen = files(corpus), []

    def slowly(handler: Handler) -> None:
        body = page(text=TEXT * 9)
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
        for start in range(0, len(body), 999):
            handler.wfile.write(body[start : start + 999])
            handler.wfile.flush()
            seen.append(files(corpus))

    host.at("/shed", slowly)
    before_the_end = [held] * 4
    assert one(corpus).outcome == "replaced"
    assert seen[:4] == before_the_end
    assert set(files(corpus)) == {"shed.html", "fetched.json"}


def test_one_that_fails_does_not_keep_the_rest(tmp_path: Path, host: Host) -> None:
    """This test ensures that each source has its own outcome, in the order of the register."""
    a, b = host.at("/a", send(b"", 404)), host.at("/b", send(page()))
    corpus = register(tmp_path, ("a", a), ("b", b), ("c", "http://shed.example/"))
    assert [(o.id, o.outcome) for o in fetched(corpus)] == [
        ("a", "failed"),
        ("b", "fetched"),
        ("c", "refused"),
    ]
    assert list(read_fetched(corpus)) == ["b"]
    assert [o.id for o in fetched(corpus, "b")] == ["b"]
