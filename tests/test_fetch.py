"""Sources fetched from a real server: what comes, what stays, and what is quoted afterwards."""

import datetime
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import docx
import pytest
from conftest import assistant_of, publish
from loopback import TEXT, Handler, Host, Reply, asking, page, pdf, register, send, serving

from index.builds import open_current
from index.errors import InvalidCorpus, UnknownSource
from ingest.fetch import fetch
from ingest.fetched import read_fetched
from ingest.outcomes import Outcome


@pytest.fixture
def host() -> Iterator[Host]:
    with serving() as found:
        yield found


def fetched(corpus: Path, *ids: str) -> list[Outcome]:
    return list(fetch(corpus, ids, web=asking(retries=())))


def one(corpus: Path) -> Outcome:
    (outcome,) = fetched(corpus)
    return outcome


def files(corpus: Path) -> dict[str, bytes]:
    folder = corpus / "documents/fetched"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def word(text: str = TEXT) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_what_is_fetched_is_quoted(tmp_path: Path, host: Host) -> None:
    """This test ensures that a fetched page is its source's: quoted with the register's title and address."""
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
    """This test ensures that address, day, hash and what the host said of the file are kept."""
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
    """This test ensures that a file is named after what it is, not after its address."""
    corpus = register(tmp_path, ("shed", host.at("/shed.asp?a=b.txt", send(body, Content_Type=content_type))))
    assert one(corpus).file == f"documents/fetched/shed.{ending}"
    assert set(files(corpus)) == {f"shed.{ending}", "fetched.json"}
    assert files(corpus)[f"shed.{ending}"] == body


def test_a_file_that_did_not_change_is_not_sent_again(tmp_path: Path, host: Host) -> None:
    """This test ensures that the second run asks by ETag and date, and leaves everything as it is."""
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
    """This test ensures that "not changed" is asked for only where the very file is still there."""
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
    """This test ensures that an ETag that cannot be sent back is left out, and the file asked for anew."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page(), ETag='"caf\u00e9"'))))
    assert [one(corpus).outcome for _ in range(2)] == ["fetched", "unchanged"]
    assert "If-None-Match" not in host.asked("/shed")[1]


def test_equal_bytes_are_unchanged_whatever_the_headers_say(tmp_path: Path, host: Host) -> None:
    """This test ensures that a host without ETags causes no false news."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    assert [one(corpus).outcome for _ in range(2)] == ["fetched", "unchanged"]


def test_a_new_version_takes_the_place_of_the_old(tmp_path: Path, host: Host) -> None:
    """This test ensures that after a change of words and format one file is held, and the change is told."""
    new = pdf("New.", *wrap(f"{TEXT} {TEXT}", 80))
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()), send(new))))
    one(corpus)
    outcome = one(corpus)
    today = datetime.datetime.now(datetime.UTC).date()
    assert (outcome.outcome, outcome.file) == ("replaced", "documents/fetched/shed.pdf")
    assert outcome.reason == f"Title of shed: what came replaces what was fetched on {today}"
    assert set(files(corpus)) == {"shed.pdf", "fetched.json"}


LOGIN = page("Members", more='<form><input name="a"><input type="Password" name="b"></form>')
LONG = " ".join(["The pool opens at nine and the shed is locked at noon."] * 40)
LATIN = page(text="Caf\u00e9 " + TEXT).decode().encode("cp1252")
ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w") as parts:
    parts.writestr("made-up.txt", "no Word file")

REFUSALS: list[tuple[Reply, str]] = [
    (send(LOGIN), "sign-in form"),
    (send(b"", 302, Location="/account/login?to=shed"), "a page to sign in at"),
    (send(page("Page not found")), "“Page not found”"),
    (send(page("Page not found", LONG)), "“Page not found”"),
    (send(page("Page not found - Example Library")), "“Page not found”"),
    (send(page("Example Library | 404")), "“404”"),
    (send(page("Sorry, this page could not be found.")), "could not be found"),
    (send(page("The page does not exist")), "does not exist"),
    (send(page("503 Service Unavailable")), "“503"),
    (
        send(page("Example Library", "Sorry, the page you are looking for does not exist.")),
        "looking for does not",
    ),
    (
        send(page("Example Library", "The page you’re looking for has been moved.")),
        "for has been moved”",
    ),
    (send(page("Just a moment...")), "“Just a moment”"),
    (send(page("Sign in to Example Library", TEXT[:200])), "“Sign in to Example Library”"),
    (send(page("Access denied", TEXT[:200])), "“Access denied”"),
    (send(page(text=TEXT[: len(TEXT) // 3])), "it shrank from"),
    (send(pdf(TEXT[:99]), Content_Type="application/pdf"), "it shrank from"),
    (send(page(text=""), Content_Type="text/html"), "it shrank from"),
    (send(b"<html><body></body></html>"), "there is no text in it"),
    (send(b""), "no PDF, Word file or web page"),
    (
        send(b"just words", Content_Type="text/plain"),
        "no PDF, Word file or web page (its host calls it text/",
    ),
    (send(b'{"a": "<html>"}', Content_Type="application/json"), "no PDF, Word file or web page"),
    (send(ARCHIVE.getvalue(), Content_Type="application/zip"), "no PDF, Word file or web page"),
    (send(b"PK\x03\x04 made up"), "no PDF, Word file or web page"),
    (send(b"<!-- -->" * 500), "no PDF, Word file or web page"),
    (send(page(), Content_Type="application/pdf"), "calls it application/pdf, and it is a web page"),
    (send(pdf(TEXT), Content_Type="text/html"), "calls it text/html, and it is a PDF"),
    (send(b"%PDF-1.7\nmade up\n%%EOF", Content_Type="application/pdf"), "cannot be read: it is damaged"),
    (send(pdf(""), Content_Type="application/pdf"), "cannot be read: there is no text on any"),
    (send(LATIN, Content_Type="text/html; charset=iso-8859-1"), "the page itself says otherwise"),
    (send(page(text="Caf\u00e9 " + TEXT), Content_Type="text/html; charset=latin-1"), "says otherwise"),
    (send(page(), Content_Type="text/html; charset=made-up"), "says otherwise"),
    (send(page(), Content_Type="text/html; charset=punycode"), "says otherwise"),
    (send(page().replace(b"<head>", b"<head><meta charset=punycode>")), "cannot be read as punycode"),
    (send(b"", 302, Location="https://sign-in.example/"), "sign-in.example is no host of the entry"),
]
FAILURES: list[tuple[Reply, str]] = [
    (send(b"", 404), "404 Not Found"),
    (send(b"", 500), "500 Internal Server Error"),
    (send(page()[:-9], length=len(page())), "failed"),
    (send(page()[:-9], length=-1), "breaks off before its end"),
    (send(page(), length=len(page()) - 9), "breaks off before its end"),
    (send(pdf(TEXT), length=len(pdf(TEXT)) - 30), "breaks off before its end"),
    (send(pdf(TEXT)[:-30], length=-1), "breaks off before its end"),
]


@pytest.mark.parametrize(
    ("reply", "outcome", "reason"),
    [(reply, "refused", reason) for reply, reason in REFUSALS]
    + [(reply, "failed", reason) for reply, reason in FAILURES],
)
def test_what_cannot_be_taken_leaves_what_is_held(
    tmp_path: Path, host: Host, reply: Reply, outcome: str, reason: str
) -> None:
    """This test ensures that each bad answer is named, and not one byte of what is held changes."""
    host.at("/account/login?to=shed", send(page()))
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page(), ETag='"1"'), reply)))
    before, held = one(corpus), files(corpus)
    after = one(corpus)
    assert (after.outcome, after.file, after.sha256) == (outcome, before.file, before.sha256)
    assert reason in (after.reason or "")
    assert files(corpus) == held


@pytest.mark.parametrize(
    "body",
    [
        page("What to do when a page is not found", "Page not found: tell the library. " + TEXT),
        page("Access denied", LONG * 2),
        page("Signing in and out", "Visitors sign in at the desk. Error 404 is a room. " + TEXT),
        page("404 steps to the pool"),
        page("Lost books", "Where the page you are looking for is not in the book, ask. " + LONG),
        page(more="<h2>Page not found</h2><p>Say so.</p>"),
        page(more="<header><form><input type=password></form></header>"),
        page(more="<p>Type your <code>password</code> here: <input type=text></p>"),
    ],
)
def test_guidance_that_speaks_of_such_pages_is_taken(tmp_path: Path, host: Host, body: bytes) -> None:
    """This test ensures that no document is refused for its subject, or for a form at the site's edge."""
    assert one(register(tmp_path, ("shed", host.at("/shed", send(body))))).outcome == "fetched"


def test_a_text_that_shrank_is_taken_once_the_old_one_is_removed(tmp_path: Path, host: Host) -> None:
    """This test ensures that a person who read the shorter text can have it."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()), send(page(text="Closed.")))))
    one(corpus)
    reason = one(corpus).reason or ""
    assert "remove documents/fetched/shed.html and fetch again" in reason
    (corpus / "documents/fetched/shed.html").unlink()
    assert one(corpus).outcome == "fetched"


def test_no_half_file_is_ever_seen(tmp_path: Path, host: Host) -> None:
    """This test ensures that while a file comes, the held one is there, whole, and nothing beside it."""
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


def test_a_file_that_a_person_put_in_place_is_left_to_them(tmp_path: Path, host: Host) -> None:
    """This test ensures that fetch does not double or displace a file that the register names."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page())), 'file = "documents/shed.md"'))
    (corpus / "documents/shed.md").write_text("# Shed\n\nBy hand.\n")
    outcome = one(corpus)
    assert outcome.outcome == "refused"
    assert "documents/shed.md was put in place by hand" in (outcome.reason or "")
    assert host.paths == []


def test_an_entry_may_name_the_file_that_will_be_fetched(tmp_path: Path, host: Host) -> None:
    """This test ensures that such a source is registered only until it is fetched, and held from then on."""
    address = host.at("/shed", send(pdf(TEXT)))
    by_hand = 'file = "documents/by-hand.md"'
    corpus = register(
        tmp_path / "corpus",
        ("shed", address, 'file = "documents/fetched/shed.pdf"'),
        ("hand", address, by_hand),
    )
    (corpus / "documents/by-hand.md").write_text("# Made up\n\nBy hand.\n")
    assert publish(corpus, tmp_path / "index").documents.added == ("hand",)
    assert fetched(corpus, "shed")[0].outcome == "fetched"
    assert publish(corpus, tmp_path / "index").documents.added == ("shed",)
    host.at("/shed", send(page(text=TEXT * 2)))
    assert "would be documents/fetched/shed.html" in (fetched(corpus, "shed")[0].reason or "")


@pytest.mark.parametrize(
    ("ids", "error", "reason"),
    [
        (["pool"], UnknownSource, "no source 'pool'"),
        (["shed", "pool"], UnknownSource, "no source 'pool'"),
        (["bench"], InvalidCorpus, "'bench': it has no download address"),
    ],
)
def test_a_wrong_id_is_an_error_before_anything_is_asked(
    tmp_path: Path, host: Host, ids: list[str], error: type[Exception], reason: str
) -> None:
    """This test ensures that a mistyped id is told, not passed over, and that the rest is not begun."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    with (corpus / "sources.toml").open("a") as file:
        file.write('\n[[source]]\nid = "bench"\ntitle = "Bench"\n')
    with pytest.raises(error, match=reason):
        fetch(corpus, ids, web=asking())
    assert host.paths == []


@pytest.mark.parametrize(
    "damage",
    [
        "{",
        "[]",
        '{"shed": 3}',
        '{"shed": {}}',
        '{"shed": {"file": "documents/fetched/shed.html", "colour": 1}}',
    ],
)
def test_a_damaged_record_is_named(tmp_path: Path, host: Host, damage: str) -> None:
    """This test ensures that neither fetch nor ingest guesses what fetched.json said."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    one(corpus)
    (corpus / "documents/fetched/fetched.json").write_text(damage)
    for run in (lambda: fetched(corpus), lambda: publish(corpus, tmp_path / "index")):
        with pytest.raises(InvalidCorpus, match=r"fetched\.json cannot be read"):
            run()


def test_a_record_that_names_a_file_elsewhere_is_damaged(tmp_path: Path, host: Host) -> None:
    """This test ensures that fetched.json cannot point out of its folder."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()))))
    one(corpus)
    path = corpus / "documents/fetched/fetched.json"
    path.write_text(path.read_text().replace("documents/fetched/shed.html", "documents/fetched/../../x.html"))
    with pytest.raises(InvalidCorpus, match=r"fetched\.json"):
        fetched(corpus)


def entry_removed(corpus: Path) -> None:
    register(corpus, ("other", "https://shed.example/"))


def download_removed(corpus: Path) -> None:
    path = corpus / "sources.toml"
    path.write_text(path.read_text().replace("download", "url"))


def other_format_left_over(corpus: Path) -> None:
    (corpus / "documents/fetched/shed.html").rename(corpus / "documents/fetched/shed.htm")
    (corpus / "documents/fetched/shed.html").write_bytes(page("Another shed"))


@pytest.mark.parametrize("change", [entry_removed, download_removed, other_format_left_over])
def test_what_was_fetched_for_no_one_is_quoted_no_more(tmp_path: Path, host: Host, change: object) -> None:
    """This test ensures that a fetched file goes with its entry, and is never ingested without one."""
    corpus = register(tmp_path / "corpus", ("shed", host.at("/shed", send(page()))))
    one(corpus)
    (corpus / "documents/by-hand.md").write_text("# Made up\n\nBy hand.\n")
    change(corpus)  # type: ignore[operator]
    report = publish(corpus, tmp_path / "index")
    (warning,) = [w for w in report.warnings if "is left out" in w]
    assert warning.startswith("documents/fetched/shed.htm")
    build = open_current(tmp_path / "index")
    assert "Another" in str(build.documents["shed"].text) if "shed" in build.documents else True
    assert not any("locked at noon" in d.text for d in build.documents.values() if d.source_id != "shed")


def test_a_file_that_someone_puts_beside_is_unregistered(tmp_path: Path, host: Host) -> None:
    """This test ensures that a file that fetch knows nothing of is ingested and reported, as elsewhere."""
    corpus = register(tmp_path / "corpus", ("shed", host.at("/shed", send(page()))))
    one(corpus)
    (corpus / "documents/fetched/pool.md").write_text("# Pool\n\nThe pool opens at nine.\n")
    report = publish(corpus, tmp_path / "index")
    assert report.documents.added == ("shed", "fetched-pool")
    assert "documents/fetched/pool.md has no entry" in report.warnings[0]
