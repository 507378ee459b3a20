"""Headers of every response of the real server, on a made-up corpus."""

import re
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest
from chromium import Server, serving
from loopback import pdf
from parts import DATA, ROOT, publish
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from index.errors import NotReady
from index.storage.builds import open_current
from views.server.html_shell import Shell

Answered = tuple[int, Message, bytes]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the made-up corpus, with a PDF and a web page. Its model cannot be loaded."""
    folder = tmp_path_factory.mktemp("served")
    documents = folder / "corpus/documents"
    documents.mkdir(parents=True)
    for path in (DATA / "corpus").rglob("*.*"):
        (documents.parent / path.relative_to(DATA / "corpus")).write_bytes(path.read_bytes())
    (documents.parent / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    (documents / "shed.pdf").write_bytes(pdf("The shed by the pool holds nine bicycles."))
    (documents / "page.html").write_text("<main><h1>Pool</h1><p>It is open.</p><script>x()</script></main>")
    publish(folder / "corpus", folder / "index")
    return folder / "index"


@pytest.fixture(scope="module")
def server(index: Path) -> Iterator[Server]:
    with serving(index, index.parent / "corpus", ready=False) as running:
        yield running


@pytest.fixture(scope="module")
def held(index: Path) -> dict[str, str]:
    """The SHA-256 of each document."""
    return {source_id: found.sha256 for source_id, found in open_current(index).documents.items()}


def ask_for(server: Server, path: str, method: str = "GET", **headers: str) -> Answered:
    with closing(HTTPConnection(server.url.removeprefix("http://"), timeout=30)) as connection:
        connection.request(method, path, headers={name.replace("_", "-"): to for name, to in headers.items()})
        response = connection.getresponse()
        return response.status, response.headers, response.read()


def script() -> str:
    found = re.search(rb'src="\.(/static/js/index\.[^"]+)"', Shell.installed().original)
    assert found
    return found[1].decode()


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/", "GET", 200),
        ("/", "HEAD", 200),
        ("/where", "GET", 200),
        ("/sources/", "GET", 301),
        ("/no-such-page", "GET", 200),
        (script(), "GET", 200),
        ("/static/nothing.js", "GET", 200),  # Streamlit answers with its page
        ("/favicon.png", "GET", 200),
        ("/_stcore/health", "GET", 200),
        ("/_stcore/host-config", "GET", 200),
        ("/_stcore/agent/nothing", "GET", 404),
        ("/media/nothing.docx", "GET", 404),
        ("//elsewhere.example/", "GET", 400),
        ("/ready", "GET", 503),
        ("/ready", "POST", 405),
        ("/alive", "GET", 200),
        ("/alive", "HEAD", 200),
        ("/alive", "POST", 405),
        ("/originals/nothing", "GET", 404),
        ("/originals/{lending-rules}", "GET", 200),
        ("/originals/{page}", "GET", 200),
        ("/originals/{shed}", "GET", 200),
        ("/originals/../history", "GET", 400),
        ("/pages/{shed}/1.png", "GET", 200),
        ("/pages/{shed}/1.png", "HEAD", 200),
        ("/pages/{shed}/2.png", "GET", 404),
        ("/pages/{shed}/0.png", "GET", 404),
        ("/pages/{shed}/1", "GET", 404),
        ("/pages/{lending-rules}/1.png", "GET", 404),
        ("/pages/nothing", "GET", 404),
    ],
)
def test_every_response_has_the_headers(
    server: Server, held: dict[str, str], path: str, method: str, status: int
) -> None:
    """This test ensures that pages, files, pictures, refusals and errors all carry the security headers."""
    answered, headers, _ = ask_for(server, re.sub(r"\{(.*?)\}", lambda found: held[found[1]], path), method)
    assert answered == status
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "*" not in policy
    assert "http" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert {"camera=()", "microphone=()", "geolocation=()"} < set(headers["Permissions-Policy"].split(", "))
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"]
    # Browsers reach this server by http, so a redirect to https would fail.
    assert headers["Strict-Transport-Security"] is None
    assert headers["Server"] is None
    assert headers["Access-Control-Allow-Origin"] is None


def test_the_page_is_in_british_english_and_under_our_name(server: Server) -> None:
    """This test ensures that the language is set before any script runs, for every kind of request."""
    for headers in (
        {"Accept_Encoding": "gzip"},
        {"If_None_Match": '"x"', "If_Modified_Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        for path in ("/", "/where", "/no-such-page"):
            status, answered, body = ask_for(server, path, **headers)
            assert status == 200
            assert b'<html lang="en-GB">' in body
            assert b"<title>Signpost</title>" in body
            assert int(answered["Content-Length"]) == len(body)
            assert answered["Content-Encoding"] is None
            assert answered["ETag"] is None
            assert answered["Cache-Control"] == "no-store"
    assert ask_for(server, "/", "HEAD")[2] == b""


def test_the_policy_allows_no_inline_script_and_no_eval(server: Server) -> None:
    """This test ensures that a script injected into the page would not run."""
    policy = ask_for(server, "/")[1]["Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'self'"
    assert rules["connect-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    scripts = rules["script-src"].split()
    assert scripts[:3] == ["'self'", "'wasm-unsafe-eval'", "blob:"]
    assert [source[:8] for source in scripts[3:]] == ["'sha256-"]


def test_scripts_are_kept_by_the_browser_and_pages_are_not(server: Server, held: dict[str, str]) -> None:
    """This test ensures that scripts are cached, and no page or document is stored on the disk."""
    assert "immutable" in ask_for(server, script())[1]["Cache-Control"]
    for path in (f"/originals/{held['shed']}", f"/pages/{held['shed']}/1.png"):
        assert ask_for(server, path)[1]["Cache-Control"] == "no-store"


def test_a_held_web_page_is_plain_text_that_can_do_nothing(server: Server, held: dict[str, str]) -> None:
    """This test ensures that another site's file never runs under this site's address."""
    _, headers, body = ask_for(server, f"/originals/{held['page']}")
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert b"<script>" in body
    _, headers, body = ask_for(server, f"/pages/{held['shed']}/1.png")
    assert headers["Content-Type"] == "image/png"
    assert body.startswith(b"\x89PNG")


def test_a_stranger_is_told_that_it_is_not_ready_and_no_more(server: Server) -> None:
    """This test ensures that /ready reveals no path, while the server's own output gives the full reason."""
    status, _, body = ask_for(server, "/ready")
    assert (status, body) == (503, b"not ready: the model cannot be loaded")
    # It is printed before the answer, but read by another thread. Asking again prints it again.
    while not any(line.startswith("signpost: ") and "'words'" in line for line in server.log):
        assert len(server.log) < 100
        ask_for(server, "/ready")


def test_a_process_that_cannot_answer_questions_is_alive(server: Server, index: Path) -> None:
    """This test ensures that /alive needs neither model nor index: restarting would mend neither."""
    aside = index.rename(index.with_name("aside"))
    try:
        assert ask_for(server, "/ready")[0] == 503
        status, _, body = ask_for(server, "/alive")
    finally:
        aside.rename(index)
    assert (status, body) == (200, b"alive")


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "192.0.2.1", "[", ""])
def test_under_another_name_there_is_nothing(server: Server, host: str) -> None:
    """This test ensures that a foreign host name that points here gets nothing from this server."""
    status, headers, body = ask_for(server, "/ready", Host=host)
    assert status == 421
    assert b"SIGNPOST_PUBLIC_URL" in body
    assert headers["Content-Security-Policy"]


def test_no_file_is_taken_where_nobody_maintains(server: Server) -> None:
    """This test ensures that strangers cannot upload files, and Streamlit's other paths still work."""
    status, _, body = ask_for(server, "/_stcore/upload_file/session/file", method="PUT")
    assert (status, body) == (403, b"uploads are switched off")
    assert ask_for(server, "/_stcore/health")[0] == 200


def test_only_the_page_itself_connects(server: Server) -> None:
    """This test ensures that another site's page can neither ask questions nor read answers."""
    address = f"ws{server.url.removeprefix('http')}/_stcore/stream"
    with connect(address, origin=server.url, proxy=None) as open_one:  # type: ignore[arg-type]
        assert open_one.response
        assert open_one.response.status_code == 101
    others = ("https://elsewhere.example", "http://localhost:1", "null", server.url + ".elsewhere.example")
    for other in others:
        with pytest.raises(InvalidStatus) as refused, connect(address, origin=other, proxy=None):  # type: ignore[arg-type]
            pass
        assert refused.value.response.status_code == 403


@pytest.mark.parametrize("html", [b"", b'<html lang="en"></html>', Shell.installed().changed])
def test_html_that_cannot_be_put_right_is_not_served(html: bytes) -> None:
    """This test ensures that the server refuses to start if Streamlit's HTML has changed."""
    with pytest.raises(NotReady, match="the version that constraints"):
        Shell.of(html)
