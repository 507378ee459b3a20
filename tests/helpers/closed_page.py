"""Opens and closes a page in its own process, and reports what remains of it.

Run: CORPUS INDEX
"""

import gc
import sys
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from starlette.testclient import TestClient
from streamlit import config
from streamlit.runtime import Runtime

from index.settings import Settings
from views.server.server import build_app
from views.site import Site

TTL = 1


def wait_until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20 * TTL
    while not condition() and time.monotonic() < deadline:
        time.sleep(TTL / 20)
        gc.collect()
    return condition()


def main() -> None:
    app = build_app(Settings(Path(sys.argv[1]), Path(sys.argv[2])), Site.of("127.0.0.1", None))
    config.set_option("server.disconnectedSessionTTL", TTL)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        pages = Runtime.instance()._session_mgr
        with client.websocket_connect("ws://127.0.0.1/_stcore/stream", subprotocols=["streamlit"]):
            wait_until(lambda: bool(pages.list_active_sessions()))
            page = weakref.ref(pages.list_active_sessions()[0].session)
        closed = wait_until(lambda: not pages.list_active_sessions())
        kept = page() is not None
        sys.stdout.write(f"closed: {closed}, kept: {kept}, gone: {wait_until(lambda: page() is None)}\n")


if __name__ == "__main__":
    main()
