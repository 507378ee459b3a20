"""The web server: Streamlit's ASGI app, with the held originals and a readiness check beside it."""

import ipaddress
import logging
import os
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.notices import check_ready, read_notices
from index.builds import open_current, original
from index.errors import NotReady, SignpostError
from index.settings import Settings
from views.shared import current_assistant, current_index
from views.sign_in import check_sign_in, secrets_of

SCRIPT = Path(__file__).resolve().parent.parent / "app.py"
# What a browser may open by itself. Anything else is shown as plain text: a fetched web page must
# never run in this page's place.
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
PLAIN_TEXT = "text/plain; charset=utf-8"


def serve_page(settings: Settings, address: str, port: int, announce: Callable[[str, int], None]) -> None:
    """Serve until stopped; tell the address once it is bound (port 0 takes any free one).

    No request is logged: an address can hold what somebody typed, and visits are nobody's business.
    NotReady: the address is not this machine's own and the local notices are not set, or it cannot
    be bound; or others can reach it, and maintainers could not sign in. UnreadableIndex: there is no
    index to serve.
    """
    notices = read_notices(settings.corpus)
    if not is_loopback(address):
        check_ready(notices, settings.corpus)
    check_sign_in(settings, public=not is_loopback(address))
    open_current(settings.index)
    os.environ["SIGNPOST_CORPUS"] = str(settings.corpus.resolve())
    os.environ["SIGNPOST_INDEX"] = str(settings.index.resolve())
    app = build_app(Settings.from_env())
    with _bound(address, port) as listener:
        announce(address, listener.getsockname()[1])
        config = uvicorn.Config(app, access_log=False, server_header=False, log_level="warning")
        uvicorn.Server(config).run(sockets=[listener])


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        raise NotReady(
            f"the page cannot be served on {address} port {port} ({error}): give another --port or --address"
        ) from error


def is_loopback(address: str) -> bool:
    """Whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def build_app(settings: Settings) -> st.App:
    """The page, /originals/SHA256 for the held files of the current build, and /ready."""

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        # Streamlit, which starts after uvicorn, gives its logs their handlers and levels again.
        logging.getLogger("uvicorn.access").disabled = True
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        # The model takes seconds to load; the first question should not wait for it.
        threading.Thread(target=_warm_up, args=(settings,), daemon=True).start()
        yield

    def ready(_request: Request) -> Response:
        try:
            assistant = current_assistant(settings)
        except SignpostError as error:
            return PlainTextResponse(f"not ready: {error}", status_code=503)
        return PlainTextResponse(f"ready: build {assistant.index.meta.build}")

    def held(request: Request) -> Response:
        return _original(settings, request.path_params["sha256"])

    routes = [Route("/ready", ready), Route("/originals/{sha256}", held)]
    return st.App(SCRIPT, secrets=secrets_of(settings), routes=routes, lifespan=lifespan)


def _warm_up(settings: Settings) -> None:
    try:
        current_assistant(settings)
    except SignpostError as error:
        # /ready and every question say so too; here the person who started the server sees it.
        print(f"signpost: {error}", flush=True)  # noqa: T201


def _original(settings: Settings, sha256: str) -> Response:
    """A held file of the current build; nothing else that lies in the folder of the originals."""
    try:
        documents = current_index(settings).documents.values()
    except SignpostError as error:
        return PlainTextResponse(str(error), status_code=503)
    for document in documents:
        if document.sha256 == sha256:
            media_type = MEDIA_TYPES.get(Path(document.file).suffix.lower(), PLAIN_TEXT)
            headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
            if media_type == "application/pdf":
                # A sandboxed frame cannot show a PDF in the browser's own viewer.
                del headers["Content-Security-Policy"]
            return FileResponse(
                original(settings.index, sha256),
                media_type=media_type,
                headers=headers,
                filename=Path(document.file).name,
                content_disposition_type="inline",
            )
    return PlainTextResponse("no document of the current build has this SHA-256", status_code=404)
