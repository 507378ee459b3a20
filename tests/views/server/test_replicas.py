"""Two replicas behind the proxy of deploy/Caddyfile, run by a real Caddy."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from chromium import BOX, Server, serving
from parts import DATA, ROOT, edit, publish
from visits import drawn, visit

from index.embedding.embedder import SentenceTransformerEmbedder
from index.embedding.embedding_models import SMALL
from index.storage.builds import open_current

pytestmark = [pytest.mark.model, pytest.mark.soak]

SECONDS = 60


@pytest.fixture(scope="module")
def caddy() -> str:
    """Returns the program; skips the test where there is none."""
    if (found := shutil.which("caddy")) is None:
        pytest.skip("needs the program caddy")
    return found


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Returns two builds that differ, so that an answer of /ready tells who gave it."""
    embedder = SentenceTransformerEmbedder.load(SMALL)
    made = []
    for name in ("one", "two"):
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(DATA / "corpus", folder / "corpus")
        shutil.copy(ROOT / "corpus/notices.toml", folder / "corpus")
        if name == "two":
            (folder / "corpus/documents/pool.md").write_text("# The pool\n\nIt opens at seven.\n")
        publish(folder / "corpus", folder / "index", embedder)
        made.append(folder / "index")
    return made


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def proxied(caddy: str, folder: Path, port: int, *replicas: Server) -> Iterator[None]:
    """Runs the proxy as it is deployed, but with a certificate of its own and ports that are free."""
    settings = folder / "Caddyfile"
    shutil.copy(ROOT / "deploy/Caddyfile", settings)
    edit(settings, "admin off", f"admin off\n\tskip_install_trust\n\thttp_port {free_port()}")
    where = {
        "SIGNPOST_SITE": f"https://localhost:{port}",
        "SIGNPOST_REPLICAS": " ".join(replica.url.removeprefix("http://") for replica in replicas),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [caddy, "run", "--config", settings, "--adapter", "caddyfile"]
    with (folder / "caddy.log").open("wb") as log:
        process = subprocess.Popen(command, env={**os.environ, **where}, stdout=log, stderr=log)
    with process:
        try:
            yield
        finally:
            process.terminate()


def unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def ready(port: int, cookie: str | None = None) -> tuple[int, str, str | None]:
    """Returns the status and text of /ready, and the cookie that the proxy sets."""
    with closing(HTTPSConnection("localhost", port, context=unchecked(), timeout=30)) as connection:
        connection.request("GET", "/ready", headers={"Cookie": cookie} if cookie else {})
        response: HTTPResponse = connection.getresponse()
        text = response.read().decode()
        return response.status, text, response.headers["Set-Cookie"]


def until(told: Callable[[], bool]) -> None:
    """Asks again and again until it is so."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            if told():
                return
        except OSError:
            continue
    raise AssertionError(f"not so after {SECONDS} seconds")


def test_each_browser_stays_with_one_replica(caddy: str, indexes: list[Path], tmp_path: Path) -> None:
    """This test ensures that a browser keeps its replica, pages included, and gets another if it fails."""
    port = free_port()
    public = f"https://localhost:{port}"
    with ExitStack() as stack:
        replicas = [
            stack.enter_context(serving(index, index.parent / "corpus", SIGNPOST_PUBLIC_URL=public))
            for index in indexes
        ]
        said = [f"ready: build {open_current(index).meta.build}" for index in indexes]
        stack.enter_context(proxied(caddy, tmp_path, port, *replicas))
        until(lambda: ready(port)[0] == 200)

        # Without a cookie any replica answers, and names itself in a cookie.
        cookie_of: dict[str, str] = {}
        until(lambda: cookie_of.setdefault((got := ready(port))[1], got[2] or "") and len(cookie_of) == 2)
        assert set(cookie_of) == set(said)
        for answer, cookie in cookie_of.items():
            assert cookie.startswith("signpost_replica=")
            assert {ready(port, cookie.split(";")[0])[1] for _ in range(10)} == {answer}
            origin = {"Cookie": cookie.split(";")[0], "Origin": public}
            with visit(public, origin, unchecked()) as page:
                assert BOX in drawn(page)

        # One fails: whoever was there gets the other, with a new cookie.
        lost = cookie_of[said[0]].split(";")[0]
        replicas[0].process.terminate()
        replicas[0].process.wait(30)
        status, answer, cookie = ready(port, lost)
        assert (status, answer) == (200, said[1])
        assert cookie is not None
        assert cookie.startswith(cookie_of[said[1]].split(";")[0])
