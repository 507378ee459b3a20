"""Tests downloads that cannot be taken: each is named, and the old copy stays."""

import io
import zipfile
from pathlib import Path

import pytest
from loopback import TEXT, Host, Reply, files, one, page, pdf, register, send

LOGIN = page("Members", more='<form><input name="a"><input type="Password" name="b"></form>')
LONG = " ".join(["The pool opens at nine and the shed is locked at noon."] * 40)
LATIN = page(text="Caf\u00e9 " + TEXT).decode().encode("cp1252")
ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w") as parts:
    parts.writestr("made-up.txt", "no Word file")

REFUSALS: list[tuple[Reply, str]] = [
    (send(LOGIN), "sign-in form"),
    (send(b"", 302, Location="/account/login?to=shed"), "a sign-in page"),
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
    (send(b""), "not a PDF, Word file, web page"),
    (
        send(b"just words", Content_Type="text/plain"),
        "not a PDF, Word file, web page or other known document (its host calls it text/",
    ),
    (send(b'{"a": "<html>"}', Content_Type="application/json"), "not a PDF, Word file, web page"),
    (send(ARCHIVE.getvalue(), Content_Type="application/zip"), "not a PDF, Word file, web page"),
    (send(b"PK\x03\x04 made up"), "not a PDF, Word file, web page"),
    (send(b"<!-- -->" * 500), "not a PDF, Word file, web page"),
    (send(page(), Content_Type="application/pdf"), "calls it application/pdf, but it is a web page"),
    (send(pdf(TEXT), Content_Type="text/html"), "calls it text/html, but it is a PDF"),
    (send(b"%PDF-1.7\nmade up\n%%EOF", Content_Type="application/pdf"), "cannot be read: it is damaged"),
    (send(pdf(""), Content_Type="application/pdf"), "cannot be read: there is no text on any"),
    (send(LATIN, Content_Type="text/html; charset=iso-8859-1"), "the page itself says otherwise"),
    (
        send(page(text="Caf\u00e9 " + TEXT), Content_Type="text/html; charset=latin-1"),
        "the page itself says otherwise",
    ),
    (send(page(), Content_Type="text/html; charset=made-up"), "the page itself says otherwise"),
    (send(page(), Content_Type="text/html; charset=punycode"), "the page itself says otherwise"),
    (send(page().replace(b"<head>", b"<head><meta charset=punycode>")), "cannot be read as punycode"),
    (send(b"", 302, Location="https://sign-in.example/"), "sign-in.example is not a host of the entry"),
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
    """This test ensures that each bad answer is named, and not one byte of the old copy changes."""
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
    """This test ensures that a person who has read the shorter text can accept it."""
    corpus = register(tmp_path, ("shed", host.at("/shed", send(page()), send(page(text="Closed.")))))
    one(corpus)
    reason = one(corpus).reason or ""
    assert "remove documents/fetched/shed.html and fetch again" in reason
    (corpus / "documents/fetched/shed.html").unlink()
    assert one(corpus).outcome == "fetched"
