"""The web server: Streamlit's ASGI app, the original files, page pictures, and two checks for monitoring."""

import asyncio
import gc
import logging
import os
import re
import socket
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import streamlit as st
import uvicorn
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp
from streamlit import config as streamlit_config
from streamlit.runtime import Runtime

from assistant.library.notices import check_ready, read_notices
from index.errors import NoPicture, NotReady, SignpostError, UnreadableIndex, UnsuitableModel
from index.settings import Settings
from index.storage.builds import original
from index.storage.published import PublishedFolder
from views.current_build import SHARED, current_assistant, current_index, published
from views.elements.media_types import MEDIA_TYPES
from views.elements.page_pictures import boxed_page, document_of
from views.maintaining.sign_in import check_sign_in, secrets_of
from views.server.headers import Guarded
from views.server.html_shell import Shell
from views.server.sessions import forget_closed_pages
from views.site import GUARDED, Site

SCRIPT = Path(__file__).resolve().parents[2] / "app.py"
PLAIN_TEXT = "text/plain; charset=utf-8"
FRAMED_NOWHERE = "frame-ancestors 'none'"
# Other people's files may load nothing and run nothing.
SANDBOX = f"default-src 'none'; style-src 'unsafe-inline'; sandbox; {FRAMED_NOWHERE}"
OFFSET = re.compile(r"[0-9]{1,9}")
PICTURE = re.compile(r"([0-9a-f]{64})/([1-9][0-9]{0,5})\.png")


def serve_page(settings: Settings, address: str, port: int, announce: Callable[[str, int], None]) -> None:
    """Serves until stopped. Calls announce with the address once it is bound (port 0 takes any free port).

    Logs no request: an address can contain what someone typed, and visits are private. Raises NotReady if
    the address cannot be bound, if other machines can reach the page while the local notices are not set or
    maintainers could not sign in, or if maintainers would publish elsewhere than readers read. Raises
    UnreadableIndex if there is no index to serve.
    """
    if settings.store and settings.maintainers:
        raise NotReady(
            "SIGNPOST_STORE and SIGNPOST_MAINTAINERS are both set: the page Maintain publishes into an index "
            "folder, so serve it without SIGNPOST_STORE, and the store's readers without SIGNPOST_MAINTAINERS"
        )
    site = Site.of(address, settings.public_url)
    notices = read_notices(settings.corpus)
    if not site.is_local:
        check_ready(notices, settings.corpus)
    check_sign_in(settings, public=not site.is_local or settings.public_url is not None)
    os.environ["SIGNPOST_CORPUS"] = str(settings.corpus.resolve())
    os.environ["SIGNPOST_INDEX"] = str(settings.index.resolve())
    settings = Settings.from_env()
    current_index(settings)
    GUARDED.set()
    SHARED.set()
    app = build_app(settings, site)
    with _bound(address, port) as listener:
        announce(address, listener.getsockname()[1])
        # Ignores what a proxy says about visitors, since nothing here depends on it.
        config = uvicorn.Config(
            app, access_log=False, server_header=False, log_level="warning", proxy_headers=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def _bound(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        return socket.create_server((address, port), family=family)
    except OSError as error:
        raise NotReady(
            f"cannot serve the page on {address} port {port} ({error}): choose another --port or --address"
        ) from error


def build_app(settings: Settings, site: Site) -> ASGIApp:
    """Builds the app: page, /originals/SHA256, /pages/SHA256/NUMBER.png, /alive and /ready, below site.base.

    The last two also answer at the root, so that monitoring need not know the path.
    """

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        # Streamlit starts after uvicorn and resets the handlers and levels of its logs.
        logging.getLogger("uvicorn.access").disabled = True
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        # The model takes seconds to load. The first question should not wait for it.
        threading.Thread(target=_warm_up, args=(settings,), daemon=True).start()
        forgetting = asyncio.create_task(forget_closed_pages(Runtime.instance()))
        yield
        forgetting.cancel()

    async def alive(_request: Request) -> Response:
        # Not in a thread, unlike `ready`: it must not queue behind questions or a model that loads.
        return PlainTextResponse("alive")

    def ready(_request: Request) -> Response:
        try:
            assistant = current_assistant(settings)
        except SignpostError as error:
            return _unavailable(error)
        return PlainTextResponse(f"ready: build {assistant.index.meta.build}")

    def held(request: Request) -> Response:
        return _original(settings, request.path_params["path"])

    def drawn(request: Request) -> Response:
        return _picture(settings, request.path_params["path"], request.query_params)

    routes = [
        Route(f"{base}{path}", check)
        for base in sorted({"", site.base})
        for path, check in (("/alive", alive), ("/ready", ready))
    ]
    routes.append(Route(f"{site.base}/originals/{{path:path}}", held))
    routes.append(Route(f"{site.base}/pages/{{path:path}}", drawn))
    app = st.App(SCRIPT, secrets=secrets_of(settings), routes=routes, lifespan=lifespan)
    # Set after creating the app, which loads Streamlit's settings, and before the first request.
    streamlit_config.set_option("server.baseUrlPath", site.base.strip("/"))
    if site.public_host:
        # Needed if a proxy sends another Host than the browser did.
        streamlit_config.set_option("browser.serverAddress", site.public_host)
    return Guarded(app, site, Shell.installed(), uploads=settings.maintainers is not None)


def _warm_up(settings: Settings) -> None:
    try:
        current_assistant(settings)
        # Streamlit collects garbage after each run of a page: leave the models and the index out of it.
        gc.freeze()
    except SignpostError as error:
        # /ready and every question report it too, but the person who started the server sees it here.
        _tell(error)


def _tell(error: SignpostError) -> None:
    print(f"signpost: {error}", flush=True)  # noqa: T201


def _unavailable(error: SignpostError) -> Response:
    """Returns what a stranger may know of a fault. Prints all of it for whoever runs the server."""
    _tell(error)
    match error:
        case UnreadableIndex():
            reason = "the index cannot be read"
        case UnsuitableModel():
            reason = "the model cannot be loaded"
        case NoPicture():
            reason = "this page cannot be drawn; open the document instead"
        case _:
            reason = "Signpost is not set up correctly"
    return PlainTextResponse(f"not ready: {reason}", status_code=503)


def _original(settings: Settings, sha256: str) -> Response:
    """Serves an original file of the current build, and no other file from the folder of originals."""
    try:
        document = document_of(current_index(settings), sha256)
    except SignpostError as error:
        return _unavailable(error)
    if document is None:
        return PlainTextResponse("no document of the current build has this SHA-256", status_code=404)
    media_type = MEDIA_TYPES.get(Path(document.file).suffix.lower(), PLAIN_TEXT)
    # A sandboxed frame cannot show a PDF in the browser's own viewer.
    policy = FRAMED_NOWHERE if media_type == MEDIA_TYPES[".pdf"] else SANDBOX
    name, headers = Path(document.file).name, {"Content-Security-Policy": policy}
    where = published(settings)
    if isinstance(where, PublishedFolder):
        return FileResponse(
            original(where.index, sha256),
            media_type=media_type,
            headers=headers,
            filename=name,
            content_disposition_type="inline",
        )
    headers["Content-Disposition"] = f"inline; filename*=utf-8''{quote(name)}"
    try:
        return Response(where.original(sha256), media_type=media_type, headers=headers)
    except SignpostError as error:
        return _unavailable(error)


def _picture(settings: Settings, path: str, words: Mapping[str, str]) -> Response:
    """Serves the picture of a PDF page of the current build, with a box around words `from` to `to`."""
    asked = PICTURE.fullmatch(path)
    offsets = [words.get(name, "0") for name in ("from", "to")]
    try:
        found = None
        if asked and all(OFFSET.fullmatch(offset) for offset in offsets):
            found = boxed_page(settings, asked[1], int(asked[2]), *map(int, offsets))
    except SignpostError as error:
        return _unavailable(error)
    if found is None:
        return PlainTextResponse("no PDF of the current build has this page", status_code=404)
    return Response(found, media_type="image/png")
