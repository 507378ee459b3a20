"""Real servers that follow shared storage, with the real model."""

import shutil
import time
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from urllib.error import HTTPError

import pytest
from chromium import Server, serving
from object_store import BUCKET, object_store
from parts import DATA, ROOT, Runner, edit

from index.embedding.embedding_models import SMALL
from index.storage.builds import current_name, open_current

pytestmark = pytest.mark.model

LENDING = "documents/lending-rules.md"
PATIENCE = 60


def got(server: Server, path: str) -> tuple[int, str]:
    """Returns the status and the body of an answer."""
    try:
        with urllib.request.urlopen(f"{server.url}/{path}", timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def wait_for(server: Server, path: str, status: int, body: str) -> None:
    """Asks until this is the answer."""
    until = time.monotonic() + PATIENCE
    while (found := got(server, path)) != (status, body):
        assert time.monotonic() < until, (found, "".join(server.log))


@pytest.mark.parametrize("kind", ["folder", pytest.param("s3", marks=pytest.mark.soak)])
def test_two_servers_follow(kind: str, tmp_path: Path, run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """This test ensures that both switch by themselves, answer on while the storage is away, and forget."""
    corpus, index, place = tmp_path / "corpus", tmp_path / "index", tmp_path / "place"
    shutil.copytree(DATA / "corpus", corpus)
    shutil.copy(ROOT / "corpus/notices.toml", corpus)
    place.mkdir()
    at = ("--corpus", str(corpus), "--index", str(index))
    monkeypatch.setenv("SIGNPOST_MODEL", SMALL)
    with ExitStack() as stack:
        shared, environment = str(place), {}
        if kind == "s3":
            shared, environment = f"s3://{BUCKET}", stack.enter_context(object_store(place)).environment
            for name, value in environment.items():
                monkeypatch.setenv(name, value)
        assert run("ingest", *at).code == 0
        first = current_name(index)
        assert f"has the build {first}" in run("share", shared, *at).out

        servers = []
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            following = {"SIGNPOST_FOLLOW": shared, "SIGNPOST_FOLLOW_SECONDS": "1", **environment}
            # A server needs no corpus: what it reads of that comes with the build.
            started = serving(tmp_path / name, tmp_path / "none", ready=False, **following)
            servers.append(stack.enter_context(started))
        for server in servers:
            wait_for(server, "ready", 200, f"ready: build {first}")
        lending = open_current(index).documents["lending-rules"].sha256
        assert got(servers[0], f"originals/{lending}")[0] == 200

        edit(corpus / LENDING, "six books", "seven volumes")
        assert run("ingest", *at).code == 0
        run("share", shared, *at)
        for server in servers:
            wait_for(server, "ready", 200, f"ready: build {current_name(index)}")
            assert got(server, f"originals/{lending}")[0] == 404

        place.rename(tmp_path / "away")
        edit(corpus / LENDING, "seven volumes", "nine")
        assert got(servers[0], "ready")[0] == 200
        (tmp_path / "away").rename(place)

        assert run("withdraw", "lending-rules", "--why", "a test", *at).code == 0
        run("share", shared, *at)
        for server in servers:
            wait_for(server, "ready", 200, f"ready: build {current_name(index)}")
            assert not [
                p for p in server.index.rglob("*") if p.is_file() and b"seven volumes" in p.read_bytes()
            ]
