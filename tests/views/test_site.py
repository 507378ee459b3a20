"""Host names that the page answers to, and the effects of its public address."""

from pathlib import Path

import pytest
from parts import ROOT
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from index.errors import InvalidSetting, NotReady
from index.settings import Settings
from views.server.headers import Guarded
from views.server.html_shell import Shell
from views.server.server import serve_page
from views.site import Site, is_loopback

SAVED = '<html lang="en"><title>Streamlit</title></html>'
PUBLIC = "https://guidance.example.org:8443/signpost"


@pytest.mark.parametrize(
    ("address", "public_url", "answered", "refused"),
    [
        (
            "127.0.0.1",
            None,
            ["localhost:8501", "127.0.0.1", "[::1]:1"],
            ["a.example", "10.0.0.1"],
        ),
        ("10.0.0.1", None, ["10.0.0.1:8501", "localhost"], ["a.example", "10.0.0.2"]),
        # A numeric address cannot be pointed elsewhere. A name can.
        ("0.0.0.0", None, ["10.0.0.2", "[2001:db8::1]:8501"], ["a.example", "10.0.0.2.example"]),  # noqa: S104
        (
            "127.0.0.1",
            PUBLIC,
            ["guidance.example.org:8443", "guidance.example.org", "127.0.0.1"],
            ["a.example"],
        ),
        ("shelf.lan", None, ["shelf.lan:8501", "Shelf.lan"], ["lan", "x.shelf.lan"]),
    ],
)
def test_it_answers_to_its_own_names_only(
    address: str, public_url: str | None, answered: list[str], refused: list[str]
) -> None:
    """This test ensures that the server answers to each of its names, but not to other names or to none."""
    site = Site.of(address, public_url)
    assert all(site.answers_to(host) for host in answered)
    assert not any(site.answers_to(host) for host in [*refused, None, "", "[", ":80"])


def test_only_its_own_pages_connect() -> None:
    """This test ensures that the public page may connect, whatever Host the proxy sends."""
    site = Site.of("127.0.0.1", "https://Guidance.example.org:443/signpost")
    assert site.lets_connect("https://guidance.example.org", "127.0.0.1:8501")
    assert site.lets_connect("http://127.0.0.1:8501", "127.0.0.1:8501")
    assert site.lets_connect(None, "127.0.0.1:8501")
    assert not site.lets_connect("http://guidance.example.org", "guidance.example.org")
    for origin in ("https://a.example", "http://guidance.example.org", "null", "https://[", ""):
        assert not site.lets_connect(origin, "127.0.0.1:8501")


def test_a_public_address_is_taken_as_browsers_write_it() -> None:
    """This test ensures that a slash at the end makes no difference."""
    for value in (PUBLIC, f"{PUBLIC}/"):
        site = Site.of("127.0.0.1", Settings.from_env({"SIGNPOST_PUBLIC_URL": value}).public_url)
        assert (site.base, site.https, site.public_host) == ("/signpost", True, "guidance.example.org")
        assert site.public_origin == "https://guidance.example.org:8443"
    assert Settings.from_env({"SIGNPOST_PUBLIC_URL": "http://shelf.lan"}).public_url == "http://shelf.lan"


@pytest.mark.parametrize(
    "value",
    [
        *("guidance.example.org", "ftp://a.example", "HTTPS://a.example", "https://", "https://a example"),
        *("https://a.example:99999", "https://[1/x", "https://me:secret@a.example", "https://a.example/a b"),
        *(
            "https://a.example/a?b=c",
            "https://a.example/#top",
            "https://a.example/../x",
            "https://a.example//x",
        ),
    ],
)
def test_a_public_address_that_is_none_is_named(value: str) -> None:
    """This test ensures that the message names the variable, its value and a correct example."""
    with pytest.raises(InvalidSetting) as mistake:
        Settings.from_env({"SIGNPOST_PUBLIC_URL": value})
    assert f"SIGNPOST_PUBLIC_URL is {value!r}" in str(mistake.value)
    assert "https://guidance.example.org/signpost" in str(mistake.value)


def test_a_public_page_needs_its_local_numbers(tmp_path: Path, corpus: Path) -> None:
    """This test ensures that serving through a proxy counts as serving other people."""
    (corpus / "notices.toml").write_text((ROOT / "corpus/notices.toml").read_text())
    settings = Settings(corpus, tmp_path / "index", public_url=PUBLIC)
    with pytest.raises(NotReady, match="without SIGNPOST_PUBLIC_URL"):
        serve_page(settings, "127.0.0.1", 0, lambda _address, _port: None)
    assert Site.of("127.0.0.1", "http://localhost:8501").is_local
    assert not Site.of("127.0.0.1", PUBLIC).is_local
    assert not Site.of("0.0.0.0", None).is_local  # noqa: S104


def moved(_request: Request) -> Response:
    response = RedirectResponse("http://guidance.example.org:8443/signpost/")
    response.set_cookie("a", "b")
    response.set_cookie("c", "d", secure=True)
    return response


def saved(_request: Request) -> Response:
    return HTMLResponse(SAVED)


def failed(_request: Request) -> Response:
    raise ValueError("made up for a test")


def test_behind_https_everything_stays_there() -> None:
    """This test ensures that redirects name no scheme, cookies are secure, and errors have headers too."""
    site = Site.of("127.0.0.1", PUBLIC)
    served = Starlette(routes=[Route("/moved", moved), Route("/failed", failed), Route("/saved", saved)])
    app = Guarded(served, site, Shell.installed())
    client = TestClient(app, base_url="http://guidance.example.org:8443", raise_server_exceptions=False)
    answer = client.get("/moved", follow_redirects=False)
    assert answer.headers["Location"] == "/signpost/"
    assert [cookie.count("Secure") for cookie in answer.headers.get_list("Set-Cookie")] == [1, 1]
    for path in ("/moved", "/failed", "/nothing"):
        answer = client.get(path, follow_redirects=False)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert client.get("/failed").status_code == 500
    assert client.get("/saved").text == SAVED


@pytest.mark.parametrize(
    ("address", "loopback"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False),  # noqa: S104
     ("::", False), ("192.0.2.1", False), ("example.org", False)],
)  # fmt: skip
def test_only_this_machines_addresses_are_loopback(address: str, *, loopback: bool) -> None:
    """This test ensures that addresses that others can reach are recognised."""
    assert is_loopback(address) is loopback
