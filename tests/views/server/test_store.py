"""The real server on a PostgreSQL store, with a made-up corpus and no index folder."""

import shutil
import urllib.request
from pathlib import Path

from chromium import serving
from loopback import pdf
from parts import ROOT, publish

from index.postgres.upload import upload
from index.settings import DEFAULT_KEEP
from index.storage.builds import open_current, original


def test_originals_and_pictures_come_from_the_store(tmp_path: Path, corpus: Path, store: str) -> None:
    """This test ensures that a server needs nothing but the store to show the documents, old and new."""
    document, nowhere = corpus / "documents/shed.pdf", tmp_path / "nowhere"
    nowhere.mkdir()
    shutil.copy(ROOT / "corpus/notices.toml", corpus)
    document.write_bytes(pdf("The shed by the pool holds nine bicycles."))
    publish(corpus, tmp_path / "index")
    upload(tmp_path / "index", store, DEFAULT_KEEP)
    with serving(nowhere, corpus, ready=False, SIGNPOST_STORE=store) as server:
        for words in (None, "The shed by the pool holds ten bicycles."):
            if words:
                document.write_bytes(pdf(words))
                publish(corpus, tmp_path / "index")
                upload(tmp_path / "index", store, DEFAULT_KEEP)
            shown = open_current(tmp_path / "index").documents["shed"].sha256
            with urllib.request.urlopen(f"{server.url}/originals/{shown}") as response:
                assert response.read() == original(tmp_path / "index", shown).read_bytes()
                assert response.headers["Content-Type"] == "application/pdf"
                assert response.headers["Content-Disposition"] == "inline; filename*=utf-8''shed.pdf"
            with urllib.request.urlopen(f"{server.url}/pages/{shown}/1.png?from=0&to=8") as response:
                assert response.read().startswith(b"\x89PNG")
    assert not any(nowhere.iterdir())
