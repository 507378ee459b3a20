"""The page behind a proxy: by https, under a host name and a path."""

import re
import socket
import ssl
from contextlib import closing
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from chromium import BOX, PUBLIC_HOST, ask, serving, window
from parts import ROOT
from playwright.sync_api import Browser, expect
from proxy import proxying
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

pytestmark = [pytest.mark.browser, pytest.mark.model]

FIRST = "what stops children from telling someone about abuse?"
SECOND = "who can I ask for advice when I am worried about a child?"


def with_its_numbers(corpus: Path) -> Path:
    """Creates a corpus folder whose notices have made-up numbers."""
    corpus.mkdir()
    notices = (ROOT / "corpus/notices.toml").read_text(encoding="utf-8")
    filled = notices.replace("[[local]]", '[[local]]\nphone = "01632 960001"\nreviewed = 2026-11-23')
    (corpus / "notices.toml").write_text(filled, encoding="utf-8")
    return corpus


def unchecked() -> ssl.SSLContext:
    """Returns an SSL context that accepts unsigned certificates."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def get(port: int, path: str) -> HTTPResponse:
    """Requests a path through the proxy and returns the response."""
    with closing(HTTPSConnection("127.0.0.1", port, context=unchecked())) as connection:
        connection.request("GET", path, headers={"Host": f"{PUBLIC_HOST}:{port}"})
        response = connection.getresponse()
        response.read()
        return response


def status_for(port: int, origin: str) -> int:
    """Opens a websocket at the public address as a page of this origin. Returns the status."""
    address = f"wss://{PUBLIC_HOST}:{port}/signpost/_stcore/stream"
    with socket.create_connection(("127.0.0.1", port)) as way:
        try:
            with connect(address, sock=way, ssl=unchecked(), origin=origin, proxy=None) as opened:  # type: ignore[arg-type]
                assert opened.response
                return opened.response.status_code
        except InvalidStatus as refused:
            return refused.response.status_code


def test_the_page_works_through_a_proxy(
    browser: Browser, tmp_path: Path, briefing_index: Path, artefacts: Path
) -> None:
    """This test ensures that the page works by https under a name and path, and refuses other sites."""
    corpus = with_its_numbers(tmp_path / "corpus")
    with proxying(tmp_path, PUBLIC_HOST) as proxy:
        public = f"https://{PUBLIC_HOST}:{proxy.port}/signpost"
        with serving(briefing_index, corpus, SIGNPOST_PUBLIC_URL=public) as server:
            assert server.url.endswith("/signpost")
            proxy.to = int(re.findall(r":(\d+)/", server.url)[0])
            with window(browser, server, 1280, public) as page:
                assert page.url == f"{public}/"
                assert page.evaluate("document.documentElement.lang") == "en-GB"
                ask(page, FIRST)

                # The network fails briefly. The page reconnects and still shows what was asked.
                proxy.lose_connections()
                # The page retries at growing intervals, which can take a minute on a busy machine.
                expect(page.get_by_role("textbox", name=BOX)).to_be_editable(timeout=120_000)
                ask(page, SECOND)
                expect(page.get_by_text(FIRST, exact=True).first).to_be_visible()
                page.screenshot(path=artefacts / "proxy.png")

                page.get_by_text("Open the original").first.click()
                with page.expect_popup() as opened:
                    page.get_by_role("link", name="Our copy").first.click()
                expect(opened.value.locator("body")).to_contain_text("electively home educate")
                assert opened.value.url.startswith(f"{public}/originals/")

                page.get_by_role("link", name="Sources").click()
                expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
                page.goto(f"{public}/where")
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                for cookie in page.context.cookies():
                    assert cookie["secure"]
            paths = {"/signpost": 307, "/signpost/pages/x": 404, "/": 404}
            checks = dict.fromkeys(("/ready", "/alive", "/signpost/ready", "/signpost/alive"), 200)
            for path, status in (paths | checks).items():
                answer = get(proxy.port, path)
                assert answer.status == status
                assert "max-age" in answer.headers["Strict-Transport-Security"]
                assert "://" not in answer.headers.get("Location", "")
            assert status_for(proxy.port, public.removesuffix("/signpost")) == 101
            assert status_for(proxy.port, "https://elsewhere.example") == 403
            assert status_for(proxy.port, public.replace("https", "http").removesuffix("/signpost")) == 403
